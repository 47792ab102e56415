"""From a token of a sentence to others: where a reported clause begins and ends, and which mention says it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from ..ranking.columns import Ints
from .model import Floats, Model
from .sentences import Extent

_NEVER = -1e4
_STARTS = 2  # beginnings of a clause from which its end is looked for


@attrs.frozen
class Batch:
    """Sentences read together.

    Attributes:
        extents: The sentences, the longest first.
        states: The state of each token, sentence by sentence.
        firsts: Line of each sentence's first token in `states`.
        lengths: Tokens of each sentence.
    """

    extents: Sequence[Extent]
    states: Floats
    firsts: Ints
    lengths: Ints


@attrs.frozen
class Anchors:
    """Tokens that are pointed from.

    Attributes:
        lines: Their lines in `Batch.states`.
        owners: Number of the sentence of each.
    """

    lines: Ints
    owners: Ints


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
    begin, finish = (model.pointer(name) for name in pointers)
    states, line = _needed(batch, anchors.owners)
    own = batch.states[anchors.lines]
    low = batch.firsts[anchors.owners]
    high = low + batch.lengths[anchors.owners]

    pair, target = _ranges(low, anchors.lines + 1 if around else high)
    summed = begin.anchors(own)[pair]
    summed += begin.targets(states)[line[target]]
    scores = begin.score(summed, target - anchors.lines[pair])
    shares = _log_softmax(scores, pair, target - low[pair], len(own))
    tops = np.argsort(-shares, axis=1, kind="stable")[:, :_STARTS]

    tried = np.repeat(np.arange(len(own)), tops.shape[1])
    start = np.minimum(low[tried] + tops.ravel(), high[tried] - 1)
    least = np.maximum(start, anchors.lines[tried]) if around else start
    pair, target = _ranges(least, high[tried])
    first = finish.anchors(own)[tried] + finish.seconds(batch.states[start])
    summed = first[pair]
    summed += finish.targets(states)[line[target]]
    scores = finish.score(summed, target - anchors.lines[tried[pair]], target - start[pair])
    end_shares = _log_softmax(scores, pair, target - least[pair], len(tried))
    ends = end_shares.argmax(axis=1)

    both = np.take_along_axis(shares, tops, axis=1) + end_shares.max(axis=1).reshape(tops.shape)
    best = np.arange(len(own)) * tops.shape[1] + both.argmax(axis=1)
    return start[best], least[best] + ends[best], np.exp(both.max(axis=1))


def find_sources(
    model: Model,
    batch: Batch,
    anchors: Anchors,
    mentions: Sequence[Sequence[tuple[int, int]]],
    starts: Ints,
    ends: Ints,
) -> tuple[Ints, Floats, Floats]:
    """Of the mentions of each anchor's sentence the best, how probable it is, and how probable that none is right.

    What somebody says does not name who says it, unless the cue stands in between: the plan, he said, is dead.

    Args:
        model: The weights.
        batch: The sentences.
        anchors: What is pointed from; its sentence has a mention.
        mentions: Lines of the first token and of the head of each mention, for each sentence.
        starts: Line of the first token of each anchor's clause.
        ends: Line of its last token.
    """
    pointer = model.pointer("source")
    own = batch.states[anchors.lines]
    counts = np.array([len(inside) for inside in mentions], dtype=np.int64)
    offsets = np.cumsum(counts) - counts
    low = offsets[anchors.owners]
    pair, number = _ranges(low, low + counts[anchors.owners])
    tokens = np.array([lines for inside in mentions for lines in inside], dtype=np.int64)
    named = pointer.targets(batch.states[tokens[:, 0]]) + pointer.seconds(batch.states[tokens[:, 1]])
    summed = pointer.anchors(own)[pair]
    summed += named[number]
    differences = tokens[number, 0] - anchors.lines[pair]
    said = (starts[pair] <= tokens[number, 0]) & (tokens[number, 0] <= ends[pair])
    said &= (anchors.lines[pair] < starts[pair]) | (anchors.lines[pair] > ends[pair])
    scores = np.where(said, _NEVER, pointer.score(summed, differences))
    scores = np.concatenate((scores, model.nobody(own)))
    owners = np.concatenate((pair, np.arange(len(own))))
    places = np.concatenate((number - low[pair] + 1, np.zeros(len(own), np.int64)))
    shares = np.exp(_log_softmax(scores, owners, places, len(own)))
    return shares[:, 1:].argmax(axis=1), shares[:, 1:].max(axis=1), shares[:, 0]


def _needed(batch: Batch, owners: Ints) -> tuple[Floats, Ints]:
    """The states of the sentences of these numbers, and for each line of all states its line among these."""
    wanted = np.zeros(len(batch.lengths), np.bool_)
    wanted[owners] = True
    kept = np.flatnonzero(np.repeat(wanted, batch.lengths))
    line = np.zeros(len(batch.states), np.int64)
    line[kept] = np.arange(len(kept))
    return batch.states[kept], line


def _ranges(lows: Ints, highs: Ints) -> tuple[Ints, Ints]:
    """Every number of every range from a low up to a high, and the number of its range before it."""
    counts = highs - lows
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts - lows, counts)


def _log_softmax(scores: Floats, owners: Ints, places: Ints, count: int) -> Floats:
    """Logarithms of probabilities: one line an owner, minus infinity where it has no such place."""
    table = np.full((count, int(places.max(initial=0)) + 1), -np.inf, np.float32)
    table[owners, places] = scores
    table -= table.max(axis=1, keepdims=True)
    table -= np.log(np.exp(table).sum(axis=1, keepdims=True))
    return table
