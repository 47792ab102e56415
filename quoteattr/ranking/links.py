"""Features of a quotation and the one beside it, whose source it may share."""

from __future__ import annotations

import attrs
import numpy as np

from .columns import Columns, Ints
from .scene import ANY_CUE, FAR, SORTS, SPEAKING, VERBS, Between, Quotations, Scene, Stretches
from .vocabulary import CUES, SYMBOLS, cue_classes

#: What is counted between the two, and up to which number it is told apart.
_COUNTED = [ANY_CUE, *map(SORTS.index, ("P", "O")), VERBS, *map(SORTS.index, (":", ".")), SPEAKING]
_TOLD = (4, 4, 4, 4, 4, 4, 5)
#: Tokens that are seen, by how far they are from one of the two.
_BESIDE, _OF = np.array([1, 2, -1, -2, 1, -1])[:, None], [0, 0, 1, 1, 1, 0]
_TAG_REACH = 5  # tokens behind a quotation within which the verb of its tag stands


@attrs.frozen(eq=False)
class Links:
    """Each quotation with the one before it, then each with the one behind it, one column each.

    The first quotation of a narration is before itself, the last behind itself.

    Attributes:
        scene: The narration.
        ends: Numbers of the two quotations, a line each.
        first: Where the first of the two stands.
        second: Where the second stands.
        stretches: The tokens between the two.
    """

    scene: Scene
    ends: Ints
    first: Quotations
    second: Quotations
    stretches: Stretches

    @classmethod
    def of(cls, scene: Scene, numbers: Ints) -> Links:
        """The links of the quotations of these numbers."""
        before, behind = scene.neighbours.take(numbers, axis=1)
        ends = np.array([[before, numbers], [numbers, behind]]).reshape(2, -1)
        first, second = (Quotations(*scene.quotations.take(end, axis=1)) for end in ends)
        low = np.minimum(first.place + 1, second.place)
        return cls(scene, ends, first, second, Stretches(low, second.place, np.zeros(len(low), np.bool_)))

    def columns(self, between: Between) -> Columns:
        """The features of each link."""
        columns = Columns()
        scene, (one, other), first, second = self.scene, self.ends, self.first, self.second
        symbols, vocabulary = scene.symbols, scene.vocabulary
        columns.add(second.sentence - first.sentence, 8)
        columns.add(second.paragraph - first.paragraph, 5)
        columns.add_counts(second.place - first.place)
        before, apart = np.arange(len(one)) < len(one) // 2, one != other
        columns.add(scene.carries_on.take(other) & (before | apart), 2)
        columns.add(scene.unclosed.take(one) & (apart | ~before), 2)
        columns.add(between.counts[_COUNTED], *_TOLD)
        # Whether the second has a cue of its own in its sentence.
        introduced = second.left > first.place
        introduced &= scene.sentences.take(second.left, mode="clip") == second.sentence
        columns.add(cue_classes(symbols.take(np.where(introduced, second.left, 0))), CUES)
        columns.add_counts(np.where(introduced, second.place - second.left, FAR))
        tagged = second.right - second.place < _TAG_REACH
        columns.add(cue_classes(symbols.take(np.where(tagged, second.right, 0))), CUES)
        columns.add(between.patterns, len(vocabulary.patterns) + 1)
        columns.add(symbols.take(np.array([first.place, second.place])[_OF] + _BESIDE), *[SYMBOLS] * len(_OF))
        own, neighbour = scene.alone.take([np.where(before, other, one), np.where(before, one, other)])
        columns.add(own + 2 * (neighbour & apart), 4)
        columns.add(~apart, 2)
        return columns
