"""Features of a quotation and the one beside it, whose source it may share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .columns import Columns, Ints
from .scene import ANY_CUE, SPEAKING, Between, Scene, Views
from .vocabulary import SYMBOLS

_TOLD = (5, 4)  # up to which number mentions that speak and cues are told apart
#: Tokens that are seen, by how far they are from one of the two.
_BESIDE, _OF = np.array([0, 1, -1, -2])[:, None], np.array([0, 0, 1, 1])
_TURNED = np.array([1, 0])[:, None]


class Links(NamedTuple):
    """Each quotation with the one before it, then each with the one behind it, one column each.

    The first quotation of a narration is before itself, the last behind itself.

    Attributes:
        scene: The narration.
        views: What the first has behind it, and the second before it.
        between: The first token between the two, and the one behind the last, a line each.
    """

    scene: Scene
    views: Views
    between: Ints

    @classmethod
    def of(cls, scene: Scene, numbers: Ints) -> Links:
        """The links of the quotations of these numbers."""
        before, behind = scene.neighbours.take(numbers, axis=1)
        ends = np.concatenate((before, numbers, numbers, behind)).reshape(2, -1)
        views = Views.of(scene.views.take(ends + (len(scene.first) + scene.turn * _TURNED), axis=1))
        return cls(scene, views, np.minimum(views.edge, views.edge[1]))

    def columns(self, between: Between) -> Columns:
        """The features of each link."""
        columns = Columns()
        scene, views = self.scene, self.views
        begin, end = views.edge
        columns.add(views.position[:, 1] - views.position[:, 0], 8, 5)
        columns.add_counts(end - begin + 1)
        columns.add(between.counts[SPEAKING : ANY_CUE + 1], *_TOLD)
        columns.add(between.patterns, len(scene.vocabulary.patterns) + 1)
        columns.add(scene.symbols.take(views.edge.take(_OF, axis=0) + _BESIDE), *[SYMBOLS] * len(_OF))
        return columns
