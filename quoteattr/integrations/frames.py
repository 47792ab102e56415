"""Quotations as tables: a column of texts in, one row a quotation out, for pandas and Arrow.

Needs the extra ``pandas``. Every column has a declared type; nothing is guessed from the data, so that the rows of any
two calls fit together, and a call without texts gives all columns too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..document import Document, Quote
from .settings import attribution

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("quoteattr.integrations.frames needs pyarrow: pip install 'quoteattr[pandas]'") from error

if TYPE_CHECKING:
    import pandas as pd

ROWS = 64  # texts that are read before their quotations are handed on: even novels fit into memory then

_SPAN = {"start": pa.int64(), "end": pa.int64(), "text": pa.string()}
#: The fields of `Quote.to_dict`; those that are records themselves make a column of each of their own.
FIELDS: dict[str, Any] = {
    "start": pa.int64(),
    "end": pa.int64(),
    "text": pa.string(),
    "content": pa.string(),
    "kind": pa.string(),
    "speaker": {"id": pa.string(), "name": pa.string(), "kind": pa.string()},
    "mention": _SPAN,
    "cue": _SPAN,
    "confidence": pa.float64(),
    "depth": pa.int32(),
    "parent": pa.int32(),
    "continues": pa.int32(),
    "closed": pa.bool_(),
    "why": pa.string(),
}
_RECORDS = {name: record for name, record in FIELDS.items() if isinstance(record, dict)}


def quote_schema(id: pa.DataType | None = None) -> pa.Schema:
    """The columns of a table of quotations.

    Args:
        id: The type of the column ``id``, that of the documents' ids; by default text.

    >>> quote_schema().names[:5]
    ['id', 'quote', 'start', 'end', 'text']
    """
    columns = [("id", id or pa.string()), ("quote", pa.int32())]
    for name, field in FIELDS.items():
        inner = _RECORDS.get(name)
        columns += [(f"{name}_{key}", type) for key, type in inner.items()] if inner else [(name, field)]
    return pa.schema(columns)


def attribute_batch(batch: pa.RecordBatch, text: str = "text", id: str = "id", **settings: Any) -> pa.RecordBatch:
    """The quotations of a batch of texts.

    Args:
        batch: Texts and their ids, among other columns, which are left alone.
        text: Name of the column of texts; where a text is null, there is no row.
        id: Name of the column of ids.
        settings: Those of `Attributor`, by name.

    Returns:
        One row a quotation, in order of the texts, with the columns of `quote_schema`.

    Raises:
        TypeError: If the column of texts holds something else.
        ValueError: If there is no such column.
    """
    ids, texts = _column(batch, id), _column(batch, text)
    if not (pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type) or pa.types.is_null(texts.type)):
        raise TypeError(f"column {text!r} holds {texts.type}, not string: name the column of texts")
    return _quotes(ids.to_pylist(), texts.to_pylist(), quote_schema(ids.type), attribution(**settings))


def attribute_table(table: pa.Table, text: str = "text", id: str = "id", **settings: Any) -> pa.Table:
    """The quotations of a table of texts: as `attribute_batch`, for tables of any length."""
    _column(table, text)
    schema = quote_schema(_column(table, id).type)
    batches = table.select([id, text] if id != text else [text]).to_batches()
    return pa.Table.from_batches(attribute_batches(batches, text, id, **settings), schema)


def attribute_batches(
    batches: Iterable[pa.RecordBatch], text: str = "text", id: str = "id", **settings: Any
) -> Iterator[pa.RecordBatch]:
    """The quotations of batches of texts, handed on after every few texts."""
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield attribute_batch(batch.slice(start, ROWS), text, id, **settings)


def attribute_frame(frame: pd.DataFrame, text: str = "text", id: str = "id", **settings: Any) -> pd.DataFrame:
    """The quotations of a pandas frame of texts.

    Args:
        frame: Texts and their ids, among other columns, which are left alone.
        text: Name of the column of texts; where a text is missing, there is no row.
        id: Name of the column of ids: numbers or text.
        settings: Those of `Attributor`, by name.

    Returns:
        One row a quotation, in order of the texts, with the columns of `quote_schema` as pandas' nullable types.

    Raises:
        TypeError: If a text or an id is something else.
        ValueError: If there is no such column.
    """
    import pandas as pd

    for name in (text, id):
        if name not in frame.columns:
            raise ValueError(f"there is no column {name!r}: there are {', '.join(map(repr, frame.columns))}")
    number = pd.api.types.is_integer_dtype(frame[id].dtype)
    ids = [None if missing else value for value, missing in zip(frame[id], frame[id].isna(), strict=True)]
    texts = [None if missing else value for value, missing in zip(frame[text], frame[text].isna(), strict=True)]
    for name, values in ((text, texts), (id, [] if number else ids)):
        for place, value in enumerate(values):
            if not isinstance(value, str | None):
                raise TypeError(f"column {name!r} holds {type(value).__name__} in row {place}: pass str")
    storable = [value and value.encode("utf-8", "replace").decode() for value in texts]
    schema = quote_schema(pa.int64() if number else pa.string())
    quotes = _quotes(ids, storable, schema, attribution(**settings))
    types = {
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(),
    }
    return quotes.to_pandas(types_mapper=types.get)


def _column(data: pa.Table | pa.RecordBatch, name: str) -> Any:
    """The column of that name."""
    if name not in data.schema.names:
        raise ValueError(f"there is no column {name!r}: there are {', '.join(map(repr, data.schema.names))}")
    return data.column(name)


def _quotes(
    ids: Iterable[Any], texts: Iterable[str | None], schema: pa.Schema, attribute: Callable[[str], Document]
) -> pa.RecordBatch:
    """One row a quotation."""
    rows = [
        {"id": id, "quote": number, **_flat(quote)}
        for id, text in zip(ids, texts, strict=True)
        if text is not None
        for number, quote in enumerate(attribute(text).quotes)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema)


def _flat(quote: Quote) -> dict[str, Any]:
    """A quotation without records inside."""
    record = quote.to_dict()
    for name, keys in _RECORDS.items():
        inner = record.pop(name) or dict.fromkeys(keys)
        record.update((f"{name}_{key}", inner[key]) for key in keys)
    return record
