"""Features of a quotation and the one beside it, whose source it may share."""

from __future__ import annotations

import attrs
import numpy as np

from .columns import Columns
from .scene import ANY_CUE, FAR, SORTS, SPEAKING, VERBS, Between, Quotations, Scene, Stretches
from .vocabulary import CUES, SYMBOLS, cue_classes

#: What is counted between the two, and up to which number it is told apart.
_COUNTED = [ANY_CUE, *map(SORTS.index, ("P", "O")), VERBS, *map(SORTS.index, (":", ".")), SPEAKING]
_TOLD = (4, 4, 4, 4, 4, 4, 5)
#: Tokens that are seen, by how far they are from one of the two.
_BESIDE, _OF = np.array([1, 2, -1, -2, 1, -1])[:, None], [0, 0, 1, 1, 1, 0]
_TAG_REACH = 5  # tokens behind a quotation within which the verb of its tag stands
_NO = np.zeros(1, np.bool_)


@attrs.frozen(eq=False)
class Links:
    """Each quotation with the one before it, then each with the one behind it, one column each.

    The first quotation is before itself, the last behind itself.

    Attributes:
        scene: The narration.
        first: Where the first of the two stands.
        second: Where the second stands.
        stretches: The tokens between the two.
    """

    scene: Scene
    first: Quotations
    second: Quotations
    stretches: Stretches

    @classmethod
    def of(cls, scene: Scene) -> Links:
        """The links between the quotations of a narration."""
        numbers = np.arange(scene.quotations.shape[1])
        before, behind = np.maximum(numbers - 1, 0), np.minimum(numbers + 1, len(numbers) - 1)
        first = Quotations(*scene.quotations.take(np.concatenate((before, numbers)), axis=1))
        second = Quotations(*scene.quotations.take(np.concatenate((numbers, behind)), axis=1))
        low = np.minimum(first.place + 1, second.place)
        return cls(scene, first, second, Stretches(low, second.place, np.zeros(len(low), np.bool_)))

    def columns(self, between: Between) -> Columns:
        """The features of each link."""
        columns = Columns()
        symbols, vocabulary, spans = self.scene.symbols, self.scene.vocabulary, self.scene.reading.spans
        first, second = self.first, self.second
        columns.add(second.sentence - first.sentence, 8)
        columns.add(second.paragraph - first.paragraph, 5)
        columns.add_counts(second.place - first.place)
        carries_on = [span.continues is not None for span in spans]
        unclosed = [not span.closed for span in spans]
        columns.add([*carries_on, *carries_on[1:], False], 2)
        columns.add([False, *unclosed[:-1], *unclosed], 2)
        columns.add(between.counts[_COUNTED], *_TOLD)
        # Whether the second has a cue of its own in its sentence.
        introduced = second.left > first.place
        introduced &= self.scene.sentences.take(second.left, mode="clip") == second.sentence
        columns.add(cue_classes(symbols.take(np.where(introduced, second.left, 0))), CUES)
        columns.add_counts(np.where(introduced, second.place - second.left, FAR))
        tagged = second.right - second.place < _TAG_REACH
        columns.add(cue_classes(symbols.take(np.where(tagged, second.right, 0))), CUES)
        columns.add(between.patterns, len(vocabulary.patterns) + 1)
        columns.add(symbols.take(np.array([first.place, second.place])[_OF] + _BESIDE), *[SYMBOLS] * len(_OF))
        alone = self.scene.alone
        own, neighbour = np.concatenate((alone, alone)), np.concatenate((_NO, alone[:-1], alone[1:], _NO))
        columns.add(own + 2 * neighbour, 4)
        columns.add(first.place == second.place, 2)
        return columns
