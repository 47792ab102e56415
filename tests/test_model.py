"""The model that the package carries, and its file."""

import io
from typing import Any

import numpy as np
import pytest

from quoteattr import attribute
from quoteattr.evaluation.corpus import generate
from quoteattr.ranking import features
from quoteattr.ranking.features import Features, table_sizes
from quoteattr.ranking.model import WEIGHTS, Model, load
from quoteattr.training.__main__ import learn_vocabulary


def _file(**changes: Any) -> bytes:
    """The file of a small model, with other arrays, or without those that are `None`."""
    model = Model(learn_vocabulary([]), {name: np.zeros((2, 2), np.float32) for name in WEIGHTS})
    with np.load(io.BytesIO(model.to_bytes())) as arrays:
        changed = {**arrays, **changes}
    file = io.BytesIO()
    np.savez(file, **{name: values for name, values in changed.items() if values is not None})
    return file.getvalue()


def test_weights_fit() -> None:
    """The weights have a row for every value of every feature, and no other: if not, train them again."""
    model = load()
    names = [field.name for field in Features.__attrs_attrs__]
    rows = {name: len(model.weights[name]) for name in names}
    assert rows == dict(zip(names, table_sizes(model.vocabulary), strict=True))


def test_weights_are_numbers() -> None:
    """No weight is infinite or none at all."""
    assert set(load().weights) == set(WEIGHTS)
    assert all(np.isfinite(values).all() for values in load().weights.values())


def test_size() -> None:
    """The weights are under two megabytes."""
    assert len(load().to_bytes()) < 2_000_000


def test_file() -> None:
    """A model is the same after writing and reading it, but for its last bits."""
    model = load()
    again = Model.from_bytes(model.to_bytes())
    assert again.vocabulary.words == model.vocabulary.words
    assert again.vocabulary.patterns.tolist() == model.vocabulary.patterns.tolist()
    for name in WEIGHTS:
        assert again.weights[name] == pytest.approx(model.weights[name], abs=1e-5)


@pytest.mark.parametrize("name", ["words", "patterns", *WEIGHTS])
def test_missing_array(name: str) -> None:
    """A file that lacks an array is refused, and the error names it."""
    assert set(Model.from_bytes(_file()).weights) == set(WEIGHTS)
    with pytest.raises(ValueError, match=f"lacks {name}$"):
        Model.from_bytes(_file(**{name: None}))


def test_no_pickle() -> None:
    """A file with a pickle in it is refused: nothing in it is run."""
    harm = np.array([print], dtype=object)
    with pytest.raises(ValueError, match="allow_pickle"):
        Model.from_bytes(_file(bias=harm))


def test_no_model() -> None:
    """Bytes of another kind are no model."""
    with pytest.raises(ValueError, match="pickle"):
        Model.from_bytes(b"no model")


def test_described_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document described in parts has the probabilities of one that is described as a whole, to the last bits."""
    text = "\n\n".join(generate(3, seed=6))
    whole = attribute(text)
    monkeypatch.setattr(features, "_AT_ONCE", 4)
    parts = attribute(text)
    assert len(whole.quotes) > 8
    assert [quote.confidence for quote in parts.quotes] == pytest.approx([quote.confidence for quote in whole.quotes])
    assert [quote.speaker for quote in parts.quotes] == [quote.speaker for quote in whole.quotes]
