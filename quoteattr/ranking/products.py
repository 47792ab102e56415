"""Products of tables on one thread."""

from __future__ import annotations

import numpy as np

from .table import Floats

# OpenBLAS, which numpy comes with, shares larger ones among the threads of a process (interface/gemv.c for a vector;
# `SMP_THRESHOLD_MIN` times `GEMM_MULTITHREAD_THRESHOLD` in interface/gemm.c). For products like ours that saves next to
# nothing, and each thread then spins until the next one comes, on a core that another process may need.
_LARGEST = {1: 9_215, 2: 1 << 18}


def longest(right: Floats) -> int:
    """How many lines of a table a product with these weights may have to stay on one thread."""
    return max(_LARGEST[right.ndim] // right.size, 1)


def product(left: Floats, right: Floats) -> Floats:
    """``left @ right``, worked out in stretches that stay on one thread.

    Args:
        left: A table with any number of lines.
        right: Weights: a table, or one column as a vector.
    """
    rows = longest(right)
    if len(left) <= rows:
        found: Floats = left @ right
        return found
    found = np.empty((len(left), *right.shape[1:]), np.float32)
    even = len(left) - len(left) % rows
    np.matmul(left[:even].reshape(-1, rows, left.shape[1]), right, found[:even].reshape(-1, rows, *right.shape[1:]))
    np.matmul(left[even:], right, found[even:])
    return found
