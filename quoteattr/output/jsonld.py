"""Quotations in the vocabulary of schema.org, as JSON-LD: for search engines and knowledge graphs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quoteattr.document import Document, Quote, Speaker

# JSON-LD is made to stand in a <script> element, which the text "</script>" would end.
_IN_HTML = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})

#: The type of each kind of speaker that can say something; a document is quoted from instead.
_TYPES = {"person": "Person", "organization": "Organization", "group": "Organization", "unknown": "Thing"}


def to_jsonld(document: Document) -> str:
    """The document's quotations as JSON-LD: one schema.org ``Quotation`` each.

    Words in marks that quote nobody are left out. ``<``, ``>`` and ``&`` are escaped, so that the result can stand in
    an HTML page as it is.
    """
    return "".join(write_jsonld([document]))


def write_jsonld(documents: Iterable[Document]) -> Iterator[str]:
    """Documents as one JSON-LD graph, in pieces."""
    yield '{"@context": "https://schema.org", "@graph": ['
    between = "\n"
    for document in documents:
        for quote in document.quotes:
            if quote.kind != "term":
                yield between + json.dumps(_quotation(document, quote), ensure_ascii=False).translate(_IN_HTML)
                between = ",\n"
    yield "\n]}\n"


def _quotation(document: Document, quote: Quote) -> dict[str, Any]:
    quotation: dict[str, Any] = {"@type": "Quotation", "text": quote.content}
    if quote.speaker:
        quotation |= _source(quote.speaker)
    if document.id is not None:
        quotation["isPartOf"] = {"@type": "CreativeWork", "identifier": document.id}
    return quotation


def _source(speaker: Speaker) -> dict[str, Any]:
    if speaker.kind == "document":
        return {"isBasedOn": {"@type": "CreativeWork", "name": speaker.name}}
    return {"spokenByCharacter": {"@type": _TYPES[speaker.kind], "name": speaker.name}}
