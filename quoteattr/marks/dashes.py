"""Dialogue that a dash introduces: ``— Je pars, dit-elle.``, ``—Hola —dijo Ana—. Adiós.``

Only a language says that a dash does so, and how it tells the narrator's words in the turn from the speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quoteattr.marks.marking import Mark, Side
from quoteattr.marks.stack import Pair
from quoteattr.marks.table import Aside, Dialogue, MarkType

_LOWER: Final = r"(?=(?P<small>[^\W\d_]))"
#: Where the narrator's words begin, by the ways of ``dialogue.tsv``.
_BEGIN: Final[dict[Aside, re.Pattern[str]]] = {
    "tight": re.compile(rf"(?<=\s)[—–]{_LOWER}"),
    "stop": re.compile(rf"(?<=[,.!?…»”])\s[—–―]\s{_LOWER}"),
    "small": re.compile(rf"\s[—–]\s?{_LOWER}"),
    "verb": re.compile(
        r"[,!?…]\s(?=(?P<small>[^\W\d_])\w{0,24}-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles)\b)"
    ),
}
#: Where the speech goes on behind them.
_GO_ON: Final = re.compile(r"\s?[—–―][.,;:!?…]?\s?")
_TURN: Final = MarkType("—", "dash", "open", frozenset())


def find_speech(text: str, start: int, end: int, turns: Dialogue) -> list[Pair]:
    """The speech in a paragraph that begins with a dash.

    Args:
        text: The text.
        start: Offset of the paragraph.
        end: Offset behind it.
        turns: How the language writes dialogue.

    Returns:
        A pair for each stretch of speech, the first from its dash on; none if no dash begins the paragraph.
    """
    if text[start] not in turns.dashes:
        return []
    return list(_stretches(text, start, end, turns.aside))


def _stretches(text: str, start: int, end: int, aside: Aside) -> Iterator[Pair]:
    inside = start + 1
    before: Pair | None = None
    while True:
        begin = _next_aside(text, inside, end, aside)
        stop = end if begin is None else begin
        while stop > inside and text[stop - 1].isspace():
            stop -= 1
        if stop <= inside:
            return
        mark = Mark(-1, start, inside, _TURN, Side.OPENS, " ", " ")
        before = Pair(mark, start, inside, end=stop, inside_end=stop, closed=True, carries_on=before)
        yield before
        if begin is None or aside == "verb":
            return
        go_on = _GO_ON.search(text, begin + 2, end)
        if go_on is None:
            return
        start = inside = go_on.end()


def _next_aside(text: str, start: int, end: int, aside: Aside) -> int | None:
    pattern = _BEGIN.get(aside)
    if pattern is None:
        return None
    for match in pattern.finditer(text, start, end):
        if match.group("small").islower():
            # A comma of the narrator's verb belongs to the speech; a dash does not.
            return match.start() + (1 if aside == "verb" else 0)
    return None
