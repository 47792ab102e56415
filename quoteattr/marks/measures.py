"""Signs that look like quotation marks and are none: inches, feet, ditto marks, strings in code."""

from __future__ import annotations

import re
from typing import Final

from quoteattr.marks.marking import Mark, Side

_WINDOW: Final = 16
#: Feet before inches (6'2"), or minutes before seconds (26'46").
_AFTER_FEET: Final = re.compile(r"\d ?['’′‘] ?\d{1,2}(?:[.,]\d{1,3}|[½¼¾⅛⅜⅝⅞]| ?\d/\d{1,2})?\Z")
_BLANK_COLUMN: Final = re.compile(r"(?:^|[\n\t]|[^\S\n]{2})[^\S\n]*\Z")
_BLANK_COLUMN_AFTER: Final = re.compile(r"[^\S\n]*(?:\Z|[\n\t])|[^\S\n]{2}")
#: What stands before a string in code and not before a quotation: f("x"), d["x"], {"x", href="x".
_BEFORE_STRING: Final = re.compile(r"(?:\w[(\[]|\{|\w ?[=!<>]?= ?|\\)\Z")


def follows_feet(text: str, mark: Mark) -> bool:
    """Whether the mark ends a length or an angle: 6'2", 40°26'46"."""
    return mark.before.isnumeric() and bool(_AFTER_FEET.search(text, max(0, mark.start - _WINDOW), mark.start))


def may_be_inches(mark: Mark) -> bool:
    """Whether the mark stands right behind a number, as for inches: 12" pizza."""
    return mark.before.isnumeric() and mark.type.role == "either" and mark.side is not Side.OPENS


def is_ditto(text: str, mark: Mark) -> bool:
    """Whether the mark stands for the word above it, alone in its column."""
    return (
        mark.side is Side.ALONE
        and bool(_BLANK_COLUMN.search(text, max(0, mark.start - _WINDOW), mark.start))
        and bool(_BLANK_COLUMN_AFTER.match(text, mark.end, mark.end + _WINDOW))
    )


def begins_string(text: str, mark: Mark) -> bool:
    """Whether the mark begins a string in code or markup, which quotes nobody."""
    return bool(_BEFORE_STRING.search(text, max(0, mark.start - 4), mark.start))
