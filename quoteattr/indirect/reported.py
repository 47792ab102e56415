"""What the narration reports without marks, as far as it is sure enough."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import attrs

from ..document import Quote, Span
from ..reading.around import Reading
from ..reading.tags import PARAGRAPH
from .clauses import Clause, distinct, find_clauses
from .model import Model
from .sentences import Extent

_OUTSIDE = PARAGRAPH + ".,:-"  # marks around a clause that do not belong to it
_THAT = "that"
_PARTICLES = "JFT"  # "according to", "call for"


@attrs.frozen
class Reported:
    """A clause that is told.

    Attributes:
        first: First token of what is said.
        last: Token behind its last.
        cue: First and last token of the words that mark the saying, the last exclusive.
        mention: Number of the mention that names who says it.
        confidence: Probability that it is reported, and of that source.
    """

    first: int
    last: int
    cue: Extent
    mention: int
    confidence: float


def find_reported(model: Model, reading: Reading) -> list[Reported]:
    """The clauses that the narration reports without marks, in order, each once."""
    clauses = find_clauses(model, reading)
    chances = model.sure([clause.evidence for clause in clauses]).tolist()
    least = float(model.weights["least"][0])
    found: dict[Extent, Reported] = {}
    for number in distinct(reading, clauses, chances):
        clause = clauses[number]
        first, last = trimmed(reading, clause.first, clause.last)
        if chances[number] >= least and first < last:
            reported = Reported(first, last, _cue(reading, clause), clause.mention, chances[number])
            found.setdefault((first, last), reported)
    return sorted(_outside_marks(reading, found.values()), key=lambda reported: (reported.first, -reported.last))


def _outside_marks(reading: Reading, found: Iterable[Reported]) -> list[Reported]:
    """Those that no quotation overlaps: the label of a speaker inside the marks is read as narration."""
    starts = [span.start for span in reading.spans]
    ends = [span.end for span in reading.spans]
    outside = []
    for one in found:
        said = cut(reading, (one.first, one.last))
        if bisect_left(starts, said.end) == bisect_right(ends, said.start):
            outside.append(one)
    return outside


def trimmed(reading: Reading, first: int, last: int) -> Extent:
    """A clause without the marks around it, and without the "that" before it."""
    tags, words = reading.tokens.tags, reading.tokens.words
    while first < last and tags[first] in _OUTSIDE:
        first += 1
    while first < last and tags[last - 1] in _OUTSIDE:
        last -= 1
    return (first + 1, last) if first + 1 < last and words[first] == _THAT else (first, last)


def _cue(reading: Reading, clause: Clause) -> Extent:
    """The cue with the particles between it and the clause, or the mention."""
    tags, last = reading.tokens.tags, clause.cue + 1
    while last < len(tags) and tags[last] in _PARTICLES and last != clause.first:
        last += 1
    beside = last in (clause.first, reading.mentions[clause.mention].first)
    return clause.cue, last if beside else clause.cue + 1


def to_quote(reading: Reading, reported: Reported, mention: Span | None) -> Quote:
    """The quotation of a reported clause, still without its speaker.

    Args:
        reading: The narration.
        reported: The clause.
        mention: The words that name who says it, `None` where they are not to be told.
    """
    said = cut(reading, (reported.first, reported.last))
    cue = cut(reading, reported.cue)
    return Quote(
        start=said.start,
        end=said.end,
        text=said.text,
        content=said.text,
        kind="indirect",
        mention=mention,
        cue=cue if mention else None,
        confidence=round(reported.confidence, 4),
        why=f"“{cue.text}” reports it ({reported.confidence:.2f})",
    )


def cut(reading: Reading, extent: Extent) -> Span:
    """The text of some tokens."""
    start, end = reading.tokens.starts[extent[0]], reading.tokens.ends[extent[1] - 1]
    return Span(start, end, reading.text[start:end])
