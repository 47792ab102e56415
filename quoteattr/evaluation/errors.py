"""Where the library is wrong: `python -m quoteattr.evaluation.errors ARTICLES.jsonl...`.

Sorts the wrong answers for the annotated quotations of each file into groups, told by where the right source stands and
what was answered instead, and prints how many there are of each, in Markdown.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..attributor import Attributor
from ..document import Quote
from ..reading.around import Reading
from ..training.__main__ import read_article
from ..training.gold import Article, Interval, is_right, overlap, read_articles, same_span

#: The groups, in the order in which they are printed.
GROUPS = (
    "a speaker for words that quote nobody",
    "nobody, the source beside a verb of saying in the sentence",
    "nobody, the source in the sentence",
    "nobody, the source elsewhere",
    "another mention of the same sentence",
    "another mention of the same paragraph",
    "another mention, the source in another paragraph",
    "the source not read as a mention",
)


def errors(articles: Iterable[Article]) -> Iterator[str]:
    """The group of each wrong answer."""
    attributor = Attributor()
    for article in articles:
        _, reading, _ = read_article(article)
        quotes = {(quote.start, quote.end): quote for quote in attributor.attribute(article["text"]).quotes}
        marked: list[Interval] = [(start, end) for start, end in article["quoted"]]
        owners = {tuple(span): one for one in article["attributions"] for span in one["quoted"]}
        for place, span in enumerate(reading.spans):
            quote = quotes[span.start, span.end]
            mention = (quote.mention.start, quote.mention.end) if quote.mention else None
            if is_right(article, (span.start, span.end), mention) is not False:
                continue
            gold = same_span((span.start, span.end), marked)
            owner = owners.get(gold) if gold else None
            sources = [(start, end) for start, end in owner["source"]] if owner else []
            yield GROUPS[0] if not sources else _group(reading, place, quote, sources)


def _group(reading: Reading, place: int, quote: Quote, sources: list[Interval]) -> str:
    tokens = reading.tokens
    found = [
        mention
        for number, mention in enumerate(reading.mentions)
        if any(overlap(reading.extent(number), source) for source in sources)
    ]
    if not found:
        return GROUPS[7]
    own = reading.places[place]
    same_sentence = any(tokens.sentences[mention.first] == tokens.sentences[own] for mention in found)
    same_paragraph = any(tokens.paragraphs[mention.first] == tokens.paragraphs[own] for mention in found)
    if quote.mention is None:
        beside = any("V" in tokens.tags[mention.first - 1 : mention.last + 2] for mention in found)
        return GROUPS[1 if beside else 2] if same_sentence else GROUPS[3]
    return GROUPS[4] if same_sentence else GROUPS[5] if same_paragraph else GROUPS[6]


def main() -> None:
    """Print the counts, in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.errors", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="annotated articles, one JSON object a line")
    paths = parser.parse_args().articles
    counted = [Counter(errors(read_articles(path))) for path in paths]
    print("| | " + " | ".join(path.stem for path in paths) + " |")
    print("| --- |" + " --- |" * len(paths))
    for group in GROUPS:
        print(f"| {group} | " + " | ".join(str(counts[group]) for counts in counted) + " |")
    print("| together | " + " | ".join(str(counts.total()) for counts in counted) + " |")


if __name__ == "__main__":
    main()
