"""Making probabilities mean what they say: of the answers at 0.9, nine in ten are to be right.

A network is too sure of what it has learned from. So articles are answered by networks that have not seen them, and
the share of right answers at each probability becomes the confidence (isotonic regression: Zadrozny and Elkan 2002,
"Transforming classifier scores into accurate multiclass probability estimates").
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

KNOT = 250  # answers that one point of the curve is the mean of, at least


def confidence_curve(
    probabilities: Sequence[float], right: Sequence[bool]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Probabilities, rising, and the confidence that each stands for, never falling.

    Args:
        probabilities: Of answers to articles that the network has not learned from.
        right: Whether each of these answers is right.

    >>> curve = confidence_curve([0.2] * 250 + [0.9] * 250, [True, False] * 125 + [True] * 250)
    >>> [part.tolist() for part in curve]
    [[0.20000000298023224, 0.8999999761581421], [0.5, 1.0]]
    """
    order = np.argsort(np.asarray(probabilities), kind="stable")
    sorted_probabilities = np.asarray(probabilities, dtype=np.float64)[order]
    sorted_right = np.asarray(right, dtype=np.float64)[order]
    parts = max(len(order) // KNOT, 1)
    pools: list[tuple[float, float, int]] = []  # mean probability, share of right answers, number
    for one, other in zip(
        np.array_split(sorted_probabilities, parts), np.array_split(sorted_right, parts), strict=True
    ):
        pools.append((float(one.mean()), float(other.mean()), len(one)))
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            last, before = pools.pop(), pools.pop()
            count = last[2] + before[2]
            pools.append(
                (
                    (before[0] * before[2] + last[0] * last[2]) / count,
                    (before[1] * before[2] + last[1] * last[2]) / count,
                    count,
                )
            )
    return np.array([pool[0] for pool in pools], np.float32), np.array([pool[1] for pool in pools], np.float32)
