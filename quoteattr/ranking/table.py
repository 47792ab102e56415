"""A table of weights in 8 bits a number, whose rows are summed in whole numbers: the same sums on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from .columns import Ints

if TYPE_CHECKING:
    import numpy.typing as npt

Floats: TypeAlias = "npt.NDArray[np.float32]"

_LARGEST = 127
_MOST_COLUMNS = 32_767 // _LARGEST  # of what fits into the 16 bits of a sum
_AT_ONCE = 256  # items, so that what is gathered stays near the processor


class Table(NamedTuple):
    """Rows of weights.

    Attributes:
        values: Whole numbers from -127 to 127, a row a line.
        scale: What a step is worth, in each place of a row.
    """

    values: npt.NDArray[np.int8]
    scale: Floats

    @classmethod
    def of(cls, weights: Floats) -> Table:
        """The table nearest to these weights."""
        scale = np.abs(weights).max(axis=0, initial=0.0) / _LARGEST
        values = np.round(weights / np.where(scale > 0, scale, 1))
        return cls(values.astype(np.int8), scale.astype(np.float32))

    @classmethod
    def read(cls, arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Table:
        """The table that `arrays` gave under that name."""
        values, scale = names_of(name)
        return cls(arrays[values], arrays[scale])

    def sums(self, rows: Ints) -> Floats:
        """The sum of the rows of each item.

        Args:
            rows: Row numbers, a column an item; at most 258 lines.

        Returns:
            The sums, a line an item.
        """
        if len(rows) > _MOST_COLUMNS:
            raise ValueError(f"{len(rows)} rows an item: at most {_MOST_COLUMNS} can be summed")
        totals = np.empty((rows.shape[1], self.values.shape[1]), np.int16)
        for start in range(0, rows.shape[1], _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            np.add.reduce(self.values.take(rows[:, part], axis=0), axis=0, dtype=np.int16, out=totals[part])
        sums: Floats = totals * self.scale
        return sums

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """The table as arrays to save under this name."""
        return dict(zip(names_of(name), (self.values, self.scale), strict=True))


def names_of(name: str) -> tuple[str, str]:
    """The names of the two arrays that a table is saved as under this name."""
    return name, name + "_scale"
