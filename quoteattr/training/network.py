"""Learning the weights: the network of `quoteattr.ranking.model`, trained by gradient descent with PyTorch."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from ..ranking.candidates import Candidates
from ..ranking.features import Features
from ..ranking.model import TABLES
from .loss import choice_loss

HIDDEN, INNER = 32, 16
EPOCHS = 10
BATCH = 16  # articles
RATE = 3e-3
DECAY = 1e-5
DROPOUT = 0.3
COLUMN_DROPOUT = 0.25  # of single features, so that no word alone decides
_WARM_UP = 0.1


@attrs.frozen
class Example:
    """One article: what the model sees of it, and which of its choices are right."""

    features: Features
    candidates: Candidates
    right: npt.NDArray[np.bool_]


class Network(nn.Module):
    """The network with its weights; the order of its choices is that of `Example.right`."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.tables = nn.ModuleList([nn.EmbeddingBag(sizes[name], HIDDEN, mode="sum") for name in TABLES])
        for weight in self.tables.parameters():
            nn.init.normal_(weight, std=0.05)
        self.nobody, self.repeat, self.follow, self.bias = (nn.Parameter(torch.zeros(HIDDEN)) for _ in range(4))
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, 1, bias=False)
        self.direct = nn.Linear(HIDDEN, 1, bias=False)
        self.dropout = nn.Dropout(DROPOUT)

    def _sum(self, table: nn.Module, rows: Tensor) -> Tensor:
        kept = None
        if self.training:
            kept = (torch.rand(rows.shape) > COLUMN_DROPOUT).float() / (1 - COLUMN_DROPOUT)
        return table(rows, per_sample_weights=kept)  # type: ignore[no-any-return]

    def forward(self, batch: Batch) -> Tensor:
        """One score a choice."""
        quotations, mentions, pairs, repeats, follows = (
            self._sum(table, rows) for table, rows in zip(self.tables, batch.features, strict=True)
        )
        hidden = torch.cat(
            [
                quotations[batch.quotations] + mentions[batch.mentions] + pairs,
                quotations + self.nobody,
                quotations + repeats + self.repeat,
                quotations + follows + self.follow,
            ]
        )
        hidden = self.dropout(torch.relu(hidden + self.bias))
        inner = self.dropout(torch.relu(self.inner(hidden)))
        return (self.outer(inner) + self.direct(hidden)).squeeze(1)  # type: ignore[no-any-return]

    def arrays(self) -> dict[str, npt.NDArray[np.float32]]:
        """The weights by the names that `quoteattr.ranking.model` gives them."""
        tensors = dict(zip(TABLES, self.tables.parameters(), strict=True)) | {
            "nobody": self.nobody,
            "repeat": self.repeat,
            "follow": self.follow,
            "bias": self.bias,
            "inner": self.inner.weight.T,
            "inner_bias": self.inner.bias,
            "outer": self.outer.weight[0],
            "direct": self.direct.weight[0],
        }
        return {name: tensor.detach().numpy().copy() for name, tensor in tensors.items()}


@attrs.frozen
class Batch:
    """Several examples as one, numbered through."""

    features: tuple[Tensor, ...]
    quotations: Tensor
    mentions: Tensor
    owners: Tensor
    right: Tensor
    count: int


def _batch(examples: Sequence[Example]) -> Batch:
    quotations, mentions, numbers = [], [], []
    right: list[list[npt.NDArray[np.bool_]]] = [[], [], [], []]
    count = mention_count = 0
    for example in examples:
        own, pairs = example.features.quotations.shape[1], len(example.candidates.quotations)
        quotations.append(example.candidates.quotations + count)
        mentions.append(example.candidates.mentions + mention_count)
        numbers.append(np.arange(own) + count)
        for part, choices in zip(right, np.split(example.right, [pairs, pairs + own, pairs + 2 * own]), strict=True):
            part.append(choices)
        count += own
        mention_count += example.features.mentions.shape[1]
    features = tuple(
        torch.from_numpy(np.concatenate([getattr(example.features, name).T for example in examples])) for name in TABLES
    )
    return Batch(
        features,
        torch.from_numpy(np.concatenate(quotations)),
        torch.from_numpy(np.concatenate(mentions)),
        torch.from_numpy(np.concatenate(quotations + 3 * numbers)),
        torch.from_numpy(np.concatenate([np.concatenate(part) for part in right])),
        count,
    )


def train(examples: Sequence[Example], sizes: dict[str, int], seed: int) -> Network:
    """Train a network.

    Args:
        examples: Articles with at least one candidate each.
        sizes: Rows of each table of weights.
        seed: Of all that is drawn by chance.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # sums in one order: the same weights on every run
    chance = np.random.default_rng(seed)
    network = Network(sizes)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=_WARM_UP)
    network.train()
    for _ in range(EPOCHS):
        order = chance.permutation(len(examples))
        for start in range(0, len(order), BATCH):
            batch = _batch([examples[index] for index in order[start : start + BATCH]])
            loss = choice_loss(network(batch), batch.owners, batch.right, batch.count)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.eval()
