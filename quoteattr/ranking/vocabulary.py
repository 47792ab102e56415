"""What the model knows of words: an arrangement of the word lists, and the words and patterns that it has learned."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import attrs
import numpy as np

from .. import lexicons
from ..reading.tokens import Tokens
from .columns import Ints

TAGS = "\nZDSANPCOoVBEGMXRJFTKQHWU.,:-()*"
VERB_CLASSES = ("say", "shout", "write", "ask", "urge", "name", "think", "show")
NOUN_CUE = len(VERB_CLASSES) + 1  # stands among the classes of verbs for a noun such as "claim"
CUES = NOUN_CUE + 1
NOUN_KINDS = ("person", "group", "organization", "document")
ABOUT_WORDS = len(NOUN_KINDS) + 1
#: Tags, and classes of verbs in the place of their tags.
SYMBOLS = len(TAGS) + CUES
PATTERN_LENGTH = 7

_TAG_IDS = np.zeros(128, np.int64)
_TAG_IDS[[ord(tag) for tag in TAGS]] = np.arange(1, len(TAGS) + 1)


class Vocabulary:
    """Words by number.

    Args:
        words: The words that the model has weights for.
        patterns: Codes of the sequences between mention and quotation that it has weights for, sorted.
    """

    def __init__(self, words: Sequence[str], patterns: Sequence[int]) -> None:
        self.words = tuple(words)
        self.patterns = np.asarray(patterns, dtype=np.int64)
        self._numbers = {word: number for number, word in enumerate(words, 1)}
        verbs, nouns = lexicons.verb_classes(), lexicons.noun_kinds()
        about = lexicons.words("word_about_words")
        kinds = {noun: NOUN_KINDS.index(kind) + 1 for noun, kind in nouns.items()}
        kinds.update(dict.fromkeys(about - kinds.keys(), ABOUT_WORDS))
        classes = {verb: VERB_CLASSES.index(name) + 1 for verb, name in verbs.items()}
        cues = lexicons.speech_nouns()
        known = sorted({*words, *kinds, *classes, *cues})
        self._rows = {word: row for row, word in enumerate(known, 1)}
        table = [(0, 0, 0, 0)]
        table += [
            (self._numbers.get(word, 0), classes.get(word, 0), NOUN_CUE * (word in cues), kinds.get(word, 0))
            for word in known
        ]
        self._table = np.array(table, dtype=np.int64).T.copy()

    def arrays(self, tokens: Tokens) -> TokenArrays:
        """The tokens as arrays."""
        rows = np.fromiter(map(self._rows.get, tokens.words, itertools.repeat(0)), np.int64, len(tokens))
        words, verbs, nouns, kinds = self._table[:, rows]
        tags = _TAG_IDS[np.frombuffer(tokens.tags.encode("ascii"), dtype=np.uint8)]
        verbs = verbs * _VERBAL[tags] + nouns * (tags == _NOUN_ID)
        return TokenArrays(words, tags, verbs, kinds, np.where(verbs > 0, len(TAGS) + verbs, tags))

    def pattern_ids(self, codes: Ints) -> Ints:
        """The number of each pattern, 0 for an unknown one."""
        if not len(self.patterns):
            return np.zeros(len(codes), np.int64)
        places = np.searchsorted(self.patterns, codes).clip(max=len(self.patterns) - 1)
        return np.where(self.patterns[places] == codes, places + 1, 0)


_VERBAL = np.zeros(len(TAGS) + 1, np.int64)
_VERBAL[_TAG_IDS[[ord(tag) for tag in "VBEG"]]] = 1
_NOUN_ID = _TAG_IDS[ord("N")]


@attrs.frozen
class TokenArrays:
    """One number a token: its word, tag, class of reporting verb, kind of noun; tag or class of verb in one."""

    words: Ints
    tags: Ints
    verbs: Ints
    kinds: Ints
    symbols: Ints


def pattern_codes(symbols: Ints, first: Ints, last: Ints) -> Ints:
    """A number for the sequence of symbols from `first` up to `last`; -1 where it is longer than `PATTERN_LENGTH`."""
    lengths = last - first
    steps = np.arange(PATTERN_LENGTH)[:, None]
    behind = lengths - 1 - steps  # how many symbols of the sequence stand behind this one
    inside = (behind >= 0) & (behind < PATTERN_LENGTH)
    digits = symbols[np.where(inside, first + steps, 0)] * _POWERS[np.where(inside, behind, 0)]
    codes: Ints = np.where(inside, digits, 0).sum(axis=0)
    codes[(lengths < 0) | (lengths > PATTERN_LENGTH)] = -1
    return codes


_POWERS = (SYMBOLS + 1) ** np.arange(PATTERN_LENGTH)
