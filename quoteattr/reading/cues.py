"""Cues: the words that mark a saying (``wrote``, ``according to``, ``in a statement``)."""

from __future__ import annotations

from .. import lexicons
from .around import Reading
from .tags import PARAGRAPH
from .tokens import Tokens

_VERBAL = "VBEG"
_ENDING = ".\n"  # tags that end a sentence
_REACH = 4  # tokens between a mention and its verb
_FURTHEST = 200  # tokens between a quotation and its cue
_PHRASE_REACH = 6  # tokens before a mention: "in a written statement, [Lind]"
_PHRASE_TAGS = "DSAJ"


def find_cue(reading: Reading, place: int, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the cue that ties a quotation to the mention of its source, first and behind the last.

    Args:
        reading: The narration.
        place: Token index of the quotation.
        first: First token of the source.
        last: The token behind its last.
    """
    tokens = reading.tokens
    if tokens.words[first - 1] == "to" and tokens.words[first - 2] == "according":
        return first - 2, first
    before = range(first - 1, max(first - 1 - _REACH, -1), -1)
    if (verb := _nearest_verb(tokens, before[:1])) is not None:  # said Lind
        return verb, verb + 1
    low, high = (max(last, place - _FURTHEST), place) if last <= place else (place + 1, min(first, place + _FURTHEST))
    if last < place and tokens.tags[place - 1] == PARAGRAPH:
        high -= 1  # what introduces a block of its own stands in the paragraph before
    between = range(high - 1, low - 1, -1) if last <= place else range(low, high)
    for places in (between, range(last, min(last + _REACH, len(tokens))), before):
        if (verb := _nearest_verb(tokens, places)) is not None:
            return verb, verb + 1
    inside = range(last - 1, first, -1)  # Lind's statement
    ahead = range(first - 1, max(first - 1 - _PHRASE_REACH, -1), -1)
    for places in (range(high - 1, low - 1, -1), inside, ahead):
        if phrase := _nearest_phrase(tokens, places):
            return phrase
    if ":" in tokens.tags[low:high]:
        colon = low + tokens.tags[low:high].index(":")
        return colon, colon + 1
    return None


def _nearest_verb(tokens: Tokens, places: range) -> int | None:
    """The first of these tokens that is a verb of saying, in the sentence of the first of them."""
    tags, words, verbs = tokens.tags, tokens.words, lexicons.verb_classes()
    for place in places:
        tag = tags[place]
        if tag in _VERBAL and words[place] in verbs:
            return place
        if tag in _ENDING:
            return None
    return None


def _nearest_phrase(tokens: Tokens, places: range) -> tuple[int, int] | None:
    """The first of these tokens that is a noun of saying, with its article and preposition: "in a statement"."""
    for place in places:
        if tokens.tags[place] in _ENDING:
            return None
        if tokens.tags[place] == "N" and tokens.words[place] in lexicons.speech_nouns():
            first = place
            while first > 0 and tokens.tags[first - 1] in _PHRASE_TAGS and tokens.tags[first] != "J":
                first -= 1
            return first, place + 1
    return None
