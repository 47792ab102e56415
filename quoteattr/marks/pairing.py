"""Which mark closes which: one pass over the marks of a paragraph, with a stack.

Each family of marks has its rules, below. What the stack still holds at the end of the paragraph is left to
`recovery`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from quoteattr.marks.ahead import Ahead
from quoteattr.marks.apostrophes import begins_elision, may_close, may_open_glued
from quoteattr.marks.marking import Mark, Side
from quoteattr.marks.measures import begins_string, follows_feet, is_ditto, may_be_inches
from quoteattr.marks.stack import Stack
from quoteattr.marks.table import MarkType

#: So many marks ahead a rule looks at most, so that a paragraph of nothing but marks costs no more than any
#: other.
_AHEAD: Final = 8


class Paragraph:
    """A paragraph, its marks, and the quotations that they make.

    Attributes:
        text: The whole text.
        start: Offset of the paragraph.
        end: Offset behind it.
        marks: Its marks.
        reopens: Whether it begins with a mark of the family that the paragraph before left open.
        next_family: The family of the mark that begins the next paragraph, or ``""``.
        stack: The quotations found.
    """

    def __init__(
        self,
        text: str,
        bounds: tuple[int, int],
        marks: list[Mark],
        types: Mapping[str, MarkType],
        *,
        reopens: bool = False,
        next_family: str = "",
    ) -> None:
        self.text = text
        self.start, self.end = bounds
        self.marks = marks
        self.reopens = reopens
        self.next_family = next_family
        self._types = types
        self.stack = Stack(text, types)
        signs = {mark.type.mark for mark in marks}
        # Where the marks that point left are used, those that point right only close.
        self._doubles_point = not signs.isdisjoint(("“", "„"))
        self._singles_point = not signs.isdisjoint(("‘", "‚"))
        self._ahead: Ahead | None = None

    def pair(self) -> None:
        """Reads all marks."""
        for mark in self.marks:
            family = mark.type.family
            if family == "double":
                self._double(mark)
            elif family == "single":
                self._single(mark)
            elif family.endswith("guillemet"):
                self._guillemet(mark)
            elif mark.type.role == "open":
                self.stack.push(mark)
            else:
                self.stack.close(mark)

    @property
    def ahead(self) -> Ahead:
        """What lies ahead of each mark."""
        if self._ahead is None:
            self._ahead = Ahead.of(self.text, self.marks)
        return self._ahead

    # Double marks.

    def _double(self, mark: Mark) -> None:
        if mark.before.isnumeric() and follows_feet(self.text, mark):
            return
        if mark.end - mark.start == 2 and len(mark.type.mark) == 1 and mark.side is Side.GLUED:
            self._double(attrs.evolve(mark, end=mark.start + 1))  # "Stop!""Never!"
            mark = attrs.evolve(mark, start=mark.start + 1)
        match mark.type.role:
            case "either":
                self._double_either(mark)
            case "open":
                self._double_open(mark)
            case "close":
                self._double_close(mark)

    def _double_either(self, mark: Mark) -> None:
        """A mark that opens and closes: its neighbours say, and where they do not, what is open."""
        stack, side = self.stack, mark.side
        if mark.type.mark == "''" and self._is_two_singles(mark):
            return
        if side is Side.OPENS:
            stack.push(mark, kept=mark.type.mark != '"' or not begins_string(self.text, mark))
        elif side is Side.ALONE and (mark.end - mark.start > len(mark.type.mark) or is_ditto(self.text, mark)):
            return  # nothing between the two
        elif stack.has("double"):
            if not self._is_inches(mark):
                stack.close(mark)
        elif side is Side.CLOSES:
            stack.stray(mark)
        elif side is Side.GLUED:
            if not mark.before.isnumeric():
                stack.push(mark)  # said,"There
        elif self._opens_alone(mark):
            stack.push(mark)

    def _double_open(self, mark: Mark) -> None:
        """A mark that opens, but for the end of „this“ and a slip like “this“."""
        stack, side, sign = self.stack, mark.side, mark.type.mark
        if side is Side.OPENS:
            stack.push(mark)
        elif sign == ",,":
            return  # two commas
        elif (sign == "“" and (stack.has("„") or stack.has(",,"))) or (side is not Side.GLUED and self._is_slip(mark)):
            stack.close(mark)
        else:
            stack.push(mark)

    def _double_close(self, mark: Mark) -> None:
        """A mark that closes, but for ”this” in a paragraph without the marks that open."""
        stack, side = self.stack, mark.side
        points = self._doubles_point or mark.type.mark != "”"
        if mark.type.mark == "’’" and not stack.has("double") and stack.has("single"):
            stack.close_single_with_two(mark)
        elif stack.has("double") and (points or side is not Side.OPENS):
            if not self._is_inches(mark):
                stack.close(mark)
        elif side is Side.OPENS or (self._starts(mark) and not points and self._ends_later(mark)):
            stack.push(mark)
        elif side is Side.GLUED and not points and not mark.before.isalnum():
            stack.push(mark)  # sa:”Nej”
        elif side is Side.CLOSES:
            stack.stray(mark)

    def _is_slip(self, mark: Mark) -> bool:
        """Whether a mark that points the wrong way closes: not in a text with space inside its marks."""
        if not self.stack.has("double"):
            return False
        opener = self.stack.open[self.stack.top("double")]
        return mark.side is Side.CLOSES or not self.text[opener.inside].isspace()

    def _starts(self, mark: Mark) -> bool:
        return mark.start == self.start

    def _is_two_singles(self, mark: Mark) -> bool:
        """Reads '' as the end of 'the workers'' or the start of ''Tis so,' where it is no double mark."""
        stack = self.stack
        if mark.side is Side.CLOSES and stack.has("single") and not stack.has("''") and not stack.has("``"):
            stack.close_single_with_two(mark)
            return True
        if mark.side is Side.OPENS and mark.after.isalpha() and begins_elision(self.text, mark, closer=False):
            ahead = self.marks[mark.index + 1 : mark.index + 1 + _AHEAD]
            singles = [other for other in ahead if other.type.family == "single"]
            if any(map(may_close, singles)) and all(other.type.mark != "''" for other in ahead):
                stack.push(attrs.evolve(mark, end=mark.start + 1, type=self._types["'"]))
                return True
        return False

    def _opens_alone(self, mark: Mark) -> bool:
        """Whether a mark with space on either side opens: an open quotation goes on, or the next closes."""
        if not mark.after.isspace():
            return False
        if self._starts(mark) and self.reopens:
            return True
        for following in self.marks[mark.index + 1 : mark.index + 1 + _AHEAD]:
            if following.type.family == "double":
                return following.side is not Side.OPENS
        return False

    def _is_inches(self, mark: Mark) -> bool:
        """Whether a mark behind a number leaves the quotation open: a later mark closes it."""
        return may_be_inches(mark) and self._ends_later(mark)

    def _ends_later(self, mark: Mark) -> bool:
        """Whether a later mark can close what is open at this one."""
        return self.ahead.double_closer[mark.index] >= 0

    # Single marks.

    def _single(self, mark: Mark) -> None:
        stack, side, role = self.stack, mark.side, mark.type.role
        is_open = stack.has("single")
        if side is Side.OPENS or ((not is_open or role == "open") and may_open_glued(self.text, mark)):
            if self._single_opens(mark, is_open):
                stack.push(mark, kept=mark.type.mark != "'" or not begins_string(self.text, mark))
        elif is_open and (side is Side.ALONE or may_close(mark)):
            self._close_single(mark)
        elif role == "open" and side is Side.ALONE and mark.type.mark != "`" and not is_open:
            stack.push(mark)  # ‘ spaced ’

    def _single_opens(self, mark: Mark, is_open: bool) -> bool:
        """Whether a mark in the place of one that opens does, and is no apostrophe."""
        sign = mark.type.mark
        role = mark.type.role
        if sign == "’" and role != "open" and (self._singles_point or (is_open and role == "close")):
            return False
        ahead = self.ahead
        may_end = ahead.closer[mark.index] >= 0
        goes_on = self._starts(mark) and (self.reopens or self.next_family == "single")
        if role == "open" and sign != "`":
            return goes_on or not begins_elision(self.text, mark, may_end)
        ends = goes_on or ahead.sure_closer[mark.index] >= 0
        return (goes_on or may_end) and not begins_elision(self.text, mark, ends)

    def _close_single(self, mark: Mark) -> None:
        """Closes a single quotation, unless the mark is an apostrophe."""
        stack, ahead = self.stack, self.ahead
        level = stack.top("single")
        crosses = len(stack.open) > level + 1
        if crosses and (ahead.weak[mark.index] or ahead.double_closer[mark.index] >= 0):
            return
        if not ahead.is_apostrophe(mark):
            stack.close(mark)

    # Guillemets.

    def _guillemet(self, mark: Mark) -> None:
        """A guillemet opens or closes as its neighbours say, else as it points."""
        stack, side, role = self.stack, mark.side, mark.type.role
        is_open = stack.has(mark.type.family)
        if side is Side.OPENS or (self._starts(mark) and self.reopens):
            stack.push(mark)
        elif side is Side.CLOSES:
            if is_open or role != "open":
                stack.close(mark)
            else:
                stack.push(mark)
        elif is_open and (role != "open" or stack.open[stack.top(mark.type.family)].sign in "»›"):
            stack.close(mark)
        elif role == "close":
            stack.stray(mark)
        else:
            stack.push(mark)
