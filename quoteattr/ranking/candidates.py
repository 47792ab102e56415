"""Which mentions may be the source of which quotation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..reading.around import Reading
from .columns import Ints

# Of the sources of news-train, 99 in 100 stand in this window or are the source of the quotation before.
PARAGRAPHS_BEFORE = 2
PARAGRAPHS_AFTER = 1
MENTIONS_BEFORE = 14
MENTIONS_AFTER = 8


class Candidates(NamedTuple):
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


def find_candidates(reading: Reading) -> Candidates:
    """The mentions in the paragraphs around each quotation, the nearest on each side.

    Args:
        reading: The narration.
    """
    paragraphs, standing = np.array(reading.tokens.paragraphs), np.array(reading.places, np.int64)
    firsts = reading.lines[0]
    paragraph, own = paragraphs.take(firsts), paragraphs.take(standing)
    middle = firsts.searchsorted(standing)
    low = np.maximum(paragraph.searchsorted(own - PARAGRAPHS_BEFORE), middle - MENTIONS_BEFORE)
    high = np.minimum(paragraph.searchsorted(own + PARAGRAPHS_AFTER, "right"), middle + MENTIONS_AFTER)
    counts = high - low
    ends = np.add.accumulate(counts)
    quotations = np.arange(len(counts)).repeat(counts)
    return Candidates(quotations, np.arange(len(quotations)) + (high - ends).repeat(counts))
