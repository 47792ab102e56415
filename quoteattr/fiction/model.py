"""The learned model: how well each person fits each turn, in several passes.

Turn, pair and what the pass before answered for the turns around each sum up the rows of weights of their features;
the sums together are the first layer of a small network, whose output is one score a pair. A softmax over the people of
a turn makes them probabilities, and these are what the next pass sees. Who is out of the question after one pass is
left out of the next.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .. import datafiles
from ..ranking.columns import Ints
from ..ranking.products import product
from ..ranking.table import Floats, Table, names_of
from ..weights import packing
from .features import Describer

TABLES = ("turns", "pairs", "answers")  # a row a value of a feature; the last not in the first pass
LAYERS = ("bias", "inner", "inner_bias", "outer", "direct")
LEAST = 0.002  # probability of who is still in question


class Pass(NamedTuple):
    """The weights of one pass.

    Attributes:
        tables: Tables by the names in `TABLES`.
        weights: Arrays by the names in `LAYERS`.
    """

    tables: Mapping[str, Table]
    weights: Mapping[str, Floats]

    @classmethod
    def of(cls, weights: Mapping[str, Floats]) -> Pass:
        """The pass of weights by the names in `TABLES` and `LAYERS`, as they have been learned."""
        tables = {name: Table.of(weights[name]) for name in TABLES if name in weights}
        return cls(tables, {name: weights[name] for name in LAYERS})

    @classmethod
    def from_arrays(cls, arrays: dict[str, npt.NDArray[Any]], number: int) -> Pass:
        """The pass of that number, counted from 0, that `arrays` gave.

        Raises:
            ValueError: If an array is missing.
        """
        tables = {name: f"{number}_{name}" for name in (TABLES if number else TABLES[:-1])}
        layers = {name: f"{number}_{name}" for name in LAYERS}
        packing.check(arrays, [*(part for key in tables.values() for part in names_of(key)), *layers.values()])
        return cls(
            {name: Table.read(arrays, key) for name, key in tables.items()},
            {name: arrays[key] for name, key in layers.items()},
        )

    def arrays(self, number: int) -> dict[str, npt.NDArray[Any]]:
        """The weights to save as those of the pass of that number."""
        arrays: dict[str, npt.NDArray[Any]] = {f"{number}_{name}": self.weights[name] for name in LAYERS}
        for name, table in self.tables.items():
            arrays |= table.arrays(f"{number}_{name}")
        return arrays

    def score(self, describer: Describer, shares: Floats | None) -> Floats:
        """The probability of each pair of a novel: that the person speaks in the turn.

        Args:
            describer: The novel's features.
            shares: The probabilities that the pass before gave, `None` for the first pass.
        """
        kept = in_question(describer, shares)
        owners = describer.pairs.owners[kept]
        hidden = (self.tables["turns"].sums(describer.turns) + self.weights["bias"])[owners]
        hidden += self.tables["pairs"].sums(describer.rows[:, kept])
        if shares is not None:
            hidden += self.tables["answers"].sums(describer.answers(shares).matrix()[:, kept])
        np.maximum(hidden, 0, out=hidden)
        inner = np.maximum(product(hidden, self.weights["inner"]) + self.weights["inner_bias"], 0)
        found = np.zeros(len(describer.pairs.owners), np.float32)
        scores = product(inner, self.weights["outer"]) + product(hidden, self.weights["direct"])
        found[kept] = _softmax(scores, owners)
        return found


def in_question(describer: Describer, shares: Floats | None) -> Ints:
    """The numbers of the pairs that a pass looks at: all, or those that the pass before thinks possible."""
    if shares is None:
        return np.arange(len(describer.pairs.owners))
    return np.flatnonzero(shares >= LEAST)


class NovelModel(NamedTuple):
    """The model.

    Attributes:
        passes: Its passes in order.
        probability: Probabilities, rising.
        confidence: What each of them stands for.
    """

    passes: Sequence[Pass]
    probability: Floats
    confidence: Floats

    @classmethod
    def from_bytes(cls, data: bytes) -> NovelModel:
        """The model that `to_bytes` wrote.

        Raises:
            ValueError: If the data is not such a model.
        """
        arrays = packing.read(data, {"passes", "probability", "confidence"})
        passes = [Pass.from_arrays(arrays, number) for number in range(int(arrays["passes"][0]))]
        return cls(passes, arrays["probability"], arrays["confidence"])

    def to_bytes(self) -> bytes:
        """The model as an ``.npy`` file without pickle, tables of weights in 8 bits a number."""
        arrays: dict[str, npt.NDArray[Any]] = {
            "passes": np.array([len(self.passes)]),
            "probability": self.probability,
            "confidence": self.confidence,
        }
        for number, one in enumerate(self.passes):
            arrays |= one.arrays(number)
        return packing.write(arrays)

    def score(self, describer: Describer) -> Floats:
        """The probability of each pair of a novel: that the person speaks in the turn."""
        shares: Floats | None = None
        for one in self.passes:
            shares = one.score(describer, shares)
        return np.zeros(len(describer.pairs.owners), np.float32) if shares is None else shares

    def sureness(self, share: float) -> float:
        """How often an answer of that probability is right, by the curve that training has drawn."""
        return float(np.interp(share, self.probability, self.confidence))


def _softmax(scores: npt.NDArray[Any], owners: Ints) -> Floats:
    """Shares of the scores among those of one owner; owners stand together."""
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    lengths = np.diff(np.append(first, len(owners)))
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), lengths))
    shares: Floats = (powers / np.repeat(np.add.reduceat(powers, first), lengths)).astype(np.float32)
    return shares


@functools.cache
def load() -> NovelModel:
    """The model among the weights of this package, read once."""
    return NovelModel.from_bytes(datafiles.read("quoteattr.weights", "fiction.npy"))
