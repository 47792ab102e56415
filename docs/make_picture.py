"""Draws ``docs/picture.svg``: what the command line prints for the article that comes along.

Run in a checkout: ``python docs/make_picture.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import takewhile
from pathlib import Path

import attrs

from quoteattr import attribute
from quoteattr.examples import NAME, article
from quoteattr.output import to_table
from quoteattr.output.terminal import width

PICTURE = Path(__file__).with_name("picture.svg")

COLUMNS = 80
ROWS = 40  # as many lines of the table as the picture has room for
WHO, SURE = 24, 76  # where the first column ends, and where the last begins
CHAR, LINE, SIZE, MARGIN = 8.4, 19, 14, 20  # in pixels


def table() -> list[str]:
    """The lines that the picture shows: whole quotations, as many as there is room for."""
    document = attrs.evolve(attribute(article()), id=NAME)
    lines = to_table(document, COLUMNS).splitlines()
    if len(lines) > ROWS:
        last = ROWS - len(list(takewhile(bool, reversed(lines[:ROWS]))))
        lines = [*lines[:last], "…"]
    return ["$ quoteattr --example", *lines]


def picture(lines: list[str]) -> str:
    """The lines as an SVG picture of a terminal."""
    wide, high = COLUMNS * CHAR + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    texts = "\n".join(text for row, line in enumerate(lines) for text in _texts(row, line))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" role="img"
  font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="{SIZE}">
<title>Who says what in an article, as the command line prints it</title>
<rect width="100%" height="100%" rx="8" fill="#1e2430"/>
{texts}
</svg>
"""


def _texts(row: int, line: str) -> Iterator[str]:
    """One text element for each column that the line fills, drawn exactly as wide as its characters."""
    y = MARGIN + (row + 0.75) * LINE
    cells = [(0, line)] if row < 4 else [(0, line[:WHO]), (WHO, line[WHO:SURE]), (SURE, line[SURE:])]
    for start, cell in cells:
        text = cell.strip()
        if not text:
            continue
        x = MARGIN + (start + len(cell) - len(cell.lstrip())) * CHAR
        colour = _colour(row, start, text)
        yield (
            f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" textLength="{width(text) * CHAR:.1f}" '
            f'xml:space="preserve">{escape(text)}</text>'
        )


def _colour(row: int, start: int, text: str) -> str:
    told_by = start == 0 and (text.startswith(("[", "(")) or text.endswith("]"))  # the words of the text, maybe wrapped
    if row < 4 or start == SURE or told_by:
        return "#8b98ad"
    return "#7fc8ff" if start == 0 else "#e8ecf2"


if __name__ == "__main__":
    PICTURE.write_text(picture(table()), "utf-8")
