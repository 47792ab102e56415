"""Dialogue that a dash introduces: ``— Je pars, dit-elle.``, ``—Hola —dijo Ana—. Adiós.``

Only a language says that a dash does so, and how it tells the narrator's words in the turn from the speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
    "verb": re.compile(r"[,!?…]\s(?=(?P<small>[^\W\d_])\w{0,24}-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles)\b)"),
}
#: Where the speech goes on behind them.
_GO_ON: Final = re.compile(r"\s?[—–―][.,;:!?…]?\s?")
_TURN: Final = MarkType("—", "dash", "open", frozenset())


def find_speech(text: str, start: int, end: int, turns: Dialogue, quoted: list[tuple[int, int]]) -> list[Pair]:
    """The speech in a paragraph that begins with a dash.

    Args:
        text: The text.
        start: Offset of the paragraph.
        end: Offset behind it.
        turns: How the language writes dialogue.
        quoted: The outermost quotations in marks in the paragraph, in order. A dash inside one ends no speech.

    Returns:
        A pair for each stretch of speech, the first from its dash on; none if no dash begins the paragraph.
    """
    if text[start] not in turns.dashes:
        return []
    pattern = _BEGIN.get(turns.aside)
    stretches: list[Pair] = []
    inside = start + 1
    while True:
        aside = pattern and next((m for m in _outside(pattern, text, inside, end, quoted) if _is_small(m)), None)
        # The comma before a verb turned round belongs to the speech; a dash does not.
        stop = end if not aside else aside.start() + (turns.aside == "verb")
        while stop > inside and text[stop - 1].isspace():
            stop -= 1
        if stop > inside:
            mark = Mark(-1, start, inside, _TURN, Side.OPENS, " ", " ")
            before = stretches[-1] if stretches else None
            stretches.append(Pair(mark, start, inside, end=stop, inside_end=stop, closed=True, carries_on=before))
        if not aside or turns.aside == "verb":
            return stretches
        go_on = next(_outside(_GO_ON, text, aside.end() + 1, end, quoted), None)
        if go_on is None:
            return stretches
        start = inside = go_on.end()


def _is_small(match: re.Match[str]) -> bool:
    return match.group("small").islower()


def _outside(
    pattern: re.Pattern[str], text: str, start: int, end: int, quoted: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that are in no quotation."""
    for match in pattern.finditer(text, start, end):
        index = bisect_left(quoted, (match.end(), 0)) - 1
        if index < 0 or quoted[index][1] <= match.start():
            yield match
