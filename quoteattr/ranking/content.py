"""What the words of a quotation tell: whether they are a clause, a title, a single term."""

from __future__ import annotations

import itertools
import re
import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np

from .. import lexicons
from ..marks import QuotedSpan
from ..reading.tags import tag_of
from ..remembered import Remembered
from .columns import Ints

_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")
_READ = 300  # code points from which the words are read; a longer quotation has shown what it is by then
_WORD_TAGS = "VXMBGEDSANPCOoWRJKQTU"
_ENDINGS = ",.?!…-—:;"
_SMALL_IN_TITLES = frozenset("DJFTKQ")
_LINE_OF_TITLE = 2
_REMEMBERED = 50_000  # words, of which texts without end have ever more
#: How many values each feature of the quoted words has.
CONTENT_SIZES = (13, 8, 4, len(_ENDINGS) + 1, 4, 3, 4, *[len(_WORD_TAGS) + 1] * 2, 8, 8, 3, 4)


def describe_contents(text: str, spans: Sequence[QuotedSpan]) -> Ints:
    """The features of the words of each quotation, a line each."""
    contents = [text[span.content_start : span.content_end] for span in spans]
    plain = [content[:_READ].rstrip(_ENDINGS).lower() for content in contents]
    levels = list(zip([span.depth for span in spans], plain, strict=True))
    often = map(Counter(levels).__getitem__, levels)
    described = map(_describe, itertools.repeat(text), spans, contents, often)
    values = np.fromiter(itertools.chain.from_iterable(described), np.int64)
    return values.reshape(-1, len(CONTENT_SIZES)).T


def _describe(text: str, span: QuotedSpan, content: str, often: int) -> tuple[int, ...]:
    letters = "".join(map(_LETTERS.__getitem__, content[:_READ].split()))
    tags = letters[::3]
    first, last = content[:1], content[-1:]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return (
        len(tags),
        len(content) // 40,
        1 + first.isupper() + 2 * first.islower() if first else 0,
        _ENDINGS.find(last) + 1 if last else 0,
        _title(letters),
        tags.count("V") + tags.count("X") + tags.count("M"),
        ("1" in letters) + 2 * ("2" in letters),
        1 + _WORD_TAGS.find(tags[0]) if tags else 0,
        1 + _WORD_TAGS.find(tags[-1]) if tags else 0,
        0 if not before else 1 + before.isspace() + 2 * (before == "\n") + 4 * (before in "(["),
        0 if not after else 1 + after.isspace() + 2 * (after == "\n") + 4 * (after in ")],.;:"),
        often - 1,
        content.count(".") + content.count("?") + content.count("!"),
    )


def _letters(form: str) -> str:
    """A letter each for a word's tag, its case (``C`` capital, ``s`` small, ``t`` small in titles too) and its person.

    No tag is an ``s``, nor a digit.

    Args:
        form: What stands between white space: mostly one word, with marks or without.

    >>> _letters("“We"), _letters("of"), _letters("your"), _letters("42.")
    ('OC1', 'Ft-', 'Ss2', 'C--')
    """
    return sys.intern("".join(tag_of(word) + _case(word) + _person(word) for word in _WORD.findall(form)))


_LETTERS = Remembered(_letters, _REMEMBERED)


def _case(word: str) -> str:
    if word[0].isupper():
        return "C"
    if not word[0].islower():
        return "-"
    return "t" if tag_of(word) in _SMALL_IN_TITLES else "s"


def _person(word: str) -> str:
    lower = word.lower().replace("’", "'")
    return "1" if lower in lexicons.words("first_person") else "2" if lower in lexicons.words("second_person") else "-"


def _title(letters: str) -> int:
    """0 for a single word, 1 for what has small words as a title has not, 2 or 3 for one or more capitals else."""
    if len(letters) < 3 * _LINE_OF_TITLE:
        return 0
    return 1 if "s" in letters else 1 + min(letters[1::3].count("C"), 2)
