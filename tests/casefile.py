"""Example cases: texts whose quotations are marked in place, and how a document differs from them.

A file holds cases, a line of dashes between them. A case is a title line and the text below it::

    Split by a tag
    <q speaker="Hugo Maltby" mention="Hugo Maltby">“If it stops,”</q> Hugo Maltby said, <q
    speaker="Hugo Maltby">“we start.”</q>

``speaker`` gives the name, and ``mention`` the words that name the speaker here; where several would be
right, ``|`` stands between them. A ``<q>`` without a speaker quotes nobody. Quotations inside others may be
left unmarked.
"""

from __future__ import annotations

import re
from pathlib import Path

import attrs

from quoteattr import Document, Quote

_BETWEEN = re.compile(r"^-{5,}\n", re.MULTILINE)
_TAG = re.compile(r"<q((?:\s+\w+=\"[^\"]*\")*)>|</q>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
_ATTRIBUTES = {"speaker", "mention"}


@attrs.frozen
class Expected:
    """A marked quotation: the right names of its speaker, or none, and the right mentions, if given."""

    start: int
    end: int
    speaker: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()


@attrs.frozen
class Case:
    """A text without its tags, and the quotations that they marked."""

    title: str
    text: str
    quotes: tuple[Expected, ...]


def load(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        ValueError: If a case has no text, or its tags do not match.
    """
    return [parse(block) for block in _BETWEEN.split(path.read_text("utf-8")) if block.strip()]


def parse(block: str) -> Case:
    """The case that a title line and a text with tags make.

    Raises:
        ValueError: If there is no text, or the tags do not match.
    """
    title, _, marked = block.strip("\n").partition("\n")
    if not marked:
        raise ValueError(f"{title!r} has no text")
    text, last = "", 0
    opened: list[tuple[int, dict[str, tuple[str, ...]]]] = []
    quotes = []
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        if tag[0] != "</q>":
            attributes = {name: tuple(value.split("|")) for name, value in _ATTRIBUTE.findall(tag[1])}
            if unknown := set(attributes) - _ATTRIBUTES:
                raise ValueError(f"{title!r} has a <q> with {', '.join(sorted(unknown))}")
            opened.append((len(text), attributes))
        elif opened:
            start, attributes = opened.pop()
            quotes.append(Expected(start, len(text), **attributes))
        else:
            raise ValueError(f"{title!r} has a </q> without its <q>")
    text += marked[last:]
    if opened or "<q" in text:
        raise ValueError(f"{title!r} has a <q> without its </q>, or one that cannot be read")
    return Case(title, text, tuple(sorted(quotes, key=lambda quote: (quote.start, -quote.end))))


def differences(case: Case, document: Document) -> list[str]:
    """What the document has otherwise than the case, one line each."""
    found = {(quote.start, quote.end): quote for quote in document.quotes}
    wanted = {(quote.start, quote.end) for quote in case.quotes}
    lines = []
    for expected in case.quotes:
        quote = found.get((expected.start, expected.end))
        shown = case.text[expected.start : expected.end]
        lines += _difference(expected, quote) if quote else [f"not found: {shown}"]
    lines += [
        f"not expected: {quote.text}" for place, quote in found.items() if place not in wanted and quote.depth == 0
    ]
    return lines


def _difference(expected: Expected, quote: Quote) -> list[str]:
    name = quote.speaker.name if quote.speaker else None
    mention = quote.mention.text if quote.mention else None
    if not expected.speaker:
        return [] if name is None else [f"{quote.text} quotes nobody, not {name} ({quote.why})"]
    lines = []
    if name is None or _bare(name) not in map(_bare, expected.speaker):
        lines.append(f"{quote.text} is of {' or '.join(expected.speaker)}, not {name} ({quote.why})")
    if expected.mention and (mention is None or _bare(mention) not in map(_bare, expected.mention)):
        lines.append(f"{quote.text} is by {' or '.join(expected.mention)}, not {mention} ({quote.why})")
    return lines


def _bare(name: str) -> str:
    """The words of a name, without regard to case or a leading article."""
    return re.sub(r"^(the|a|an) ", "", " ".join(re.findall(r"[\w’'.-]+", name.lower())))
