"""The recurrent network (LSTM) that reads sentences in both directions, many at once."""

from __future__ import annotations

from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from ..ranking.columns import Ints

Floats: TypeAlias = npt.NDArray[np.float32]

_GATES = 4  # input, forget and output gate, and new content


@attrs.frozen(eq=False)
class Reader:
    """The weights of the network, a block for each gate and direction: what is done to a gate is done in one stretch.

    The weights of the three gates are halved, so that one tanh serves them and the new content alike.

    Attributes:
        input: Of a token, its biases being the last line.
        recurrent: Of the state at the token read before.
    """

    input: Floats
    recurrent: Floats

    @classmethod
    def of(cls, weights: Floats, biases: Floats, recurrent: Floats) -> Reader:
        """The network of these weights: for each direction a table, the gates side by side in it."""
        return cls(_blocks(np.concatenate((weights, biases), axis=1)), _blocks(recurrent))

    def read(self, tokens: Floats, lengths: Ints) -> Floats:
        """The states of each token, of the direction forward and of that backward side by side.

        Args:
            tokens: The vectors of the tokens, sentence by sentence.
            lengths: Tokens of each sentence.
        """
        order, sizes = _order(lengths)
        biased = np.append(tokens, np.ones((len(tokens), 1), np.float32), axis=1)
        states = self._recur(_by_turn(biased.take(order, axis=0), self.input), sizes)
        width = states.shape[2]
        found = np.empty((len(tokens), 2 * width), np.float32)
        for way, places in enumerate(order):
            found[places, way * width : (way + 1) * width] = states[:, way]
        return found

    def _recur(self, turns: Floats, sizes: Ints) -> Floats:
        """The states, in the order of reading, from what the tokens add to the gates."""
        states = np.empty(turns.shape[1:], np.float32)
        state = memory = np.zeros((sizes.max(initial=0), *turns.shape[2:]), np.float32)
        at = 0
        for size in sizes.tolist():
            gates = _by_turn(state[:size].transpose(1, 0, 2), self.recurrent)
            gates += turns[:, at : at + size]
            np.tanh(gates, out=gates)
            opened = gates[:-1]
            opened += 1
            opened *= 0.5
            into, forget, out, new = gates
            new *= into
            forget *= memory[:size]
            memory = np.add(new, forget, out=new)
            state = np.tanh(memory, out=states[at : at + size])
            state *= out
            at += size
        return states


def _by_turn(vectors: Floats, weights: Floats) -> Floats:
    """What the vectors of each direction add to each gate, both directions of a turn side by side."""
    found = np.empty((_GATES, vectors.shape[1], *weights.shape[1::2]), np.float32)
    np.matmul(vectors, weights, out=found.transpose(0, 2, 1, 3))
    return found


def _blocks(weights: Floats) -> Floats:
    """The weights of each gate and direction by themselves."""
    return np.ascontiguousarray(weights.reshape(*weights.shape[:2], _GATES, -1).transpose(2, 0, 1, 3))


def _order(lengths: Ints) -> tuple[Ints, Ints]:
    """The tokens in the order of reading, forward and backward: all first ones, then all second ones, and so on.

    Returns:
        Two lines of numbers of tokens, and how many sentences have a first token, a second one, and so on. Longer
        sentences stand before shorter ones.
    """
    sizes = np.cumsum(np.bincount(lengths, minlength=1)[:0:-1])[::-1]
    step = np.repeat(np.arange(len(sizes)), sizes)
    turn = np.arange(len(step)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    longest = np.argsort(-lengths, kind="stable")
    lasts = np.cumsum(lengths)[longest] - 1
    firsts = lasts + 1 - lengths[longest]
    return np.stack((firsts[turn] + step, lasts[turn] - step)), sizes
