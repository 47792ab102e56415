"""Reported clauses: who says what without marks, and the clause around a piece in marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ..reading.around import Reading
from .model import Floats, Model
from .pointing import Anchors, Batch, find_extents, find_sources
from .sentences import Extent, describe, split_sentences

#: Tokens less probable as a cue are not looked at: no clause of theirs is ever probable enough.
LEAST_CUE = 0.25
EVIDENCE = 4  # parts of a clause that are each more or less probable
_SAME = 0.7  # of the words of two clauses, from which they count as one
_TOGETHER = 4000  # tokens read at once, so that memory stays bounded


@attrs.frozen
class Clause:
    """A clause that reports what somebody says.

    Attributes:
        sentence: First token of its sentence, or of the piece of a long one.
        cue: The token that marks the saying.
        first: First token of what is said.
        last: Token behind its last.
        mention: Number of the mention that names who says it.
        evidence: Of the cue, of the mention, of there being one, of the extent: how probable each is, as logits.
    """

    sentence: int
    cue: int
    first: int
    last: int
    mention: int
    evidence: Sequence[float]


def read_clauses(
    model: Model, reading: Reading, quotations: Sequence[int] = ()
) -> tuple[list[Clause], dict[int, Extent]]:
    """All clauses that may be reported ones, in order of their cues; and the clause around each of some quotations.

    Args:
        model: The weights.
        reading: The narration.
        quotations: Numbers of the quotations whose clause is asked for, in order.
    """
    places = [reading.places[number] for number in quotations]
    mention_firsts = [mention.first for mention in reading.mentions]
    clauses: list[Clause] = []
    around: dict[int, Extent] = {}
    for batch in _encode(model, reading, split_sentences(reading.tokens)):
        inside = [mentions_in(reading, mention_firsts, extent) for extent in batch.extents]
        clauses += _clauses(model, reading, batch, inside)
        around.update(_around(model, batch, places))
    by_place = dict(zip(places, quotations, strict=True))
    return sorted(clauses, key=lambda clause: clause.cue), {by_place[place]: around[place] for place in places}


def _clauses(model: Model, reading: Reading, batch: Batch, inside: Sequence[Sequence[int]]) -> Iterator[Clause]:
    chances = model.cues(batch.states)
    lines = np.flatnonzero(chances > LEAST_CUE)
    owners = np.searchsorted(batch.firsts, lines, "right") - 1
    named = np.array([bool(numbers) for numbers in inside])[owners]
    anchors = Anchors(lines[named], owners[named])
    if not len(anchors.lines):
        return
    shifts = [extent[0] - first for extent, first in zip(batch.extents, batch.firsts.tolist(), strict=True)]
    places = [
        [(reading.mentions[number].first - shift, reading.mentions[number].head - shift) for number in numbers]
        for numbers, shift in zip(inside, shifts, strict=True)
    ]
    starts, ends, extents = find_extents(model, batch, anchors, ("start", "end"))
    sources, rights, nobodies = find_sources(model, batch, anchors, places, starts, ends)
    evidence = np.stack([_logit(one) for one in (chances[anchors.lines], rights, 1 - nobodies, extents)], axis=1)
    for number, (line, owner) in enumerate(zip(anchors.lines.tolist(), anchors.owners.tolist(), strict=True)):
        shift = shifts[owner]
        first, last = int(starts[number]) + shift, int(ends[number]) + shift + 1
        mention = inside[owner][int(sources[number])]
        yield Clause(batch.extents[owner][0], line + shift, first, last, mention, evidence[number].tolist())


def _around(model: Model, batch: Batch, places: Sequence[int]) -> dict[int, Extent]:
    """The clause around each quotation of a batch that stands at one of these tokens."""
    lines, owners, shifts = [], [], []
    for owner, (first, last) in enumerate(batch.extents):
        for place in places[bisect_left(places, first) : bisect_left(places, last)]:
            shifts.append(first - int(batch.firsts[owner]))
            lines.append(place - shifts[-1])
            owners.append(owner)
    if not lines:
        return {}
    anchors = Anchors(np.array(lines, dtype=np.int64), np.array(owners, dtype=np.int64))
    starts, ends, _ = find_extents(model, batch, anchors, ("clause_start", "clause_end"), around=True)
    return {
        line + shift: (start + shift, end + shift + 1)
        for line, shift, start, end in zip(lines, shifts, starts.tolist(), ends.tolist(), strict=True)
    }


def distinct(clauses: Sequence[Clause], chances: Sequence[float]) -> list[int]:
    """Numbers of the clauses that say something of their own, the surest first: two cues may point at the same words.

    Args:
        clauses: The clauses.
        chances: How probable each is.
    """
    kept: list[int] = []
    by_sentence: dict[int, list[Clause]] = {}
    for number in sorted(range(len(clauses)), key=lambda number: (-chances[number], number)):
        clause = clauses[number]
        beside = by_sentence.setdefault(clause.sentence, [])
        if all(_common(clause, other) < _SAME for other in beside):
            beside.append(clause)
            kept.append(number)
    return kept


def _common(one: Clause, other: Clause) -> float:
    """What two clauses have in common, as a share of both together."""
    common = max(0, min(one.last, other.last) - max(one.first, other.first))
    return common / (one.last - one.first + other.last - other.first - common)


def _encode(model: Model, reading: Reading, sentences: Sequence[Extent]) -> Iterator[Batch]:
    """Read sentences, as many at once as memory bears."""
    if not sentences:
        return
    rows = describe(reading, model.words)
    part: list[Extent] = []
    count = 0
    for number, (first, last) in enumerate(sentences, 1):
        part.append((first, last))
        count += last - first
        if count >= _TOGETHER or number == len(sentences):
            part.sort(key=lambda extent: extent[0] - extent[1])
            lengths = np.array([end - start for start, end in part], dtype=np.int64)
            tokens = np.concatenate([np.arange(start, end) for start, end in part])
            states = model.encode(rows[:, tokens], lengths)
            yield Batch(part, states, np.cumsum(lengths) - lengths, lengths)
            part, count = [], 0


def mentions_in(reading: Reading, firsts: Sequence[int], extent: Extent) -> list[int]:
    """Numbers of the mentions in a sentence.

    Args:
        reading: The narration.
        firsts: First token of each of its mentions.
        extent: The sentence.
    """
    inside = range(bisect_left(firsts, extent[0]), bisect_left(firsts, extent[1]))
    return [number for number in inside if reading.mentions[number].last <= extent[1]]


def _logit(chances: Floats) -> Floats:
    bounded = np.clip(chances, 1e-6, 1 - 1e-6)
    found: Floats = np.log(bounded / (1 - bounded))
    return found
