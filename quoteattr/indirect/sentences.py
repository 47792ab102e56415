"""The sentences of a narration as the model sees them: each token a line of small numbers."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ..ranking.columns import Columns, Flags, Ints
from ..ranking.scene import MENTION_TYPES
from ..ranking.vocabulary import ABOUT_WORDS, CUES, TAGS, Vocabulary
from ..reading.around import Reading
from ..reading.tokens import Tokens

#: First token of a sentence, and the one behind its last.
Extent: TypeAlias = tuple[int, int]

#: Tokens from which on a sentence is read in pieces: hardly a real one is longer, and time and memory stay bounded.
LONGEST = 96
_ENDING = 3  # letters
_WITH_ENDING = 5  # letters of a word, from which its ending is seen
_STEM = 5  # letters
_INFLECTION = re.compile(r"(?<=...)(?:ing|ed|es|s|e)$")
_INSIDE = len(MENTION_TYPES) + 1
_TYPES = {kind: number for number, kind in enumerate(MENTION_TYPES, 1)}
_SHAPES = 5
_LAST_ASCII = 127
_REMEMBERED = 50_000  # words, of which texts without end have ever more


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
    """The words and parts of words that have weights.

    Args:
        vocabulary: The words, with what the word lists say of them.
        stems: What forms of a word have in common.
        endings: Last letters of words.

    Attributes:
        shapes: How each word of the vocabulary is written in small letters.
    """

    def __init__(self, vocabulary: Vocabulary, stems: Sequence[str], endings: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self.stems = tuple(stems)
        self.endings = tuple(endings)
        self._stems = {part: number for number, part in enumerate(stems, 1)}
        self._endings = {part: number for number, part in enumerate(endings, 1)}
        self.shapes = np.array([0, *map(_shape, vocabulary.words)], dtype=np.int64)
        self._known = np.array([(0, 0), *map(self._parts_of, vocabulary.words)], dtype=np.int64).T.copy()

    @functools.lru_cache(maxsize=_REMEMBERED)  # noqa: B019, as long as the weights themselves
    def _parts_of(self, word: str) -> tuple[int, int]:
        return self._stems.get(stem(word), 0), self._endings.get(ending(word), 0)

    def parts(self, words: Sequence[str], numbers: Ints) -> Ints:
        """The numbers of the words' stems, and those of their endings, 0 for unknown ones.

        Args:
            words: The words.
            numbers: Their numbers in the vocabulary, 0 for those that it has not.
        """
        parts = self._known.take(numbers, axis=1)
        others = np.flatnonzero(numbers == 0)
        found = itertools.chain.from_iterable(self._parts_of(words[place]) for place in others.tolist())
        parts[:, others] = np.fromiter(found, np.int64, 2 * len(others)).reshape(-1, 2).T
        return parts


def split_sentences(tokens: Tokens) -> Ints:
    """The sentences of a narration in order, over-long ones in pieces.

    Returns:
        A line for each: its first token, and the one behind its last.
    """
    numbers = np.fromiter(tokens.sentences, np.int64, len(tokens))
    firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
    pieces = [range(*bounds, LONGEST) for bounds in itertools.pairwise([*firsts.tolist(), len(tokens)])]
    starts = np.array([*itertools.chain.from_iterable(pieces)], dtype=np.int64)
    return np.stack((starts, np.append(starts[1:], len(tokens))[: len(starts)]), axis=1)


def describe(reading: Reading, words: Words) -> Ints:
    """Rows of weights of the tokens of a narration: a line holds those of one column."""
    return _columns(reading, words).matrix()


def table_size(words: Words) -> int:
    """How many rows of weights there are."""
    nothing = Tokens([], [], [], "", "", [], [], {})
    return _columns(Reading("", [], nothing, [], []), words).rows


def _columns(reading: Reading, words: Words) -> Columns:
    tokens = reading.tokens
    arrays = words.vocabulary.arrays(tokens)
    columns = Columns()
    sizes = len(words.vocabulary.words) + 1, len(TAGS) + 1, CUES, ABOUT_WORDS + 1
    columns.add((arrays.words, arrays.tags, arrays.verbs, arrays.kinds), *sizes)
    columns.add(_shapes(reading, words.shapes.take(arrays.words), arrays.words == 0), _SHAPES)
    columns.add(words.parts(tokens.words, arrays.words), len(words.stems) + 1, len(words.endings) + 1)
    columns.add(_mention_marks(reading), _INSIDE + 1)
    return columns


@functools.lru_cache(maxsize=_REMEMBERED)
def _shape(form: str) -> int:
    if not form[:1].isalpha():
        return 0
    if form.islower():
        return 1
    return 2 if form.isupper() else 3 if form[0].isupper() else 4


def _shapes(reading: Reading, shapes: Ints, unknown: Flags) -> Ints:
    """How tokens are written, from how known words are in small letters: the others are looked at one by one."""
    text, starts, ends = reading.text, reading.tokens.starts, reading.tokens.ends
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    large = np.flatnonzero(((ord("A") <= codes) & (codes <= ord("Z"))) | (codes > _LAST_ASCII))
    unknown[np.searchsorted(starts, large, "right") - 1] = True
    others = np.flatnonzero(unknown)
    forms = [text[starts[place] : ends[place]] for place in others.tolist()]
    shapes[others] = np.fromiter(map(_shape, forms), np.int64, len(forms))
    return shapes


def _mention_marks(reading: Reading) -> Ints:
    """For each token, what sort of mention begins with it, or whether it goes on with one."""
    firsts = np.array([mention.first for mention in reading.mentions], dtype=np.int64)
    lasts = np.array([mention.last for mention in reading.mentions], dtype=np.int64)
    count = len(reading.tokens) + 1
    begun = np.cumsum(np.bincount(firsts + 1, minlength=count) - np.bincount(lasts, minlength=count))
    marks = np.where(begun[:-1] > 0, _INSIDE, 0)
    marks[firsts] = [_TYPES[mention.type] for mention in reading.mentions]
    return marks
