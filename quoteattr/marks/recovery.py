"""What becomes of the quotations that a paragraph leaves open.

Rules, for each of them:

- *misplaced space*: ``"Come in, "he said``: the second mark closes the first;
- *doubled*: a mark right before another of its kind belongs to that one;
- *lone single mark*: an apostrophe, unless it stands where a quotation begins;
- *reopened*: the next paragraph begins with the same mark, so this one is quotation to its end;
- *fresh start*: a later quotation begins a sentence of its own, so the closing mark was forgotten before
  it, and the
  quotation ends with its first sentence;
- otherwise the quotation runs to the end of the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from quoteattr.marks.pairing import Paragraph
from quoteattr.marks.stack import Pair

_SENTENCE_END: Final = re.compile(r"(?<!\b[^\W\d_])[.!?…](?=\s)|[。！？]")
_AFTER_SENTENCE: Final = re.compile(r"(?:(?<!\b[^\W\d_])[.!?…][\"'”’»)\]]{0,8}\s{1,8}|[。！？][”’」』]{0,8}\s{0,8})\Z")
_AFTER_STOP: Final = re.compile(r"[.,!?…]\s\Z")
_WINDOW: Final = 20


def close_at_end(paragraph: Paragraph) -> list[Pair]:
    """Ends what is still open at the end of the paragraph.

    Args:
        paragraph: A paragraph whose marks have been paired.

    Returns:
        The quotations that run to the end of the paragraph, outer first: the next paragraph may carry them
        on.
    """
    if not paragraph.stack.open:
        return []
    text, next_family = paragraph.text, paragraph.next_family
    still_open = _close_over_misplaced_spaces(paragraph)
    followed = _what_follows(paragraph, still_open)
    sentence_ends: list[int] | None = None
    to_the_end: list[Pair] = []
    lead = paragraph.start
    for pair in still_open:
        leads = pair.start == lead
        lead = pair.inside if leads else -1
        following, fresh = followed[id(pair)]
        if following is not None and _doubles(pair, following):
            following.start, pair.kept = pair.start, False
        elif pair.family == "single" and not _is_likely_single(text, pair, leads, next_family):
            pair.kept = False
        elif fresh is None or (leads and (next_family == pair.family or paragraph.reopens) and fresh.sign != pair.sign):
            pair.inside_end = pair.end = paragraph.end
            to_the_end.append(pair)
        else:
            if sentence_ends is None:
                ends = _SENTENCE_END.finditer(text, paragraph.start, paragraph.end)
                sentence_ends = [match.end() for match in ends]
            first = bisect_right(sentence_ends, pair.inside)
            end = sentence_ends[first] if first < len(sentence_ends) else fresh.start
            pair.inside_end = pair.end = min(end, fresh.start)
    return to_the_end


def _what_follows(paragraph: Paragraph, still_open: list[Pair]) -> dict[int, tuple[Pair | None, Pair | None]]:
    """For each open quotation, by identity, the next one and the next that begins a sentence of its own."""
    wanted = {id(pair) for pair in still_open}
    inner = _inside_closed(paragraph.stack.pairs)
    found: dict[int, tuple[Pair | None, Pair | None]] = {}
    following: Pair | None = None
    fresh: Pair | None = None
    for pair in reversed(paragraph.stack.pairs):
        if id(pair) in wanted:
            found[id(pair)] = following, fresh
        if pair.kept:
            following = pair
            begin = max(paragraph.start, pair.start - _WINDOW)
            if (
                pair.family != "single"
                and id(pair) not in inner
                and _AFTER_SENTENCE.search(paragraph.text, begin, pair.start)
            ):
                fresh = pair
    return found


def _inside_closed(pairs: list[Pair]) -> set[int]:
    """The quotations, by identity, inside one that is closed: none of them is a fresh start."""
    inside: set[int] = set()
    covered = -1
    for pair in pairs:
        if pair.start < covered:
            inside.add(id(pair))
        elif pair.closed and pair.kept:
            covered = pair.end
    return inside


def _close_over_misplaced_spaces(paragraph: Paragraph) -> list[Pair]:
    text = paragraph.text
    left: list[Pair] = []
    for pair in paragraph.stack.open:
        before = left[-1] if left else None
        if (
            before is not None
            and pair.sign == before.sign == '"'
            and text[pair.inside : pair.inside + 1].islower()
            and _AFTER_STOP.search(text, max(before.inside, pair.start - 2), pair.start)
        ):
            before.inside_end, before.end, before.closed = pair.start, pair.inside, True
            pair.kept = False
            left.pop()
        else:
            left.append(pair)
    return left


def _doubles(pair: Pair, following: Pair) -> bool:
    return following.start == pair.inside and following.sign == pair.sign and following.closed


def _is_likely_single(text: str, pair: Pair, leads: bool, next_family: str) -> bool:
    """Whether a single mark that nothing closes begins a quotation all the same."""
    if leads and next_family == "single":
        return True
    if pair.mark.type.role != "open" or pair.sign == "`":
        return False
    before = text[max(0, pair.start - 2) : pair.start].rstrip()
    return pair.nested or leads or before.endswith((",", ":"))
