"""From characters to marks: what stands in a paragraph, and what its neighbours say it does.

A mark opens where a space or an opening bracket stands before it and a word behind it, and closes in the
mirror case. Marks in a row share their neighbours: in ``word.'"`` both close.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final

import attrs

from quoteattr.marks.table import MarkType, mark_types

#: A row of more marks than this is a drawn line, no quotation.
_LONGEST_ROW: Final = 8
#: From here on scripts put no space between words, so that a mark may stand between two letters.
FIRST_UNSPACED: Final = "\u2e80"

#: Said by what comes before, since a class of all that comes from there on takes long to compile.
_LETTER: Final = rf"(?=[\0-{chr(ord(FIRST_UNSPACED) - 1)}])[^\W_]"
_PAIRS: Final = re.compile(r"``|''|‘‘|’’|,,|\"\"|““|””|.", re.DOTALL)
#: Behind a full stop: it begins an ellipsis or a number.
_ELLIPSIS: Final = re.compile(r" ?\.|\w")
#: What it stands for: words left out.
_LEFT_OUT: Final = "…"


class Side(IntEnum):
    """What a mark's neighbours say it does."""

    OPENS = 0
    CLOSES = 1
    #: A letter or a stop on either side: ``said,"There``.
    GLUED = 2
    #: A space on either side, or a space before and a stop behind.
    ALONE = 3


@attrs.define(eq=False, repr=False)
class Mark:
    """A mark in the text.

    Attributes:
        index: Its number in its paragraph.
        start: Offset of its first code point.
        end: Offset behind its last code point.
        type: Its row of the table.
        side: What its neighbours say it does.
        before: The code point before its row of marks (a space at the start of the paragraph).
        after: The code point behind its row of marks (a space at the end of the paragraph).
    """

    index: int
    start: int
    end: int
    type: MarkType
    side: Side
    before: str
    after: str


class _Neighbour(IntEnum):
    SPACE = 0
    BRACKET = 1
    WORD = 2
    STOP = 3
    OTHER = 4


_STOPS: Final = frozenset(".,;:!?%…‥。，、．！？：；؟،؛।॥་።")


def _neighbour(char: str) -> _Neighbour:
    category = unicodedata.category(char)
    if category[0] == "Z" or category in {"Cc", "Cf"}:
        return _Neighbour.SPACE
    if category in {"Ps", "Pi"} or char in "¿¡":
        return _Neighbour.BRACKET
    if category in {"Pe", "Pf"} or char in _STOPS:
        return _Neighbour.STOP
    if category[0] in "PS" and category != "Sc" and char not in "°′″":
        return _Neighbour.OTHER
    return _Neighbour.WORD


@lru_cache(maxsize=4096)
def side_between(before: str, after: str) -> Side:
    """What a mark does that stands between two code points, an ellipsis being one of them."""
    left, right = _neighbour(before), _neighbour(after)
    if after == _LEFT_OUT:
        right = _Neighbour.OTHER
    if left is _Neighbour.SPACE or left is _Neighbour.BRACKET:
        return Side.ALONE if right is _Neighbour.SPACE or right is _Neighbour.STOP else Side.OPENS
    if right is _Neighbour.SPACE or right is _Neighbour.STOP:
        return Side.CLOSES
    if left is _Neighbour.OTHER:
        return Side.GLUED if right is _Neighbour.OTHER else Side.OPENS
    return Side.CLOSES if right is _Neighbour.OTHER else Side.GLUED


@lru_cache(maxsize=4096)
def _parts(row: str, side: Side) -> tuple[str, ...]:
    """A row of marks taken apart into the marks of the table and doubled marks."""
    if side is Side.CLOSES or side is Side.GLUED:
        # An odd apostrophe is the inner mark: '' 'word' ''.
        return tuple(reversed([part[::-1] for part in _PAIRS.findall(row[::-1])]))
    return tuple(_PAIRS.findall(row))


@cache
def _row() -> re.Pattern[str]:
    """A row of marks, or two commas, that is not the apostrophe of a word.

    One class of signs comes first, because the regular-expression engine skips fast to what is in it. Signs from so far
    apart take long to compile, so this waits for the first text.
    """
    signs = re.escape("".join(sorted({sign for mark in mark_types() for sign in mark} - {","})))
    return re.compile(rf"[{signs},](?<!{_LETTER}['’](?={_LETTER}))(?:(?<=,),|(?<!,)[{signs}]*)")


def find_marks(
    text: str, paragraphs: Sequence[tuple[int, int]], types: Mapping[str, MarkType]
) -> dict[int, list[Mark]]:
    """The marks of each paragraph that has any, by its number; apostrophes inside words are left out.

    A doubled mark is one `Mark` of twice the width.
    """
    found: dict[int, list[Mark]] = {}
    ends = [end for _, end in paragraphs]
    for row in _row().finditer(text):
        first, last = row.span()
        number = bisect_right(ends, first)
        if number == len(ends) or first < paragraphs[number][0] or last - first > _LONGEST_ROW:
            continue
        start, end = paragraphs[number]
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        # Words left out at the start of a quotation, and numbers (".5 percent"), look like stops.
        left_out = after == "." and _ELLIPSIS.match(text, last + 1, last + 3)
        side = side_between(before, _LEFT_OUT if left_out else after)
        signs, marks = row[0], found.setdefault(number, [])
        for part in (signs,) if last - first == 1 else _parts(signs, side):
            mark_type = types.get(part) or types.get(part[0])
            if mark_type is not None:
                marks.append(Mark(len(marks), first, first + len(part), mark_type, side, before, after))
            first += len(part)
    return found
