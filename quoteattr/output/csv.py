"""Quotations as a table of comma-separated values, one a row, and read again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from quoteattr.document import Document, Quote, Span

#: The columns in order, and what their cells are read as; an empty cell is `None` (or an empty text).
COLUMNS: Mapping[str, Callable[[str], Any]] = {
    "document": str,
    "quote": int,
    "start": int,
    "end": int,
    "text": str,
    "content": str,
    "kind": str,
    "speaker_id": str,
    "speaker": str,
    "speaker_kind": str,
    "mention": str,
    "mention_start": int,
    "mention_end": int,
    "cue": str,
    "cue_start": int,
    "cue_end": int,
    "confidence": float,
    "depth": int,
    "parent": int,
    "continues": int,
    "closed": lambda cell: cell == "true",
    "why": str,
}

#: A cell that a spreadsheet would take for a formula, or that has been shielded from that.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def to_csv(document: Document) -> str:
    r"""The document's quotations, one a row, under a row with the names of the `COLUMNS`.

    Lines end in CR LF and cells are quoted as RFC 4180 has it. A text that a spreadsheet would run as a formula
    gets an apostrophe before it; `from_csv` takes it away again.

    >>> to_csv(Document("“Yes.”")).split("\r\n")[0][:29]
    'document,quote,start,end,text'
    """
    return "".join(write_csv([document]))


def write_csv(documents: Iterable[Document]) -> Iterator[str]:
    """Documents as one table, in pieces."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for document in documents:
        writer.writerows(_rows(document))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def from_csv(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows that `to_csv` wrote, one dictionary for each quotation, by column.

    Args:
        lines: The lines of the table, such as a file opened with ``newline=""``.

    Raises:
        ValueError: If the columns are others, or a cell is not of its column's type.
    """
    rows = csv.reader(lines)
    if (names := next(rows, None)) != list(COLUMNS):
        raise ValueError(f"columns are {names}: pass what to_csv wrote, its first row included")
    for number, row in enumerate(rows, 1):
        try:
            yield {name: _read(read, cell) for (name, read), cell in zip(COLUMNS.items(), row, strict=True)}
        except ValueError as error:
            raise ValueError(f"row {number}: {error}") from None


def _rows(document: Document) -> Iterator[list[object]]:
    for index, quote in enumerate(document.quotes):
        yield [_shielded(cell) for cell in _row(document, index, quote)]


def _row(document: Document, index: int, quote: Quote) -> Iterator[object]:
    speaker = quote.speaker
    yield from (document.id, index, quote.start, quote.end, quote.text, quote.content, quote.kind)
    yield from (speaker.id, speaker.name, speaker.kind) if speaker else (None, None, None)
    for span in (quote.mention, quote.cue):
        yield from _span(span)
    yield from (quote.confidence, quote.depth, quote.parent, quote.continues)
    yield from ("true" if quote.closed else "false", quote.why)


def _span(span: Span | None) -> tuple[object, ...]:
    return (span.text, span.start, span.end) if span else (None, None, None)


def _shielded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _read(read: Callable[[str], Any], cell: str) -> Any:
    if _SHIELDED.match(cell):
        cell = cell[1:]
    return read(cell) if cell or read is str else None
