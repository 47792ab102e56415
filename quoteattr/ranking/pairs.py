"""Features of a quotation and a mention together: where one stands to the other, and what is between."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..reading.mentions import TYPES
from .candidates import Candidates
from .columns import COUNTS, Columns, Flags, Ints
from .scene import NAME, NO_CUE, SAYING, SPEAKING, Between, Mentions, Scene, Views
from .vocabulary import CUES, SYMBOLS

#: Up to which number each sort is told apart when it is counted between mention and quotation.
_TOLD = (5, 6, 5, 5, 5, 5, 5, 3)
_DISTANCES = np.searchsorted([0, 1, 2, 3, 4, 6, 9, 14, 22, 40, 80], np.arange(82))
_NEAR = np.arange(8)  # what is below 0 or above 7 is moved there
_SIDES = np.array([12, 8, SYMBOLS, CUES])[:, None]  # how many values are for what is behind
_SHIFTS, _LESS = np.array([[4], [3]]), np.array([[0], [-1]])


class Pairs(NamedTuple):
    """The pairs of a narration, one column each.

    Attributes:
        scene: The narration.
        candidates: The pairs.
        rank: How many mentions stand between the two.
        views: What is on the side of the mention beside the quotation, and on the side of the quotation beside the
            mention.
        before: Whether the mention stands before the quotation.
        between: The first token between the two, and the one behind the last, a line each.
    """

    scene: Scene
    candidates: Candidates
    rank: Ints
    views: Views
    before: Flags
    between: Ints

    @classmethod
    def of(cls, scene: Scene, candidates: Candidates) -> Pairs:
        """The pairs that the candidates are."""
        rank = candidates.mentions - scene.behind.take(candidates.quotations)
        before = rank < 0
        turned = scene.turn * before
        facing = candidates.quotations + (len(scene.first) + scene.turn) - turned, candidates.mentions + turned
        views = Views.of(scene.views.take(facing, axis=1))
        between = np.where(before, views.edge[::-1], views.edge)
        return cls(scene, candidates, np.maximum(rank, ~rank), views, before, between)

    def columns(self, between: Between) -> Columns:
        """The features of each pair."""
        columns = Columns()
        views, before, (low, high) = self.views, self.before, self.between
        mention = Mentions.of(self.scene.mentions.take(self.candidates.mentions, axis=1))
        in_twelve, in_eight, in_symbols, in_classes = _SIDES * before
        apart = views.position[:, 1] - views.position[:, 0] + _SHIFTS
        near = _NEAR.take(apart[0] + _LESS, mode="clip")
        said = between.counts[SPEAKING]
        columns.add(in_twelve + _DISTANCES.take(high - low, mode="clip"), 24)
        columns.add(apart, 8, 6)
        columns.add(between.patterns, len(self.scene.vocabulary.patterns) + 1)
        columns.add(said, 4)
        columns.add(mention.speaks * (1 + said), 5)
        columns.add(mention.speaks * 16 + in_eight + near[0], 32)
        columns.add(between.counts[: SAYING + 1], *_TOLD)
        # The cue nearest to the quotation, and the one nearest to the mention, on the way between. What the former has
        # behind it: "added that" says something, "added the firm to" does not.
        cue = views.cue[0]
        nearest = np.where((low <= cue) & (cue < high), views.nearest, NO_CUE)
        columns.add(nearest[::2].swapaxes(0, 1), *(CUES, COUNTS) * 2)
        columns.add(nearest[1, 0], SYMBOLS)
        columns.add(mention.symbols[1], SYMBOLS)
        # Whether a verb of the mention's is the cue that the quotation hangs on, and what cues its verbs and the word
        # before it are.
        verbs = mention.verbs[:2]
        columns.add((verbs >= 0) + (verbs == cue) * (2 - before), 4, 4)
        columns.add(in_classes + mention.classes, *[2 * CUES] * 3)
        # Beside the quotation on the mention's side, and beside the mention on the quotation's side and on the other.
        columns.add(in_symbols + views.symbols[0], 2 * SYMBOLS, 2 * SYMBOLS)
        columns.add(in_symbols + views.symbols[1, 1], 2 * SYMBOLS)
        # Rank by nearness on its side; sort of mention and where it is.
        columns.add(in_eight + _NEAR.take(self.rank, mode="clip"), 16)
        columns.add(mention.type * 8 + near[1], 8 * len(TYPES))
        columns.add(self._named_inside((mention.type == NAME).nonzero()[0]), 3)
        return columns

    def _named_inside(self, named: Ints) -> Ints:
        """Whether the quotation itself holds the mention's name: those who speak seldom name themselves.

        Args:
            named: The pairs whose mention is a name.
        """
        names, text, spans = self.scene.names, self.scene.reading.text, self.scene.reading.spans
        inside = np.zeros(len(self.rank), np.int64)
        quotations = self.candidates.quotations[named].tolist()
        numbers = self.scene.named.searchsorted(self.candidates.mentions[named]).tolist()
        contents = {number: text[spans[number].start : spans[number].end].lower() for number in {*quotations}}
        pairs = zip(numbers, quotations, strict=True)
        inside[named] = [1 + (names[number] in contents[quotation]) for number, quotation in pairs]
        return inside
