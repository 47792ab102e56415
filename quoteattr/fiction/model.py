"""The learned model: how well each person fits each turn, in several passes.

Turn, pair and what the pass before answered for the turns around each sum up the rows of weights of their features;
the sums together are the first layer of a small network, whose output is one score a pair. A softmax over the people of
a turn makes them probabilities, and these are what the next pass sees. Who is out of the question after one pass is
left out of the next.
"""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Sequence
from importlib import resources
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from ..ranking.columns import Ints
from .features import Describer
from .pairs import Floats

TABLES = ("turns", "pairs", "answers")  # rows of weights, in 8 bits; the last not in the first pass
LAYERS = ("bias", "inner", "inner_bias", "outer", "direct")
CURVE = ("probability", "confidence")
LEAST = 0.002  # probability of who is still in question
_LARGEST = 127


@attrs.frozen(eq=False)
class NovelModel:
    """Weights of all passes.

    Attributes:
        passes: Arrays by the names in `TABLES` and `LAYERS`, one mapping a pass.
        probability: Probabilities, rising.
        confidence: What each of them stands for.
    """

    passes: Sequence[dict[str, Floats]]
    probability: Floats
    confidence: Floats

    @classmethod
    def from_bytes(cls, data: bytes) -> NovelModel:
        """The model that `to_bytes` wrote.

        Raises:
            ValueError: If the data is not such a model.
        """
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
        except (EOFError, ValueError, zipfile.BadZipFile) as error:
            raise ValueError(f"no model of novels: {error}") from None
        passes: list[dict[str, Floats]] = []
        while f"{len(passes)}_bias" in arrays:
            number = len(passes)
            wanted = [*(TABLES if number else TABLES[:-1]), *LAYERS]
            if missing := [name for name in wanted if f"{number}_{name}" not in arrays]:
                raise ValueError(f"no model of novels: its pass {number} lacks {', '.join(missing)}")
            passes.append({name: _widen(arrays, f"{number}_{name}") for name in wanted})
        if not passes or not arrays.keys() >= set(CURVE):
            raise ValueError("no model of novels: it lacks passes or the curve of confidence")
        return cls(passes, *(arrays[name].astype(np.float32) for name in CURVE))

    def to_bytes(self) -> bytes:
        """The model as an ``.npz`` file without pickle."""
        arrays: dict[str, npt.NDArray[Any]] = {"probability": self.probability, "confidence": self.confidence}
        for number, weights in enumerate(self.passes):
            for name, values in weights.items():
                key = f"{number}_{name}"
                if name in TABLES:
                    scale = np.abs(values).max(axis=0) / _LARGEST
                    arrays[key] = np.round(values / np.where(scale > 0, scale, 1)).astype(np.int8)
                    arrays[key + "_scale"] = scale.astype(np.float32)
                else:
                    arrays[key] = values.astype(np.float32)
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    def score(self, describer: Describer) -> Floats:
        """The probability of each pair of a novel: that the person speaks in the turn."""
        shares: Floats | None = None
        for weights in self.passes:
            shares = score(weights, describer, shares)
        assert shares is not None
        return shares

    def sureness(self, share: float) -> float:
        """How often an answer of that probability is right, by the curve that training has drawn."""
        return float(np.interp(share, self.probability, self.confidence))


def score(weights: dict[str, Floats], describer: Describer, shares: Floats | None) -> Floats:
    """The probabilities that one pass gives.

    Args:
        weights: Of the pass.
        describer: The novel's features.
        shares: The probabilities of the pass before, `None` for the first.
    """
    kept = in_question(describer, shares)
    owners = describer.pairs.owners[kept]
    hidden = (_sum_rows(weights["turns"], describer.turns) + weights["bias"])[owners]
    hidden += _sum_rows(weights["pairs"], describer.rows[kept])
    if shares is not None:
        hidden += _sum_rows(weights["answers"], describer.answers(shares).matrix()[kept])
    np.maximum(hidden, 0, out=hidden)
    inner = np.maximum(hidden @ weights["inner"] + weights["inner_bias"], 0)
    found = np.zeros(len(describer.pairs.owners), np.float32)
    found[kept] = _softmax(inner @ weights["outer"] + hidden @ weights["direct"], owners)
    return found


def in_question(describer: Describer, shares: Floats | None) -> Ints:
    """The numbers of the pairs that a pass looks at: all, or those that the pass before thinks possible."""
    if shares is None:
        return np.arange(len(describer.pairs.owners))
    return np.flatnonzero(shares >= LEAST)


def _sum_rows(table: Floats, rows: Ints) -> Floats:
    total = np.zeros((len(rows), table.shape[1]), np.float32)
    for column in rows.T:
        total += table[column]
    return total


def _softmax(scores: npt.NDArray[Any], owners: Ints) -> Floats:
    """Shares of the scores among those of one owner; owners stand together."""
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    lengths = np.diff(np.append(first, len(owners)))
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), lengths))
    shares: Floats = (powers / np.repeat(np.add.reduceat(powers, first), lengths)).astype(np.float32)
    return shares


def _widen(arrays: dict[str, npt.NDArray[Any]], name: str) -> Floats:
    values: Floats = arrays[name].astype(np.float32)
    if name + "_scale" in arrays:
        values = values * arrays[name + "_scale"]
    return values


@functools.cache
def load() -> NovelModel:
    """The model among the weights of this package, read once."""
    return NovelModel.from_bytes(resources.files("quoteattr.weights").joinpath("fiction.npz").read_bytes())
