"""Cues: the words that mark a saying (``wrote``, ``according to``, ``in a statement``)."""

from __future__ import annotations

from .. import lexicons
from .around import Reading
from .mentions import Mention

_VERBAL = "VBEG"
_REACH = 4  # tokens between a mention and its verb


def find_cue(reading: Reading, place: int, mention: Mention) -> tuple[int, int] | None:
    """The tokens of the cue that ties a quotation to the mention of its source, first and behind the last.

    Args:
        reading: The narration.
        place: Token index of the quotation.
        mention: The source.
    """
    tokens = reading.tokens
    first, last = mention.first, mention.last
    if tokens.words[max(first - 2, 0) : first] == ["according", "to"]:
        return first - 2, first
    low, high = (last, place) if last <= place else (place + 1, first)
    behind = _nearest_verb(reading, range(last, min(last + _REACH, len(tokens))))
    before = _nearest_verb(reading, range(first - 1, max(first - 1 - _REACH, -1), -1))
    between = _nearest_verb(reading, range(high - 1, low - 1, -1) if last <= place else range(low, high))
    inverted = before if before == first - 1 else None
    for verb in (inverted, between, behind, before):
        if verb is not None:
            return verb, verb + 1
    if ":" in tokens.tags[low:high]:
        colon = low + tokens.tags[low:high].index(":")
        return colon, colon + 1
    return None


def _nearest_verb(reading: Reading, places: range) -> int | None:
    """The first of these tokens that is a verb of saying, in the sentence of the first of them."""
    tokens = reading.tokens
    classes = lexicons.verb_classes()
    for place in places:
        if tokens.tags[place] in ".\n":
            return None
        if tokens.tags[place] in _VERBAL and tokens.words[place] in classes:
            return place
    return None
