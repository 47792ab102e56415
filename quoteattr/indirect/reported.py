"""What a narration reports: clauses without marks, and those of which a piece stands in marks."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence

from .. import lexicons
from ..document import Span
from ..reading.around import Reading
from ..reading.tags import PARAGRAPH, QUOTATION
from .claims import end_of_claim
from .clauses import Clause, distinct, read_clauses
from .model import Model
from .report import Report, Reported
from .sentences import Extent
from .viewpoints import Viewpoint, find_viewpoints

_OUTSIDE = PARAGRAPH + ".,:-"  # marks around a clause that do not belong to it
_WHEN = re.compile("[RA]{0,2}J[^,.:VXZ]{0,12}")  # late on Sunday, in a statement
_THAT = "that"
#: Of the views told in the articles that the weights were learned from, 4 of 4 are annotated so: (4 + 1) / (4 + 2).
_SURE_OF_VIEW = 0.83
_PARTICLES = "JFT"  # "according to", "call for"


def find_reported(model: Model, reading: Reading, pieces: Sequence[int], terms: Sequence[int]) -> Reported:
    """Find what a narration reports.

    Args:
        model: The weights.
        reading: The narration.
        pieces: Numbers of the quotations whose clause is asked for, in order.
        terms: Numbers of the quotations that quote nobody. A report holds no others: with another in it, it is the
            utterance of that one.
    """
    clauses, around = read_clauses(model, reading, pieces, terms)
    places = {reading.places[number] for number in terms}
    views = [view for view in find_viewpoints(reading) if _holds_only(places, reading, *view.told)]
    reports = _with_views(reading, _reports(model, reading, clauses), views)
    found = sorted(_outside_marks(reading, reports), key=lambda report: (report.said.start, -report.said.end))
    return Reported(found, _utterances(reading, around))


def _reports(model: Model, reading: Reading, clauses: Sequence[Clause]) -> list[Report]:
    every = model.sure([clause.evidence for clause in clauses])
    is_sure = every >= model.weights["least"]
    clauses, chances = list(itertools.compress(clauses, is_sure)), every[is_sure].tolist()
    words = reading.tokens.words
    greetings, nobodies = lexicons.words("greeting"), lexicons.words("standard", "nobody")
    found: dict[Extent, Report] = {}
    for number in distinct(clauses, chances):
        clause = clauses[number]
        first, last = _trimmed(reading, clause.first, _end(reading, clause))
        if reading.tokens.tags[first:last] in ("", QUOTATION):
            continue  # nothing, or nothing but words in marks
        # She said goodbye, and nothing else; what went according to plan, or nobody believed, nobody has said.
        if words[first] not in greetings and _named(reading, clause.mention) not in nobodies:
            said, cue = _cut(reading, (first, last)), _cut(reading, _cue(reading, clause))
            found.setdefault((first, last), Report(said, cue, clause.mention, chances[number]))
    return list(found.values())


def _with_views(reading: Reading, reports: list[Report], views: Sequence[Viewpoint]) -> list[Report]:
    """The reports with the views, which go before those with a cue in the same phrase.

    Where another reaches up to the phrase, the phrase is a part of that or the view is told already: "Lind said it was
    late, in his view".
    """
    if not views:
        return reports
    reports = sorted(reports, key=lambda report: report.cue.start)
    cues = [report.cue.start for report in reports]
    told: list[Report] = []
    replaced: set[int] = set()
    for view in views:
        phrase, said = _cut(reading, view.phrase), _cut(reading, _trimmed(reading, *view.told))
        edge = said.start if phrase.start < said.start else said.end
        inside = range(bisect_left(cues, phrase.start), bisect_left(cues, phrase.end))
        near = range(bisect_left(cues, min(phrase.start, said.start)), bisect_left(cues, max(phrase.end, said.end)))
        others = [reports[number].said for number in near if number not in inside]
        if not any(other.start <= edge <= other.end for other in others):
            replaced.update(inside)
            told.append(Report(said, _cut(reading, view.cue), view.mention, _SURE_OF_VIEW))
    return [report for number, report in enumerate(reports) if number not in replaced] + told


def _end(reading: Reading, clause: Clause) -> int:
    """Behind what is said; it goes no further than a comma before who says so and when: "police said on Sunday"."""
    mentions, tags = reading.columns, reading.tokens.tags
    before = min(mentions.firsts[clause.mention], clause.cue)
    behind = max(mentions.lasts[clause.mention], clause.cue + 1)
    tail = clause.first < before - 1 and behind < clause.last and tags[before - 1] == ","
    if tail and _WHEN.fullmatch(tags, behind, clause.last):
        return before - 1
    return end_of_claim(reading, clause)


def _named(reading: Reading, number: int) -> str:
    """The words of a mention, as in the word lists."""
    return "_".join(reading.tokens.words[reading.columns.firsts[number] : reading.columns.lasts[number]])


def _holds_only(places: Collection[int], reading: Reading, first: int, last: int) -> bool:
    """Whether the quotations in a stretch of tokens are all among those at these tokens."""
    place = reading.tokens.tags.find(QUOTATION, first, last)
    while place in places:
        place = reading.tokens.tags.find(QUOTATION, place + 1, last)
    return place < 0


def _outside_marks(reading: Reading, reports: Iterable[Report]) -> list[Report]:
    """Those that neither begin nor end inside a quotation: the label of a speaker there is read as narration."""
    starts = [span.start for span in reading.spans]
    ends = [span.end for span in reading.spans]
    return [
        report
        for report in reports
        if all(bisect_left(starts, at) == bisect_right(ends, at) for at in (report.said.start, report.said.end))
    ]


def _utterances(reading: Reading, around: Mapping[int, Extent]) -> dict[int, Span]:
    utterances: dict[int, Span] = {}
    last: Span | None = None
    for number, extent in around.items():
        piece = reading.spans[number]
        if last is None or last.end <= piece.start:
            clause = _cut(reading, _trimmed(reading, *extent))
            start, end = min(clause.start, piece.start), max(clause.end, piece.end)  # its label may begin the clause
            last = Span(start, end, reading.text[start:end])
        utterances[number] = last
    return utterances


def _trimmed(reading: Reading, first: int, last: int) -> Extent:
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
    beside = last in (clause.first, reading.columns.firsts[clause.mention])
    return clause.cue, last if beside else clause.cue + 1


def _cut(reading: Reading, extent: Extent) -> Span:
    """The text of some tokens."""
    start, end = reading.tokens.starts[extent[0]], reading.tokens.ends[extent[1] - 1]
    return Span(start, end, reading.text[start:end])
