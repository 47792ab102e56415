"""From a token of a sentence to others: where a reported clause begins and ends, and which mention says it."""

from __future__ import annotations

from typing import NamedTuple

import attrs
import numpy as np

from ..ranking.columns import Ints
from .model import Ends, Model
from .reader import Floats

_NEVER = -1e4


class Mentions(NamedTuple):
    """Mentions that lie each in one sentence, in order.

    Attributes:
        numbers: Their numbers among all mentions.
        firsts: The first token of each.
        heads: The head of each.
    """

    numbers: Ints
    firsts: Ints
    heads: Ints

    def between(self, extents: Ints) -> tuple[Ints, Ints]:
        """The place of the first mention of each of some sentences, and that behind its last."""
        return self.firsts.searchsorted(extents[:, 0]), self.firsts.searchsorted(extents[:, 1])


class Anchors(NamedTuple):
    """Tokens that are pointed from.

    Attributes:
        lines: Their lines in `Batch.states`.
        owners: Number of the sentence of each.
    """

    lines: Ints
    owners: Ints


@attrs.frozen(eq=False)
class Batch:
    """Sentences read together.

    Attributes:
        extents: The sentences, in order: a line each of first token, and the one behind the last.
        states: The state of each token, sentence by sentence.
        lengths: Tokens of each sentence.
        firsts: Line of each sentence's first token in `states`.
        shifts: What is to be added to a line of each sentence to make it a token.
    """

    extents: Ints
    states: Floats
    lengths: Ints = attrs.field(init=False)
    firsts: Ints = attrs.field(init=False)
    shifts: Ints = attrs.field(init=False)

    @lengths.default
    def _lengths(self) -> Ints:
        return self.extents[:, 1] - self.extents[:, 0]

    @firsts.default
    def _firsts(self) -> Ints:
        return self.lengths.cumsum() - self.lengths

    @shifts.default
    def _shifts(self) -> Ints:
        return self.extents[:, 0] - self.firsts

    def owners(self, lines: Ints) -> Ints:
        """Number of the sentence of each of some lines."""
        return self.firsts.searchsorted(lines, "right") - 1

    def narrowed(self, lines: Ints) -> tuple[Batch, Anchors]:
        """The sentences of some lines without the others, and these lines in them."""
        is_wanted = np.zeros(len(self.extents), np.bool_)
        own = self.owners(lines)
        is_wanted[own] = True
        batch = Batch(self.extents[is_wanted], self.states.compress(is_wanted.repeat(self.lengths), axis=0))
        owners = (is_wanted.cumsum() - 1).take(own)
        return batch, Anchors(lines + (batch.firsts.take(owners) - self.firsts.take(own)), owners)


def find_extents(ends: Ends, batch: Batch, anchors: Anchors, around: bool = False) -> tuple[Ints, Ints, Floats]:
    """The clause of each anchor: line of its first token, line of its last, and how probable it is.

    Args:
        ends: The networks that point to both.
        batch: The sentences.
        anchors: What is pointed from.
        around: Whether the clause holds the anchor.
    """
    low = batch.firsts.take(anchors.owners)
    high = low + batch.lengths.take(anchors.owners)
    own, targets = ends.anchors(batch.states.take(anchors.lines, axis=0)), ends.targets(batch.states)

    counts = (anchors.lines + 1 if around else high) - low
    target = _ranges(low, counts)
    summed = own[::2].repeat(counts, axis=0)
    summed += targets.take(2 * target, axis=0)
    scores = ends.first.score(summed, target - anchors.lines.repeat(counts))
    best, _, chances = _highest(scores, counts)

    start = target.take(best)
    least = np.maximum(start, anchors.lines) if around else start
    counts = high - least
    target = _ranges(least, counts)
    summed = (own[1::2] + ends.last.seconds(batch.states.take(start, axis=0))).repeat(counts, axis=0)
    summed += targets.take(2 * target + 1, axis=0)
    scores = ends.last.score(summed, target - anchors.lines.repeat(counts), target - start.repeat(counts))
    best, _, last_chances = _highest(scores, counts)
    return start, target.take(best), chances * last_chances


def find_sources(
    model: Model, batch: Batch, anchors: Anchors, mentions: Mentions, starts: Ints, ends: Ints
) -> tuple[Ints, Floats, Floats]:
    """Of the mentions of each anchor's sentence the place of the best, how probable it is, and how probable that none
    is right.

    What somebody says does not name who says it, unless the cue stands in between: the plan, he said, is dead.

    Args:
        model: The weights.
        batch: The sentences.
        anchors: What is pointed from; its sentence has a mention.
        mentions: The mentions of these sentences, and any others.
        starts: Line of the first token of each anchor's clause.
        ends: Line of its last token.
    """
    pointer = model.pointers["source"]
    own = batch.states.take(anchors.lines, axis=0)
    lows, highs = mentions.between(batch.extents)
    counts = highs - lows
    within, shift = _ranges(lows, counts), batch.shifts.repeat(counts)
    firsts, heads = mentions.firsts.take(within) - shift, mentions.heads.take(within) - shift
    named = pointer.targets(batch.states.take(firsts, axis=0))
    named += pointer.seconds(batch.states.take(heads, axis=0))
    low, counts = (numbers.take(anchors.owners) for numbers in (counts.cumsum() - counts, counts))
    place = _ranges(low, counts)
    first = firsts.take(place)
    anchor, start, end = (lines.repeat(counts) for lines in (anchors.lines, starts, ends))
    summed = pointer.anchors(own).repeat(counts, axis=0)
    summed += named.take(place, axis=0)
    said = (start <= first) & (first <= end) & ((anchor < start) | (anchor > end))
    scores = np.where(said, _NEVER, pointer.score(summed, first - anchor))
    best, tops, chances = _highest(scores, counts)
    nobodies = model.nobody(own, tops - np.log(chances))
    return within.take(place.take(best)), chances * (1 - nobodies), nobodies


def _ranges(lows: Ints, counts: Ints) -> Ints:
    """Every number of the ranges of so many numbers that begin with these."""
    ends = counts.cumsum()
    numbers: Ints = (lows + counts - ends).repeat(counts)
    numbers += np.arange(len(numbers))
    return numbers


def _highest(scores: Floats, counts: Ints) -> tuple[Ints, Floats, Floats]:
    """In each stretch of so many scores the place of the highest, that score, and its probability among them."""
    firsts = counts.cumsum() - counts
    tops: Floats = np.maximum.reduceat(scores, firsts)
    scores = scores - tops.repeat(counts)
    highest = (scores == 0).nonzero()[0]
    found = highest.take(highest.searchsorted(firsts))
    sums: Floats = np.add.reduceat(np.exp(scores, out=scores), firsts)
    return found, tops, np.reciprocal(sums)
