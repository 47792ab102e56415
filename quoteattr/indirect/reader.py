"""The recurrent network (LSTM) that reads sentences in both directions, many at once."""

from __future__ import annotations

import itertools
import math
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from ..ranking.columns import Ints
from ..ranking.products import longest

Floats: TypeAlias = npt.NDArray[np.float32]

_LINE = 16  # numbers in a line of the cache
_ORDER = (3, 1, 0, 2)  # new content, forget, input and output gate, by their places in the file
_GATES = len(_ORDER)
_ONE, _HALF = np.array(1, np.float32), np.array(0.5, np.float32)  # plain numbers take as long as a short sum


class Reader(NamedTuple):
    """The network.

    Attributes:
        weights: A table for new content, forget, input and output gate, and each direction, so that what is done to one
            of the four is done in one stretch. It has a line for each number of the state before, of the token, and one
            for the bias. Those of the gates are halved, so that one tanh serves them and the new content alike.
    """

    weights: Floats

    @classmethod
    def of(cls, tokens: Floats, biases: Floats, states: Floats) -> Reader:
        """The network of these weights: for each direction a table, in it the gates and new content side by side."""
        tables = np.concatenate((states, tokens, biases), axis=1)
        by_gate = tables.reshape(*tables.shape[:2], _GATES, -1).transpose(2, 0, 1, 3)
        weights = _aligned(by_gate.shape)
        by_gate.take(_ORDER, axis=0, out=weights)
        return cls(weights)

    def read(self, tokens: Floats, lengths: Ints) -> Floats:
        """What is known of each token: its states in the direction forward and in that backward, and its vector.

        Args:
            tokens: The vectors of the tokens, sentence by sentence.
            lengths: Tokens of each sentence.
        """
        order, sizes = _order(lengths)
        width, first = self.weights.shape[3], int(sizes[0])
        # A line is a token in the order of reading, behind one for each sentence: its state, the next token and a one.
        filled = np.zeros((len(tokens) + 1, self.weights.shape[2]), np.float32)
        filled[:-1, width:-1] = tokens
        filled[:, -1] = 1
        following = np.full((first + len(tokens), 2), len(tokens))
        following[np.arange(first, len(following)) - np.append(first, sizes[:-1]).repeat(sizes)] = order
        lines = filled.take(following, axis=0)
        self._recur(lines, sizes)
        states = np.empty((len(tokens), 2 * width + tokens.shape[1]), np.float32)
        for way, places in enumerate(order.T):
            states[places, way * width : (way + 1) * width] = lines[first:, way, :width]
        states[:, 2 * width :] = tokens
        return states

    def _recur(self, lines: Floats, sizes: Ints) -> None:
        """Fill in the states."""
        width, first = self.weights.shape[3], int(sizes[0])
        by_way, states = lines.transpose(1, 0, 2), lines[:, :, :width]
        room = _aligned(((1 + _GATES) * first * 2 * width,))
        before, at, most = 0, first, longest(self.weights[0, 0])
        for size, steps in itertools.groupby(sizes.tolist()):
            # What is remembered stands first, so that it stays where it is when fewer sentences go on.
            parts = room[: (1 + _GATES) * size * 2 * width].reshape(1 + _GATES, size, 2, width)
            gates, opened, contents, both = parts[1:], parts[2:], parts[:2], parts[2:4]
            gates_by_way, (memory, _, forget, into, out) = gates.transpose(0, 2, 1, 3), parts
            for _ in steps:
                for start in range(0, size, most):
                    end = min(start + most, size)
                    np.matmul(by_way[:, before + start : before + end], self.weights, gates_by_way[:, :, start:end])
                np.tanh(gates, gates)
                np.add(opened, _ONE, opened)
                np.multiply(opened, _HALF, opened)
                np.multiply(both, contents, both)
                np.add(into, forget, memory)
                np.multiply(np.tanh(memory, into), out, into)
                states[at : at + size] = into  # written at once, numbers that stand apart take longer
                before, at = at, at + size


def _aligned(shape: tuple[int, ...]) -> Floats:
    """Zeros that begin with a line of the processor's cache: a product of small tables is an eighth faster so."""
    room = np.zeros(math.prod(shape) + _LINE, np.float32)
    first = -room.ctypes.data // room.itemsize % _LINE
    return room[first : first - _LINE].reshape(shape)


def _order(lengths: Ints) -> tuple[Ints, Ints]:
    """The tokens in the order of reading, forward and backward: all first ones, then all second ones, and so on.

    Returns:
        For each turn the two tokens, and how many sentences have a first token, a second one, and so on. Longer
        sentences stand before shorter ones.
    """
    sizes = np.bincount(lengths)[:0:-1].cumsum()[::-1]
    step = np.arange(len(sizes)).repeat(sizes)
    turn = np.arange(len(step)) - (sizes.cumsum() - sizes).repeat(sizes)
    longest = (-lengths).argsort(kind="stable")
    lasts = lengths.cumsum()[longest] - 1
    firsts = lasts + 1 - lengths[longest]
    return np.array((firsts.take(turn) + step, lasts.take(turn) - step)).T, sizes
