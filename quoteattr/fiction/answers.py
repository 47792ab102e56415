"""Features of what the pass before has answered for the turns around."""

from __future__ import annotations

import numpy as np

from ..ranking.columns import Columns
from ..ranking.table import Floats
from .pairs import Pairs

REACH = 4  # turns on either side that are seen one by one
_SPANS = (2, 12)  # turns on either side whose shares add up
_SHARES = np.array([0.02, 0.1, 0.25, 0.5, 0.75, 0.92, 0.98])
_SUMS = np.array([0.1, 0.5, 1.0, 1.6, 2.5, 4.0, 7.0])
_LIKELY = 0.5
_FAR = 10_000  # turns


def answer_columns(pairs: Pairs, shares: Floats) -> Columns:
    """The features of each pair.

    Args:
        pairs: The pairs.
        shares: Of each, the probability that the pass before gave it.
    """
    columns = Columns()
    columns.add(_SHARES.searchsorted(shares), 8)
    columns.add(pairs.rank(shares), 4)
    for step in (*range(-REACH, 0), *range(1, REACH + 1)):
        turn, there, apart = pairs.around(step)
        columns.add(_SHARES.searchsorted(np.where(there, pairs.lookup(turn, shares), 0)) * 3 + apart, 24)
    _add_sums(columns, pairs, shares)
    _add_distances(columns, pairs, shares)
    _add_alternation(columns, pairs, shares)
    return columns


def _add_sums(columns: Columns, pairs: Pairs, shares: Floats) -> None:
    """How much the person says around."""
    base = pairs.persons * (pairs.count + 1)
    keys = base + pairs.owners
    order = np.argsort(keys)
    sums = np.append(0.0, np.cumsum(shares[order], dtype=np.float64))
    keys = keys[order]
    here = np.searchsorted(keys, base + pairs.owners)
    for reach in _SPANS:
        low = np.searchsorted(keys, base + (pairs.owners - reach).clip(0))
        high = np.searchsorted(keys, base + np.minimum(pairs.owners + reach, pairs.count), "right")
        before, after = sums[here] - sums[low], sums[high] - sums[here + 1]
        columns.add(_SUMS.searchsorted(before), 8)
        columns.add(_SUMS.searchsorted(after), 8)
        columns.add(pairs.rank(before + after), 6)


def _add_distances(columns: Columns, pairs: Pairs, shares: Floats) -> None:
    """How many turns ago the person probably spoke, and in how many next."""
    order = np.lexsort((pairs.owners, pairs.persons))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    likely = np.where(shares[order] > _LIKELY, np.arange(len(order)), -1)
    since = np.append(-1, np.maximum.accumulate(likely)[:-1])
    likely = np.where(likely < 0, len(order), likely)
    until = np.append(np.minimum.accumulate(likely[::-1])[::-1][1:], len(order))
    turns, people = np.append(pairs.owners[order], 0), np.append(pairs.persons[order], -1)
    for other in (since[place], until[place]):
        same = people[other] == pairs.persons
        distance = np.where(same, np.abs(pairs.owners - turns[other]), _FAR)
        columns.add_counts(distance)
        columns.add(pairs.rank(-distance), 6)


def _add_alternation(columns: Columns, pairs: Pairs, shares: Floats) -> None:
    """Whether the turns on both sides, and the two behind them, have one speaker."""
    first = pairs.rank(shares) == 0
    speakers = np.full(pairs.count + 4, -1, np.int64)  # two turns before and two behind that nobody speaks in
    speakers[:2], speakers[-2:] = (-2, -3), (-4, -5)
    speakers[pairs.owners[first] + 2] = pairs.persons[first]
    one = speakers[1:-3] == speakers[3:-1]
    two = speakers[:-4] == speakers[4:]
    own = speakers[pairs.owners + 2] == pairs.persons
    columns.add((one + 2 * two)[pairs.owners] * 2 + own, 8)
