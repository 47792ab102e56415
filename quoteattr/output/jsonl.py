"""A document as one line of JSON."""

from __future__ import annotations

import json
from typing import Any

from quoteattr.document import Document

# JSON escapes the other line ends itself; these would split the line for readers such as str.splitlines.
_LINE_ENDS = str.maketrans({"\x85": r"\u0085", "\u2028": r"\u2028", "\u2029": r"\u2029"})


def to_jsonl(document: Document) -> str:
    r"""`document.to_dict()` as one line of JSON, its line end included.

    A lone surrogate stays as it is: write the line with ``errors="backslashreplace"``, which turns it into
    the escape that JSON has for it.

    >>> to_jsonl(Document("", id="empty"))
    '{"id": "empty", "text": "", "quotes": [], "speakers": []}\n'
    """
    return _line(document.to_dict())


def to_script(document: Document) -> str:
    r"""`document.script()` as lines of JSON, each with the document's id.

    >>> to_script(Document("Dusk.", id="d"))
    '{"id": "d", "start": 0, "end": 5, "narrator": true, "speaker": null, "text": "Dusk."}\n'
    """
    return "".join(_line({"id": document.id} | line.to_dict()) for line in document.script())


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS) + "\n"
