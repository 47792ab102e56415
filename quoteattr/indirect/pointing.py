"""From a token of a sentence to others: where a reported clause begins and ends, and which mention says it."""

from __future__ import annotations

from typing import NamedTuple

import attrs
import numpy as np

from ..ranking.columns import Ints
from .model import Ends, Model
from .reader import Floats

_NEVER = -1e4
_STARTS = 2  # beginnings of a clause from which its end is looked for
_FAR_LESS = 0.05  # of the most probable beginning, as much as another has to be to be tried


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

    pair, target = _ranges(low, anchors.lines + 1 if around else high)
    summed = own.take(2 * pair, axis=0)
    summed += targets.take(2 * target, axis=0)
    scores = ends.first.score(summed, target - anchors.lines.take(pair))
    tops, chances = _highest(_shares(scores, pair, target - low.take(pair), len(low)), _STARTS)

    tried, rank = (chances > _FAR_LESS * chances[:, :1]).nonzero()
    anchor, start = anchors.lines.take(tried), low.take(tried) + tops[tried, rank]
    least = np.maximum(start, anchor) if around else start
    pair, target = _ranges(least, high.take(tried))
    both = own.take(2 * tried + 1, axis=0)
    both += ends.last.seconds(batch.states.take(start, axis=0))
    summed = both.take(pair, axis=0)
    summed += targets.take(2 * target + 1, axis=0)
    scores = ends.last.score(summed, target - anchor.take(pair), target - start.take(pair))
    lasts, last_chances = _highest(_shares(scores, pair, target - least.take(pair), len(tried)), 1)

    sure = np.zeros(tops.shape, np.float32)
    sure[tried, rank] = chances[tried, rank] * last_chances[:, 0]
    best = (rank == sure.argmax(axis=1).take(tried)).nonzero()[0]
    return start[best], least[best] + lasts[best, 0], sure.max(axis=1)


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
    sentence, within = _ranges(lows, highs)
    shift = batch.shifts.take(sentence)
    firsts, heads = mentions.firsts.take(within) - shift, mentions.heads.take(within) - shift
    named = pointer.targets(batch.states.take(firsts, axis=0))
    named += pointer.seconds(batch.states.take(heads, axis=0))
    counts = highs - lows
    high = counts.cumsum().take(anchors.owners)
    low = high - counts.take(anchors.owners)
    pair, place = _ranges(low, high)
    first = firsts.take(place)
    anchor, start, end = (lines.take(pair) for lines in (anchors.lines, starts, ends))
    summed = named.take(place, axis=0)
    summed += pointer.anchors(own).take(pair, axis=0)
    said = (start <= first) & (first <= end) & ((anchor < start) | (anchor > end))
    scores = np.append(model.nobody(own), np.where(said, _NEVER, pointer.score(summed, first - anchor)))
    owners = np.append(np.arange(len(own)), pair)
    columns = np.append(np.zeros(len(own), np.int64), place - low.take(pair) + 1)
    shares = _shares(scores, owners, columns, len(own))
    best, chances = _highest(shares[:, 1:], 1)
    return within.take(low + best[:, 0]), chances[:, 0], shares[:, 0]


def _ranges(lows: Ints, highs: Ints) -> tuple[Ints, Ints]:
    """Every number of every range from a low up to a high, and the number of its range before it."""
    counts = highs - lows
    owner = np.arange(len(counts)).repeat(counts)
    return owner, np.arange(len(owner)) - (counts.cumsum() - highs).take(owner)


def _shares(scores: Floats, owners: Ints, places: Ints, count: int) -> Floats:
    """Probabilities, one line an owner, 0 where it has no such place."""
    width = int(places.max(initial=0)) + 1
    table = np.full((count, width), -np.inf, np.float32)
    table.put(owners * width + places, scores)
    table -= table.max(axis=1, keepdims=True)
    np.exp(table, out=table)
    table /= table.sum(axis=1, keepdims=True)
    return table


def _highest(shares: Floats, count: int) -> tuple[Ints, Floats]:
    """The places of the highest shares of each line, the highest first, and these shares; they are struck out."""
    lines = np.arange(len(shares))
    places, found = np.empty((len(shares), count), np.int64), np.empty((len(shares), count), np.float32)
    for rank in range(count):
        place = shares.argmax(axis=1)
        places[:, rank], found[:, rank] = place, shares[lines, place]
        shares[lines, place] = 0
    return places, found
