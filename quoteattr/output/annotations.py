"""Quotations as W3C Web Annotations: for annotation tools and archives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote as percent_encoded

from quoteattr.document import Document, Quote

#: How much of the text around a quotation is given with it, in code points.
_AROUND = 32


def to_annotations(document: Document, source: str | None = None) -> str:
    """The document's quotations as a Web Annotation page.

    Each annotation's target is the quotation, by its place (``TextPositionSelector``, in code points, as the standard
    has it) and by its words with those around it (``TextQuoteSelector``). Its bodies are the speaker's name
    (``identifying``), the kind of the quotation (``classifying``) and the evidence (``describing``).

    Args:
        document: What to annotate.
        source: The address (IRI) of the text; by default a relative one, the document's id.
    """
    return "".join(_page(_items(document, source)))


def write_annotations(documents: Iterable[Document]) -> Iterator[str]:
    """The annotations of documents as one page, in pieces."""
    return _page(item for document in documents for item in _items(document, None))


def _page(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": ['
    between = "\n"
    for item in items:
        yield between + json.dumps(item, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _items(document: Document, source: str | None) -> Iterator[dict[str, Any]]:
    if source is None:
        source = percent_encoded((document.id or "").encode("utf-8", "replace"), safe="")
    for index, quote in enumerate(document.quotes):
        yield {
            "id": f"{source}#quote-{index}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": list(_bodies(quote)),
            "target": {"source": source, "selector": [_by_place(quote), _by_words(document.text, quote)]},
        }


def _bodies(quote: Quote) -> Iterator[dict[str, str]]:
    if quote.speaker:
        yield _body("identifying", quote.speaker.name)
    yield _body("classifying", quote.kind)
    if quote.why:
        yield _body("describing", quote.why)


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _by_place(quote: Quote) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}


def _by_words(text: str, quote: Quote) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": quote.text,
        "prefix": text[max(quote.start - _AROUND, 0) : quote.start],
        "suffix": text[quote.end : quote.end + _AROUND],
    }
