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
        numbers: The numbers of the two, a line each.
        first: Where the first of the two stands.
        second: Where the second stands.
        stretches: The tokens between the two.
    """

    scene: Scene
    numbers: Ints
    first: Quotations
    second: Quotations
    stretches: Stretches

    @classmethod
    def of(cls, scene: Scene) -> Links:
        """The links between the quotations of a narration."""
        each = np.arange(len(scene.alone))
        before, behind = each - 1, each + 1
        for _, quotations in scene.extents:
            before[quotations.start] += 1
            behind[quotations.stop - 1] -= 1
        numbers = np.concatenate((before, each, each, behind)).reshape(2, -1)
        first, second = (Quotations(*scene.quotations.take(line, axis=1)) for line in numbers)
        low = np.minimum(first.place + 1, second.place)
        return cls(scene, numbers, first, second, Stretches(low, second.place, np.zeros(len(low), np.bool_)))

    def columns(self, between: Between) -> Columns:
        """The features of each link."""
        columns = Columns()
        symbols, vocabulary, spans = self.scene.symbols, self.scene.vocabulary, self.scene.reading.spans
        first, second, count = self.first, self.second, len(spans)
        one, other = self.numbers
        linked = one != other
        columns.add(second.sentence - first.sentence, 8)
        columns.add(second.paragraph - first.paragraph, 5)
        columns.add_counts(second.place - first.place)
        carries_on = np.array([span.continues is not None for span in spans]).take(other)
        carries_on[count:] &= linked[count:]
        unclosed = np.array([not span.closed for span in spans]).take(one)
        unclosed[:count] &= linked[:count]
        columns.add((carries_on, unclosed), 2, 2)
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
        own, neighbour = np.concatenate((alone, alone)), alone.take(np.concatenate((one[:count], other[count:])))
        columns.add(own + 2 * (neighbour & linked), 4)
        columns.add(~linked, 2)
        return columns
