"""Products of tables: what numpy's are, in stretches that stay on one thread."""

import numpy as np
import pytest

from quoteattr.ranking.products import longest, product


@pytest.mark.parametrize("shape", [(144, 48), (32, 16), (32,), (300_000,)])
@pytest.mark.parametrize("extra", [-1, 0, 1])
@pytest.mark.parametrize("stretches", [0, 1, 3])
def test_product(shape: tuple[int, ...], extra: int, stretches: int) -> None:
    """Any number of lines, none among them, gives what ``@`` gives."""
    random = np.random.default_rng(7)
    right = random.random(shape, np.float32)
    left = random.random((max(stretches * longest(right) + extra, 0), shape[0]), np.float32)
    found = product(left, right)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, left @ right, rtol=1e-4)
