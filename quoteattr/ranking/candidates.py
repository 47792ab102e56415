"""Which mentions may be the source of which quotation."""

from __future__ import annotations

import itertools
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
    paragraph_of = tokens.paragraphs.__getitem__
    near: list[range] = []
    for place in places:
        paragraph, middle = paragraph_of(place), bisect_left(firsts, place)
        before, behind = max(middle - MENTIONS_BEFORE, 0), min(middle + MENTIONS_AFTER, len(firsts))
        low = bisect_left(firsts, paragraph - PARAGRAPHS_BEFORE, before, middle, key=paragraph_of)
        high = bisect_right(firsts, paragraph + PARAGRAPHS_AFTER, middle, behind, key=paragraph_of)
        near.append(range(low, high))
    quotations = np.arange(len(near)).repeat([*map(len, near)])
    return Candidates(quotations, np.fromiter(itertools.chain.from_iterable(near), np.int64, len(quotations)))
