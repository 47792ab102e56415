"""Quotations that the caller has found already."""

from __future__ import annotations

from collections.abc import Iterable

from .marks import QuotedSpan

_MARKS = "“”„‟\"«»‘’‚‛'‹›`「」『』〝〟＂"


def given_spans(text: str, spans: Iterable[tuple[int, int]]) -> list[QuotedSpan]:
    """The spans as the scanner would give them, in order, an enclosing one before those inside it.

    Args:
        text: The document.
        spans: Start and end of each, in code points, end exclusive; equal ones count once.

    Raises:
        TypeError: If a span is no pair of `int`.
        ValueError: If one is empty, does not fit the text, or crosses another.
    """
    if not isinstance(spans, Iterable):
        raise TypeError(f"spans is {type(spans).__name__}: pass a list of (start, end) in code points")
    pairs = sorted({_checked(text, span) for span in spans}, key=lambda pair: (pair[0], -pair[1]))
    found: list[QuotedSpan] = []
    around: list[int] = []
    for start, end in pairs:
        while around and found[around[-1]].end <= start:
            around.pop()
        if around and end > found[around[-1]].end:
            outer = found[around[-1]]
            raise ValueError(f"span ({start}, {end}) crosses span ({outer.start}, {outer.end}): pass spans that nest")
        content_start, content_end = _content(text, start, end)
        parent = around[-1] if around else None
        opener = text[start] if text[start] in _MARKS else ""
        around.append(len(found))
        found.append(QuotedSpan(start, end, content_start, content_end, len(around) - 1, parent, None, True, opener))
    return found


def _checked(text: str, span: object) -> tuple[int, int]:
    if not isinstance(span, tuple | list) or len(span) != 2 or not all(type(offset) is int for offset in span):
        raise TypeError(f"span {span!r} is no pair of int: pass (start, end) in code points")
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span ({start}, {end}) does not fit a text of {len(text)} code points")
    return start, end


def _content(text: str, start: int, end: int) -> tuple[int, int]:
    """What is left inside marks and white space."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip(_MARKS + " \t\n\r\f\v\xa0\u202f"))
    if left == len(inner):
        return start, start
    right = len(inner.rstrip(_MARKS + " \t\n\r\f\v\xa0\u202f"))
    # An apostrophe that ends a word without an opening mark belongs to the word.
    return (start + left, start + right) if inner[0] in _MARKS else (start, start + len(inner.rstrip()))
