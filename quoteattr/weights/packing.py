"""Arrays of weights as one ``.npy`` file without pickle, large tables in 8 bits a number."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_SMALL = 256  # rows; a table with fewer is kept as it is
_LARGEST = 127
_SCALE = "_scale"


def write(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """The file of these arrays, as they are: one record, whose fields they are."""
    fields = [(name, values.dtype, values.shape) for name, values in arrays.items()]
    record = np.empty((), fields)
    for name, values in arrays.items():
        record[name] = values
    buffer = io.BytesIO()
    np.save(buffer, record, allow_pickle=False)
    return buffer.getvalue()


def read(data: bytes, names: Iterable[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file, as they are.

    Args:
        data: The file.
        names: The arrays that it must hold.

    Raises:
        ValueError: If it is no such file, or lacks an array.
    """
    try:
        record = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    except (ValueError, SyntaxError, tokenize.TokenError) as error:  # of its head, which NumPy reads as Python
        raise ValueError(f"no weights of quoteattr: {error}") from None
    # Copies lie where the processor reads them fast, which fields of a record need not.
    arrays = {name: record[name].copy() for name in record.dtype.names or ()}
    check(arrays, names)
    return arrays


def check(arrays: Mapping[str, npt.NDArray[Any]], names: Iterable[str]) -> None:
    """See that all arrays are there.

    Raises:
        ValueError: If one is missing.
    """
    if missing := set(names) - arrays.keys():
        raise ValueError(f"no weights of quoteattr: the file lacks {', '.join(sorted(missing))}")


def pack(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """The file of these arrays.

    Args:
        arrays: Arrays by name. Floats are kept in 32 bits, those of large tables in 8 with one scale a column.
    """
    packed: dict[str, npt.NDArray[Any]] = {}
    for name, values in arrays.items():
        if values.dtype.kind != "f":
            packed[name] = values
        elif values.ndim == 2 and len(values) > _SMALL:
            scale = np.abs(values).max(axis=0) / _LARGEST
            packed[name] = np.round(values / np.where(scale > 0, scale, 1)).astype(np.int8)
            packed[name + _SCALE] = scale.astype(np.float32)
        else:
            packed[name] = values.astype(np.float32)
    return write(packed)


def unpack(data: bytes, names: Iterable[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays that `pack` wrote.

    Args:
        data: The file.
        names: The arrays that it must hold.

    Raises:
        ValueError: If it is no such file, or lacks an array.
    """
    packed = read(data, names)
    return {
        name: values.astype(np.float32) * packed[name + _SCALE] if name + _SCALE in packed else values
        for name, values in packed.items()
        if not name.endswith(_SCALE)
    }
