"""The learned model: how well each mention fits each quotation.

A quotation, a mention and their pair each sum up the rows of weights of their features; the three sums together are the
first layer of a small network, whose output is one score a pair. Beside its mentions, a quotation has three further
choices: nobody, the source of the quotation before it, and that of the one behind it. A softmax over all its choices
makes them probabilities.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .. import datafiles
from ..weights import packing
from .candidates import Candidates
from .columns import Ints
from .features import Features
from .products import product
from .table import Floats, Table, names_of
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy.typing as npt

TABLES = ("quotations", "mentions", "pairs", "repeats", "follows")
CURVE = ("probability", "confidence")
LAYERS = ("nobody", "repeat", "follow", "bias", "inner", "inner_bias", "outer", "direct", *CURVE)


class Scores(NamedTuple):
    """Probabilities of the choices of each quotation, which add up to 1.

    Attributes:
        pairs: For each pair of the candidates, that the mention is the source.
        nobody: For each quotation, that it quotes nobody.
        repeats: For each quotation, that its source is that of the quotation before it.
        follows: For each quotation, that its source is that of the quotation behind it.
    """

    pairs: Floats
    nobody: Floats
    repeats: Floats
    follows: Floats

    @classmethod
    def joined(cls, parts: Iterable[Scores]) -> Scores:
        """Those of the quotations of several parts, one after the other."""
        first, *others = parts
        if not others:
            return first
        return cls(*map(np.concatenate, zip(first, *others, strict=True)))


class Model(NamedTuple):
    """Weights and what they are for.

    Attributes:
        vocabulary: The words and patterns that have weights.
        tables: Tables by the names in `TABLES`, with a row a value of a feature.
        weights: Arrays by the names in `LAYERS`.
    """

    vocabulary: Vocabulary
    tables: dict[str, Table]
    weights: dict[str, Floats]

    @classmethod
    def of(cls, vocabulary: Vocabulary, weights: Mapping[str, Floats]) -> Model:
        """The model of weights by the names in `TABLES` and `LAYERS`, as they have been learned."""
        tables = {name: Table.of(weights[name]) for name in TABLES}
        return cls(vocabulary, tables, {name: weights[name] for name in weights if name not in TABLES})

    @classmethod
    def from_bytes(cls, data: bytes) -> Model:
        """The model that `to_bytes` wrote.

        Raises:
            ValueError: If the data is not such a model.
        """
        of_tables = (part for name in TABLES for part in names_of(name))
        arrays = packing.read(data, {"words", "patterns", *of_tables, *LAYERS})
        words = bytes(arrays["words"]).decode("utf8").split("\n")
        vocabulary = Vocabulary(words, arrays["patterns"].tolist())
        tables = {name: Table.read(arrays, name) for name in TABLES}
        return cls(vocabulary, tables, {name: arrays[name] for name in LAYERS})

    def to_bytes(self) -> bytes:
        """The model as an ``.npy`` file without pickle, tables of weights in 8 bits a number."""
        words = np.frombuffer("\n".join(self.vocabulary.words).encode("utf8"), dtype=np.uint8)
        arrays: dict[str, npt.NDArray[Any]] = {"words": words, "patterns": self.vocabulary.patterns}
        for name, table in self.tables.items():
            arrays |= table.arrays(name)
        arrays |= {name: self.weights[name].astype(np.float32) for name in LAYERS}
        return packing.write(arrays)

    def confidence(self, probabilities: Floats) -> Floats:
        """How often answers of such probabilities are right, by the curve that training has drawn."""
        curve = np.interp(probabilities, self.weights["probability"], self.weights["confidence"])
        return curve.astype(np.float32)

    def score(self, features: Features, candidates: Candidates) -> Scores:
        """The probabilities of all choices of the quotations of a document."""
        weights = self.weights
        quotations, mentions, pairs, repeats, follows = (
            table.sums(getattr(features, name)) for name, table in self.tables.items()
        )
        quotations += weights["bias"]
        count, pair_count = len(quotations), len(pairs)
        hidden = np.empty((pair_count + 3 * count, quotations.shape[1]), np.float32)
        seen, others = hidden[:pair_count], hidden[pair_count:].reshape(3, count, -1)
        np.add(quotations.take(candidates.quotations, axis=0), mentions.take(candidates.mentions, axis=0), out=seen)
        seen += pairs
        np.add(quotations, weights["nobody"], out=others[0])
        np.add(quotations + repeats, weights["repeat"], out=others[1])
        np.add(quotations + follows, weights["follow"], out=others[2])
        np.maximum(hidden, 0, out=hidden)
        inner = np.maximum(product(hidden, weights["inner"]) + weights["inner_bias"], 0)
        scores = product(inner, weights["outer"]) + product(hidden, weights["direct"])
        numbers = np.arange(count)
        owners = np.concatenate((candidates.quotations, numbers, numbers, numbers))
        shares = _softmax(scores, owners, count)
        each = shares[pair_count:].reshape(3, count)
        return Scores(shares[:pair_count], *each)


def _softmax(scores: Floats, owners: Ints, count: int) -> Floats:
    highest = np.full(count, -np.inf, np.float32)
    np.maximum.at(highest, owners, scores)
    powers = np.exp(scores - highest.take(owners))
    sums = np.bincount(owners, weights=powers, minlength=count)
    shares: Floats = (powers / sums.take(owners)).astype(np.float32)
    return shares


@functools.cache
def load(name: str = "news") -> Model:
    """The model of that name among the weights of this package, read once."""
    return Model.from_bytes(datafiles.read("quoteattr.weights", f"{name}.npy"))
