"""A mention that is a name, taken apart: title, first names, surname; of a person, an organisation or a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeAlias

import attrs

from .. import lexicons
from ..reading.tags import tag_of

Sort = Literal["person", "organization", "place", "people", "thing", "unknown"]
Gender = Literal["male", "female"]
Form: TypeAlias = Callable[[int], str]

_GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}
_SORTS: dict[str, Sort] = {
    "organization": "organization", "place": "place", "people": "people", "party": "people", "thing": "thing",
}  # fmt: skip
_PARTS = "PFD"  # tags of the words that a name is made of
_JOINING = "QRJKD"  # tags of words that lead up to a name: although, interestingly
_ARTICLE_LENGTH = 5  # letters of "al-" and the shortest surname behind it
_PARTICLE = 2  # letters of the longest words that make a name no fuller

_INITIALS = re.compile(r"(?:\w\.){1,2}")
_ELECTED = re.compile(r"([rdi])-([a-z.]+)")


@attrs.frozen(eq=False, repr=False)
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
        full: All its words in lower case.
        surname: Its last word in lower case, without an article: al-Chalabi.
        fullness: How many of its words say more than an initial or a particle.
        given: The words before its last that are no initials: of a person, first names.
    """

    first: int
    last: int
    proper: tuple[str, ...]
    sort: Sort
    roles: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    gender: Gender | None = None
    titled: bool = False
    full: tuple[str, ...] = ()
    surname: str = attrs.field(init=False)
    fullness: int = attrs.field(init=False)
    given: tuple[str, ...] = attrs.field(init=False)

    @surname.default
    def _surname(self) -> str:
        return bare(self.proper[-1])

    @fullness.default
    def _fullness(self) -> int:
        return len([word for word in self.proper if len(word) > _PARTICLE])

    @given.default
    def _given(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word in self.proper[:-1] if not is_initial(word)))


