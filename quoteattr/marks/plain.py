"""Paragraphs whose marks leave no doubt: double ones that open and close in turn, as in most of them."""

from __future__ import annotations

from quoteattr.marks.apostrophes import begins_elision
from quoteattr.marks.marking import Mark, Side
from quoteattr.marks.measures import begins_string


def plain_pairs(text: str, marks: list[Mark]) -> list[tuple[Mark, Mark]]:
    """The mark that opens and the one that closes of each quotation of a paragraph; none where any may be otherwise.

    What it finds, `pairing` finds, too: it only takes longer.
    """
    if len(marks) % 2:
        return []
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    for opener, closer in pairs:
        first, last = opener.type, closer.type
        if opener.side is not Side.OPENS or closer.side is not Side.CLOSES or closer.before.isnumeric():  # or inches
            return []
        if first.family != "double" or last.family != "double" or first.role == "close" or last.role == "open":
            return []
        if opener.end - opener.start != len(first.mark) or closer.end - closer.start != len(last.mark):  # or two in one
            return []
        if (first.mark == '"' and begins_string(text, opener)) or (first.mark == "''" and begins_elision(text, opener, closer=False)):
            return []
    return pairs
