"""The quotations of a paragraph that are open, and how a mark closes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import attrs

from quoteattr.marks.marking import Mark
from quoteattr.marks.measures import may_be_inches
from quoteattr.marks.table import MarkType

#: A second closing mark ends the quotation before it if no more code points lie between.
_NEAR: Final = 300
#: What ends a quotation. Without any of it a closing mark may be one too many, if the next one has some.
_ENDS: Final = frozenset(".,!?…。，！？")
#: What may end a piece of one that a tag interrupts.
_BREAKS: Final = _ENDS | frozenset(";:—–-")


@attrs.define(eq=False)
class Pair:
    """A quotation in the making.

    Attributes:
        mark: The mark that opens it.
        start: Offset of its first mark.
        inside: Offset behind its first mark.
        nested: Whether another was open around it.
        kept: Whether it is a quotation, not a string in code or a stray mark.
        end: Offset behind its last mark, or -1 while it is open.
        inside_end: Offset of its last mark.
        closed: Whether a mark closes it.
        carries_on: The stretch of the same turn of dialogue before it.
    """

    mark: Mark
    start: int
    inside: int
    nested: bool = False
    kept: bool = True
    end: int = -1
    inside_end: int = -1
    closed: bool = False
    carries_on: Pair | None = None

    @property
    def family(self) -> str:
        """The family of its marks."""
        return self.mark.type.family

    @property
    def sign(self) -> str:
        """The mark that opens it, as the table has it."""
        return self.mark.type.mark

    @property
    def width(self) -> int:
        """Code points of the first mark that nothing has closed yet."""
        return self.inside - self.start


class Stack:
    """The open quotations of a paragraph, outer first, and all that have been opened so far.

    Attributes:
        pairs: All quotations, in order of their opening.
        open: Those still open.
        strays: Marks that close nothing.
    """

    def __init__(self, text: str, types: Mapping[str, MarkType]) -> None:
        self.pairs: list[Pair] = []
        self.open: list[Pair] = []
        self.strays: list[Mark] = []
        self._text = text
        self._types = types
        # Where on the stack each family and each mark is open.
        self._levels: defaultdict[str, list[int]] = defaultdict(list)
        self._last: Pair | None = None

    def has(self, family_or_mark: str) -> bool:
        """Whether a quotation of a family is open, or one that a mark opened."""
        return bool(self._levels.get(family_or_mark))

    def top(self, family: str) -> int:
        """The place of the innermost open quotation of a family; there must be one."""
        return self._levels[family][-1]

    def push(self, mark: Mark, *, kept: bool = True) -> None:
        """Opens a quotation."""
        level = len(self.open)
        pair = Pair(mark, mark.start, mark.end, level > 0, kept)
        self._levels[mark.type.mark].append(level)
        self._levels[mark.type.family].append(level)
        self.open.append(pair)
        self.pairs.append(pair)

    def close(self, mark: Mark) -> None:
        """Closes the quotation that the mark can close, and gives up those left open inside it."""
        level = self._level(mark)
        if level < 0:
            self.stray(mark)
            return
        self.give_up_above(level, mark.start)
        pair = self.open[-1]
        width = mark.end - mark.start
        if pair.width > width and len(pair.sign) == 1:
            # ““Stop!” he cried,” she said: the doubled mark was two, of which this closes the inner.
            inner = Pair(pair.mark, pair.inside - width, pair.inside, nested=True, kept=pair.kept)
            pair.inside -= width
            self.pairs.append(inner)
            self._finish(inner, mark.start, mark.end)
            return
        self._pop()
        if width > pair.width and len(mark.type.mark) == 1 and self._level(mark) >= 0:
            # "He cried, "Stop!"": the doubled mark is two, one for each quotation.
            middle = mark.start + pair.width
            self._finish(pair, mark.start, middle)
            self.close(attrs.evolve(mark, start=middle))
            return
        self._finish(pair, mark.start, mark.end)

    def close_single_with_two(self, mark: Mark) -> None:
        """Closes a single quotation with two apostrophes: two ends, or an apostrophe and an end."""
        self.give_up_above(self.top("single"), mark.start)
        pair = self._pop()
        if self.has("single") and self.open[-1].family == "single":
            self._finish(pair, mark.start, mark.start + 1)
            pair = self._pop()
        self._finish(pair, mark.start + 1, mark.end)

    def give_up_above(self, level: int, end: int) -> None:
        """Ends the quotations left open above a place of the stack, where the one around them ends."""
        while len(self.open) > level + 1:
            pair = self._pop()
            pair.inside_end = pair.end = end
            # A lone straight mark inside a quotation is more often an apostrophe, an inch or a slip than a
            # quotation.
            pair.kept = pair.kept and pair.mark.type.role == "open"

    def stray(self, mark: Mark) -> None:
        """Notes a mark that closes nothing, or makes it the real end of the last quotation: “a, b” and c.”"""
        self.strays.append(mark)
        last, self._last = self._last, None
        if (
            last is not None
            and not self.open
            and not may_be_inches(mark)
            and mark.start - last.end <= _NEAR
            and mark.before in _ENDS
            and self._text[max(0, last.inside_end - 3) : last.inside_end].rstrip()[-1:] not in _BREAKS
        ):
            last.inside_end, last.end = mark.start, mark.end

    def _level(self, mark: Mark) -> int:
        """The place of the quotation that the mark closes: that of a partner, else of its family; or -1."""
        sign = mark.type.mark
        family = self._levels.get(mark.type.family)
        if not family:
            return -1
        if len(self.open) == 1:
            return 0
        partners = [
            levels[-1]
            for opener, levels in self._levels.items()
            if levels and opener in self._types and sign in self._types[opener].partners
        ]
        return max(partners, default=family[-1])

    def _pop(self) -> Pair:
        pair = self.open.pop()
        self._levels[pair.sign].pop()
        self._levels[pair.family].pop()
        return pair

    def _finish(self, pair: Pair, inside_end: int, end: int) -> None:
        pair.inside_end, pair.end, pair.closed = inside_end, end, True
        if pair.family == "double":
            self._last = pair
