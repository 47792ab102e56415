"""What the whole novel tells of its people: their gender, and which of them tells the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..reading.around import Reading
from ..reading.tags import PARAGRAPH
from .naming import NARRATION, VOCATIVE, Namings
from .people import Person

_REACH = 25  # tokens behind a name in which its pronoun stands
_FEW, _MANY = 2, 6  # pronouns that tell the gender of one of whom nothing tells it, or only the first name
_CLEAR = 1.5  # times as many as of the other gender
_OWN_LEAST = 40  # words such as "I" in the narration of one who tells of himself
_OWN_SHARE = 0.15  # of those such as "he"


def tell_genders(reading: Reading, people: Sequence[Person], namings: Namings) -> None:
    """Let the pronouns that follow the names of people tell their gender, where nothing else does."""
    tokens = reading.tokens
    inside = namings.tokens >= 0
    places = namings.tokens[inside].tolist()
    owners = namings.people[inside].tolist()
    votes = np.zeros((len(people), 2), np.int64)
    for place, owner, after in zip(places, owners, [*places, len(tokens)][1:], strict=True):
        if not people[owner].sure:
            for word in tokens.words[place + 1 : min(after, place + _REACH)]:
                if word == PARAGRAPH:
                    break
                if word in ("he", "his", "him", "she", "her"):
                    votes[owner, word in ("she", "her")] += 1
                    break
    for person, (male, female) in zip(people, votes.tolist(), strict=True):
        enough = max(male, female) >= (_FEW if person.gender is None else _MANY)
        if enough and max(male, female) > _CLEAR * min(male, female):
            person.gender = "male" if male > female else "female"


def tells_of_self(reading: Reading) -> bool:
    """Whether whoever tells the story says "I" outside quotations."""
    counts = Counter(reading.tokens.words)
    own = sum(counts[word] for word in ("i", "my", "me"))
    return own >= _OWN_LEAST and own > _OWN_SHARE * sum(counts[word] for word in ("he", "his", "she", "her"))


def find_narrator(people: Sequence[Person], namings: Namings) -> int | None:
    """The number of the person who tells a story, `None` where nobody can tell.

    Narrators are often addressed, and hardly ever named in their own narration.
    """
    for number, person in enumerate(people):
        if person.narrator:
            return number
    if not len(namings.people):
        return None
    told, called, named = (
        np.bincount(namings.people[chosen], minlength=len(people))
        for chosen in (namings.sorts == NARRATION, namings.sorts == VOCATIVE, namings.sorts != NARRATION)
    )
    best = int((called * (named + 1) / (told + 2.0)).argmax())
    return best if called[best] >= _FEW and named[best] > told[best] else None
