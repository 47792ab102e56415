"""The recurrent network: many sentences at once are read as each is alone."""

import numpy as np

from quoteattr.indirect.model import load


def test_many_at_once() -> None:
    """Sentences of many lengths, more than go through one product (56), have the states that each has alone."""
    model, random = load(), np.random.default_rng(5)
    lengths = random.integers(1, 30, 300)
    vectors = random.standard_normal((lengths.sum(), model.weights["tokens"].shape[1]), np.float32)
    parts = np.split(vectors, lengths.cumsum()[:-1])
    alone = np.concatenate([model.encode(part, np.array([len(part)])) for part in parts])
    np.testing.assert_allclose(model.encode(vectors, lengths), alone, atol=1e-5)
