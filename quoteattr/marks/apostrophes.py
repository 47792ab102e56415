"""Which single marks are apostrophes.

An apostrophe inside a word has been left out before. Here come those at the start of a word (``'em``,
``’90s``), at its end (``the workers’ union``, ``goin'``), and the question whether a mark that could close
a quotation does.
"""

from __future__ import annotations

import re
from typing import Final

from quoteattr.marks.marking import FIRST_UNSPACED, Mark, Side
from quoteattr.marks.table import words

#: Longer words are cut: nothing in the lists is as long.
_WORD: Final = re.compile(r"[^\W\d_]{1,20}")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]{1,20}\Z")
_DECADE: Final = re.compile(r"\d\d(?:-?s\b|(?!\w|[.,:]\d))")
_SUFFIX: Final = re.compile(r"(?:s|S|t|d|m|ll|re|ve)\b")
_STOP_AND_END: Final = re.compile(r"[.,;!?]['’](?!\w)")
_PLURAL: Final = frozenset("sSxXzZ")
_AND: Final = re.compile(r"n['’]\B", re.IGNORECASE)


def begins_elision(text: str, mark: Mark, closer: bool) -> bool:
    """Whether the mark stands for letters or digits dropped at the start of a word.

    Args:
        text: The text.
        mark: A single mark with a word behind it.
        closer: Whether a mark that can only close follows. Then a capital (``'Tis late,' he said``) says
            that it opens a quotation.
    """
    if not mark.after.isalnum():
        return False
    if mark.after.isdigit():
        decade = _DECADE.match(text, mark.end)
        return decade is not None and (not closer or decade.group().endswith("s"))
    if _AND.match(text, mark.end):
        return True
    word = _WORD.match(text, mark.end)
    if word is None or word.group().lower() not in words("elisions.txt"):
        return False
    if text[word.end() : word.end() + 1] in {"'", "’"} and not text[word.end() + 1 : word.end() + 2].isalnum():
        return False  # the word itself is quoted
    return not (closer and word.group()[0].isupper())


def may_end_word(text: str, mark: Mark) -> bool:
    """Whether a mark behind a word can be its apostrophe: a plural's possessive, a clipped word, feet."""
    if _STOP_AND_END.match(text, mark.end):  # the Garlands'.'
        return _may_be_clipped(text, mark)
    dash = mark.after in "-–—"
    if not (dash or mark.after.isspace()):
        return False
    if mark.before.isnumeric():
        return True
    if mark.before in _PLURAL:
        return dash or text[mark.end + 1 : mark.end + 2].isalnum()
    return _may_be_clipped(text, mark)


def _may_be_clipped(text: str, mark: Mark) -> bool:
    if mark.before in _PLURAL:
        return True
    if not mark.before.isalpha():
        return False
    match = _WORD_BEFORE.search(text, max(0, mark.start - 20), mark.start)
    word = match.group().lower() if match is not None else ""
    return (word.endswith("in") and len(word) > 3) or word in words("clipped.txt")


def may_close(mark: Mark) -> bool:
    """Whether a single mark stands where one that closes does."""
    if mark.type.mark in "‚‛`":
        return False
    if mark.side is Side.CLOSES:
        return True
    if mark.side is not Side.GLUED:
        return False
    # Between letters only where the script has no spaces; otherwise it is the apostrophe of a word.
    return not (mark.before.isalnum() and mark.after.isalnum()) or max(mark.before, mark.after) >= FIRST_UNSPACED


def may_open_glued(text: str, mark: Mark) -> bool:
    """Whether a single mark may open with no space before it: ``said,'There``, but not ``U.N.'s``."""
    if mark.side is not Side.GLUED or mark.type.mark == "’":
        return False
    if max(mark.before, mark.after) >= FIRST_UNSPACED:
        return True
    return not mark.before.isalnum() and not _SUFFIX.match(text, mark.end)
