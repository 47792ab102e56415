"""The document as a whole: one choice for each quotation, in the light of those beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import attrs
import numpy as np

from .marks import QuotedSpan
from .ranking.candidates import Candidates
from .ranking.model import Scores
from .ranking.table import Floats
from .reading.around import Reading

Shares: TypeAlias = dict[int | None, float]

#: Nobody is the answer only where it is twice as probable as any source: measured on news-dev, this finds one speaker
#: more in a hundred and gets as many wrong as before.
NOBODY_WEIGHT = 0.5
_ROUNDS = 3
_NEGLIGIBLE = 1e-3  # what is below is no answer and is not passed on, so that time stays linear


@attrs.frozen
class Choice:
    """Who a quotation belongs to.

    Attributes:
        mention: Number of the mention that names its source, or `None` for nobody.
        confidence: Probability that this is right.
        runner_up: The next best answer, a mention's number or `None` for nobody.
        runner_up_confidence: Probability that this is right instead.
        repeated: Whether it is the source of the quotation before or behind, rather than one named beside this one.
    """

    mention: int | None
    confidence: float
    runner_up: int | None
    runner_up_confidence: float
    repeated: bool


def choose(scores: Scores, candidates: Candidates, count: int, confidence: Callable[[Floats], Floats]) -> list[Choice]:
    """Choose the most probable source of each quotation.

    "The same as before" and "the same as behind" are no answers of their own: their probability goes to the answers
    for that quotation, each in proportion to its own, and so on along the text. Going through the document to and fro
    settles it, as in any chain whose links are weaker than 1.

    Args:
        scores: Probabilities of the choices.
        candidates: The pairs that they are of.
        count: Number of quotations.
        confidence: What probabilities of answers stand for.
    """
    bounds = np.searchsorted(candidates.quotations, np.arange(count + 1)).tolist()
    mentions, pairs = candidates.mentions.tolist(), scores.pairs.tolist()
    own: list[Shares] = []
    for number, nobody in enumerate(scores.nobody.tolist()):
        part = slice(bounds[number], bounds[number + 1])
        shares: Shares = {
            mention: share for mention, share in zip(mentions[part], pairs[part], strict=True) if share > _NEGLIGIBLE
        }
        own.append(shares | {None: nobody})
    repeats, follows = scores.repeats.tolist(), scores.follows.tolist()
    settled = [_normalized(shares) for shares in own]
    linked = [number for number in range(count) if max(repeats[number], follows[number]) > _NEGLIGIBLE]
    for _ in range(_ROUNDS):
        for number in (*linked, *reversed(linked)):
            settled[number] = _together(own, settled, repeats, follows, number)
    ranked = [_ranked(shares) for shares in settled]
    sure = confidence(np.array([shares[best] for shares, (best, _) in zip(settled, ranked, strict=True)], np.float32))
    return [
        Choice(best, certainty, second, _rest(shares, best, second, certainty), alone.get(best, 0.0) < shares[best] / 2)
        for (best, second), certainty, shares, alone in zip(ranked, sure.tolist(), settled, own, strict=True)
    ]


def _together(
    own: Sequence[Shares], settled: Sequence[Shares], repeats: Sequence[float], follows: Sequence[float], number: int
) -> Shares:
    """The shares of a quotation's answers, with what its neighbours lend them."""
    shares = dict(own[number])
    for neighbour, link in ((number - 1, repeats[number]), (number + 1, follows[number])):
        if 0 <= neighbour < len(own) and link > _NEGLIGIBLE:
            for mention, share in settled[neighbour].items():
                if share > _NEGLIGIBLE:
                    shares[mention] = shares.get(mention, 0.0) + link * share
    return _normalized(shares)


def _normalized(shares: Shares) -> Shares:
    total = sum(shares.values()) or 1.0
    return {mention: share / total for mention, share in shares.items()}


def _ranked(shares: Shares) -> tuple[int | None, int | None]:
    """The best answer and the next best."""
    weighed = shares | {None: shares[None] * NOBODY_WEIGHT}
    best = max(weighed, key=weighed.__getitem__)
    del weighed[best]
    return best, max(weighed, key=weighed.__getitem__, default=None)


def _rest(shares: Shares, best: int | None, second: int | None, certainty: float) -> float:
    """The second's part of what the certainty of the best leaves to all others."""
    others = 1.0 - shares[best]
    return (1.0 - certainty) * shares.get(second, 0.0) / others if others > 0 else 0.0


def join_reopened(choices: Sequence[Choice], members: Sequence[int], quoted: Sequence[QuotedSpan]) -> list[Choice]:
    """Give the parts of an utterance whose paragraphs reopen their marks one source, where some of them have none.

    Args:
        choices: The choice for each quotation.
        members: Number of each of them among the quotations of the document.
        quoted: All quotations of the document.
    """
    places: dict[int | None, int] = {member: place for place, member in enumerate(members)}
    links = [places.get(quoted[member].continues) for member in members]
    joined = list(choices)
    for number, link in enumerate(links):  # forward: from the paragraph before
        if link is not None and joined[number].mention is None and joined[link].mention is not None:
            joined[number] = attrs.evolve(joined[link], repeated=True)
    for number in reversed(range(len(joined))):  # and back: a tag may stand only behind the last
        link = links[number]
        if link is not None and joined[link].mention is None and joined[number].mention is not None:
            joined[link] = attrs.evolve(joined[number], repeated=True)
    return joined


def carried_on(reading: Reading, choices: Sequence[Choice]) -> list[int | None]:
    """For each quotation, the number of the one whose utterance it carries on behind a tag, or `None`.

    “We left,” said Lind. “Then it rained.”: one paragraph, one mention, and that mention stands between.
    """
    carried: list[int | None] = [None] * len(choices)
    for number in range(1, len(choices)):
        before, place = reading.places[number - 1], reading.places[number]
        mention = choices[number].mention
        carried[number] = (
            number - 1
            if mention is not None
            and mention == choices[number - 1].mention
            and before < reading.mentions[mention].first < place
            and reading.tokens.paragraphs[before] == reading.tokens.paragraphs[place]
            and choices[number].repeated
            else None
        )
    return carried
