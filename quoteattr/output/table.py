"""A document as a table to read: who, what, how sure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import zip_longest

from quoteattr.document import Document, Quote
from quoteattr.output.terminal import pad, printable, width, wrap

_NARROWEST, _WIDEST = 40, 100
_SURE = 4  # the columns of "100%"
_GAP = "  "


def to_table(document: Document, columns: int | None = None) -> str:
    """The document's quotations as a table, an empty line behind it.

    Control characters of the text are replaced, so that no text can steer the terminal.

    Args:
        document: What to show.
        columns: How wide the table is, 40 to 100; the terminal's width by default.
    """
    columns = min(max(columns or shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    lines = [*_head(document, columns), *_rows(document, columns)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _head(document: Document, columns: int) -> Iterator[str]:
    name = f"{printable(document.id)}: " if document.id else ""
    counts = f"{_count(len(document.quotes), 'quotation')}, {_count(len(document.speakers), 'speaker')}"
    yield from wrap(name + counts, columns)
    yield "─" * columns
    yield ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _rows(document: Document, columns: int) -> Iterator[str]:
    left = columns * 3 // 10
    right = columns - left - _SURE - 2 * len(_GAP)
    carried_on = {quote.continues for quote in document.quotes}
    for index, quote in enumerate(document.quotes):
        indent = _GAP * min(quote.depth, 4)
        note = "" if quote.closed or index in carried_on else " [unclosed]"
        who = [*wrap(_who(quote), left), *wrap(_evidence(document, quote), left)]
        what = wrap(printable(quote.text) + note, right - width(indent))
        sure = [f"{quote.confidence:{_SURE}.0%}"]
        for cells in zip_longest(who, what, sure, fillvalue=""):
            yield _GAP.join((pad(cells[0], left), pad(indent + cells[1], right), cells[2]))
        yield ""


def _who(quote: Quote) -> str:
    if quote.speaker:
        return printable(quote.speaker.name)
    return "(nobody)" if quote.kind == "term" else "(unknown)"


def _evidence(document: Document, quote: Quote) -> str:
    """The words that name the speaker and mark the saying, in the order of the text."""
    spans = sorted((span for span in (quote.mention, quote.cue) if span), key=lambda span: span.start)
    if not spans:
        return "" if quote.continues is None else "[continued]"
    if len(spans) == 2 and document.text[spans[0].end : spans[1].start].strip():
        words = " … ".join(span.text for span in spans)
    else:
        words = " ".join(span.text for span in spans)
    return f"[{printable(words)}]"
