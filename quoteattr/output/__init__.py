"""The forms in which documents are written, by the name that ``--format`` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from quoteattr.document import Document
from quoteattr.output.annotations import to_annotations, write_annotations
from quoteattr.output.csv import from_csv, to_csv, write_csv
from quoteattr.output.html import to_html, write_html
from quoteattr.output.jsonl import to_jsonl, to_script
from quoteattr.output.jsonld import to_jsonld, write_jsonld
from quoteattr.output.table import to_table
from quoteattr.output.tei import to_tei, write_tei
from quoteattr.output.tei_reader import from_tei

__all__ = [
    "FORMATS",
    "Format",
    "from_csv",
    "from_tei",
    "to_annotations",
    "to_csv",
    "to_html",
    "to_jsonl",
    "to_jsonld",
    "to_script",
    "to_table",
    "to_tei",
]


@attrs.frozen
class Format:
    """A form of output.

    Attributes:
        ending: That of a file in this form.
        write: Gives documents in this form, in pieces.
    """

    ending: str
    write: Callable[[Iterable[Document]], Iterator[str]]


def _each(one: Callable[[Document], str]) -> Callable[[Iterable[Document]], Iterator[str]]:
    """Documents one after the other, for forms that put nothing around or between them."""
    return lambda documents: map(one, documents)


FORMATS: Mapping[str, Format] = {
    "table": Format(".txt", _each(to_table)),
    "jsonl": Format(".jsonl", _each(to_jsonl)),
    "script": Format(".script.jsonl", _each(to_script)),
    "html": Format(".html", write_html),
    "tei": Format(".xml", write_tei),
    "csv": Format(".csv", write_csv),
    "jsonld": Format(".jsonld", write_jsonld),
    "annotations": Format(".anno.json", write_annotations),
}
