"""Who may speak in which turn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..ranking.columns import Ints
from ..reading.around import Reading
from .naming import Namings
from .turns import Turn

RECENT = 14  # people named last, up to the end of the turn's paragraph
COMING = 4  # people named next
_AHEAD = 1200  # code points in which the next are looked for
ALWAYS = 2  # who are named most of all


def find_candidates(
    reading: Reading, turns: Sequence[Turn], namings: Namings, people: int, narrator: int | None
) -> tuple[Ints, Ints]:
    """Pairs of a turn and a person, in order of the turns: the numbers of the turns, and of the people."""
    offsets, owners = namings.offsets.tolist(), namings.people.tolist()
    counts = np.bincount(namings.people, minlength=people)
    always = [int(one) for one in np.argsort(-counts, kind="stable")[:ALWAYS] if counts[one]]
    if narrator is not None:
        always.append(narrator)
    recent: dict[int, None] = {}
    pair_turns: list[int] = []
    pair_people: list[int] = []
    at = 0
    for number, turn in enumerate(turns):
        end = reading.tokens.ends[turn.end - 1]
        while at < len(offsets) and offsets[at] < end:
            recent.pop(owners[at], None)
            for other in sorted(namings.others[at]):
                recent.setdefault(other)
            recent[owners[at]] = None
            at += 1
        chosen = dict.fromkeys(one for one, _ in zip(reversed(recent), range(RECENT), strict=False))
        ahead, coming = at, 0
        while ahead < len(offsets) and offsets[ahead] < end + _AHEAD and coming < COMING:
            if owners[ahead] not in chosen:
                chosen[owners[ahead]] = None
                coming += 1
            ahead += 1
        chosen.update(dict.fromkeys(always))
        pair_turns.extend([number] * len(chosen))
        pair_people.extend(sorted(chosen))
    return np.array(pair_turns, dtype=np.int64), np.array(pair_people, dtype=np.int64)
