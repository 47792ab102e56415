"""Texts with their quotations marked in place, by theme; see the files in `cases`.

A case is a title, then the text, up to a line of dashes. ``<q>`` encloses a quotation with its marks: ``unclosed`` if
the text does not close it, ``continues`` if it carries on the unclosed one before it at its depth. A title may end
with the language that the scanner is told: ``[fr]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from strategies import Known

from quoteattr.marks import scan

CASES = Path(__file__).parent / "cases"
TAG = re.compile(r"<q((?: unclosed| continues)*)>|</q>")
TITLE = re.compile(r"(?P<title>.*?)(?: \[(?P<language>[\w-]+)\])?")


@dataclass(frozen=True)
class Case:
    """A text, the language the scanner is told, and the quotations it should find."""

    title: str
    language: str | None
    text: str
    known: list[Known]


def parse(block: str) -> Case:
    """Reads one case."""
    head, _, marked = block.strip("\n").partition("\n")
    title = TITLE.fullmatch(head)
    assert title is not None
    text, last = "", 0
    known: list[Known] = []
    around: list[int] = []
    latest: dict[int, int] = {}  # the last quotation at each depth
    for tag in TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        if tag[0] == "</q>":
            index = around.pop()
            known[index] = replace(known[index], end=len(text))
        else:
            depth = len(around)
            continues = latest.get(depth) if "continues" in tag[1] else None
            parent = around[-1] if around else None
            latest[depth] = len(known)
            around.append(len(known))
            known.append(Known(len(text), -1, depth, parent, continues, "unclosed" not in tag[1]))
    assert not around, head
    return Case(title["title"], title["language"], text + marked[last:], known)


def load(*names: str) -> list[object]:
    """The cases of the files, as parameters of a test."""
    return [
        pytest.param(parse(block), id=f"{name}: {block.strip().splitlines()[0]}")
        for name in names
        for block in (CASES / f"{name}.txt").read_text(encoding="utf8").split("\n-----\n")
    ]


THEMES = sorted(path.stem for path in CASES.glob("*.txt") if path.stem != "known-failures")


def found(case: Case) -> list[Known]:
    """What the scanner finds in the text of a case."""
    return [
        Known(span.start, span.end, span.depth, span.parent, span.continues, span.closed)
        for span in scan(case.text, case.language)
    ]


@pytest.mark.parametrize("case", load(*THEMES))
def test_case(case: Case) -> None:
    """The scanner finds exactly the quotations that are marked."""
    spans = found(case)
    assert [case.text[k.start : k.end] for k in case.known] == [case.text[k.start : k.end] for k in spans]
    assert case.known == spans


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", load("known-failures"))
def test_known_failure(case: Case) -> None:
    """What the scanner does not get right yet; an improvement shows itself here."""
    assert case.known == found(case)
