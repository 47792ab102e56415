"""The model that the package carries, and its file."""

import io
from typing import Any

import numpy as np
import pytest

from quoteattr import attribute
from quoteattr.evaluation.corpus import generate
from quoteattr.ranking import features
from quoteattr.ranking.features import Features, table_sizes
from quoteattr.ranking.model import LAYERS, TABLES, Model, load
from quoteattr.training.__main__ import learn_vocabulary
from quoteattr.weights import packing


def _file(**changes: Any) -> bytes:
    """The file of a small model, with other arrays, or without those that are `None`."""
    model = Model.of(learn_vocabulary([]), {name: np.zeros((2, 2), np.float32) for name in (*TABLES, *LAYERS)})
    arrays = {**packing.read(model.to_bytes(), ()), **changes}
    return packing.write({name: values for name, values in arrays.items() if values is not None})


def test_weights_fit() -> None:
    """The weights have a row for every value of every feature, and no other: if not, train them again."""
    model = load()
    rows = [len(model.tables[name].values) for name in Features._fields]
    assert rows == list(table_sizes(model.vocabulary))


def test_weights_are_numbers() -> None:
    """No weight is infinite or none at all."""
    model = load()
    assert set(model.tables) == set(TABLES)
    assert set(model.weights) == set(LAYERS)
    assert all(np.isfinite(table.scale).all() for table in model.tables.values())
    assert all(np.isfinite(values).all() for values in model.weights.values())


def test_size() -> None:
    """The weights are under two megabytes."""
    assert len(load().to_bytes()) < 2_000_000


def test_file() -> None:
    """A model is the same after writing and reading it."""
    model = load()
    again = Model.from_bytes(model.to_bytes())
    assert again.vocabulary.words == model.vocabulary.words
    assert again.vocabulary.patterns.tolist() == model.vocabulary.patterns.tolist()
    for name in TABLES:
        for part, own in zip(again.tables[name], model.tables[name], strict=True):
            assert np.array_equal(part, own)
    for name in LAYERS:
        assert np.array_equal(again.weights[name], model.weights[name])


@pytest.mark.parametrize("name", ["words", "patterns", *TABLES, *LAYERS])
def test_missing_array(name: str) -> None:
    """A file that lacks an array is refused, and the error names it."""
    assert set(Model.from_bytes(_file()).weights) == set(LAYERS)
    with pytest.raises(ValueError, match=f"lacks {name}$"):
        Model.from_bytes(_file(**{name: None}))


def test_no_pickle() -> None:
    """A file with a pickle in it is refused: nothing in it is run."""
    file = io.BytesIO()
    np.save(file, np.array([print], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        Model.from_bytes(file.getvalue())


@pytest.mark.parametrize("data", [b"", b"no model", b"PK\3\4", _file()[:-1], b"\x93NUMPY\1\0\3\0{[\n"])
def test_no_model(data: bytes) -> None:
    """Bytes of another kind are no model, nor is a part of one."""
    with pytest.raises(ValueError, match="no weights of quoteattr"):
        Model.from_bytes(data)


def test_other_array() -> None:
    """Numbers without names are no model."""
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    with pytest.raises(ValueError, match="lacks "):
        Model.from_bytes(file.getvalue())


def test_described_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document described in parts has the probabilities of one that is described as a whole, to the last bits."""
    text = "\n\n".join(generate(3, seed=6))
    whole = attribute(text)
    monkeypatch.setattr(features, "_AT_ONCE", 4)
    parts = attribute(text)
    assert len(whole.quotes) > 8
    assert [quote.confidence for quote in parts.quotes] == pytest.approx([quote.confidence for quote in whole.quotes])
    assert [quote.speaker for quote in parts.quotes] == [quote.speaker for quote in whole.quotes]
