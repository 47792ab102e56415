"""What lies ahead of each mark of a paragraph, read once from its end, so that asking costs nothing."""

from __future__ import annotations

from typing import Final, NamedTuple

from quoteattr.marks.apostrophes import begins_elision, may_close, may_end_word
from quoteattr.marks.marking import Mark, Side
from quoteattr.marks.measures import follows_feet, may_be_inches

#: Two apostrophes, or two of another single mark, for a double one.
_TWO: Final = frozenset(("''", "``", "’’", "‘‘"))


class Ahead(NamedTuple):
    """For each mark of a paragraph, by index, what may close the quotations open there.

    Attributes:
        closer: The next single mark that may close, or -1.
        sure_closer: The next that can only close and has no opener of its own, or -1.
        double_closer: The next double mark that closes what is open here, not what opens further on, or -1.
        weak: Whether the mark, where it may close, may be an apostrophe as well.
    """

    closer: list[int]
    sure_closer: list[int]
    double_closer: list[int]
    weak: list[bool]

    @classmethod
    def of(cls, text: str, marks: list[Mark]) -> Ahead:
        """Reads the marks of one paragraph."""
        count = len(marks)
        closer, sure, double, weak = [-1] * count, [-1] * count, [-1] * count, [False] * count
        # Read backwards, a double mark that closes begins a level, and the one that opens ends it: what
        # stands inside is of no use to a mark outside.
        levels = [_Level()]
        # '' ends 'the workers'' where it opens nothing.
        two_open = any(mark.type.mark in _TWO and mark.side is Side.OPENS for mark in marks)
        for mark in reversed(marks):
            index, level = mark.index, levels[-1]
            closer[index] = level.closer
            sure[index] = level.sure[-1] if level.sure else -1
            double[index] = level.double
            if mark.type.family == "single":
                if may_close(mark):
                    weak[index] = may_end_word(text, mark)
                    level.closer = index
                    if not weak[index]:
                        level.sure.append(index)
                elif mark.side is Side.OPENS and level.sure and not begins_elision(text, mark, closer=False):
                    level.sure.pop()
            elif mark.type.mark in _TWO and mark.side is Side.CLOSES and not two_open:
                level.closer = index
                level.sure.append(index)
            elif mark.type.family == "double":
                if _opens(mark):
                    if len(levels) > 1:
                        levels.pop()
                elif not may_be_inches(mark) and not follows_feet(text, mark):
                    levels.append(_Level(double=index))
        return cls(closer, sure, double, weak)

    def is_apostrophe(self, mark: Mark) -> bool:
        """Whether a mark that may close is an apostrophe after all: a surer one follows."""
        return self.weak[mark.index] and self.sure_closer[mark.index] >= 0


class _Level:
    def __init__(self, double: int = -1) -> None:
        self.double, self.closer = double, -1
        self.sure: list[int] = []


def _opens(mark: Mark) -> bool:
    """Whether a double mark most likely opens, as far as it and its neighbours say."""
    if mark.side is Side.GLUED and mark.type.role == "either":
        return mark.before in ",:;"
    return mark.side is Side.OPENS or (mark.type.role == "open" and mark.side is not Side.CLOSES)
