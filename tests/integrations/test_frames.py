"""Quotations as tables of pandas and Arrow."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pipeline_texts import TEXTS

import quoteattr
from quoteattr.integrations.settings import DEFAULTS

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")

from quoteattr.integrations import frames  # noqa: E402
from quoteattr.integrations.frames import attribute_batch, attribute_frame, attribute_table, quote_schema  # noqa: E402

TABLE = pa.table({"id": pa.array(range(len(TEXTS)), pa.int64()), "text": TEXTS, "more": [0.5] * len(TEXTS)})


def flat(id: Any, number: int, quote: quoteattr.Quote) -> dict[str, Any]:
    """The row of a quotation, written out."""
    speaker, mention, cue, utterance = quote.speaker, quote.mention, quote.cue, quote.utterance
    return {
        "id": id,
        "quote": number,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "content": quote.content,
        "kind": quote.kind,
        "speaker_id": speaker and speaker.id,
        "speaker_name": speaker and speaker.name,
        "speaker_kind": speaker and speaker.kind,
        "mention_start": mention and mention.start,
        "mention_end": mention and mention.end,
        "mention_text": mention and mention.text,
        "cue_start": cue and cue.start,
        "cue_end": cue and cue.end,
        "cue_text": cue and cue.text,
        "confidence": quote.confidence,
        "depth": quote.depth,
        "parent": quote.parent,
        "continues": quote.continues,
        "closed": quote.closed,
        "utterance_start": utterance and utterance.start,
        "utterance_end": utterance and utterance.end,
        "utterance_text": utterance and utterance.text,
        "why": quote.why,
    }


ROWS = [
    flat(id, number, quote)
    for id, text in enumerate(TEXTS)
    for number, quote in enumerate(quoteattr.attribute(text).quotes)
]


def test_every_field_has_a_column() -> None:
    """Nothing of a quotation is left out."""
    assert set(frames.FIELDS) == set(quoteattr.attribute(TEXTS[0]).quotes[0].to_dict())


def test_table() -> None:
    """A table gives one row a quotation, and leaves other columns alone."""
    quotes = attribute_table(TABLE)
    assert quotes.schema == quote_schema(pa.int64())
    assert quotes.to_pylist() == ROWS


def test_batch() -> None:
    """A batch gives the same; columns may have other names."""
    [batch] = TABLE.rename_columns(["key", "body", "more"]).to_batches()
    assert attribute_batch(batch, "body", "key").to_pylist() == ROWS


def test_many_batches() -> None:
    """A table is read a few texts at a time."""
    table = pa.table({"id": [str(number) for number in range(150)], "text": ["“No,” said Bo Diaz."] * 150})
    quotes = attribute_table(table)
    assert quotes.column("id").to_pylist() == table.column("id").to_pylist()
    assert [len(batch) for batch in quotes.to_batches()] == [64, 64, 22]


def test_frame() -> None:
    """A frame gives the same rows, in nullable types."""
    quotes = attribute_frame(TABLE.to_pandas())
    assert quotes.astype(object).where(quotes.notna(), None).to_dict("records") == ROWS
    assert str(quotes.dtypes["id"]) == str(quotes.dtypes["parent"]).replace("32", "64") == "Int64"
    assert str(quotes.dtypes["closed"]) == "boolean"


@pytest.mark.parametrize("texts", [[], [None], ["Nothing was said."]])
def test_nothing_found(texts: list[str | None]) -> None:
    """Without a quotation all columns are there, of the same types."""
    ids = ["a"] * len(texts)
    table = pa.table({"id": pa.array(ids, pa.string()), "text": pa.array(texts, pa.string())})
    assert attribute_table(table).schema == quote_schema()
    assert attribute_table(table).num_rows == 0
    frame = pd.DataFrame({"id": pd.Series(ids, dtype="str"), "text": pd.Series(texts, dtype="str")})
    full = attribute_frame(pd.DataFrame({"id": ["a"], "text": TEXTS[:1]}))
    assert attribute_frame(frame).dtypes.equals(full.dtypes)
    assert attribute_frame(frame).empty


def test_missing_texts() -> None:
    """A text that is missing gives no row, however it is missing."""
    texts = [None, math.nan, pd.NA, "“No,” said Bo Diaz."]
    frame = pd.DataFrame({"id": list("abcd"), "text": pd.Series(texts, dtype=object)})
    assert attribute_frame(frame)["id"].tolist() == ["d"]
    assert attribute_frame(frame.astype({"text": "string"}))["id"].tolist() == ["d"]
    table = pa.table({"id": ["a", "b"], "text": [None, "“No,” said Bo Diaz."]})
    assert attribute_table(table).column("id").to_pylist() == ["b"]


def test_lone_surrogate() -> None:
    """Half a character, which no table can hold, is a question mark; offsets stay."""
    frame = pd.DataFrame({"id": [1], "text": pd.Series(["\ud800 “No,” said Bo Diaz."], dtype=object)})
    [row] = attribute_frame(frame).to_dict("records")
    assert (row["start"], row["text"], row["speaker_name"]) == (2, "“No,”", "Bo Diaz")


def test_id_types() -> None:
    """Ids keep their type."""
    day = pa.scalar(7, pa.date32())
    table = pa.table({"id": pa.array([day]), "text": pa.array(["“No,” said Bo Diaz."], pa.large_string())})
    assert attribute_table(table).schema == quote_schema(pa.date32())
    assert attribute_table(table).column("id")[0] == day


def test_settings() -> None:
    """Settings are passed on."""
    assert attribute_table(TABLE, threshold=1.0).column("speaker_name").null_count == len(ROWS)
    assert attribute_frame(TABLE.to_pandas(), threshold=1.0)["speaker_name"].isna().all()


def test_errors() -> None:
    """What is wrong is said."""
    frame = pd.DataFrame({"id": [1, 2], "text": pd.Series(["a", 7], dtype=object)})
    with pytest.raises(TypeError, match="column 'text' holds int in row 1: pass str"):
        attribute_frame(frame)
    with pytest.raises(ValueError, match="there is no column 'body': there are 'id', 'text'"):
        attribute_frame(frame, "body")
    with pytest.raises(ValueError, match="there is no column 'key': there are 'id', 'text', 'more'"):
        attribute_table(TABLE, id="key")
    with pytest.raises(TypeError, match="column 'more' holds double, not string"):
        attribute_table(TABLE, "more")
    with pytest.raises(TypeError, match=f"no setting is called 'colour': there are {', '.join(DEFAULTS)}"):
        attribute_table(TABLE, colour="red")
