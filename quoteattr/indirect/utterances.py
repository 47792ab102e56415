"""The whole clause that is reported, where only a piece of it stands in marks: ``it was “childish” to name-call``."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..document import Document, Span
from ..reading.around import Reading
from .clauses import find_utterances
from .model import Model
from .reported import cut, trimmed


def with_utterances(model: Model, document: Document, reading: Reading) -> Document:
    """The document with `Quote.utterance` of the mixed quotations of its narration.

    Args:
        model: The weights.
        document: The document.
        reading: Its narration.
    """
    marked = [place for place, quote in enumerate(document.quotes) if quote.kind != "indirect" and not quote.depth]
    mixed = [number for number, place in enumerate(marked) if document.quotes[place].kind == "mixed"]
    quotes = list(document.quotes)
    for number, utterance in _utterances(model, reading, mixed).items():
        quotes[marked[number]] = attrs.evolve(quotes[marked[number]], utterance=utterance)
    return attrs.evolve(document, quotes=quotes)


def _utterances(model: Model, reading: Reading, quotations: Sequence[int]) -> dict[int, Span]:
    """The clause around each of these quotations; pieces of one clause share it."""
    found = find_utterances(model, reading, quotations)
    spans: dict[int, Span] = {}
    last: Span | None = None
    for number in quotations:
        if last is None or last.end <= reading.spans[number].start:
            last = cut(reading, trimmed(reading, *found[number]))
        spans[number] = last
    return spans
