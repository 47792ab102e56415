"""What the annotators of an article marked as reported, by the tokens of its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

from ..indirect.clauses import mentions_in
from ..indirect.sentences import Extent, Words, describe, split_sentences
from ..ranking.columns import Ints
from ..reading.around import Reading
from .gold import Article, Interval, right_mentions

_VERBAL, _NOUN = "VBEG", "N"
_SMALL_WORDS = "DSXMJTFHRKQ,."


@attrs.frozen
class Report:
    """One attribution, by the tokens of its sentence.

    Attributes:
        cue: The token that stands for its cue.
        extent: First and last token of what is said, as far as it stands in this sentence; `None` if it does not.
        sources: Numbers of the right mentions, among those of the sentence.
        nobody: Whether the annotators found no source.
    """

    cue: int
    extent: tuple[int, int] | None
    sources: Sequence[int]
    nobody: bool


@attrs.frozen
class Sentence:
    """A sentence to learn from.

    Attributes:
        rows: Rows of weights of its tokens, a token a line.
        firsts: First token of each of its mentions.
        heads: Head of each of its mentions.
        reports: The attributions whose cue stands in it.
        utterances: Token of a quotation, and first and last token of the clause around it that is reported.
    """

    rows: Ints
    firsts: Sequence[int]
    heads: Sequence[int]
    reports: Sequence[Report]
    utterances: Sequence[tuple[int, int, int]]


def cue_token(reading: Reading, first: int, last: int) -> int:
    """The token that stands for a cue: its first verb, noun, or word that is not a small one."""
    tags = reading.tokens.tags[first:last]
    for wanted in (_VERBAL, _NOUN):
        for place, tag in enumerate(tags, first):
            if tag in wanted:
                return place
    return next((place for place, tag in enumerate(tags, first) if tag not in _SMALL_WORDS), first)


def sentences_of(article: Article, reading: Reading, words: Words) -> Iterator[Sentence]:
    """The sentences of an article."""
    sentences = split_sentences(reading.tokens)
    extents: list[Extent] = [(first, last) for first, last in sentences.tolist()]
    firsts = [first for first, _ in extents]
    within = mentions_in(reading.lines, sentences)
    inside = [within.numbers[low:high].tolist() for low, high in zip(*within.between(sentences), strict=True)]
    reports: list[list[Report]] = [[] for _ in extents]
    utterances: list[list[tuple[int, int, int]]] = [[] for _ in extents]
    for attribution in article["attributions"]:
        content = attribution["content"]
        if content and attribution["cue"]:
            first = _token(reading, attribution["cue"][0][0])
            cue = cue_token(reading, first, _token(reading, attribution["cue"][0][1] - 1) + 1)
            home = bisect_right(firsts, cue) - 1
            whole = _within(reading, (content[0][0], content[-1][1]), extents[home])
            source = [(start, end) for start, end in attribution["source"]]
            sources = right_mentions(reading, inside[home], source)
            reports[home].append(Report(cue - firsts[home], whole, sources, not source))
        for start, end in content:
            for span, place in zip(reading.spans, reading.places, strict=True):
                if start <= span.start and span.end <= end:
                    home = bisect_right(firsts, place) - 1
                    if part := _within(reading, (start, end), extents[home]):
                        utterances[home].append((place - firsts[home], *part))
    rows = describe(reading, words)
    for number, extent in enumerate(extents):
        mentions = [reading.mentions[mention] for mention in inside[number]]
        yield Sentence(
            rows[slice(*extent)],
            [mention.first - extent[0] for mention in mentions],
            [mention.head - extent[0] for mention in mentions],
            reports[number],
            utterances[number],
        )


def _token(reading: Reading, offset: int) -> int:
    return max(bisect_right(reading.tokens.starts, offset) - 1, 0)


def _within(reading: Reading, interval: Interval, extent: Extent) -> tuple[int, int] | None:
    """First and last token of an interval of the text in a sentence, counted from its first."""
    first = max(_token(reading, interval[0]), extent[0])
    last = min(_token(reading, interval[1] - 1), extent[1] - 1)
    return (first - extent[0], last - extent[0]) if first <= last else None
