"""All that is read around the quotations of a document."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import attrs
import numpy as np

from ..annotations import NONE, Annotations
from ..marks import QuotedSpan
from .forms import Ints
from .mentions import Mention, MentionColumns, as_mentions, find_mentions
from .names import tag_names
from .tags import narrations
from .tokens import Tokens, read_tokens

Paragraph: TypeAlias = tuple[int, int, int]

#: The quotations of a narration, in order; and start, end and number of its paragraphs.
Narration: TypeAlias = tuple[Sequence[QuotedSpan], Sequence[Paragraph]]

_OPENERS = frozenset("\"“„«»‘'‹›「『")
_CLOSERS = frozenset("\"”“»«’'›‹」』")
_OF_TOKENS = np.array([[1], [1], [1], [0], [0]], np.int32)  # which lines of mentions are of tokens


@attrs.frozen(eq=False, repr=False, slots=False)
class Reading:
    """One or several narrations of a document and what is found in them.

    Attributes:
        text: The document.
        spans: The quotations that stand in each narration, in order; those inside others are not among them.
        tokens: The narrations, each too far from the next to have to do with it.
        places: Token index of each quotation.
        lines: What may name a source, in order, as `find_mentions` gives it.
        annotations: What else is known of the text.
        parts: Each narration by itself, where there are several.
    """

    text: str
    spans: Sequence[QuotedSpan]
    tokens: Tokens
    places: Sequence[int]
    lines: Ints
    annotations: Annotations = NONE
    parts: Sequence[Reading] = ()

    @functools.cached_property
    def columns(self) -> MentionColumns:
        """What may name a source, as lists of numbers."""
        return MentionColumns(*self.lines.tolist())

    @functools.cached_property
    def mentions(self) -> list[Mention]:
        """What may name a source, one by one."""
        return as_mentions(self.columns)

    @property
    def narrations(self) -> Sequence[Reading]:
        """Each narration by itself."""
        return self.parts or (self,)

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
    return read_all(text, [(spans, paragraphs)], annotations)


def read_all(text: str, around: Sequence[Narration], annotations: Annotations = NONE) -> Reading:
    """Read several narrations as one, so that what is done for each is done once for all.

    Args:
        text: The document.
        around: For each narration what `read` takes.
        annotations: What else is known of the text.
    """
    extents = [(paragraphs, [_with_marks(text, span) for span in spans]) for spans, paragraphs in around]
    tokens = tag_names(read_tokens(text, extents), annotations)
    lines = find_mentions(tokens)
    spans = [spans for spans, _ in around]
    parts = _parts(text, spans, tokens, lines, annotations) if len(spans) > 1 else ()
    together = list(itertools.chain.from_iterable(spans))
    return Reading(text, together, tokens, tokens.quotations, lines, annotations, tuple(parts))


def _parts(
    text: str, spans: Sequence[Sequence[QuotedSpan]], tokens: Tokens, lines: Ints, annotations: Annotations
) -> Iterator[Reading]:
    """Each narration by itself."""
    for own, (first, last) in zip(spans, narrations(tokens.tags), strict=True):
        part = tokens.part(first, last)
        low, high = lines[0].searchsorted((first, last))
        yield Reading(text, own, part, part.quotations, lines[:, low:high] - first * _OF_TOKENS, annotations)


def _with_marks(text: str, span: QuotedSpan) -> tuple[int, int]:
    """Where a quotation stands, with the marks around it that the caller has left out."""
    if span.opener:
        return span.start, span.end
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before not in _OPENERS or after not in _CLOSERS:
        return span.start, span.end
    return max(span.start - 1, 0), min(span.end + 1, len(text))
