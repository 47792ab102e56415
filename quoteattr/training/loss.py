"""What the networks that choose are trained to lessen."""

from __future__ import annotations

import torch
from torch import Tensor

_NEVER = -1e4


def choice_loss(scores: Tensor, owners: Tensor, right: Tensor, count: int) -> Tensor:
    """Of what has a right choice: minus the logarithm of the probability of all choices that are right.

    Args:
        scores: One a choice.
        owners: Whose choice each is, from 0 to ``count - 1``.
        right: Whether each is right.
        count: How many choose.
    """
    known = torch.zeros(count).scatter_add(0, owners, right.float()) > 0
    everything = _log_sum(scores, owners, count)
    right_ones = _log_sum(torch.where(right, scores, torch.tensor(_NEVER)), owners, count)
    return (everything - right_ones)[known].mean()


def _log_sum(scores: Tensor, owners: Tensor, count: int) -> Tensor:
    highest = torch.full((count,), _NEVER).scatter_reduce(0, owners, scores.detach(), "amax")
    sums = torch.zeros(count).scatter_add(0, owners, torch.exp(scores - highest[owners]))
    return highest + torch.log(sums)
