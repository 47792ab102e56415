"""Paragraphs whose marks leave no doubt: double ones that open and close in turn, as in most of them."""

from __future__ import annotations

from quoteattr.marks.apostrophes import begins_elision
from quoteattr.marks.marking import Mark, Side
from quoteattr.marks.measures import begins_string

_OPENS, _CLOSES = Side.OPENS, Side.CLOSES  # to look a member up in its class takes longer than all that is asked of it


def plain_pairs(text: str, marks: list[Mark]) -> list[tuple[Mark, Mark]]:
    """The mark that opens and the one that closes of each quotation of a paragraph; none where any may be otherwise.

    What it finds, `pairing` would find as well, only later.
    """
    if len(marks) % 2:
        return []
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    for opener, closer in pairs:
        if not _is_plain(text, opener, closer):
            return []
    return pairs


def _is_plain(text: str, opener: Mark, closer: Mark) -> bool:
    if opener.side is not _OPENS or closer.side is not _CLOSES or closer.before.isnumeric():  # which may be inches
        return False
    first, last = opener.type, closer.type
    if first.family != "double" or last.family != "double" or first.role == "close" or last.role == "open":
        return False
    sign = first.mark
    if opener.end - opener.start != len(sign) or closer.end - closer.start != len(last.mark):
        return False  # two in a row
    if sign == '"':
        return not begins_string(text, opener)
    return sign != "''" or not begins_elision(text, opener, closer=False)
