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
        self._columns: list[Ints] = []
        self.rows = 0

    def add(self, values: npt.NDArray[Any] | Sequence[int], size: int) -> None:
        """Add a column of values from 0 to ``size - 1``; others are moved to the nearer end."""
        column = np.clip(np.asarray(values, dtype=np.int64), 0, size - 1)
        self._columns.append(column + self.rows)
        self.rows += size

    def add_flag(self, values: npt.NDArray[Any] | Sequence[bool]) -> None:
        """Add a column of yes (1) and no (0)."""
        self.add(np.asarray(values, dtype=np.int64), 2)

    def add_count(self, values: npt.NDArray[Any]) -> None:
        """Add a column of counts or distances, by bucket."""
        self.add(np.searchsorted(BUCKETS, values), len(BUCKETS) + 1)

    def matrix(self) -> Ints:
        """One line an item, one row of weights a column."""
        return np.stack(self._columns, axis=1)
