"""Columns of small whole numbers, each value being one row of a table of weights."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Ints: TypeAlias = "npt.NDArray[np.signedinteger[Any]]"
Flags: TypeAlias = "npt.NDArray[np.bool_]"

#: Upper ends of the buckets in which counts and distances are seen; the last bucket is open.
BUCKETS = np.array([0, 1, 2, 3, 4, 6, 9, 13, 20, 40, 80])
_BUCKET_OF = BUCKETS.searchsorted(np.arange(BUCKETS[-1] + 2))


class Columns:
    """Columns of one length, collected one block after the other."""

    def __init__(self) -> None:
        self._blocks: list[npt.ArrayLike] = []
        self._sizes: list[int] = []

    @property
    def rows(self) -> int:
        """How many rows of weights the columns have together."""
        return sum(self._sizes)

    def add(self, values: npt.ArrayLike, *sizes: int) -> None:
        """Add columns of values from 0 to ``size - 1``; others are moved to the nearer end.

        Args:
            values: One column, or a block of columns that holds the first of them, then the next.
            sizes: How many values each column has.
        """
        self._blocks.append(values)
        self._sizes += sizes

    def add_counts(self, *columns: npt.NDArray[Any]) -> None:
        """Add columns of counts or distances, by bucket."""
        for column in columns:
            self.add(bucket_of(column), COUNTS)

    def matrix(self) -> Ints:
        """One row of weights a column, for each item; a line holds one column of all items."""
        last, offsets = _limits(tuple(self._sizes))
        values = np.concatenate(self._blocks, axis=None, dtype=np.int32, casting="unsafe")
        matrix: Ints = values.reshape(len(last), -1)
        np.minimum(matrix, last, out=matrix)
        np.maximum(matrix, _FIRST, out=matrix)
        matrix += offsets
        return matrix


COUNTS = len(BUCKETS) + 1
_FIRST = np.zeros((), np.int32)  # a plain 0 is looked at for longer than the numbers take


def bucket_of(counts: npt.NDArray[Any]) -> Ints:
    """The bucket of each count or distance, from 0 to ``COUNTS - 1``."""
    return _BUCKET_OF.take(counts, mode="clip")


@functools.lru_cache(maxsize=64)
def _limits(sizes: tuple[int, ...]) -> tuple[Ints, Ints]:
    """The last value of columns of these sizes, and the rows of weights before those of each."""
    lines = np.array(sizes, dtype=np.int32)[:, None]
    return lines - 1, np.cumsum(lines, axis=0, dtype=np.int32) - lines
