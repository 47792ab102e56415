"""Features of a quotation and a mention together: where one stands to the other, and what is between."""

from __future__ import annotations

import attrs
import numpy as np

from .candidates import Candidates
from .columns import Columns, Ints
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
        near, far = np.where(before, left, right), np.where(before, mention.right, mention.left)
        for cue, end in ((near, place), (far, np.where(before, last, first))):
            cue[(cue < low) | (cue >= high)] = 0
            columns.add(cue_classes(symbols.take(cue)), CUES)
            columns.add_counts(np.where(cue > 0, np.abs(cue - end), FAR))
        # What the cue has behind it: "added that" says something, "added the firm to" does not.
        columns.add(symbols.take(near + 1), SYMBOLS)
        columns.add(mention.behind_verb, SYMBOLS)
        # Whether a verb of the mention's, or the word before it, is the cue that the quotation hangs on.
        for verb in (mention.own, mention.further, mention.preceding):
            columns.add(2 * (verb == right) + (verb == left) + (verb >= 0), 4)
            columns.add(side * CUES + cue_classes(symbols.take(verb)), 2 * CUES)
        # Beside the quotation on the mention's side, and beside the mention on the quotation's side and on the other.
        columns.add(side * SYMBOLS + np.where(before, quotation.before, quotation.behind), 2 * SYMBOLS)
        columns.add(side * SYMBOLS + np.where(before, mention.behind, mention.before), 2 * SYMBOLS)
        columns.add(side * SYMBOLS + np.where(before, mention.before, mention.behind), 2 * SYMBOLS)
        # Rank by nearness on its side; sort of mention and where it is.
        rank = self.candidates.mentions - quotation.mention
        columns.add(side * 8 + _near(np.where(before, -1 - rank, rank)), 16)
        columns.add(mention.type * 8 + _near(sentence + 3), 8 * len(MENTION_TYPES))
        columns.add(self._named_inside(), 3)
        return columns

    def _named_inside(self) -> Ints:
        """Whether the quotation itself holds the mention's name: those who speak seldom name themselves."""
        text, names = self.scene.reading.text, self.scene.names
        inside = np.zeros(len(self.mention.type), np.int64)
        named = np.flatnonzero(self.mention.type == NAME)
        quotations, mentions = self.candidates.quotations.take(named), self.candidates.mentions.take(named)
        spans = self.scene.reading.spans
        own = [(number, spans[number]) for number in set(quotations.tolist())]
        contents = {number: text[span.start : span.end].lower() for number, span in own}
        inside[named] = [
            1 + (names[mention] in contents[quotation])
            for quotation, mention in zip(quotations.tolist(), mentions.tolist(), strict=True)
        ]
        return inside


def _near(values: Ints) -> Ints:
    """The values, those below 0 and above 7 moved there."""
    return _NEAR.take(values, mode="clip")