class NameParser:
    """Takes apart the names of a narration."""

    def __init__(self) -> None:
        self._titles, self._first_names = lexicons.titles(), lexicons.first_names()
        self._noun_kinds = lexicons.noun_kinds()
        self._calendar = lexicons.words("day", "month")
        self._particles, self._suffixes = lexicons.words("name_particle"), lexicons.words("name_suffix")
        self._before_name = lexicons.words("before_name")
        self._organization_ends = lexicons.organization_words("last", "company", "newspaper")
        self._organization_starts = lexicons.organization_words("first")
        self._place_starts, self._place_ends = lexicons.place_words("beginning"), lexicons.place_words("ending")
        self._thing_ends = lexicons.place_words("thing_ending")

    def parse(self, form: Form, words: tuple[str, ...], tags: str, head: int) -> Name | None:
        """The name that a mention ends with, or `None` where the mention is a description.

        Args:
            form: Gives a word of the mention as it is written, by its index.
            words: All of them in lower case.
            tags: Their tags.
            head: Index of the mention's head among them.

        >>> forms = ["US", "Judge", "Ann", "Lee"]
        >>> name = NameParser().parse(forms.__getitem__, ("us", "judge", "ann", "lee"), "PPPP", 3)
        >>> name.first, name.proper, name.roles
        (0, ('ann', 'lee'), ('judge',))
        """
        if "/" in words[-1] or words[-1].startswith("www."):
            return None
        if tags[-1] != "P":
            return self._before_verb(form, words, tags)
        if tags.find("F", head) >= 0 and form(head)[0].islower():
            return None  # the mayor of London
        first, last = 0, len(words)
        if last > 1:
            first, last = self._trim(words, tags, self._start(form, words, tags), last)
        if words[first] in self._calendar:
            return None
        core = last
        while core > first + 1 and words[core - 1] in self._suffixes:
            core -= 1
        if elected(words[first]):
            return None
        if core == first + 1:
            if tags[0] == "D" and words[first] in self._noun_kinds:
                return None  # the Court
            return self._single(form, words, first, last)
        member = self._member(words[first:core])
        sort = _known_sort(" ".join(words[first:core])) or self._sort_by_words(words[first:core])
        if sort and not member:
            return Name(first, last, words[first:core], sort, modifiers=words[:first], full=words[first:last])
        return self._person(words, tags, first, core, last, member)

    def _member(self, words: tuple[str, ...]) -> bool:
        """Whether a name is of a person and what the person belongs to: Hanna Reyes of the Tax Institute."""
        of = words.index("of") if "of" in words else 0
        if of < 2 or words[of - 1] in self._organization_starts or words[of - 1] in self._organization_ends:
            return False
        if lexicons.sort_of_name(words[0]) or self._sort_by_words(words[:of]):
            return False
        behind = words[of + 2 :] if words[of + 1 : of + 2] == ("the",) else words[of + 1 :]
        person = words[0] in self._titles or words[0] in self._first_names
        sort = (_known_sort(" ".join(behind)) or self._sort_by_words(behind)) if behind else None
        return person or sort in ("organization", "place")

    def _before_verb(self, form: Form, words: tuple[str, ...], tags: str) -> Name | None:
        """The full name before a verb that was taken for a noun: Karim Lind lives."""
        full = tags.rstrip("N")
        if len(tags) - len(full) != 1 or len(full) < 2 or full.strip("P") or words[0] not in self._first_names:
            return None
        if not words[-1].endswith("s") or words[-1] in self._noun_kinds:
            return None
        return self.parse(form, words[:-1], full, len(full) - 1)

    def _start(self, form: Form, words: tuple[str, ...], tags: str) -> int:
        """Where the stretch of capitalised words begins that ends the mention."""
        first = len(tags.rstrip("P"))
        while first > 0:
            before = tags[first - 1]
            if before == "D" and not (first > 1 and tags[first - 2] == "F"):
                break
            if before not in _PARTS:
                particle = words[first - 1] in self._particles and first > 1 and tags[first - 2] in "PN"
                if not particle and not self.opens_name(form(first - 1), words[first - 1 :]):
                    break
            first -= 1
        return first

    def opens_name(self, form: str, words: tuple[str, ...]) -> bool:
        """Whether a word with a capital that may come from its place in the sentence belongs to the name behind it.

        Args:
            form: The word.
            words: The same and those behind it, in lower case.
        """
        if not form[0].isupper() or len(words) < 2 or words[0] in self._before_name:
            return False
        if words[0] in self._titles or words[0] in self._first_names or _known_sort(" ".join(words[:2])):
            return True
        if words[0] in self._place_starts and words[0] not in lexicons.words("general") and _known_sort(words[1]):
            return True  # South Korean President Ann Lee
        if words[1] in self._titles and len(words) > 2:
            return tag_of(words[0]) not in _JOINING
        return self._sort_by_words(words) == "organization"

    def _trim(self, words: tuple[str, ...], tags: str, first: int, last: int) -> tuple[int, int]:
        """The stretch without days, months and parties around the name; one of them where nothing else is there."""
        calendar = self._calendar
        while last > first + 1 and (words[last - 1] in calendar or tags[last - 1] in "FD"):
            last -= 1
        while first < last - 1 and (
            words[first] in calendar or tags[first] in "FD" or self._is_of_party(words[first:last])
        ):
            first += 1
        return first, last

    def _is_of_party(self, words: tuple[str, ...]) -> bool:
        """Whether a name begins with a party that is no part of it: Democrat Ann Lee, not Democratic Committee."""
        if lexicons.sort_of_name(words[0]) != "party":
            return False
        named = words[1] in self._titles or words[1] in self._first_names
        return named or self._organization_ends.isdisjoint(words[1:5])

    def _single(self, form: Form, words: tuple[str, ...], first: int, last: int) -> Name:
        """A name of one word."""
        word = words[first]
        roles = self._roles_before(words, first) if first else ()
        gender: Gender | None = None
        sort = _known_sort(word)
        if sort is not None:
            pass
        elif roles:
            sort = "person"
        elif 1 < len(word) <= 5 and form(first).isupper():
            sort = "organization" if first + 1 == len(words) else "unknown"
        elif word in self._first_names:
            sort, gender = "person", self._gender_of(word)
        else:
            sort = "unknown"
        return Name(first, last, (word,), sort, roles, words[:first], gender, False, words[first:last])

    def _person(self, words: tuple[str, ...], tags: str, first: int, core: int, last: int, member: bool) -> Name | None:
        """A name of several words that is, as it seems, a person's; of a `member`, without what that belongs to."""
        titles, first_names = self._titles, self._first_names
        start = first
        gender: Gender | None = None
        roles = self._roles_before(words, first)
        for place in range(first, core - 1):
            if words[place] in titles and not (place > first and self._is_given(words[place - 1])):
                start = place + 1
                told, role = titles[words[place]]
                gender = _GENDERS.get(told or "") or gender
                roles = (*roles, role)
        titled = start > first
        if titled and tags[start] == "F":  # Secretary of State John Kerry
            named = next((place for place in range(start + 1, core - 1) if words[place] in first_names), None)
            if named is None:
                return None  # President of France
            start = named
        behind: tuple[str, ...] = ()
        of = tags.find("F", start, core)
        if of > start:
            if not titled and not member and words[start] not in first_names:
                return Name(first, last, words[first:core], "unknown", roles, words[:first], full=words[first:last])
            behind = words[of + 1 : core]
            core = last = of  # Sen. Marco Rubio of Florida
        if core - start > 2:  # words before a first name that is known belong to no name: Miss Universe Alicia Machado
            named = next((place for place in range(start, core - 1) if words[place] in first_names), start)
            if named > start and not any(is_initial(word) for word in words[start:named]):
                first, start = (first if titled else named), named
        proper = words[start:core]
        abbreviated = is_initial(proper[0])
        given = next((word for word in proper[1:] if not is_initial(word)), "") if abbreviated else proper[0]
        if len(proper) > 1:
            gender = gender or self._gender_of(given)
        if titled or roles or abbreviated or given in first_names:
            modifiers, full = words[:start] + behind, words[first:last]
            return Name(first, last, proper, "person", roles, modifiers, gender, titled, full)
        return Name(first, last, proper, "unknown", (), words[:start], full=words[first:last])

    def _roles_before(self, words: tuple[str, ...], first: int) -> tuple[str, ...]:
        """The nouns right before a name that say what the person is: "senior adviser"."""
        if first and self._noun_kinds.get(words[first - 1]) == "person":
            return (words[first - 1],)
        return ()

    def _gender_of(self, first_name: str) -> Gender | None:
        return _GENDERS.get(self._first_names.get(first_name) or "")

    def _is_given(self, word: str) -> bool:
        """Whether a word in lower case is a first name or an initial."""
        return is_initial(word) or (word in self._first_names and not lexicons.sort_of_name(word))

    def _sort_by_words(self, words: tuple[str, ...]) -> Sort | None:
        """What a name of several words is of, by its first and last words."""
        last = words[-1]
        if len(words) == 2:
            like_person = words[0] in self._first_names and not lexicons.sort_of_name(words[0])
            if like_person or words[0] in self._titles:
                return None
        if last in self._organization_ends:
            return "organization"
        if "of" in words[1:3] and words[words.index("of") - 1] in self._organization_starts:
            return "organization"
        official = not self._titles.keys().isdisjoint(words[1:-1])  # New York Governor Ann Lee
        if (words[0] in self._place_starts and not official) or last in self._place_ends:
            return "place"
        return "thing" if last in self._thing_ends else None


def _known_sort(name: str) -> Sort | None:
    """What a name in lower case is known to be of, other than a person."""
    sort = lexicons.sort_of_name(name)
    return None if sort is None else _SORTS[sort]


def bare(surname: str) -> str:
    """A surname without its article: al-Chalabi.

    >>> bare("al-chalabi"), bare("lind")
    ('chalabi', 'lind')
    """
    return surname[3:] if surname.startswith(("al-", "el-")) and len(surname) > _ARTICLE_LENGTH else surname


def is_initial(word: str) -> bool:
    """Whether a word in lower case is an initial, or several: "j.", "g.k."."""
    return len(word) == 1 or (word[1] == "." and _INITIALS.fullmatch(word) is not None)


def elected(word: str) -> tuple[str, ...]:
    """The letters of party and state that stand behind an elected official's name, or nothing.

    >>> elected("d-md."), elected("x-ray")
    (('d', 'md.'), ())
    """
    if "-" not in word:
        return ()
    found = _ELECTED.fullmatch(word)
    return found.groups() if found else ()
