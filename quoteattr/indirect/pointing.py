"""From a token of a sentence to others: where a reported clause begins and ends, and which mention says it."""

from __future__ import annotations

import attrs
import numpy as np

from ..ranking.columns import Ints
from .model import Model
from .reader import Floats

_NEVER = -1e4
_STARTS = 2  # beginnings of a clause from which its end is looked for
_FAR_LESS = 3.0  # by its logarithm, from which on a beginning is not tried beside the most probable one


@attrs.frozen(eq=False)
class Mentions:
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
        return np.searchsorted(self.firsts, extents[:, 0]), np.searchsorted(self.firsts, extents[:, 1])


@attrs.frozen
class Anchors:
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
        return np.cumsum(self.lengths) - self.lengths

    @shifts.default
    def _shifts(self) -> Ints:
        return self.extents[:, 0] - self.firsts

    def owners(self, lines: Ints) -> Ints:
        """Number of the sentence of each of some lines."""
        return np.searchsorted(self.firsts, lines, "right") - 1

    def narrowed(self, lines: Ints) -> tuple[Batch, Anchors]:
        """The sentences of some lines, in order and at least one, without the others, and these lines in them."""
        own = self.owners(lines)
        is_next = np.append(True, own[1:] != own[:-1])
        wanted, owners = own[is_next], np.cumsum(is_next) - 1
        firsts = self.firsts[wanted]
        _, kept = _ranges(firsts, firsts + self.lengths[wanted])
        batch = Batch(self.extents[wanted], self.states.take(kept, axis=0))
        return batch, Anchors(lines + (batch.firsts - firsts)[owners], owners)


def find_extents(
    model: Model, batch: Batch, anchors: Anchors, pointers: tuple[str, str], around: bool = False
) -> tuple[Ints, Ints, Floats]:
    """The clause of each anchor: line of its first token, line of its last, and how probable it is.

    Args:
        model: The weights.
        batch: The sentences.
        anchors: What is pointed from.
        pointers: Names of the pointer to the first token and of that to the last.
        around: Whether the clause holds the anchor.
    """
    begin, finish = (model.pointers[name] for name in pointers)
    own = batch.states.take(anchors.lines, axis=0)
    low = batch.firsts[anchors.owners]
    high = low + batch.lengths[anchors.owners]

    pair, target = _ranges(low, anchors.lines + 1 if around else high)
    summed = begin.anchors(own).take(pair, axis=0)
    summed += begin.targets(batch.states).take(target, axis=0)
    scores = begin.score(summed, target - anchors.lines[pair])
    shares = _log_softmax(scores, pair, target - low[pair], len(own))
    tops = _highest(shares)
    chances = shares[np.arange(len(own))[:, None], tops]
    tried, rank = np.nonzero(chances > chances[:, :1] - _FAR_LESS)
    start = low[tried] + tops[tried, rank]
    least = np.maximum(start, anchors.lines[tried]) if around else start
    pair, target = _ranges(least, high[tried])
    first = finish.anchors(own).take(tried, axis=0) + finish.seconds(batch.states.take(start, axis=0))
    summed = first.take(pair, axis=0)
    summed += finish.targets(batch.states).take(target, axis=0)
    scores = finish.score(summed, target - anchors.lines[tried][pair], target - start[pair])
    end_shares = _log_softmax(scores, pair, target - least[pair], len(tried))
    ends = end_shares.argmax(axis=1)

    both = np.full(tops.shape, -np.inf, np.float32)
    both[tried, rank] = chances[tried, rank] + end_shares.max(axis=1)
    best = np.flatnonzero(rank == both.argmax(axis=1)[tried])
    return start[best], least[best] + ends[best], np.exp(both.max(axis=1))


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
    low, high = (places[anchors.owners] for places in mentions.between(batch.extents))
    pair, place = _ranges(low, high)
    shift = batch.shifts[anchors.owners][pair]
    first, head = mentions.firsts[place] - shift, mentions.heads[place] - shift
    anchor, start, end = anchors.lines[pair], starts[pair], ends[pair]
    summed = pointer.targets(batch.states.take(first, axis=0)) + pointer.seconds(batch.states.take(head, axis=0))
    summed += pointer.anchors(own).take(pair, axis=0)
    said = (start <= first) & (first <= end) & ((anchor < start) | (anchor > end))
    scores = np.where(said, _NEVER, pointer.score(summed, first - anchor))
    scores = np.concatenate((scores, model.nobody(own)))
    owners = np.concatenate((pair, np.arange(len(own))))
    columns = np.concatenate((place - low[pair] + 1, np.zeros(len(own), np.int64)))
    shares = np.exp(_log_softmax(scores, owners, columns, len(own)))
    return low + shares[:, 1:].argmax(axis=1), shares[:, 1:].max(axis=1), shares[:, 0]


def _highest(shares: Floats) -> Ints:
    """The places of the highest shares of each line, the highest first."""
    left, lines = shares.copy(), np.arange(len(shares))
    found = []
    for _ in range(_STARTS):
        found.append(left.argmax(axis=1))
        left[lines, found[-1]] = -np.inf
    return np.stack(found, axis=1)


def _ranges(lows: Ints, highs: Ints) -> tuple[Ints, Ints]:
    """Every number of every range from a low up to a high, and the number of its range before it."""
    counts = highs - lows
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - (np.cumsum(counts) - highs).take(owner)


def _log_softmax(scores: Floats, owners: Ints, places: Ints, count: int) -> Floats:
    """Logarithms of probabilities: one line an owner, minus infinity where it has no such place."""
    width = int(places.max(initial=0)) + 1
    table = np.full((count, width), -np.inf, np.float32)
    table.put(owners * width + places, scores)
    table -= table.max(axis=1, keepdims=True)
    table -= np.log(np.exp(table).sum(axis=1, keepdims=True))
    return table
