"""A document as TEI P5, and read again.

The text stands in ``<body>`` to the letter, white space included. In it ``<said who="#s0">`` is a quotation,
``<quote source="#s1">`` one of a document, ``<q type="term">`` words in marks that quote nobody, ``<rs ref="#s0">`` a
mention of a speaker and ``<seg type="cue">`` the words that mark the saying. The speakers are listed in
``<standOff>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr as quoted

from quoteattr._version import __version__
from quoteattr.document import Document, Speaker
from quoteattr.output.layers import Closes, CueLayer, Layer, MentionLayer, Opens, Paragraph, QuoteLayer, nested, places

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

#: What no XML document can hold, not even as a reference.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: How speakers of each kind are listed: the list, its item, and the element of the name in it.
SPEAKERS = {
    "person": ("listPerson", "person", "persName"),
    "group": ("listPerson", "personGrp", "persName"),
    "organization": ("listOrg", "org", "orgName"),
    "document": ("listBibl", "bibl", "title"),
    "unknown": ("list", "item", "name"),
}

_KINDS = """\
<interpGrp type="kind">
<interp xml:id="{prefix}direct">in marks, a clause or more of its own</interp>
<interp xml:id="{prefix}mixed">in marks, a piece of the reporter's own sentence</interp>
<interp xml:id="{prefix}indirect">reported without marks</interp>
<interp xml:id="{prefix}term">in marks, quoting nobody</interp>
</interpGrp>
"""

_HEADER = """\
<teiHeader>
<fileDesc>
<titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p>Quotations and speakers found by quoteattr.</p></publicationStmt>
<sourceDesc><p>The text as it was given, to the letter.</p></sourceDesc>
</fileDesc>
<encodingDesc>
<appInfo><application ident="quoteattr" version="{version}"><label>quoteattr</label></application></appInfo>
</encodingDesc>
</teiHeader>
"""


def to_tei(document: Document) -> str:
    """The document as one TEI file.

    Characters that XML cannot hold (most control characters, lone surrogates) become ``<g n="U+0000"/>``, so that
    nothing is lost; `from_tei` reads them again.

    >>> to_tei(Document("Quiet\\x00")).splitlines()[-2]
    '<text><body xml:space="preserve"><p>Quiet<g n="U+0000"/></p></body></text>'
    """
    return "".join(write_tei([document]))


def write_tei(documents: Iterable[Document]) -> Iterator[str]:
    """Documents as one TEI file, in pieces: a ``<TEI>``, or a ``<teiCorpus>`` of several; nothing of none."""
    iterator = iter(documents)
    first = list(islice(iterator, 2))
    if not first:
        return
    yield _DECLARATION
    if len(first) == 1:
        yield from _tei(first[0], "", f' xmlns="{_NAMESPACE}"')
        return
    yield f'<teiCorpus xmlns="{_NAMESPACE}">\n'
    yield _HEADER.format(title="Quotations", version=__version__)
    for number, document in enumerate(chain(first, iterator)):
        yield from _tei(document, f"d{number}-")
    yield "</teiCorpus>\n"


def _tei(document: Document, prefix: str, attributes: str = "") -> Iterator[str]:
    """One ``<TEI>``; all its ids begin with the prefix."""
    yield f"<TEI{attributes}>\n"
    yield _HEADER.format(title=_escaped(document.id or ""), version=__version__)
    yield from _stand_off(document, prefix)
    yield '<text><body xml:space="preserve">'
    if not document.text:
        yield "<p/>"
    writer = _Body(document, prefix)
    for piece in nested(document):
        yield _escaped(piece) if isinstance(piece, str) else writer.tag(piece)
    yield "</body></text>\n</TEI>\n"


def _stand_off(document: Document, prefix: str) -> Iterator[str]:
    """The speakers in lists by kind, what the kinds of quotations mean, and the evidence for each answer."""
    yield "<standOff>\n"
    by_list: dict[str, list[tuple[int, Speaker]]] = {}
    for place, speaker in enumerate(document.speakers):
        by_list.setdefault(SPEAKERS[speaker.kind][0], []).append((place, speaker))
    for name, members in by_list.items():
        yield f"<{name}>\n"
        for place, speaker in members:
            _, item, named = SPEAKERS[speaker.kind]
            yield f'<{item} xml:id="{prefix}s{place}"><{named}>{_escaped(speaker.name)}</{named}></{item}>\n'
        yield f"</{name}>\n"
    yield _KINDS.format(prefix=prefix)
    for index, quote in enumerate(document.quotes):
        if quote.why:
            yield f'<note type="why" target="#{prefix}q{index}">{_escaped(quote.why)}</note>\n'
    yield "</standOff>\n"


class _Body:
    """Writes the tags of one document's text."""

    def __init__(self, document: Document, prefix: str) -> None:
        self._prefix = prefix
        self._places = places(document)
        self._told_by: dict[int, list[str]] = {}
        for span in (piece.layer for piece in nested(document) if isinstance(piece, Opens) and not piece.part):
            if isinstance(span, MentionLayer | CueLayer):
                for number in span.quotes:
                    self._told_by.setdefault(number, []).append(self._name(span, 0))

    def tag(self, piece: Opens | Closes) -> str:
        """The tag with which a piece of a layer begins or ends."""
        if isinstance(piece, Closes):
            return f"</{_element(piece.layer)}>"
        if isinstance(piece.layer, Paragraph):
            return "<p>"
        attributes = {"xml:id": self._name(piece.layer, piece.part), **self._attributes(piece.layer)}
        if piece.part:
            attributes["prev"] = "#" + self._name(piece.layer, piece.part - 1)
        written = "".join(f" {name}={quoted(value)}" for name, value in attributes.items())
        return f"<{_element(piece.layer)}{written}>"

    def _name(self, span: Layer, part: int) -> str:
        """The id of a piece of a layer: ``q3`` and, where it goes on, ``q3.1``, ``q3.2``, …"""
        letter = {QuoteLayer: "q", MentionLayer: "m", CueLayer: "c"}[type(span)]
        number = 0 if isinstance(span, Paragraph) else span.index
        return f"{self._prefix}{letter}{number}" + (f".{part}" if part else "")

    def _attributes(self, span: Layer) -> dict[str, str]:
        if isinstance(span, MentionLayer):
            return {"ref": f"#{self._prefix}s{span.speaker}"}
        if not isinstance(span, QuoteLayer):
            return {"type": "cue"}
        quote, attributes = span.quote, {"ana": f"#{self._prefix}{span.quote.kind}"}
        element = _element(span)
        if element == "q":
            attributes["type"] = "term"
        elif element == "said":
            attributes["direct"] = "false" if quote.kind == "indirect" else "true"
        if quote.speaker:
            attributes[_POINTS[element]] = f"#{self._prefix}s{self._places[quote.speaker.id]}"
        attributes["cert"] = f"{quote.confidence:.6g}" if quote.confidence >= 1e-4 else f"{quote.confidence:.6f}"
        if not quote.closed:
            attributes["rend"] = "unclosed"
        if quote.continues is not None:
            attributes["prev"] = f"#{self._prefix}q{quote.continues}"
        if told_by := self._told_by.get(span.index):
            attributes["corresp"] = " ".join(f"#{name}" for name in told_by)
        return attributes


#: The attribute by which each element of a quotation points to its speaker.
_POINTS = {"said": "who", "quote": "source", "q": "who"}


def _element(span: Layer) -> str:
    if isinstance(span, QuoteLayer):
        if span.quote.kind == "term":
            return "q"
        return "quote" if span.quote.speaker and span.quote.speaker.kind == "document" else "said"
    return {Paragraph: "p", MentionLayer: "rs", CueLayer: "seg"}[type(span)]


def _escaped(text: str) -> str:
    """`text` as XML that a reader gives back to the letter."""
    return _IMPOSSIBLE.sub(lambda char: f'<g n="U+{ord(char[0]):04X}"/>', escape(text, {"\r": "&#13;"}))
