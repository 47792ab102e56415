"""A mention that is a name, taken apart: title, first names, surname; of a person, an organisation or a place."""

from __future__ import annotations

import re
from typing import Literal

import attrs

from .. import lexicons

Sort = Literal["person", "organization", "place", "people", "thing", "unknown"]
Gender = Literal["male", "female"]

_PARTS = "PFD"  # tags of the words that a name is made of

_ELECTED = re.compile(r"[rdi]-[a-z.]+")  # of which party and state: D-Md.


@attrs.frozen
class Name:
    """A name as it stands in a mention.

    Attributes:
        first: Index of its first token, counted from the mention's first.
        last: Index behind its last token, counted likewise.
        proper: Its words in lower case, without titles and additions such as "Jr.".
        sort: What it is the name of, as far as its words tell.
        roles: What its titles and the nouns before it say: "judge", "adviser".
        modifiers: The mention's words before `proper`, in lower case.
        gender: What its title or first name tells.
        titled: Whether a title is part of it.
    """

    first: int
    last: int
    proper: tuple[str, ...]
    sort: Sort
    roles: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    gender: Gender | None = None
    titled: bool = False


def parse_name(forms: tuple[str, ...], words: tuple[str, ...], tags: str, head: int) -> Name | None:
    """The name that a mention ends with, or `None` where the mention is a description.

    Args:
        forms: The mention's words as they are written.
        words: The same in lower case.
        tags: Their tags.
        head: Index of the mention's head among them.

    >>> name = parse_name(("US", "Judge", "Ann", "Lee"), ("us", "judge", "ann", "lee"), "PPPP", 3)
    >>> name.first, name.proper, name.roles
    (0, ('ann', 'lee'), ('judge',))
    """
    if tags[-1] != "P":
        return None
    if "F" in tags[head:] and forms[head][0].islower():
        return None  # the mayor of London
    first, last = _trim(words, tags, _start(words, tags), len(words))
    if first is None:
        return None
    core = last
    while core > first + 1 and words[core - 1] in lexicons.words("name_suffix"):
        core -= 1
    if core == first + 1:
        return None if _ELECTED.fullmatch(words[first]) else _single(forms, words, first, last)
    sort = lexicons.sort_of_name(" ".join(words[first:core])) or _sort_by_words(words[first:core])
    if sort:
        return Name(first, last, words[first:core], sort, modifiers=words[:first])
    return _person(words, tags, first, core, last)


def _start(words: tuple[str, ...], tags: str) -> int:
    """Where the stretch of capitalised words begins that ends the mention."""
    first = len(words) - 1
    particles = lexicons.words("name_particle")
    while first > 0:
        before = tags[first - 1]
        if before not in _PARTS and not (words[first - 1] in particles and first > 1 and tags[first - 2] in "PN"):
            break
        if before == "D" and not (first > 1 and tags[first - 2] == "F"):
            break
        first -= 1
    return first


def _trim(words: tuple[str, ...], tags: str, first: int, last: int) -> tuple[int | None, int]:
    """The stretch without days, months and parties around the name; `None` where nothing is left."""
    calendar = lexicons.words("day") | lexicons.words("month")
    while last > first + 1 and (words[last - 1] in calendar or tags[last - 1] in "FD"):
        last -= 1
    while first < last - 1 and (
        words[first] in calendar or tags[first] in "FD" or lexicons.sort_of_name(words[first]) == "party"
    ):
        first += 1
    if words[first] in calendar and (first + 1 == last or all(word in calendar for word in words[first:last])):
        return None, last
    return first, last


def _single(forms: tuple[str, ...], words: tuple[str, ...], first: int, last: int) -> Name:
    """A name of one word."""
    word = words[first]
    sort: Sort
    known = lexicons.sort_of_name(word)
    roles = _roles_before(words, first)
    gender: Gender | None = None
    if known == "party":
        sort = "people"
    elif known is not None:
        sort = known
    elif roles:
        sort = "person"
    elif forms[first].isupper() and 1 < len(word) <= 5:
        sort = "organization" if first + 1 == len(forms) else "unknown"
    elif word in lexicons.first_names():
        sort, gender = "person", lexicons.first_names()[word]
    else:
        sort = "unknown"
    return Name(first, last, (word,), sort, roles, words[:first], gender)


def _person(words: tuple[str, ...], tags: str, first: int, core: int, last: int) -> Name | None:
    """A name of several words that is, as it seems, a person's."""
    titles, first_names = lexicons.titles(), lexicons.first_names()
    start, gender = first, None
    roles = list(_roles_before(words, first))
    for place in range(first, core - 1):
        if words[place] in titles and not (place == first + 1 and words[first] in first_names):
            start = place + 1
            told, role = titles[words[place]]
            gender = told or gender
            roles.append(role)
    titled = start > first
    if titled and tags[start] == "F":  # Secretary of State John Kerry
        named = next((place for place in range(start + 1, core - 1) if words[place] in first_names), None)
        if named is None:
            return None  # President of France
        start = named
    of = tags.find("F", start, core)
    if of > start:
        if not titled and words[start] not in first_names:
            return Name(first, last, words[first:core], "unknown", tuple(roles), words[:first])
        core = last = of  # Sen. Marco Rubio of Florida
    if core - start > 2:  # words before a first name that is known belong to no name: Miss Universe Alicia Machado
        named = next((place for place in range(start, core - 1) if words[place] in first_names), start)
        if named > start and not any(is_initial(word) for word in words[start:named]):
            first, start = (first if titled else named), named
    proper = words[start:core]
    given = next((word for word in proper if not is_initial(word)), "")
    if len(proper) > 1 or gender is None:
        gender = gender or first_names.get(given)
    if titled or roles or is_initial(proper[0]) or given in first_names:
        return Name(first, last, proper, "person", tuple(roles), words[:start], gender, titled)
    return Name(first, last, proper, "unknown", (), words[:start])


def _roles_before(words: tuple[str, ...], first: int) -> tuple[str, ...]:
    """The nouns right before a name that say what the person is: "senior adviser"."""
    if first and lexicons.noun_kinds().get(words[first - 1]) == "person":
        return (words[first - 1],)
    return ()


def _sort_by_words(words: tuple[str, ...]) -> Sort | None:
    """What a name of several words is of, by its first and last words."""
    last = words[-1]
    like_person = len(words) == 2 and words[0] in lexicons.first_names() and not lexicons.sort_of_name(words[0])
    if like_person or words[0] in lexicons.titles() and len(words) == 2:
        return None
    ends = lexicons.organization_words("last") | lexicons.organization_words("company")
    if last in ends or last in lexicons.organization_words("newspaper"):
        return "organization"
    if "of" in words[1:3] and words[words.index("of") - 1] in lexicons.organization_words("first"):
        return "organization"
    if words[0] in lexicons.place_words("beginning") or last in lexicons.place_words("ending"):
        return "place"
    return "thing" if last in lexicons.place_words("thing_ending") else None


def is_initial(word: str) -> bool:
    """Whether a word in lower case is an initial, or several: "j.", "g.k."."""
    return len(word) <= 4 and word.endswith(".") and len(word.replace(".", "")) * 2 == len(word) or len(word) == 1
