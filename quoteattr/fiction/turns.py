"""Turns: the quotations that one paragraph holds, or that several paragraphs carry on."""

from __future__ import annotations

import attrs

from ..marks import QuotedSpan
from ..reading.around import Reading

_REOPENS = frozenset("\"“„«»‘'‹›「『")


@attrs.frozen
class Turn:
    """What one speaks before another does.

    Attributes:
        first: Number of its first quotation.
        last: Number behind its last.
        start: Token where its first paragraph begins.
        end: Token behind its last paragraph.
    """

    first: int
    last: int
    start: int
    end: int


def find_turns(reading: Reading) -> list[Turn]:
    """The turns of a narration, in order."""
    paragraphs, spans, places = reading.tokens.paragraphs, reading.spans, reading.places
    bounds: list[int] = []
    for number, place in enumerate(places):
        if number and (
            paragraphs[place] == paragraphs[places[number - 1]]
            or goes_on(reading.text, spans[number - 1], spans[number])
        ):
            continue
        bounds.append(number)
    turns = []
    for first, last in zip(bounds, [*bounds[1:], len(places)], strict=True):
        start, end = places[first], places[last - 1] + 1
        while start > 0 and paragraphs[start - 1] == paragraphs[places[first]]:
            start -= 1
        while end < len(paragraphs) and paragraphs[end] == paragraphs[places[last - 1]]:
            end += 1
        turns.append(Turn(first, last, start, end))
    return turns


def goes_on(text: str, before: QuotedSpan, after: QuotedSpan) -> bool:
    """Whether a quotation carries on the one before, whose paragraph left its marks open."""
    gap = text[before.content_end : after.content_start] if after.content_start - before.content_end < 40 else ""
    return len(gap.strip()) == 1 and gap.strip() in _REOPENS
