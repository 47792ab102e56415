"""How often the clause around a piece in marks is right: `python -m quoteattr.evaluation.utterances ARTICLES.jsonl`.

Of the annotated stretches of content that hold quoted words and others, it compares `Quote.utterance` of the mixed
quotations in them: a clause is right where it has half of the union with the stretch in common.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from ..attributor import Attributor
from ..training.gold import Article, overlap, read_articles, similarity

SAME = 0.5
_MARKS = 3  # code points of a stretch beside the quoted words that are no words


@attrs.frozen
class Utterances:
    """What was compared.

    Attributes:
        pieces: Quoted spans that stand in a stretch of content with other words.
        mixed: Those of them that the library has as mixed quotations.
        right: Those of the mixed whose utterance is right.
    """

    pieces: int
    mixed: int
    right: int

    @property
    def share(self) -> float:
        """Percent of the mixed quotations whose utterance is right."""
        return round(100 * self.right / max(self.mixed, 1), 2)


def compare(articles: Iterable[tuple[Article, Mapping[str, Any]]]) -> Utterances:
    """Compare annotated articles with the documents that the library made of them, as plain values.

    >>> article = {"attributions": [{"content": [[0, 14]], "quoted": [[7, 14]]}]}
    >>> quote = {"kind": "mixed", "depth": 0, "start": 7, "end": 14, "utterance": {"start": 1, "end": 14}}
    >>> compare([(article, {"quotes": [quote]})])
    Utterances(pieces=1, mixed=1, right=1)
    """
    pieces = mixed = right = 0
    for article, record in articles:
        quotes = [quote for quote in record["quotes"] if quote["kind"] == "mixed" and not quote["depth"]]
        for attribution in article["attributions"]:
            for start, end in attribution["content"]:
                for first, last in attribution["quoted"]:
                    if start <= first and last <= end and (first - start) + (end - last) > _MARKS:
                        pieces += 1
                        own = [quote for quote in quotes if overlap((quote["start"], quote["end"]), (first, last))]
                        mixed += bool(own)
                        right += any(_is_right(quote["utterance"], (start, end)) for quote in own)
    return Utterances(pieces, mixed, right)


def _is_right(utterance: Mapping[str, Any] | None, stretch: tuple[int, int]) -> bool:
    return utterance is not None and similarity((utterance["start"], utterance["end"]), stretch) >= SAME


def main() -> None:
    """Print the counts and the share."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.utterances", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="annotated articles, one JSON object a line")
    attributor = Attributor()
    for path in parser.parse_args().articles:
        found = compare(
            (each, attributor.attribute(each["text"], indirect=True).to_dict()) for each in read_articles(path)
        )
        print(f"{path.stem}: {found.pieces} pieces of a longer clause, {found.mixed} of them mixed quotations")
        print(f"the clause around them is right: {found.right} ({found.share}%)")


if __name__ == "__main__":
    main()
