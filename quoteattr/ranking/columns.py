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
    """Columns of one length, collected one after the other."""

    def __init__(self) -> None:
        self._columns: list[npt.NDArray[Any] | Sequence[int] | Sequence[bool]] = []
        self._sizes: list[int] = []

    @property
    def rows(self) -> int:
        """How many rows of weights the columns have together."""
        return sum(self._sizes)

    def add(self, values: npt.NDArray[Any] | Sequence[int], size: int) -> None:
        """Add a column of values from 0 to ``size - 1``; others are moved to the nearer end."""
        self._columns.append(values)
        self._sizes.append(size)

    def add_flag(self, values: npt.NDArray[Any] | Sequence[bool]) -> None:
        """Add a column of yes (1) and no (0)."""
        self._columns.append(values)
        self._sizes.append(2)

    def add_count(self, values: npt.NDArray[Any]) -> None:
        """Add a column of counts or distances, by bucket."""
        self.add(BUCKETS.searchsorted(values), len(BUCKETS) + 1)

    def matrix(self) -> Ints:
        """One line an item, one row of weights a column."""
        sizes = np.array(self._sizes, dtype=np.int64)[:, None]
        matrix = np.array(self._columns, dtype=np.int64)
        np.minimum(matrix, sizes - 1, out=matrix)
        np.maximum(matrix, 0, out=matrix)
        matrix += np.cumsum(sizes, axis=0) - sizes
        return matrix.T
