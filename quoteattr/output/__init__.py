"""The forms in which a document is written, by the name that ``--format`` takes."""

from collections.abc import Callable, Mapping

from quoteattr.document import Document
from quoteattr.output.jsonl import to_jsonl, to_script
from quoteattr.output.table import to_table

FORMATS: Mapping[str, Callable[[Document], str]] = {"table": to_table, "jsonl": to_jsonl, "script": to_script}

__all__ = ["FORMATS", "to_jsonl", "to_script", "to_table"]
