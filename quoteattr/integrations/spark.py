"""Quotations of a Spark DataFrame of texts. Needs the extra ``spark``."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .settings import attribution

try:
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StringType, StructField, StructType

    from .frames import attribute_batches, quote_schema
except ImportError as error:
    raise ImportError("quoteattr.integrations.spark needs pyspark: pip install 'quoteattr[spark]'") from error

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame


def attribute_quotes(df: DataFrame, text: str = "text", id: str = "id", **settings: Any) -> DataFrame:
    """The quotations of a DataFrame of texts, found by the workers when an action asks for them.

    Args:
        df: Texts and their ids, among other columns, which are left alone.
        text: Name of the column of texts; where a text is null, there is no row.
        id: Name of the column of ids, of any type.
        settings: Those of `quoteattr.Attributor`, by name. Each worker loads the weights once.

    Returns:
        One row a quotation: the id, and the columns of `quoteattr.integrations.frames.quote_schema`.

    Raises:
        TypeError: If the column of texts holds something else, or there is no such setting.
        ValueError: If there is no such column, or a setting has a value that it cannot have.
    """
    attribution(**settings)  # what is wrong with them is told here and not by a worker
    texts = df.select(_column(df, id).alias("id"), _column(df, text).alias("text"))
    id_type, text_type = (field.dataType for field in texts.schema)
    if not isinstance(text_type, StringType):
        raise TypeError(f"column {text!r} holds {text_type.simpleString()}, not string: name the column of texts")
    schema = StructType([StructField("id", id_type), *from_arrow_schema(quote_schema()).fields[1:]])
    return texts.mapInArrow(functools.partial(_attribute, settings=settings), schema)


def _column(df: DataFrame, name: str) -> Column:
    """The column of that name, which may hold dots."""
    if name not in df.columns:
        raise ValueError(f"there is no column {name!r}: there are {', '.join(map(repr, df.columns))}")
    return df["`{}`".format(name.replace("`", "``"))]


def _attribute(batches: Iterable[pa.RecordBatch], settings: Mapping[str, Any]) -> Iterator[pa.RecordBatch]:
    """What a worker does. It finds this module by its name, so nothing but settings travels to it."""
    return attribute_batches(batches, **settings)
