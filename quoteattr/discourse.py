"""The document as a whole: one choice for each quotation, in the light of the quotations before it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from .ranking.candidates import Candidates
from .ranking.model import Scores


@attrs.frozen
class Choice:
    """Who a quotation belongs to.

    Attributes:
        mention: Number of the mention that names its source, or `None` for nobody.
        confidence: Probability that this is right.
        runner_up: The next best answer, a mention's number or `None` for nobody.
        runner_up_confidence: Its probability.
        repeated: Whether it is the source of the quotation before, rather than one named beside this one.
    """

    mention: int | None
    confidence: float
    runner_up: int | None
    runner_up_confidence: float
    repeated: bool


def choose(scores: Scores, candidates: Candidates, count: int) -> list[Choice]:
    """Choose the most probable source of each quotation.

    "The same as before" is no answer of its own: its probability goes to the answers for the quotation before, each
    in proportion to its own, and so on back to the first.

    Args:
        scores: Probabilities of the choices.
        candidates: The pairs that they are of.
        count: Number of quotations.
    """
    choices: list[Choice] = []
    previous: dict[int | None, float] = {}
    bounds = np.searchsorted(candidates.quotations, np.arange(count + 1))
    for number in range(count):
        own = slice(bounds[number], bounds[number + 1])
        shares: dict[int | None, float] = dict(
            zip(candidates.mentions[own].tolist(), scores.pairs[own].tolist(), strict=True)
        )
        shares[None] = float(scores.nobody[number])
        repeat = float(scores.repeats[number])
        direct = dict(shares)
        for mention, share in previous.items():
            shares[mention] = shares.get(mention, 0.0) + repeat * share
        total = sum(shares.values())
        shares = {mention: share / total for mention, share in shares.items()}
        ranked = sorted(shares, key=lambda mention: (-shares[mention], mention is None, mention or 0))
        best = ranked[0]
        second = ranked[1] if len(ranked) > 1 else None
        choices.append(
            Choice(
                best,
                min(shares[best], 1.0),
                second,
                shares.get(second, 0.0) if len(ranked) > 1 else 0.0,
                direct.get(best, 0.0) < shares[best] / 2,
            )
        )
        previous = {mention: share for mention, share in shares.items() if share > _NEGLIGIBLE}
    return choices


_NEGLIGIBLE = 1e-3  # probabilities below are not carried on, so that time stays linear
