"""The recurrent network (LSTM) that reads sentences in both directions, many at once."""

from __future__ import annotations

import itertools
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from ..ranking.columns import Ints

Floats: TypeAlias = npt.NDArray[np.float32]

_GATES = 4  # input, forget and output gate, and new content
_ONE, _HALF = np.float32(1), np.float32(0.5)  # plain numbers are looked at for as long as a short sum takes


class Reader(NamedTuple):
    """The network.

    Attributes:
        weights: A table for each gate and direction, so that what is done to a gate is done in one stretch. It has a
            line for each number of the state before, of the token, and one for the bias. Those of the three gates are
            halved, so that one tanh serves them and the new content alike.
    """

    weights: Floats

    @classmethod
    def of(cls, tokens: Floats, biases: Floats, states: Floats) -> Reader:
        """The network of these weights: for each direction a table, the gates side by side in it."""
        tables = np.concatenate((states, tokens, biases), axis=1)
        return cls(np.ascontiguousarray(tables.reshape(*tables.shape[:2], _GATES, -1).transpose(2, 0, 1, 3)))

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
        width = self.weights.shape[3]
        memory = np.zeros((sizes[0], 2, width), np.float32)
        by_way = lines.transpose(1, 0, 2)
        before, at = 0, int(sizes[0])
        for size, steps in itertools.groupby(sizes.tolist()):
            parts = np.empty((_GATES + 1, size, 2, width), np.float32)
            parts[-1] = memory[:size]
            gates, opened, both, contents = parts[:-1], parts[:-2], parts[:2], parts[-2:]
            gates_by_way, (into, forget, out, _, memory) = gates.transpose(0, 2, 1, 3), parts
            for _ in steps:
                np.matmul(by_way[:, before : before + size], self.weights, gates_by_way)
                np.tanh(gates, gates)
                np.add(opened, _ONE, opened)
                np.multiply(opened, _HALF, opened)
                np.multiply(both, contents, both)
                np.add(into, forget, memory)
                np.multiply(np.tanh(memory, into), out, lines[at : at + size, :, :width])
                before, at = at, at + size


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
    return np.stack((firsts.take(turn) + step, lasts.take(turn) - step), axis=1), sizes
