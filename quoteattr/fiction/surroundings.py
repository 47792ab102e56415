"""Features of the text around a turn: who is named before and behind it, where last, how often, by whom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..ranking.columns import Columns, Flags, Ints
from .naming import NARRATION, OWN, SPOKEN, VOCATIVE
from .pairs import Pairs
from .tagging import GRADES, NAME, Anchor, grade

NEAR, FURTHER, COMING = 3500, 15000, 1200  # code points
_RANKS = 8
_DISTANCES = np.array([60, 200, 500, 1000, 2000, 4000, 8000, 20000, 80000])
_OFTEN = np.array([0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 0.9])  # of the namings of whom is named most
_TAGGED = np.array([0, 2, 5, 10, 20, 50, 100])
_SAID = {SPOKEN: 1, VOCATIVE: 2, OWN: 3}
_OTHER_CALLED = 4


def add_gaps(columns: Columns, pairs: Pairs, introduced: Flags) -> None:
    """Whom the narration names between a turn and its neighbours, two paragraphs before, one behind."""
    scene = pairs.scene
    tokens, namings = scene.reading.tokens, scene.namings
    inside = namings.tokens >= 0
    places, people, roles = namings.tokens[inside], namings.people[inside], namings.roles[inside]
    sentences, paragraphs = np.array(tokens.sentences), np.array(tokens.paragraphs)
    starts = np.array([turn.start for turn in scene.turns])
    ends = np.array([turn.end for turn in scene.turns])
    before = np.maximum(np.append(0, ends[:-1]), np.searchsorted(paragraphs, paragraphs[starts] - 2))
    behind = np.minimum(
        np.append(starts[1:], len(tokens)), np.searchsorted(paragraphs, paragraphs[ends - 1] + 1, "right")
    )
    keys = list(zip(pairs.owners.tolist(), pairs.persons.tolist(), strict=True))
    for lows, highs, forward in ((before, starts, False), (ends, behind, True)):
        found: dict[tuple[int, int], int] = {}
        nearest, many = np.full(pairs.count, -1), np.zeros(pairs.count, np.int64)
        bounds = zip(np.searchsorted(places, lows).tolist(), np.searchsorted(places, highs).tolist(), strict=True)
        for number, (low, high) in enumerate(bounds):
            if low >= high:
                continue
            order = range(low, high) if forward else range(high - 1, low - 1, -1)
            border = sentences[lows[number] if forward else highs[number] - 1]
            for at in order:
                close = abs(int(sentences[places[at]] - border)) <= forward
                found.setdefault((number, int(people[at])), 1 + 2 * int(roles[at]) + close)
            nearest[number] = people[order[0]]
            many[number] = len(set(people[low:high].tolist()))
        role = np.array([found.get(key, 0) for key in keys], dtype=np.int64)
        columns.add(role, 14)
        at_edge = nearest[pairs.owners] == pairs.persons
        columns.add(at_edge * 4 + many[pairs.owners].clip(0, 3), 8)
        if not forward:
            columns.add((role > 0) * (1 + introduced[pairs.owners]) + 3 * at_edge, 6)


def add_recency(columns: Columns, pairs: Pairs, told: Ints, tags: Sequence[Anchor | None]) -> None:
    """Where the person was named last, in the narration and by others, and how often around and in the whole novel.

    Args:
        columns: Where they go.
        pairs: The pairs.
        told: For each turn, the gender that its tag tells.
        tags: For each turn, the words that name its speaker best.
    """
    namings, owners, persons = pairs.scene.namings, pairs.owners, pairs.persons
    size = len(pairs.scene.reading.text) + 2
    base = persons * size
    starts, ends = pairs.starts[owners], pairs.ends[owners]
    for narrated in (True, False):
        chosen = (namings.sorts == NARRATION) == narrated
        keys = np.sort(namings.people[chosen] * size + namings.offsets[chosen])
        low, before = np.searchsorted(keys, base), np.searchsorted(keys, base + starts)
        distance = np.where(before > low, base + starts - np.append(keys, 0)[before - 1], size)
        columns.add(_DISTANCES.searchsorted(distance), 10)
        columns.add(pairs.rank(-distance), _RANKS)
        if narrated:
            fitting = np.where(pairs.agreement(told) == 2, 2 * size, distance)
            columns.add(np.where(told[owners] > 0, pairs.rank(-fitting) + 1, 0), _RANKS)
        for reach in (NEAR, FURTHER):
            columns.add_counts(before - np.searchsorted(keys, base + (starts - reach).clip(0)))
        coming = np.searchsorted(keys, base + np.minimum(ends + COMING, size - 1))
        columns.add_counts(coming - np.searchsorted(keys, base + ends))
    counts = np.bincount(namings.people, minlength=pairs.people)
    columns.add(pairs.rank(counts[persons]), _RANKS)
    columns.add(_OFTEN.searchsorted(counts[persons] / max(int(counts.max(initial=1)), 1)), 8)
    named = [tag.person for tag in tags if tag is not None and tag.sort == NAME and grade(tag.slot) == GRADES - 1]
    columns.add(_TAGGED.searchsorted(np.bincount(named, minlength=pairs.people)[persons]), 8)


def add_said(columns: Columns, pairs: Pairs, called: Ints) -> None:
    """Whether the person is named or spoken to, in this turn and in those around.

    Args:
        columns: Where they go.
        pairs: The pairs.
        called: For each turn, the gender of the one who is spoken to, as words such as "sir" tell it.
    """
    scene, namings = pairs.scene, pairs.scene.namings
    turn_of = np.zeros(len(scene.reading.spans), np.int64)
    for number, turn in enumerate(scene.turns):
        turn_of[turn.first : turn.last] = number
    spoken = namings.spans >= 0
    turns, people, sorts = turn_of[namings.spans[spoken]], namings.people[spoken], namings.sorts[spoken]
    size = pairs.people + 1
    table: dict[int, int] = {}
    for key, sort in zip((turns * size + people).tolist(), sorts.tolist(), strict=True):
        table[key] = max(table.get(key, 0), _SAID[sort])
    somebody = np.zeros(pairs.count, np.bool_)
    somebody[turns[sorts == VOCATIVE]] = True
    for step in (0, -1, -2, -3, 1, 2, 3):
        there_turn, there, apart = pairs.around(step)
        found = np.array([table.get(key, 0) for key in (there_turn * size + pairs.persons).tolist()], dtype=np.int64)
        found = np.where((found == 0) & somebody[there_turn], _OTHER_CALLED, found)
        columns.add(np.where(there, found, 0) * 3 + apart, 15)
    for step in (0, -1, 1):
        there_turn, there, apart = pairs.around(step)
        told = np.roll(called, -step)
        columns.add(np.where(there, pairs.agreement(told), 0) * 3 + apart, 12)
