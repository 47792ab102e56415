"""Which mentions may be the source of which quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import attrs
import numpy as np

from ..reading.mentions import Mention
from ..reading.tokens import Tokens
from .columns import Ints

# Of the sources of news-train, 99 in 100 stand in this window or are the source of the quotation before.
PARAGRAPHS_BEFORE = 2
PARAGRAPHS_AFTER = 1
MENTIONS_BEFORE = 14
MENTIONS_AFTER = 12


@attrs.frozen
class Candidates:
    """Pairs of a quotation and a mention, in order of the quotations and of the text.

    Attributes:
        quotations: Number of each pair's quotation.
        mentions: Number of each pair's mention.
    """

    quotations: Ints
    mentions: Ints

    def part(self, first: int, last: int) -> Candidates:
        """The pairs from `first` up to `last`."""
        return Candidates(self.quotations[first:last], self.mentions[first:last])


def find_candidates(tokens: Tokens, mentions: Sequence[Mention], places: Sequence[int]) -> Candidates:
    """The mentions in the paragraphs around each quotation, the nearest on each side.

    Args:
        tokens: The narration.
        mentions: Its mentions, in order.
        places: Token index of each quotation.
    """
    firsts = [mention.first for mention in mentions]
    paragraphs = [tokens.paragraphs[first] for first in firsts]
    quotations: list[int] = []
    chosen: list[int] = []
    for number, place in enumerate(places):
        paragraph = tokens.paragraphs[place]
        middle = bisect_left(firsts, place)
        low = max(middle - MENTIONS_BEFORE, bisect_left(paragraphs, paragraph - PARAGRAPHS_BEFORE, 0, middle))
        high = min(middle + MENTIONS_AFTER, bisect_right(paragraphs, paragraph + PARAGRAPHS_AFTER, middle))
        quotations += [number] * (high - low)
        chosen += range(low, high)
    return Candidates(np.array(quotations, dtype=np.int64), np.array(chosen, dtype=np.int64))
