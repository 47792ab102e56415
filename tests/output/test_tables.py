"""CSV: every cell comes back, and none runs in a spreadsheet."""

import csv
import io

import pytest
from articles import example
from hypothesis import given
from strategies import HOSTILE, documents

from quoteattr import Document, Quote, Speaker
from quoteattr.output.csv import COLUMNS, from_csv, to_csv, write_csv


def test_example() -> None:
    """Each quotation is a row."""
    rows = list(from_csv(io.StringIO(to_csv(example()), newline="")))
    assert [list(row) for row in rows] == [list(COLUMNS)] * len(example().quotes)
    for index, (row, quote) in enumerate(zip(rows, example().quotes, strict=True)):
        assert (row["document"], row["quote"], row["start"], row["end"]) == (
            "harbour-wall",
            index,
            quote.start,
            quote.end,
        )
        assert row["speaker"] == (quote.speaker.name if quote.speaker else "")
        assert (row["confidence"], row["closed"], row["parent"]) == (quote.confidence, quote.closed, quote.parent)
        assert (row["mention_start"], row["cue"]) == (
            quote.mention.start if quote.mention else None,
            quote.cue.text if quote.cue else "",
        )


@given(documents())
def test_round_trip(document: Document) -> None:
    """Every text comes back to the letter, and no cell begins as a formula does."""
    written = to_csv(document)
    rows = list(from_csv(io.StringIO(written, newline="")))
    for row, quote in zip(rows, document.quotes, strict=True):
        assert (row["text"], row["content"], row["why"]) == (quote.text, quote.content, quote.why)
        assert row["speaker"] == (quote.speaker.name if quote.speaker else "")
        assert (row["document"] or None, row["confidence"]) == (document.id or None, quote.confidence)
    cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "-2", "@a", "＝1", "'", "'a", "\t=1", "", *HOSTILE])
def test_formula(text: str) -> None:
    """A text like a formula is shielded, one like a shield too, and both come back."""
    document = Document(text, [Quote(0, len(text), text, text, "direct", Speaker("s0", text, "person"))])
    [row] = from_csv(io.StringIO(to_csv(document), newline=""))
    assert (row["text"], row["speaker"]) == (text, text)


def test_many() -> None:
    """Several documents have one head."""
    written = "".join(write_csv([example(), Document(""), example()]))
    assert len(list(from_csv(io.StringIO(written, newline="")))) == 2 * len(example().quotes)
    assert written.count("speaker_kind") == 1


def test_not_ours() -> None:
    """Other columns, and cells of another type, are refused."""
    with pytest.raises(ValueError, match="columns are"):
        list(from_csv(["a,b"]))
    with pytest.raises(ValueError, match="columns are None"):
        list(from_csv([]))
    with pytest.raises(ValueError, match="row 1"):
        list(from_csv([",".join(COLUMNS), "a,b"]))
