"""A text and the spans laid over it, as one properly nested sequence for writers of markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from quoteattr.document import Document, Quote, Span, Speaker
from quoteattr.paragraphs import split_paragraphs


@attrs.frozen(eq=False)
class Paragraph:
    """A paragraph with the white space up to the next one, so that paragraphs cover the whole text."""

    start: int
    end: int


@attrs.frozen(eq=False)
class QuoteLayer:
    """A quotation, with its place in `Document.quotes`."""

    start: int
    end: int
    index: int
    quote: Quote


@attrs.frozen(eq=False)
class MentionLayer:
    """Words that name a speaker, with its place in `Document.speakers`, and the quotations that they are for."""

    start: int
    end: int
    index: int
    speaker: int
    quotes: tuple[int, ...]


@attrs.frozen(eq=False)
class CueLayer:
    """Words that mark a saying, and the quotations that they mark."""

    start: int
    end: int
    index: int
    quotes: tuple[int, ...]


Layer = Paragraph | QuoteLayer | MentionLayer | CueLayer


@attrs.frozen
class Opens:
    """Here a layer begins, or goes on: `part` counts its pieces from 0."""

    layer: Layer
    part: int


@attrs.frozen
class Closes:
    """Here a piece of a layer ends."""

    layer: Layer


def nested(document: Document) -> Iterator[Opens | Closes | str]:
    """The text in pieces, between them where its layers begin and end, each inside the one before it.

    Paragraphs are outermost. A layer that crosses another's end is closed there and opened again. Empty spans are
    left out; the pieces together are the text.
    """
    return _nest(document.text, list(layers(document)))


def layers(document: Document) -> Iterator[Layer]:
    """What lies over a document's text: paragraphs, quotations, mentions and cues, in this order."""
    yield from paragraphs(document.text)
    for index, quote in enumerate(document.quotes):
        yield QuoteLayer(quote.start, quote.end, index, quote)
    named = _mentions(document)
    for index, ((start, end, speaker), quotes) in enumerate(sorted(named.items())):
        yield MentionLayer(start, end, index, speaker, tuple(quotes))
    said: dict[tuple[int, int], list[int]] = {}
    for number, quote in enumerate(document.quotes):
        if quote.cue:
            said.setdefault((quote.cue.start, quote.cue.end), []).append(number)
    for index, ((start, end), quotes) in enumerate(sorted(said.items())):
        yield CueLayer(start, end, index, tuple(quotes))


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs, each up to the next one.

    >>> [(paragraph.start, paragraph.end) for paragraph in paragraphs(" One.\\n\\nTwo.\\n")]
    [(0, 7), (7, 12)]
    """
    starts = [0, *(start for start, _ in split_paragraphs(text)[1:]), len(text)]
    return [Paragraph(start, end) for start, end in pairwise(starts)]


def places(document: Document) -> dict[str, int]:
    """The place in `Document.speakers` of each speaker, by id."""
    return {speaker.id: place for place, speaker in enumerate(document.speakers)}


def _mentions(document: Document) -> dict[tuple[int, int, int], list[int]]:
    """The quotations for which each mention (start, end, speaker) is given; of most mentions, none."""
    place = places(document)
    named: dict[tuple[int, int, int], list[int]] = {}

    def add(span: Span, speaker: Speaker) -> list[int]:
        return named.setdefault((span.start, span.end, place[speaker.id]), [])

    for speaker in document.speakers:
        for span in speaker.mentions:
            add(span, speaker)
    for number, quote in enumerate(document.quotes):
        if quote.mention and quote.speaker:
            add(quote.mention, quote.speaker).append(number)
    return named


def _nest(text: str, spans: Iterable[Layer]) -> Iterator[Opens | Closes | str]:
    starting: dict[int, list[Layer]] = {}
    for span in spans:
        if span.start < span.end:
            starting.setdefault(span.start, []).append(span)
    edges = sorted({edge for layers in starting.values() for span in layers for edge in (span.start, span.end)})
    around: list[Layer] = []
    parts: dict[Layer, int] = {}
    before = 0
    for edge in edges:
        if before < edge:
            yield text[before:edge]
            before = edge
        cut = next((depth for depth, span in enumerate(around) if span.end <= edge), len(around))
        over = [span for span in around[cut:] if span.end > edge]
        for span in reversed(around[cut:]):
            yield Closes(span)
        del around[cut:]
        begun = sorted(starting.get(edge, ()), key=lambda span: -span.end)  # stable: the order of the layers
        outer = [span for span in begun if isinstance(span, Paragraph)]
        for span in [*outer, *over, *(span for span in begun if not isinstance(span, Paragraph))]:
            around.append(span)
            parts[span] = parts.get(span, -1) + 1
            yield Opens(span, parts[span])
