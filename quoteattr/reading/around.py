"""All that is read around the quotations of a document."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..marks import QuotedSpan
from .mentions import Mention, find_mentions
from .tokens import Tokens, read_tokens


@attrs.frozen
class Reading:
    """The narration of a document and what is found in it.

    Attributes:
        text: The document.
        spans: The quotations that stand in the narration, in order; those inside others are not among them.
        tokens: The narration.
        places: Token index of each quotation.
        mentions: What may name a source, in order.
    """

    text: str
    spans: Sequence[QuotedSpan]
    tokens: Tokens
    places: Sequence[int]
    mentions: Sequence[Mention]


def read(text: str, spans: Sequence[QuotedSpan], paragraphs: Sequence[tuple[int, int]]) -> Reading:
    """Read the paragraphs of a document around its outermost quotations.

    Args:
        text: The document.
        spans: Its outermost quotations, in order.
        paragraphs: Start and end of its paragraphs.
    """
    numbered = [(start, end, number) for number, (start, end) in enumerate(paragraphs)]
    extents = [(*_with_marks(text, span), number) for number, span in enumerate(spans)]
    tokens = read_tokens(text, numbered, extents)
    places = [tokens.quotations[number] for number in range(len(spans))]
    return Reading(text, spans, tokens, places, find_mentions(tokens))


def _with_marks(text: str, span: QuotedSpan) -> tuple[int, int]:
    """Where a quotation stands, with the marks around it that the caller has left out."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if span.opener or before not in _OPENERS or after not in _CLOSERS:
        return span.start, span.end
    return max(span.start - 1, 0), min(span.end + 1, len(text))


_OPENERS = frozenset("\"“„«»‘'‹›「『")
_CLOSERS = frozenset("\"”“»«’'›‹」』")
