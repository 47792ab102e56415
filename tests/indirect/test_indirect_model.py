"""The weights of reported speech, and their file."""

import io
from typing import Any

import numpy as np
import pytest

from quoteattr.indirect.model import ARRAYS, Model, distance, load
from quoteattr.indirect.sentences import LONGEST, describe, mention_marks, split_sentences
from quoteattr.marks import scan
from quoteattr.ranking import model as ranking
from quoteattr.reading.around import Reading, read
from quoteattr.reading.tokens import read_tokens
from quoteattr.weights import packing

TEXT = "Mayor Ines Calloway’s office DENIED it. “We paid,” she said on May 4, before eBay’s lawyers left for the U.S."


def _read(text: str) -> Reading:
    return read(text, scan(text), [(0, len(text), 0)])


def _file(**changes: Any) -> bytes:
    """The file of the weights with other arrays, or without those that are `None`."""
    arrays = {**packing.read(load().to_bytes(), ()), **changes}
    return packing.write({name: values for name, values in arrays.items() if values is not None})


def test_weights_fit() -> None:
    """The weights have a row for every value of every feature, and no other: if not, train them again."""
    assert set(load().weights) == set(ARRAYS)
    assert len(load().weights["tokens"]) == load().words.table_size


def test_weights_are_numbers() -> None:
    """No weight is infinite or none at all."""
    assert all(np.isfinite(values).all() for values in load().weights.values())


def test_size() -> None:
    """All weights together are under five megabytes."""
    assert len(load().to_bytes()) + len(ranking.load().to_bytes()) < 5_000_000


def test_file() -> None:
    """A model is the same after writing and reading it, but for its last bits."""
    model = load()
    again = Model.from_bytes(model.to_bytes())
    assert again.words.vocabulary.words == model.words.vocabulary.words
    assert (again.words.stems, again.words.endings) == (model.words.stems, model.words.endings)
    for name in ARRAYS:
        assert again.weights[name] == pytest.approx(model.weights[name], abs=1e-4)


@pytest.mark.parametrize("name", ["words", "stems", "tokens", "least"])
def test_missing_array(name: str) -> None:
    """A file that lacks an array is refused, and the error names it."""
    with pytest.raises(ValueError, match=f"lacks {name}$"):
        Model.from_bytes(_file(**{name: None}))


def test_no_pickle() -> None:
    """A file with a pickle in it is refused: nothing in it is run."""
    file = io.BytesIO()
    np.save(file, np.array([print], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        Model.from_bytes(file.getvalue())


def test_no_model() -> None:
    """Bytes of another kind are no model."""
    with pytest.raises(ValueError, match="no weights of quoteattr"):
        Model.from_bytes(b"no model")


def test_distance() -> None:
    """Distances are told apart by side, and the finer the nearer."""
    found = distance(np.array([-900, -1, 0, 1, 2, 8, 9, 900]))
    assert found.tolist() == [0, 10, 11, 12, 13, 17, 17, 22]


def test_embed() -> None:
    """What is made of a token by itself is the sum of the weights of its rows, in any stretch."""
    reading, model = _read(TEXT), load()
    count = len(reading.tokens)
    marks = mention_marks(reading.lines, count)
    sums = model.weights["tokens"][describe(reading, model.words)].sum(axis=1)
    assert model.embed(reading, 0, count, marks) == pytest.approx(sums, abs=1e-5)
    assert model.embed(reading, 3, 9, marks[3:9]) == pytest.approx(sums[3:9], abs=1e-5)


def test_sentences() -> None:
    """Sentences follow one another without a gap, and none is longer than what is read at once."""
    tokens = _read("It rained. " + "The river rose and " * LONGEST + "fell. Snow lay.").tokens
    sentences = split_sentences(tokens).tolist()
    assert [first for first, _ in sentences] == [0, *(last for _, last in sentences[:-1])]
    assert sentences[-1][1] == len(tokens)
    assert sorted({last - first for first, last in sentences[1:-1]})[-1] == LONGEST
    assert split_sentences(read_tokens("", [([], [])])).shape == (0, 2)
