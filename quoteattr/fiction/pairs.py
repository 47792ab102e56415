"""Pairs of a turn and a person who may speak in it, as arrays: looking up, ranking, comparing."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ..ranking.columns import Flags, Ints
from .scene import Scene

Numbers: TypeAlias = npt.NDArray[Any]

GENDERS = {None: 0, "male": 1, "female": 2}
_FAR = 30  # paragraphs between turns from which they are no further apart
_APART = (0, 3)  # paragraphs between turns: none, a few, many


class Pairs:
    """The pairs of a novel.

    Args:
        scene: The novel.

    Attributes:
        count: Number of the turns.
        people: Number of the people.
        starts: Offset where each turn's first paragraph begins.
        ends: Offset behind each turn's last paragraph.
        gaps: Paragraphs between each turn and the one before.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.owners, self.persons = scene.owners, scene.persons
        self.count, self.people = len(scene.turns), len(scene.people)
        tokens = scene.reading.tokens
        first = np.array([turn.start for turn in scene.turns], dtype=np.int64)
        last = np.array([turn.end - 1 for turn in scene.turns], dtype=np.int64)
        paragraphs = np.array(tokens.paragraphs, dtype=np.int64)
        self.starts = np.array(tokens.starts, dtype=np.int64)[first]
        self.ends = np.array(tokens.ends, dtype=np.int64)[last]
        self.gaps = np.append(_FAR, paragraphs[first[1:]] - paragraphs[last[:-1]] - 1).clip(0, _FAR)
        self._depth = np.cumsum(self.gaps)
        self._keys = self.owners * (self.people + 1) + self.persons
        self._genders = np.array([GENDERS[person.gender] for person in scene.people], dtype=np.int64)
        self._first = np.searchsorted(self.owners, self.owners)

    def around(self, step: int) -> tuple[Ints, Flags, Ints]:
        """For each pair, the turn so many steps on, whether there is one, and how far it is: 0 next to it, 1, 2."""
        turn = self.owners + step
        there = (turn >= 0) & (turn < self.count)
        turn = turn.clip(0, self.count - 1)
        return turn, there, np.searchsorted(_APART, np.abs(self._depth[turn] - self._depth[self.owners]))

    def lookup(self, turns: Ints, values: Numbers) -> Numbers:
        """The value that the same person has in another turn of each pair; 0 where it is no candidate there."""
        wanted = turns * (self.people + 1) + self.persons
        place = np.searchsorted(self._keys, wanted).clip(0, len(self._keys) - 1)
        return np.where(self._keys[place] == wanted, values[place], 0)

    def rank(self, values: Numbers) -> Ints:
        """The rank of each pair's value among those of its turn, 0 the greatest; the first of equals goes first."""
        order = np.lexsort((self.persons, -values, self.owners))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order)) - self._first
        return ranks

    def genders(self) -> Ints:
        """Each pair's person: 0 of a gender that nobody knows, 1 male, 2 female."""
        return self._genders[self.persons]

    def agreement(self, told: Ints) -> Ints:
        """For each pair, whether the person fits a gender: 0 none is told, 1 fits, 2 does not, 3 nobody knows.

        Args:
            told: For each turn, one of `GENDERS`.
        """
        own, wanted = self.genders(), told[self.owners]
        return np.where(wanted == 0, 0, np.where(own == 0, 3, np.where(own == wanted, 1, 2)))

    def narrator(self) -> Flags:
        """For each pair, whether the person tells the story."""
        told: Flags = self.persons == (-1 if self.scene.narrator is None else self.scene.narrator)
        return told
