"""Whether a text is a novel, by its dialogue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..marks import QuotedSpan

# Measured on 924 US news articles and 104 weblogs and mails, none of which passes, and on 22 novels, all of which do.
_TURNS = 20  # paragraphs that begin with a quotation
_SHARE = 0.3  # of all paragraphs that do
_LIVELY = 0.12  # of all quotations that ask or exclaim
_PERSONAL = 0.03  # of the words said that are "I" or "you"
_WORD = re.compile(r"\w+")
_ADDRESS = frozenset(("I", "you", "You", "your", "Your"))


def is_fiction(text: str, quoted: Sequence[QuotedSpan], paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether people talk with each other in a text, turn by turn, as in novels and nowhere in the news.

    Args:
        text: The text.
        quoted: Its quotations.
        paragraphs: Start and end of its paragraphs.
    """
    outer = [span for span in quoted if not span.depth]
    if len(outer) < _TURNS:
        return False
    begins = {start for start, _ in paragraphs}
    turns = sum(
        span.start in begins or (text[span.start - 1 : span.start] in "\"“‘'" and span.start - 1 in begins)
        for span in outer
    )
    if turns < _TURNS or turns < _SHARE * len(paragraphs):
        return False
    if sum(text[span.content_end - 1] in "?!" for span in outer) < _LIVELY * len(outer):
        return False
    words = [word for span in outer for word in _WORD.findall(text, span.content_start, span.content_end)]
    return sum(word in _ADDRESS for word in words) >= _PERSONAL * len(words)
