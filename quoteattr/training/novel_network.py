"""Learning the weights for novels: one pass of `quoteattr.fiction.model`, trained by gradient descent with PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from ..fiction.model import in_question
from ..ranking.columns import Ints
from ..ranking.table import Floats
from .loss import choice_loss
from .novels import Novel

HIDDEN, INNER = 32, 16
EPOCHS = 8
BLOCK = 32  # turns that stand together
BATCH = 4  # blocks
RATE = 4e-3
DECAY = 1e-4
DROPOUT = 0.3
COLUMN_DROPOUT = 0.2  # of single features, so that none decides alone
_WARM_UP = 0.1


@attrs.frozen
class Example:
    """A novel: how many turns, and of each pair in question the turn, and whether it is right."""

    count: int
    owners: Ints
    right: npt.NDArray[np.bool_]


@attrs.frozen
class Batch:
    """Some turns: their rows of weights, those of their pairs, and what is right."""

    tables: list[Tensor]
    owners: Tensor
    right: Tensor
    count: int


class Network(nn.Module):
    """The network of one pass.

    Args:
        sizes: Rows of each table of weights: of turns, pairs and, but in the first pass, answers.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        super().__init__()
        self.tables = nn.ModuleList([nn.EmbeddingBag(size, HIDDEN, mode="sum") for size in sizes])
        for weight in self.tables.parameters():
            nn.init.normal_(weight, std=0.05)
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, 1, bias=False)
        self.direct = nn.Linear(HIDDEN, 1, bias=False)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: Batch) -> Tensor:
        """One score a pair."""
        turns, *pairs = (
            table(rows, per_sample_weights=(torch.rand(rows.shape) > COLUMN_DROPOUT).float() / (1 - COLUMN_DROPOUT))
            for table, rows in zip(self.tables, batch.tables, strict=True)
        )
        hidden = self.dropout(torch.relu(turns[batch.owners] + sum(pairs) + self.bias))
        inner = self.dropout(torch.relu(self.inner(hidden)))
        return (self.outer(inner) + self.direct(hidden)).squeeze(1)  # type: ignore[no-any-return]

    def arrays(self) -> dict[str, Floats]:
        """The weights by the names that `quoteattr.fiction.model` gives them."""
        tensors = dict(zip(("turns", "pairs", "answers"), self.tables.parameters(), strict=False)) | {
            "bias": self.bias,
            "inner": self.inner.weight.T,
            "inner_bias": self.inner.bias,
            "outer": self.outer.weight[0],
            "direct": self.direct.weight[0],
        }
        return {name: tensor.detach().numpy().copy() for name, tensor in tensors.items()}


def train(novels: Sequence[tuple[Novel, Floats | None]], seed: int) -> dict[str, Floats]:
    """Train one pass.

    Args:
        novels: Novels, each with the answers of the pass before; `None` for the first pass.
        seed: Of all that is drawn by chance.

    Returns:
        The weights.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # sums in one order: the same weights on every run
    chance = np.random.default_rng(seed)
    examples: list[Example] = []
    tables: list[list[Ints]] = []
    sizes: list[int] = []
    for novel, shares in novels:
        describer = novel.describer
        kept = in_question(describer, shares)
        examples.append(Example(describer.pairs.count, describer.pairs.owners[kept], novel.right[kept]))
        own = [describer.turns.T, describer.rows.T[kept]]
        sizes = [describer.turn_columns.rows, describer.pair_columns.rows]
        if shares is not None:
            answers = describer.answers(shares)
            own.append(answers.matrix().T[kept])
            sizes.append(answers.rows)
        tables.append(own)
    network = Network(sizes)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-sum(example.count // BLOCK + 2 for example in examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=_WARM_UP)
    network.train()
    for _ in range(EPOCHS):
        for batch in _batches(examples, tables, chance):
            loss = choice_loss(network(batch), batch.owners, batch.right, batch.count)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.eval().arrays()


def _batches(
    examples: Sequence[Example], tables: Sequence[Sequence[Ints]], chance: np.random.Generator
) -> Iterator[Batch]:
    """All turns in batches of blocks, cut at another place each time."""
    blocks = []
    for number, example in enumerate(examples):
        cuts = [0, *range(int(chance.integers(BLOCK)) or BLOCK, example.count, BLOCK), example.count]
        blocks += [(number, low, high) for low, high in pairwise(cuts)]
    order = chance.permutation(len(blocks))
    for start in range(0, len(order), BATCH):
        rows: list[list[Ints]] = [[] for _ in tables[0]]
        owners, right = [], []
        count = 0
        for place in order[start : start + BATCH]:
            number, low, high = blocks[place]
            own = examples[number].owners
            first, last = np.searchsorted(own, [low, high])
            rows[0].append(tables[number][0][low:high])
            for part, table in zip(rows[1:], tables[number][1:], strict=True):
                part.append(table[first:last])
            owners.append(own[first:last] - low + count)
            right.append(examples[number].right[first:last])
            count += high - low
        yield Batch(
            [torch.from_numpy(np.concatenate(part)) for part in rows],
            torch.from_numpy(np.concatenate(owners)),
            torch.from_numpy(np.concatenate(right)),
            count,
        )
