"""Features of a quotation and the one beside it, whose source it may share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .columns import COUNTS, Columns, Ints
from .scene import ANY_CUE, NO_CUE, SORTS, SPEAKING, VERBS, Between, Scene, Views
from .vocabulary import CUES, SYMBOLS

#: What is counted between the two, and up to which number it is told apart.
_COUNTED = np.array([ANY_CUE, *map(SORTS.index, ("P", "O")), VERBS, *map(SORTS.index, (":", ".")), SPEAKING])
_TOLD = (4, 4, 4, 4, 4, 4, 5)
#: Tokens that are seen, by how far they are from one of the two.
_BESIDE, _OF = np.array([0, 1, -1, -2, 1, -2])[:, None], np.array([0, 0, 1, 1, 1, 0])
_ENDS, _TURNED = np.array([0, 1, 1]), np.array([1, 0, 1])[:, None]
_TAG_REACH = 5  # tokens behind a quotation within which the verb of its tag stands


class Links(NamedTuple):
    """Each quotation with the one before it, then each with the one behind it, one column each.

    The first quotation of a narration is before itself, the last behind itself.

    Attributes:
        scene: The narration.
        numbers: Numbers of each quotation and of the other one, a line each.
        ends: The same two in order.
        views: What the first has behind it, the second before it, and the second behind it.
        between: The first token between the two, and the one behind the last, a line each.
    """

    scene: Scene
    numbers: Ints
    ends: Ints
    views: Views
    between: Ints

    @classmethod
    def of(cls, scene: Scene, numbers: Ints) -> Links:
        """The links of the quotations of these numbers."""
        before, behind = scene.neighbours.take(numbers, axis=1)
        both = np.concatenate((numbers, numbers, before, behind)).reshape(2, -1)
        ends = np.concatenate((before, numbers, numbers, behind)).reshape(2, -1)
        views = Views.of(scene.views.take(ends.take(_ENDS, axis=0) + (len(scene.first) + scene.turn * _TURNED), axis=1))
        return cls(scene, both, ends, views, np.minimum(views.edge[:2], views.edge[1]))

    def columns(self, between: Between) -> Columns:
        """The features of each link."""
        columns = Columns()
        scene, (one, other), views = self.scene, self.ends, self.views
        begin, end, _ = views.edge
        columns.add(views.position[:, 1] - views.position[:, 0], 8, 5)
        columns.add_counts(end - begin + 1)
        before, apart = np.arange(len(one)) < len(one) // 2, one != other
        columns.add(scene.carries_on.take(other) & (before | apart), 2)
        columns.add(scene.unclosed.take(one) & (apart | ~before), 2)
        columns.add(between.counts.take(_COUNTED, axis=0), *_TOLD)
        # Whether the second has a cue of its own in its sentence.
        introduced = (views.cue[1] >= begin) & (views.near[1] > 0)
        columns.add(np.where(introduced, views.nearest[::2, 1], NO_CUE[::2, 0]), CUES, COUNTS)
        columns.add(views.nearest[0, 2] * (views.cue[2] - end < _TAG_REACH), CUES)
        columns.add(between.patterns, len(scene.vocabulary.patterns) + 1)
        columns.add(scene.symbols.take(views.edge.take(_OF, axis=0) + _BESIDE), *[SYMBOLS] * len(_OF))
        own, neighbour = scene.alone.take(self.numbers)
        columns.add(own + 2 * (neighbour & apart), 4)
        columns.add(~apart, 2)
        return columns
