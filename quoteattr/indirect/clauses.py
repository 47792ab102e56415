"""Reported clauses: who says what without marks, and the clause around a piece in marks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ..ranking.columns import Flags, Ints
from ..reading.around import Reading
from .model import Model
from .pointing import Anchors, Batch, Mentions, find_extents, find_sources
from .reader import Floats
from .sentences import Extent, changes, mention_marks, split_sentences

#: Tokens less probable as a cue are not looked at: hardly a clause of theirs would be probable enough.
LEAST_CUE = 0.25
EVIDENCE = 4  # parts of a clause that are each more or less probable
#: Of other words no cue of a clause was ever found in the articles that the weights were learned from.
_CUE_TAGS = b"VBEGNPAR:"
_MAY_BE_CUE = bytes(tag in _CUE_TAGS for tag in range(256))
_SAME = 0.7  # of the words of two clauses, from which they count as one
_TOGETHER = 4000  # tokens read at once, so that memory stays bounded


class Clause(NamedTuple):
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
    model: Model, reading: Reading, pieces: Sequence[int] = (), terms: Sequence[int] = ()
) -> tuple[list[Clause], dict[int, Extent]]:
    """All clauses that may be reported ones, in order of their cues; and the clause around each of some quotations.

    Args:
        model: The weights.
        reading: The narration.
        pieces: Numbers of the quotations whose clause is asked for, in order.
        terms: Numbers of the quotations that a reported clause may hold; with another in it, it is none.
    """
    if not len(reading.tokens):
        return [], {}
    sentences = split_sentences(reading.tokens)
    mentions = mentions_in(reading.lines, sentences)
    places = np.array(reading.places, dtype=np.int64)
    is_other = np.ones(len(places), np.bool_)
    is_other[list(terms)] = False
    own, others = places[list(pieces)], places[is_other]
    may_be_cues = np.frombuffer(reading.tokens.tags.encode("ascii").translate(_MAY_BE_CUE), np.bool_)
    clauses: list[Clause] = []
    around: list[Extent] = []
    for batch in _encode(model, reading, sentences, mention_marks(reading.lines, len(reading.tokens))):
        flags = may_be_cues[batch.extents[0, 0] : batch.extents[-1, 1]]
        clauses += _clauses(model, batch, mentions, flags, others)
        around += _around(model, batch, own)
    return clauses, dict(zip(pieces, around, strict=True))


def _encode(model: Model, reading: Reading, sentences: Ints, marks: Ints) -> Iterator[Batch]:
    """Read sentences, as many at once as memory bears."""
    parts = changes(sentences[:, 0] // _TOGETHER).tolist()
    for part in (sentences[slice(*extent)] for extent in itertools.pairwise([0, *parts, len(sentences)])):
        first, last = int(part[0, 0]), int(part[-1, 1])
        vectors = model.embed(reading, first, last, marks[first:last])
        yield Batch(part, model.encode(vectors, part[:, 1] - part[:, 0]))


def _clauses(model: Model, batch: Batch, mentions: Mentions, may_be_cues: Flags, quotations: Ints) -> Iterator[Clause]:
    """The clauses of a batch that may be reported ones and hold none of the quotations."""
    lows, highs = mentions.between(batch.extents)
    lines = (may_be_cues & (lows < highs).repeat(batch.lengths)).nonzero()[0]
    chances = model.cues(batch.states.take(lines, axis=0))
    sure = chances > LEAST_CUE
    lines, chances = lines[sure], chances[sure]
    if not len(lines):
        return
    narrow, anchors = batch.narrowed(lines)
    starts, ends, extents = find_extents(model.said, narrow, anchors)
    shifts = narrow.shifts.take(anchors.owners)
    free = quotations.searchsorted(starts + shifts) == quotations.searchsorted(ends + shifts, "right")
    if not free.any():
        return
    anchors = Anchors(anchors.lines[free], anchors.owners[free])
    starts, ends = starts[free], ends[free]
    sources, rights, nobodies = find_sources(model, narrow, anchors, mentions, starts, ends)
    evidence = _logit(np.array([chances[free], rights, 1 - nobodies, extents[free]])).T.tolist()
    tokens = np.array([narrow.firsts.take(anchors.owners), anchors.lines, starts, ends + 1]) + shifts[free]
    yield from map(Clause, *tokens.tolist(), mentions.numbers.take(sources).tolist(), evidence)


def _around(model: Model, batch: Batch, places: Ints) -> list[Extent]:
    """The clauses around the quotations at these tokens, as far as they stand in a batch."""
    first, last = batch.extents[0, 0], batch.extents[-1, 1]
    lines = places[(first <= places) & (places < last)] - first
    if not len(lines):
        return []
    narrow, anchors = batch.narrowed(lines)
    starts, ends, _ = find_extents(model.around, narrow, anchors, around=True)
    shifts = narrow.shifts[anchors.owners]
    return list(zip((starts + shifts).tolist(), (ends + shifts + 1).tolist(), strict=True))


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


def mentions_in(lines: Ints, sentences: Ints) -> Mentions:
    """The mentions of a narration that lie each in one of its sentences.

    Args:
        lines: The lines of `Reading.lines`.
        sentences: Its sentences: a line each of first token, and the one behind the last.
    """
    firsts, lasts, heads, _, _ = lines
    ends = sentences[:, 1].take(sentences[:, 0].searchsorted(firsts, "right") - 1)
    numbers = (lasts <= ends).nonzero()[0]
    return Mentions(numbers, firsts.take(numbers), heads.take(numbers))


def _logit(chances: Floats) -> Floats:
    bounded = np.clip(chances, 1e-6, 1 - 1e-6)
    found: Floats = np.log(bounded / (1 - bounded))
    return found
