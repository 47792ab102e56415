"""Columns of small whole numbers, each value being one row of a table of weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

#: Upper ends of the buckets in which counts and distances are seen; the last bucket is open.
BUCKETS = np.array([0, 1, 2, 3, 4, 6, 9, 13, 20, 40, 80])


class Columns:
    """Columns of one length, collected one block after the other."""

    def __init__(self) -> None:
        self._blocks: list[Ints] = []
        self._sizes: list[int] = []

    @property
    def rows(self) -> int:
        """How many rows of weights the columns have together."""
        return sum(self._sizes)

    def add(self, values: npt.ArrayLike | Sequence[npt.ArrayLike], *sizes: int) -> None:
        """Add columns of values from 0 to ``size - 1``; others are moved to the nearer end.

        Args:
            values: One column, or a block of as many lines as there are sizes, a column a line.
            sizes: How many values each column has.
        """
        self._blocks.append(np.array(values, dtype=np.int64, ndmin=2))
        self._sizes.extend(sizes)

    def add_counts(self, *columns: npt.NDArray[Any]) -> None:
        """Add columns of counts or distances, by bucket."""
        self.add(BUCKETS.searchsorted(np.array(columns)), *[len(BUCKETS) + 1] * len(columns))

    def matrix(self) -> Ints:
        """One row of weights a column, for each item; a line holds one column of all items."""
        sizes = np.array(self._sizes, dtype=np.int64)[:, None]
        matrix = np.concatenate(self._blocks)
        np.minimum(matrix, sizes - 1, out=matrix)
        np.maximum(matrix, 0, out=matrix)
        matrix += np.cumsum(sizes, axis=0) - sizes
        return matrix
