"""The narrations of a document as one, so that what is done for each is done once for all."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from ..annotations import NONE
from .around import APART, Reading
from .forms import number_of
from .tokens import PLACE, Tokens

GAP = 16  # tokens that are none between two narrations: more than are seen beside a token
_NO_WORD = "\0"
_OF_TOKENS = np.array([[1], [1], [1], [0], [0]], np.int32)  # which lines of mentions are of tokens


def together(readings: Sequence[Reading]) -> Reading:
    """The narrations one behind the other, each too far from the next to have to do with it.

    Their quotations, mentions and paragraphs are numbered on, with numbers left out between the paragraphs of two. Only
    the parts tell where their tokens start and end.

    Args:
        readings: The narrations, at least one.
    """
    first, *others = readings
    if not others:
        return first
    tokens = first.tokens
    paragraphs, sentences = (array(PLACE, numbers) for numbers in (tokens.paragraphs, tokens.sentences))
    gap = np.full(GAP, number_of(_NO_WORD), np.int32)
    forms = [tokens.forms]
    words, places, lines = list(tokens.words), list(first.places), [first.lines]
    for reading in others:
        sentences.extend([-1] * GAP)
        words += [_NO_WORD] * GAP
        last = paragraphs[-1] + APART
        paragraphs.extend([last] * GAP)
        tokens, shift = reading.tokens, len(words)
        forms += [gap, tokens.forms]
        words += tokens.words
        paragraphs.extend(last + APART + paragraph for paragraph in tokens.paragraphs)
        sentences.extend(shift + sentence for sentence in tokens.sentences)
        places += [shift + place for place in reading.places]
        lines.append(reading.lines + shift * _OF_TOKENS)
    tags = (_NO_WORD * GAP).join([reading.tokens.tags for reading in readings])
    shapes = (_NO_WORD * GAP).join([reading.tokens.shapes for reading in readings])
    tokens = Tokens((), (), np.concatenate(forms), words, tags, shapes, paragraphs, sentences, ())
    spans = [span for reading in readings for span in reading.spans]
    return Reading(first.text, spans, tokens, places, np.concatenate(lines, axis=1), NONE, readings)
