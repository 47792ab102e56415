"""Which single marks are apostrophes.

An apostrophe inside a word has been left out before. Here come those at the start of a word (``'em``, ``’90s``), at its
end (``the workers’ union``, ``goin'``), and the question whether a mark that could close a quotation does.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from quoteattr.marks.marking import FIRST_UNSPACED, Mark, Side
from quoteattr.marks.table import words

#: Longer words are cut: nothing in the lists is as long.
_WORD: Final = re.compile(r"[^\W\d_]{1,20}")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]{1,20}\Z")
_DECADE: Final = re.compile(r"\d\d(?:-?s\b|(?!\w|[.,:]\d))")
_SUFFIX: Final = re.compile(r"(?:s|S|t|d|m|ll|re|ve)\b")
_STOP_AND_END: Final = re.compile(r"[.,;!?]['’](?!\w)")
_AND: Final = re.compile(r"n['’]\B", re.IGNORECASE)

_TWO: Final = frozenset(("''", "``", "’’", "‘‘"))


def begins_elision(text: str, mark: Mark, closer: bool) -> bool:
    """Whether the mark stands for letters or digits dropped at the start of a word.

    Args:
        text: The text.
        mark: A single mark with a word behind it.
        closer: Whether a mark that can only close follows. Then a capital (``'Tis late,' he said``) says that it
            opens a quotation.
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
    if mark.before in "sSxXzZ" and _STOP_AND_END.match(text, mark.end):
        return True
    if not (mark.after.isspace() or mark.after in "-–—"):
        return False
    if mark.before.isnumeric():
        return True
    if mark.before in "sSxXzZ":
        return mark.after in "-–—" or text[mark.end + 1 : mark.end + 2].isalnum()
    if not mark.before.isalpha():
        return False
    word = _WORD_BEFORE.search(text, max(0, mark.start - 20), mark.start)
    if word is None:
        return False
    clipped = word.group().lower()
    return (clipped.endswith("in") and len(clipped) > 3) or clipped in words("clipped.txt")


@attrs.define
class SingleMarks:
    """What lies ahead of each mark of a paragraph, read once from its end, so that asking costs nothing.

    Attributes:
        closer: For each mark, the next single mark behind it that may close, or -1.
        sure_closer: The next that can only close, with none between that may open, or -1.
        double_closer: The next double mark that closes, or -1.
        weak: Whether the mark, where it may close, may be an apostrophe as well.
    """

    closer: list[int]
    sure_closer: list[int]
    double_closer: list[int]
    weak: list[bool]

    @classmethod
    def of(cls, text: str, marks: list[Mark]) -> SingleMarks:
        """Reads the marks of one paragraph."""
        count = len(marks)
        closer, sure, double, weak = [-1] * count, [-1] * count, [-1] * count, [False] * count
        next_closer = next_sure = next_double = -1
        # '' ends 'the workers'' where it opens nothing.
        pairs_open = any(mark.type.mark in _TWO and mark.side is Side.OPENS for mark in marks)
        for mark in reversed(marks):
            index = mark.index
            closer[index], sure[index], double[index] = next_closer, next_sure, next_double
            if mark.type.family == "single":
                if may_close(mark):
                    weak[index] = may_end_word(text, mark)
                    next_closer = index
                    if not weak[index]:
                        next_sure = index
                elif mark.side is Side.OPENS and not begins_elision(text, mark, closer=False):
                    next_sure = -1
            elif mark.type.mark in _TWO and mark.side is Side.CLOSES and not pairs_open:
                next_closer = next_sure = index
            elif mark.type.family == "double" and mark.type.role != "open" and mark.side is not Side.OPENS:
                next_double = index
        return cls(closer, sure, double, weak)

    def opens(self, text: str, mark: Mark, inside_double: bool) -> bool:
        """Whether a straight single mark, or a curly one that points the wrong way, opens a quotation."""
        closer = self.closer[mark.index]
        sure = self.sure_closer[mark.index]
        if inside_double:
            limit = self.double_closer[mark.index]
            if limit >= 0:
                closer = closer if closer < limit else -1
                sure = sure if sure < limit else -1
        return closer >= 0 and not begins_elision(text, mark, sure >= 0)

    def is_apostrophe(self, mark: Mark, inside_double: bool) -> bool:
        """Whether a mark that may close is an apostrophe after all: a surer one follows."""
        sure = self.sure_closer[mark.index]
        limit = self.double_closer[mark.index] if inside_double else -1
        return self.weak[mark.index] and sure >= 0 and (limit < 0 or sure < limit)


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
    """Whether a single mark with no space before it may open all the same: ``said,'There``, but not ``U.N.'s``."""
    if mark.side is not Side.GLUED or mark.type.mark == "’":
        return False
    if max(mark.before, mark.after) >= FIRST_UNSPACED:
        return True
    return not mark.before.isalnum() and not _SUFFIX.match(text, mark.end)
