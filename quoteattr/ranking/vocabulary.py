"""What the model knows of words: an arrangement of the word lists, and the words and patterns that it has learned."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from .. import lexicons
from ..reading.forms import FormTable
from ..reading.tags import word_of
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
SAY = len(TAGS) + 1 + VERB_CLASSES.index("say")
PATTERN_LENGTH = 7

#: The number of each tag, 0 for what is none, as a table of bytes.
_NUMBER_OF = bytes(TAGS.find(chr(code)) + 1 for code in range(256))
_NOTHING = (0, 0, 0)
#: The numbers of classes and kinds, and 0 of none.
_CLASS_NUMBERS, _KIND_NUMBERS = (dict(zip((None, *names), itertools.count())) for names in (VERB_CLASSES, NOUN_KINDS))


class Vocabulary:
    """Words by number.

    Args:
        words: The words that the model has weights for.
        patterns: Codes of the sequences between mention and quotation that it has weights for, sorted.
    """

    def __init__(self, words: Sequence[str], patterns: Sequence[int]) -> None:
        self.words = tuple(words)
        self.patterns = np.asarray(patterns, dtype=np.int64)
        self._verbs, self._nouns = lexicons.verb_classes(), lexicons.noun_kinds()
        self._about, self._cues = lexicons.words("word_about_words"), lexicons.speech_nouns()
        self._numbers = dict(zip(words, itertools.count(1)))
        self._known = frozenset().union(self._verbs, self._nouns, self._about, self._cues, words)
        self._table = FormTable(self.line, 3, np.int32)

    def line(self, form: str) -> tuple[int, int, int]:
        """What is known of a word or mark: where its symbols begin, number, kind of noun; zeros of others."""
        word = word_of(form)
        if word not in self._known:
            return _NOTHING
        verb, noun = _CLASS_NUMBERS[self._verbs.get(word)], _KIND_NUMBERS[self._nouns.get(word)]
        if not noun and word in self._about:
            noun = ABOUT_WORDS
        cue = verb + CUES * (word in self._cues)
        return _TAG_COUNT * cue, self._numbers.get(word, 0), noun

    def arrays(self, tokens: Tokens, around: int = 0) -> TokenArrays:
        """The tokens as arrays.

        Args:
            tokens: The tokens.
            around: How many tokens that are none, all zeros, to put before them and behind them.
        """
        nothing = "\0" * around
        tags = tag_numbers(nothing + tokens.tags + nothing)
        known = np.zeros((3, len(tags)), np.int32)
        known[:, around : around + len(tokens)] = self._table.take(tokens.forms, tokens.words.__getitem__).T
        known[0] = _SYMBOLS.take(known[0] + tags)
        return TokenArrays(tags, known[:2], known[2])

    def tagged(self, forms: Ints, tags: str, form_at: Callable[[int], str]) -> Ints:
        """For each of some tokens a number for its tag together with what is known of such words as its own.

        Args:
            forms: Their numbers.
            tags: Their tags.
            form_at: Gives one of them by its place.
        """
        begins: Ints = self._table.take(forms, form_at)[:, 0]
        return begins + tag_numbers(tags)

    def pattern_ids(self, codes: Ints) -> Ints:
        """The number of each pattern, 0 for an unknown one."""
        if not len(self.patterns):
            return np.zeros(len(codes), np.int64)
        places = self.patterns.searchsorted(codes)
        return np.where(self.patterns.take(places, mode="clip") == codes, places + 1, 0)


_TAG_COUNT = len(TAGS) + 1  # with that of none
#: The symbol of a word by its class of verb, to which `CUES` is added for a noun such as "claim", and by its tag.
_SYMBOLS = np.tile(np.arange(_TAG_COUNT), (2 * CUES, 1))
for _class in range(1, NOUN_CUE):
    for _tag in "VBEG":
        _SYMBOLS[[_class, CUES + _class], _NUMBER_OF[ord(_tag)]] = len(TAGS) + _class
_SYMBOLS[CUES:, _NUMBER_OF[ord("N")]] = len(TAGS) + NOUN_CUE
_CLASS_OF = np.maximum(np.arange(SYMBOLS + 1) - len(TAGS), 0)
#: Tag and class of cue of each number that `Vocabulary.tagged` may give.
TAGGED = np.array([np.arange(_SYMBOLS.size) % _TAG_COUNT, _CLASS_OF.take(_SYMBOLS.ravel())])


def tag_numbers(tags: str) -> Ints:
    """The number of each tag, 0 for what is none."""
    return np.frombuffer(tags.encode("ascii").translate(_NUMBER_OF), np.uint8).astype(np.int64)


def cue_classes(symbols: Ints) -> Ints:
    """The class of the cue that each symbol stands for, 0 where it is a tag."""
    return _CLASS_OF.take(symbols)


class TokenArrays(NamedTuple):
    """What is known of each token.

    Attributes:
        tags: Its tag.
        seen: A line each of its symbol, which is its tag or class of cue, and of its word.
        kinds: Its kind of noun.
    """

    tags: Ints
    seen: Ints
    kinds: Ints


def pattern_codes(symbols: Ints, first: Ints, last: Ints) -> Ints:
    """A number for the sequence of symbols from `first` up to `last`; for a longer one than `PATTERN_LENGTH`, `LONG` or
    more.
    """
    # Of the number that all the symbols before a place make, the last digits are those of a short sequence.
    codes = np.convolve(symbols, _POWERS[:-1]).take(last - 1)
    return codes % _POWERS.take(last - first, mode="clip")


_POWERS = (SYMBOLS + 1) ** np.arange(PATTERN_LENGTH + 2)
LONG = int(_POWERS[PATTERN_LENGTH])
