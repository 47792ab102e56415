"""What confidence is worth: `python -m quoteattr.evaluation.confidence [--genre fiction | --indirect] ARTICLES.jsonl`.

Prints the expected calibration error (Guo et al. 2017, "On calibration of modern neural networks"; ten bins) and, for
each threshold, how many of the speakers are still given and how many of those given are right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs
import numpy as np

from ..attributor import Attributor
from ..training.gold import Article, is_right, read_articles
from ..training.indirect import is_reported
from ..training.indirect import is_right as is_report
from .figures import known

BINS = 10
THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@attrs.frozen
class Answer:
    """What the library says of an annotated quotation.

    Attributes:
        confidence: As in `quoteattr.Quote`.
        named: Whether it names a speaker.
        right: Whether it is right.
    """

    confidence: float
    named: bool
    right: bool


def answers(articles: Iterable[Article]) -> list[Answer]:
    """The answers for the annotated quotations of some articles."""
    attributor = Attributor()
    found = []
    for article in articles:
        for quote in attributor.attribute(article["text"]).quotes:
            mention = (quote.mention.start, quote.mention.end) if quote.mention else None
            verdict = None if quote.depth else is_right(article, (quote.start, quote.end), mention)
            if verdict is not None:
                found.append(Answer(quote.confidence, mention is not None, verdict))
    return found


def indirect_answers(articles: Iterable[Article]) -> list[Answer]:
    """The reports without marks that are told of some articles: right where an annotator marked them, too."""
    attributor = Attributor()
    found = []
    for article in articles:
        reported = [each for each in article["attributions"] if is_reported(each)]
        for quote in attributor.attribute(article["text"], indirect=True).quotes:
            if quote.kind == "indirect" and quote.mention is not None:
                said, mention = (quote.start, quote.end), (quote.mention.start, quote.mention.end)
                verdict = any(is_report(said, mention, each) for each in reported)
                found.append(Answer(quote.confidence, True, verdict))
    return found


def novel_answers(path: Path) -> list[Answer]:
    """The answers for the annotated quotations of the novels of a file, their characters and quotations given."""
    attributor = Attributor(genre="fiction")
    found = []
    for line in path.read_text("utf8").splitlines():
        novel = json.loads(line)
        gold = {(start, end): quote["speaker"] for quote in novel["quotes"] for start, end in quote["spans"]}
        for quote in attributor.attribute(novel["text"], **known(novel)).quotes:
            name = quote.speaker.name if quote.speaker else None
            found.append(Answer(quote.confidence, name is not None, name == gold[quote.start, quote.end]))
    return found


def calibration_error(given: Sequence[Answer]) -> float:
    """The mean distance between confidence and the share of right answers, over bins of equal width.

    >>> calibration_error([Answer(0.75, True, True)] * 3 + [Answer(0.75, True, False)])
    0.0
    """
    confidence = np.array([answer.confidence for answer in given])
    right = np.array([answer.right for answer in given], dtype=np.float64)
    bins = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    gaps = np.bincount(bins, weights=confidence - right, minlength=BINS)
    return float(np.abs(gaps).sum() / max(len(given), 1))


def coverage(given: Sequence[Answer], threshold: float) -> tuple[float, float]:
    """Of the speakers named without a threshold, the share still named with it; of those still named, the share right.

    >>> coverage([Answer(0.9, True, True), Answer(0.4, True, False)], 0.5)
    (0.5, 1.0)
    """
    named = [answer for answer in given if answer.named]
    kept = [answer.right for answer in named if answer.confidence >= threshold]
    return len(kept) / max(len(named), 1), sum(kept) / max(len(kept), 1)


def main() -> None:
    """Print the error and the table, in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.confidence", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="annotated articles or novels, one JSON object a line")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--genre", choices=("news", "fiction"), default="news", help="what they are (default: news)")
    kind.add_argument("--indirect", action="store_true", help="of what is reported without marks")
    arguments = parser.parse_args()
    for path in arguments.articles:
        if arguments.genre == "fiction":
            given = novel_answers(path)
        else:
            given = (indirect_answers if arguments.indirect else answers)(read_articles(path))
        print(f"{path.stem}: {len(given)} answers, calibration error {calibration_error(given):.4f}\n")
        print("| threshold | speakers still given | of these right |\n| --- | --- | --- |")
        for threshold in THRESHOLDS:
            kept, right = coverage(given, threshold)
            print(f"| {threshold} | {kept:.1%} | {right:.1%} |")
        print()


if __name__ == "__main__":
    main()
