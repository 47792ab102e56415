"""Text made safe for a terminal, measured and wrapped by the columns that it takes there."""

from __future__ import annotations

import unicodedata

_REPLACED = {"Cc", "Cs"}  # controls, lone surrogates
_REORDERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_WITHOUT_WIDTH = {"Mn", "Me", "Cf"}  # marks over another character, format characters
_WIDE = {"W", "F"}


def printable(text: str) -> str:
    r"""`text` on one line, holding nothing that a terminal would obey instead of showing it.

    >>> printable("two\n lines, \x1b[31mred")
    'two lines, �[31mred'
    """
    return "".join("\N{REPLACEMENT CHARACTER}" if _obeyed(char) else char for char in " ".join(text.split()))


def _obeyed(char: str) -> bool:
    return unicodedata.category(char) in _REPLACED or unicodedata.bidirectional(char) in _REORDERING


def width(text: str) -> int:
    """How many columns a printable text takes.

    >>> width("né"), width("日本")
    (2, 4)
    """
    return sum(
        0 if unicodedata.category(char) in _WITHOUT_WIDTH else 1 + (unicodedata.east_asian_width(char) in _WIDE)
        for char in text
    )


def pad(text: str, columns: int) -> str:
    """`text` with as many spaces behind it as make it `columns` wide."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """The lines, each at most `columns` (2 or more) wide, that hold a printable text.

    >>> wrap("We shall see about that.", 10)
    ['We shall', 'see about', 'that.']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= columns:
            line = longer
            continue
        if line:
            lines.append(line)
        *pieces, line = _cut(word, columns)
        lines += pieces
    return [*lines, line] if line else lines


def _cut(word: str, columns: int) -> list[str]:
    """The word in pieces that fit."""
    pieces, start, used = [], 0, 0
    for index, char in enumerate(word):
        wanted = width(char)
        if used + wanted > columns:
            pieces.append(word[start:index])
            start, used = index, 0
        used += wanted
    return [*pieces, word[start:]]
