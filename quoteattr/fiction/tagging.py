"""What names the speaker beside a turn: a name, a pronoun or a description, and where it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import attrs

from ..reading.around import Reading
from ..speakers.descriptions import gender_of_noun, kind_of_noun
from .naming import INVERTED, OBJECT, OTHER, POSSESSOR, SPEAKING, SUBJECT, Namings, role_of
from .turns import Turn

POSITIONS = 6
SLOTS = 6 * POSITIONS  # a role in a position
BESIDE, AFTER, BEHIND, BEFORE, LEADING, AHEAD = range(POSITIONS)
_NEAR = 3  # tokens between a quotation and the words of its tag
_SPEECH = (INVERTED, SPEAKING)

NAME, HE, SHE, FIRST, THEY, DESCRIPTION = range(6)  # sorts of anchors
_PRONOUNS = {"he": HE, "she": SHE, "i": FIRST, "we": FIRST, "they": THEY}

#: How well a slot tells the speaker: 3 for a tag, 2 for a verb of saying further off, 1 for one who acts, 0 for others.
_ORDER = (
    [(role, BESIDE) for role in (INVERTED, SPEAKING)]
    + [(role, place) for place in (BEFORE, AFTER, LEADING) for role in (SPEAKING, INVERTED)]
    + [(role, place) for place in (BEHIND, AHEAD) for role in (SPEAKING, INVERTED)]
    + [(SUBJECT, place) for place in (BESIDE, BEFORE, AFTER, LEADING, BEHIND, AHEAD)]
    + [(OTHER, place) for place in (BESIDE, BEFORE, AFTER, LEADING, BEHIND, AHEAD)]
    + [(role, place) for role in (OBJECT, POSSESSOR) for place in (BESIDE, BEFORE, AFTER, LEADING, BEHIND, AHEAD)]
)
PRIORITY = {role * POSITIONS + place: rank for rank, (role, place) in enumerate(_ORDER)}
STRONG = len([1 for role, _ in _ORDER if role in _SPEECH])
GRADES = 4


def grade(slot: int) -> int:
    """How well a slot tells the speaker, 3 (a tag) to 0."""
    rank = PRIORITY[slot]
    return 3 if rank < 8 else 2 if rank < STRONG else 1 if slot // POSITIONS == SUBJECT else 0


@attrs.frozen
class Anchor:
    """Words beside a turn that may name its speaker.

    Attributes:
        sort: `NAME`, `HE`, …
        slot: Role and position.
        person: Number of the person who is named; -1 where it is no name.
        first: Its first token.
        last: Token behind it.
        gender: That it tells.
        others: Numbers of others whom the name fits.
        away: Tokens between it and the nearest quotation.
    """

    sort: int
    slot: int
    person: int
    first: int
    last: int
    gender: str | None
    others: frozenset[int] = frozenset()
    away: int = 0


def find_anchors(reading: Reading, turns: Sequence[Turn], namings: Namings) -> list[list[Anchor]]:
    """The anchors of each turn, in order of the text."""
    tokens = reading.tokens
    columns = (namings.tokens, namings.lasts, namings.people, namings.roles)
    rows = zip(*(column.tolist() for column in columns), namings.others, strict=True)
    named = [row for row in rows if row[0] >= 0]
    places = [row[0] for row in named]
    firsts = [mention.first for mention in reading.mentions]
    found = []
    for turn in turns:
        low, high = bisect_left(places, turn.start), bisect_left(places, turn.end)
        quotes = list(reading.places[turn.first : turn.last])
        taken: set[int] = set()
        anchors = []
        for first, last, person, role, others in named[low:high]:
            taken.update(range(first, last))
            slot = role * POSITIONS + _position(reading, quotes, first, last)
            anchors.append(Anchor(NAME, slot, person, first, last, None, others, _away(quotes, first, last)))
        for number in range(bisect_left(firsts, turn.start), bisect_left(firsts, turn.end)):
            mention = reading.mentions[number]
            if taken.intersection(range(mention.first, mention.last)):
                continue
            word = tokens.words[mention.first].partition("'")[0]
            sort, gender = _PRONOUNS.get(word, DESCRIPTION), None
            if mention.type == "pronoun" and sort != DESCRIPTION:
                gender = {HE: "male", SHE: "female"}.get(sort)
            elif mention.type in ("definite", "indefinite", "bare") and not mention.possessor:
                noun = tokens.words[mention.head]
                if kind_of_noun(noun) not in ("person", "group") and not gender_of_noun(noun):
                    continue
                gender = gender_of_noun(noun)
            else:
                continue
            slot = role_of(reading, mention.first, mention.last) * POSITIONS
            slot += _position(reading, quotes, mention.first, mention.last)
            away = _away(quotes, mention.first, mention.last)
            anchors.append(Anchor(sort, slot, -1, mention.first, mention.last, gender, away=away))
        found.append(anchors)
    return found


def _away(quotes: Sequence[int], first: int, last: int) -> int:
    behind = bisect_right(quotes, first)
    before = first - quotes[behind - 1] if behind else last
    return min(before, quotes[behind] - last) if behind < len(quotes) else before


def _position(reading: Reading, quotes: Sequence[int], first: int, last: int) -> int:
    sentences = reading.tokens.sentences
    behind = bisect_right(quotes, first)
    before = quotes[behind - 1] if behind else None
    after = quotes[behind] if behind < len(quotes) else None
    if before is not None:
        if first - before <= _NEAR and (sentences[first] == sentences[before] or first - before <= 2):
            return BESIDE
        if sentences[first] == sentences[before]:
            return AFTER
    if after is not None:
        if after - last <= _NEAR:
            return BEFORE
        return LEADING if sentences[first] == sentences[after] else AHEAD
    return BEHIND


def best(anchors: Sequence[Anchor]) -> Anchor | None:
    """The anchor that tells the speaker best; a description only as a tag."""
    fit = [one for one in anchors if one.sort != DESCRIPTION or grade(one.slot) >= 2]
    return min(fit, key=lambda one: (PRIORITY[one.slot], one.away, one.first), default=None)
