"""Features of a quotation and a mention together: where one stands to the other, and what is between."""

from __future__ import annotations

import attrs
import numpy as np

from .candidates import Candidates
from .columns import COUNTS, Columns, Ints, bucket_of
from .scene import FAR, MENTION_TYPES, NAME, SPEAKING, Between, Mentions, Quotations, Scene, Stretches
from .vocabulary import CUES, SYMBOLS, cue_classes

#: Up to which number each sort is told apart when it is counted between mention and quotation.
_TOLD = (5, 6, 5, 5, 5, 5, 5, 3, *[3] * (CUES - 1))
_DISTANCES = np.searchsorted([0, 1, 2, 3, 4, 6, 9, 14, 22, 40, 80], np.arange(82))
_NEAR = np.arange(8)


@attrs.frozen(eq=False)
class Pairs:
    """The pairs of a narration, one column each.

    Attributes:
        scene: The narration.
        candidates: The pairs.
        quotation: Where the quotation of each pair stands.
        mention: Where its mention stands.
        stretches: The tokens between the two.
    """

    scene: Scene
    candidates: Candidates
    quotation: Quotations
    mention: Mentions
    stretches: Stretches

    @classmethod
    def of(cls, scene: Scene, candidates: Candidates) -> Pairs:
        """The pairs that the candidates are."""
        quotation = Quotations(*scene.quotations.take(candidates.quotations, axis=1))
        mention = Mentions(*scene.mentions.take(candidates.mentions, axis=1))
        before = mention.last <= quotation.place
        low = np.where(before, mention.last, quotation.place + 1)
        high = np.where(before, quotation.place, mention.first)
        return cls(scene, candidates, quotation, mention, Stretches(low, high, before))

    def columns(self, between: Between) -> Columns:
        """The features of each pair."""
        columns = Columns()
        symbols, vocabulary = self.scene.symbols, self.scene.vocabulary
        quotation, mention, (low, high, before) = self.quotation, self.mention, self.stretches
        place, left, right, first, last = quotation.place, quotation.left, quotation.right, mention.first, mention.last
        side = before.astype(np.int64)
        sentence = mention.sentence - quotation.sentence
        said = between.counts[SPEAKING]
        columns.add(side * 12 + _DISTANCES.take(high - low, mode="clip"), 24)
        columns.add(sentence + 4, 8)
        columns.add(mention.paragraph - quotation.paragraph + 3, 6)
        columns.add(between.patterns, len(vocabulary.patterns) + 1)
        columns.add(said, 4)
        columns.add(mention.speaks * (1 + said), 5)
        columns.add((mention.speaks * 2 + side) * 8 + _near(sentence + 4), 32)
        columns.add(between.counts[: len(_TOLD)], *_TOLD)
        # The cue nearest to the quotation, and the one nearest to the mention, on the way between.
        cues = np.array([np.where(before, left, right), np.where(before, mention.right, mention.left)])
        cues[(cues < low) | (cues >= high)] = 0
        distances = np.abs(cues - np.array([place, np.where(before, last, first)]))
        seen = np.array([cue_classes(symbols.take(cues)), bucket_of(np.where(cues > 0, distances, FAR))])
        columns.add(seen.swapaxes(0, 1), *(CUES, COUNTS) * 2)
        # What the cue has behind it: "added that" says something, "added the firm to" does not.
        columns.add(symbols.take(cues[0] + 1), SYMBOLS)
        columns.add(mention.behind_verb, SYMBOLS)
        # Whether a verb of the mention's, or the word before it, is the cue that the quotation hangs on.
        verbs = np.array([mention.own, mention.further, mention.preceding])
        hangs = 2 * (verbs == right) + (verbs == left) + (verbs >= 0)
        seen = np.array([hangs, side * CUES + cue_classes(symbols.take(verbs))])
        columns.add(seen.swapaxes(0, 1), *(4, 2 * CUES) * 3)
        # Beside the quotation on the mention's side, and beside the mention on the quotation's side and on the other.
        beside = np.where(before, quotation.before, quotation.behind)
        toward, beyond = np.where(before, [mention.behind, mention.before], [mention.before, mention.behind])
        columns.add(side * SYMBOLS + np.array([beside, toward, beyond]), *[2 * SYMBOLS] * 3)
        # Rank by nearness on its side; sort of mention and where it is.
        rank = self.candidates.mentions - quotation.mention
        columns.add(side * 8 + _near(np.where(before, -1 - rank, rank)), 16)
        columns.add(mention.type * 8 + _near(sentence + 3), 8 * len(MENTION_TYPES))
        columns.add(self._named_inside(), 3)
        return columns

    def _named_inside(self) -> Ints:
        """Whether the quotation itself holds the mention's name: those who speak seldom name themselves."""
        scene, candidates = self.scene, self.candidates
        text, spans = scene.reading.text, scene.reading.spans
        inside = np.zeros(len(candidates.mentions), np.int64)
        pairs = np.flatnonzero(self.mention.type == NAME)
        quotations = candidates.quotations.take(pairs).tolist()
        contents = {number: text[spans[number].start : spans[number].end].lower() for number in {*quotations}}
        names = scene.named.searchsorted(candidates.mentions.take(pairs)).tolist()
        inside[pairs] = [
            1 + (scene.names[name] in contents[quotation]) for quotation, name in zip(quotations, names, strict=True)
        ]
        return inside


def _near(values: Ints) -> Ints:
    """The values, those below 0 and above 7 moved there."""
    return _NEAR.take(values, mode="clip")
