"""The sentences of a narration as the model sees them: each token some rows of a table of weights."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from ..ranking.columns import Ints
from ..ranking.vocabulary import ABOUT_WORDS, CUES, TAGGED, TAGS, Vocabulary
from ..reading.around import Reading
from ..reading.mentions import TYPES
from ..reading.tags import QUOTATION
from ..reading.tokens import Tokens

#: First token of a sentence, and the one behind its last.
Extent: TypeAlias = tuple[int, int]

#: Tokens from which on a sentence is read in pieces: hardly a real one is longer, and time and memory stay bounded.
LONGEST = 96
_ENDING = 3  # letters
_WITH_ENDING = 5  # letters of a word, from which its ending is seen
_STEM = 5  # letters
_INFLECTION = re.compile(r"(?<=...)(?:ing|ed|es|s|e)$")
_INSIDE = len(TYPES) + 1
_SHAPES = 5


def stem(word: str) -> str:
    """What the forms of a word have in common, roughly.

    >>> [stem(word) for word in ("urge", "urges", "urging", "criticized", "criticism")]
    ['urg', 'urg', 'urg', 'criti', 'criti']
    """
    return _INFLECTION.sub("", word)[:_STEM]


def ending(word: str) -> str:
    """The last letters of a longer word, nothing of a short one."""
    return word[-_ENDING:] if len(word) >= _WITH_ENDING else ""


class Words:
    """The words and parts of words that have weights, and which rows of the table are those of a token.

    Args:
        vocabulary: The words, with what the word lists say of them.
        stems: What forms of a word have in common.
        endings: Last letters of words.

    Attributes:
        tagged_rows: The rows of a tag and of a class of cue, for each number that `Vocabulary.tagged` may give.
        mention_rows: The first of the rows that say what sort of mention begins with a token or goes on with it.
        table_size: How many rows there are.
    """

    def __init__(self, vocabulary: Vocabulary, stems: Sequence[str], endings: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self.stems = tuple(stems)
        self.endings = tuple(endings)
        self._stems = {part: number for number, part in enumerate(stems, 1)}
        self._endings = {part: number for number, part in enumerate(endings, 1)}
        words = len(vocabulary.words) + 1
        sizes = words, len(TAGS) + 1, CUES, ABOUT_WORDS + 1, _SHAPES, len(stems) + 1, len(endings) + 1
        number, tag, cue, *parts, self.mention_rows = itertools.accumulate(sizes, initial=0)
        self._offsets = number, *parts
        self.tagged_rows = TAGGED.T + np.array((tag, cue))
        self.table_size = self.mention_rows + _INSIDE + 1

    def rows(self, form: str) -> list[int]:
        """The rows of a token, but for those of tags and of mentions.

        Args:
            form: How it is written; nothing for a quotation or a break.
        """
        word = form.lower().replace("’", "'")
        _, number, kind = self.vocabulary.line(form)
        parts = number, kind, _shape(form), self._stems.get(stem(word), 0), self._endings.get(ending(word), 0)
        return list(map(operator.add, self._offsets, parts))


def split_sentences(tokens: Tokens) -> Ints:
    """The sentences of a narration in order, over-long ones in pieces.

    Returns:
        A line for each: its first token, and the one behind its last.
    """
    bounds = [0, *changes(np.array(tokens.sentences, dtype=np.int32)).tolist(), len(tokens)]
    if len(tokens) > LONGEST:
        bounds = [piece for first, last in itertools.pairwise(bounds) for piece in range(first, last, LONGEST)]
        bounds.append(len(tokens))
    return np.array([bounds[:-1], bounds[1:]] if len(tokens) else [[], []], dtype=np.int64).T


def changes(numbers: Ints) -> Ints:
    """Where in a row of numbers one stands that is not that before it."""
    places: Ints = (numbers[1:] != numbers[:-1]).nonzero()[0] + 1
    return places


def forms_of(reading: Reading, first: int = 0) -> Callable[[int], str]:
    """What gives tokens as they are written by their places from one on; nothing for a quotation."""
    text, tokens = reading.text, reading.tokens

    def form_at(place: int) -> str:
        place += first
        return "" if tokens.tags[place] == QUOTATION else text[tokens.starts[place] : tokens.ends[place]]

    return form_at


def describe(reading: Reading, words: Words) -> Ints:
    """Rows of weights of the tokens of a narration, a token a line."""
    tokens, form_at = reading.tokens, forms_of(reading)
    rows = np.array([words.rows(form_at(place)) for place in range(len(tokens))], dtype=np.int64)
    tagged = words.tagged_rows.take(words.vocabulary.tagged(tokens.forms, tokens.tags, form_at), axis=0)
    marks = mention_marks(reading.lines, len(tokens)).astype(np.int64)
    return np.concatenate((rows, tagged, words.mention_rows + marks[:, None]), axis=1)


def mention_marks(mentions: Ints, count: int) -> Ints:
    """For each token, what sort of mention begins with it, from 1 on, or whether it goes on with one; 0 for others.

    Args:
        mentions: The lines of `Reading.lines`.
        count: How many tokens there are.
    """
    firsts, lasts, _, types, _ = mentions
    begun = np.bincount(firsts + 1, minlength=count + 1)
    begun -= np.bincount(lasts, minlength=count + 1)
    marks = (begun.cumsum(out=begun)[:-1] > 0).astype(np.int8)
    marks *= _INSIDE
    marks[firsts] = types + 1
    return marks


def _shape(form: str) -> int:
    """How a token is written: with no letter first, small, large, with a large letter first, otherwise."""
    if not form[:1].isalpha():
        return 0
    if form.islower():
        return 1
    return 2 if form.isupper() else 3 if form[0].isupper() else 4
