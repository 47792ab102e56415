"""All that is read around the quotations of a document."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TypeAlias

import attrs

from ..annotations import NONE, Annotations
from ..marks import QuotedSpan
from .forms import Ints
from .mentions import Mention, MentionColumns, find_mentions, lines_of
from .names import tag_names
from .tokens import Tokens, read_tokens

Paragraph: TypeAlias = tuple[int, int, int]

_OPENERS = frozenset("\"“„«»‘'‹›「『")
_CLOSERS = frozenset("\"”“»«’'›‹」』")
APART = 10  # further than a source is looked for


@attrs.frozen(eq=False, slots=False)
class Reading:
    """The narration of a document and what is found in it.

    Attributes:
        text: The document.
        spans: The quotations that stand in the narration, in order; those inside others are not among them.
        tokens: The narration.
        places: Token index of each quotation.
        mentions: What may name a source, in order.
        lines: The same as `lines_of` gives it.
        annotations: What else is known of the text.
        parts: The narrations that it has been put together from, where there are several.
    """

    text: str
    spans: Sequence[QuotedSpan]
    tokens: Tokens
    places: Sequence[int]
    mentions: Sequence[Mention]
    lines: Ints
    annotations: Annotations = NONE
    parts: Sequence[Reading] = ()

    @functools.cached_property
    def columns(self) -> MentionColumns:
        """What may name a source, as lists of numbers."""
        return MentionColumns(*self.lines.tolist())

    def extent(self, mention: int) -> tuple[int, int]:
        """Start and end of the mention of that number."""
        first, last = self.columns.firsts[mention], self.columns.lasts[mention]
        return self.tokens.starts[first], self.tokens.ends[last - 1]


def read(
    text: str, spans: Sequence[QuotedSpan], paragraphs: Sequence[Paragraph], annotations: Annotations = NONE
) -> Reading:
    """Read a narration around quotations that stand side by side in it.

    Args:
        text: The document.
        spans: The quotations, in order.
        paragraphs: Start, end and number of the paragraphs of the narration; numbers `APART` where one has nothing to
            do with the other.
        annotations: What else is known of the text.
    """
    extents = [_with_marks(text, span) for span in spans]
    tokens = tag_names(read_tokens(text, paragraphs, extents), annotations)
    mentions = find_mentions(tokens)
    return Reading(text, spans, tokens, tokens.quotations, mentions, lines_of(mentions), annotations)


def _with_marks(text: str, span: QuotedSpan) -> tuple[int, int]:
    """Where a quotation stands, with the marks around it that the caller has left out."""
    if span.opener:
        return span.start, span.end
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before not in _OPENERS or after not in _CLOSERS:
        return span.start, span.end
    return max(span.start - 1, 0), min(span.end + 1, len(text))
