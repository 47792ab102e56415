"""The narrations of a document as one, so that what is done for each is done once for all."""

from __future__ import annotations

from collections.abc import Sequence

from ..annotations import NONE
from .around import Reading
from .mentions import Mention
from .tokens import Tokens

NARRATION = 1 << 40  # from a paragraph's number to that in the next narration: more than there are in any
GAP = 16  # tokens that are none between two narrations: more than are seen beside a token
_NO_WORD = "\0"


def together(readings: Sequence[Reading]) -> Reading:
    """The narrations one behind the other, each too far from the next to have to do with it.

    Their quotations and mentions are numbered on. The number of a paragraph goes up by `NARRATION` with each narration.

    Args:
        readings: The narrations, at least one.
    """
    if len(readings) == 1:
        return readings[0]
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    paragraphs: list[int] = []
    sentences: list[int] = []
    places: list[int] = []
    mentions: list[Mention] = []
    for number, reading in enumerate(readings):
        if number:
            for numbers in (starts, ends, sentences):
                numbers += [-1] * GAP
            words += [_NO_WORD] * GAP
            paragraphs += [number * NARRATION - 1] * GAP
        tokens, shift = reading.tokens, len(words)
        starts += tokens.starts
        ends += tokens.ends
        words += tokens.words
        paragraphs += [number * NARRATION + paragraph for paragraph in tokens.paragraphs]
        sentences += [shift + sentence for sentence in tokens.sentences]
        places += [shift + place for place in reading.places]
        mentions += [
            Mention(first + shift, last + shift, head + shift, kind, possessor)
            for first, last, head, kind, possessor in reading.mentions
        ]
    tags = (_NO_WORD * GAP).join([reading.tokens.tags for reading in readings])
    tokens = Tokens(starts, ends, words, tags, paragraphs, sentences, {})
    spans = [span for reading in readings for span in reading.spans]
    return Reading(readings[0].text, spans, tokens, places, mentions, NONE, readings)
