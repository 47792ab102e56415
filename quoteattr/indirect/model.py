"""The learned model of reported speech: which tokens mark a saying, and where what is said begins and ends.

The weights of a token's features add up to a vector; a recurrent network (LSTM: Hochreiter and Schmidhuber 1997) reads
each sentence in both directions and gives each token its state. From the states, one small network tells the cues, and
four others point from a cue, or from a quotation, to other tokens of its sentence.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import attrs
import numpy as np
import numpy.typing as npt

from .. import datafiles
from ..ranking.columns import Ints
from ..ranking.products import product
from ..ranking.vocabulary import Vocabulary
from ..reading.around import Reading
from ..reading.forms import FormTable
from ..reading.tags import SIGNS
from ..weights.packing import pack, unpack
from .reader import Floats, Reader
from .sentences import Words, forms_of

#: What is pointed at: from a cue, where the reported clause begins, ends, and who says it; from a quotation, where the
#: clause around it begins and ends.
POINTERS = ("start", "end", "source", "clause_start", "clause_end")
SECOND = ("end", "source", "clause_end")  # pointers that see a second token: the beginning found; the head of a mention
POINTER_PARTS = ("anchor", "bias", "target", "distance", "out")
SECOND_PARTS = ("second", "second_distance")
ARRAYS = (
    "tokens",
    *("input", "input_bias", "recurrent"),
    *("cue", "cue_bias", "cue_out", "cue_out_bias"),
    *("nobody", "nobody_bias"),
    *(f"{name}_{part}" for name in POINTERS for part in POINTER_PARTS),
    *(f"{name}_{part}" for name in SECOND for part in SECOND_PARTS),
    *("probability", "least"),
)
_LISTS = ("words", "stems", "endings")
_BOUNDS = np.array([1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 50])
_FARTHEST = int(_BOUNDS[-1])
_AWAY = np.searchsorted(_BOUNDS, np.arange(_FARTHEST + 1), "right")
_BUCKETS = len(_BOUNDS) + np.concatenate((-_AWAY[:0:-1], _AWAY))
DISTANCES = 2 * len(_BOUNDS) + 1


def distance(difference: Ints) -> Ints:
    """The bucket of a signed distance in tokens."""
    return _BUCKETS.take(difference + _FARTHEST, mode="clip")


class Pointer(NamedTuple):
    """A small network that scores pairs of tokens of one sentence: one that is pointed from, and one pointed at.

    The weights of distances stand here by the distance itself.
    """

    anchor: Floats
    bias: Floats
    target: Floats
    distance: Floats
    out: Floats
    second: Floats | None = None
    second_distance: Floats | None = None

    def anchors(self, states: Floats) -> Floats:
        """What it makes of the states of the tokens that are pointed from."""
        return product(states, self.anchor) + self.bias

    def targets(self, states: Floats) -> Floats:
        """What it makes of the states of the tokens that may be pointed at."""
        return product(states, self.target)

    def seconds(self, states: Floats) -> Floats:
        """What it makes of the states of the second tokens, where it sees any."""
        assert self.second is not None
        return product(states, self.second)

    def score(self, summed: Floats, differences: Ints, second_differences: Ints | None = None) -> Floats:
        """The score of each pair.

        Args:
            summed: What was made of the two tokens, and of a second one, together; it is overwritten.
            differences: Tokens from the one that is pointed from to the one pointed at.
            second_differences: Tokens from the second one to the one pointed at.
        """
        summed += self.distance.take(differences + _FARTHEST, axis=0, mode="clip")
        if self.second_distance is not None and second_differences is not None:
            summed += self.second_distance.take(second_differences + _FARTHEST, axis=0, mode="clip")
        np.maximum(summed, 0, out=summed)
        return product(summed, self.out)


class Ends:
    """The pointers to the first token of a clause and to its last.

    What is made of a token for the one and for the other goes by lines, too: twice its number, and one more.

    Args:
        first: The pointer to the first token.
        last: The pointer to the last one.
    """

    def __init__(self, first: Pointer, last: Pointer) -> None:
        self.first, self.last = first, last
        self._anchor, self._bias, self._target = (
            np.concatenate(parts, axis=-1)
            for parts in ((first.anchor, last.anchor), (first.bias, last.bias), (first.target, last.target))
        )

    def anchors(self, states: Floats) -> Floats:
        """What they make of the states of the tokens that are pointed from."""
        found: Floats = (product(states, self._anchor) + self._bias).reshape(2 * len(states), -1)
        return found

    def targets(self, states: Floats) -> Floats:
        """What they make of the states of the tokens that may be pointed at."""
        found: Floats = product(states, self._target).reshape(2 * len(states), -1)
        return found


@attrs.frozen(eq=False, slots=False)  # what is made of the weights is kept beside them
class Model:
    """Weights and the words that they are for.

    Attributes:
        words: The words and endings that have weights.
        weights: Arrays by the names in `ARRAYS`.
    """

    words: Words
    weights: dict[str, Floats]

    @functools.cached_property
    def _reader(self) -> Reader:
        return Reader.of(*(self.weights[name] for name in ("input", "input_bias", "recurrent")))

    @classmethod
    def from_bytes(cls, data: bytes) -> Model:
        """The model that `to_bytes` wrote.

        Raises:
            ValueError: If the data is not such a model.
        """
        arrays = unpack(data, (*_LISTS, *ARRAYS))
        words, stems, endings = (_lines(arrays.pop(name)) for name in _LISTS)
        return cls(Words(Vocabulary(words, []), stems, endings), arrays)

    def to_bytes(self) -> bytes:
        """The model as an ``.npy`` file."""
        lists = (self.words.vocabulary.words, self.words.stems, self.words.endings)
        texts = {
            name: np.frombuffer("\n".join(forms).encode("utf8"), np.uint8)
            for name, forms in zip(_LISTS, lists, strict=True)
        }
        return pack({**texts, **{name: self.weights[name] for name in ARRAYS}})

    def embed(self, reading: Reading, first: int, last: int, marks: Ints) -> Floats:
        """What is made of each token of a stretch by itself: one line a token.

        Args:
            reading: The narration.
            first: The first token.
            last: The one behind the last.
            marks: What sort of mention begins with each, or goes on with it.
        """
        tokens, form_at = reading.tokens, forms_of(reading, first)
        forms, tags = tokens.forms[first:last], tokens.tags[first:last]
        vectors: Floats = self._forms.take(forms, form_at)
        vectors += self._tagged.take(self.words.vocabulary.tagged(forms, tags, form_at), axis=0)
        vectors += self.weights["tokens"][self.words.mention_rows :].take(marks, axis=0)
        return vectors

    @functools.cached_property
    def _forms(self) -> FormTable:
        """The sum of the weights of a token, but for those of tags and mentions."""
        table, rows = self.weights["tokens"], self.words.rows

        def line(form: str) -> Floats:
            found: Floats = table.take(rows("" if form in SIGNS else form), axis=0).sum(axis=0)
            return found

        return FormTable(line, table.shape[1], np.float32)

    @functools.cached_property
    def _tagged(self) -> Floats:
        """The sum of the weights of a tag and a class of cue."""
        found: Floats = self.weights["tokens"].take(self.words.tagged_rows, axis=0).sum(axis=1)
        return found

    def encode(self, vectors: Floats, lengths: Ints) -> Floats:
        """The state of each token: one line a token.

        Args:
            vectors: The tokens, sentence by sentence.
            lengths: Tokens of each sentence.
        """
        return self._reader.read(vectors, lengths)

    def cues(self, states: Floats) -> Floats:
        """For each token, the probability that it marks a saying."""
        weights = self.weights
        hidden = product(states, weights["cue"])
        hidden += weights["cue_bias"]
        return _logistic(product(np.maximum(hidden, 0, out=hidden), weights["cue_out"]) + weights["cue_out_bias"])

    @functools.cached_property
    def pointers(self) -> dict[str, Pointer]:
        """The networks named in `POINTERS`."""
        parts = {name: (*POINTER_PARTS, *(SECOND_PARTS if name in SECOND else ())) for name in POINTERS}
        weights = {name: {part: self.weights[f"{name}_{part}"] for part in parts[name]} for name in POINTERS}
        for own in weights.values():
            own |= {part: own[part].take(_BUCKETS, axis=0) for part in own if part.endswith("distance")}
        return {name: Pointer(**own) for name, own in weights.items()}

    @functools.cached_property
    def said(self) -> Ends:
        """From a cue to what is said."""
        return Ends(self.pointers["start"], self.pointers["end"])

    @functools.cached_property
    def around(self) -> Ends:
        """From a quotation to the clause around it."""
        return Ends(self.pointers["clause_start"], self.pointers["clause_end"])

    def nobody(self, anchors: Floats, named: Floats) -> Floats:
        """For the state of each cue, the probability that its sentence does not name who says it.

        Args:
            anchors: The states.
            named: The logarithm of the sum of what the scores of the mentions of its sentence are the logarithms of.
        """
        return _logistic(product(anchors, self.weights["nobody"]) + self.weights["nobody_bias"] - named)

    def sure(self, evidence: Sequence[Sequence[float]]) -> Floats:
        """How probable it is that a clause is reported and its source right.

        Args:
            evidence: For each clause, how probable its parts are, as logits.
        """
        weights = self.weights["probability"]
        parts = np.array(evidence, np.float32).reshape(-1, len(weights) - 1)
        return _logistic(product(parts, weights[:-1]) + weights[-1])


def _lines(array: npt.NDArray[np.uint8]) -> list[str]:
    text = bytes(array).decode("utf8")
    return text.split("\n") if text else []


def _logistic(values: Floats) -> Floats:
    found: Floats = 0.5 * (1 + np.tanh(0.5 * values))
    return found


@functools.cache
def load() -> Model:
    """The model that the package carries, read once."""
    return Model.from_bytes(datafiles.read("quoteattr.weights", "indirect.npy"))
