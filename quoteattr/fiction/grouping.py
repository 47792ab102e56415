"""Which names are one person's: full names first, then first names, then titles with a surname, then bare surnames."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Sequence

import attrs

from .. import lexicons
from ..speakers.names import Gender, is_initial
from .people import Person

_FEW = 10  # namings: whom both "Miss Bennet" and "Jane" name more often may be two
_MOST = 12  # people of one surname, or of one first name, that are told apart
_RARE = 20  # times rarer than the commonest is a form by which nobody goes
_OWN_TITLES = frozenset(("mrs", "miss", "lady", "mademoiselle", "madame", "master"))  # of two people if they differ


@attrs.define(eq=False)
class Form:
    """A name as the text has it.

    Attributes:
        words: In lower case.
        text: As it is written.
        count: How often it stands in the text.
        speaking: How often it is beside a quotation, with a verb of saying.
        acting: How often it is the subject of another verb.
        placed: How often a preposition of place is before it.
        called: How often somebody is called by it.
    """

    words: tuple[str, ...]
    text: str
    count: int = 0
    speaking: int = 0
    acting: int = 0
    placed: int = 0
    called: int = 0


@attrs.frozen
class _Parts:
    """A form taken apart."""

    form: Form
    title: str | None
    given: tuple[str, ...]
    surname: str | None
    gender: Gender | None


@attrs.define(eq=False)
class Group:
    """Forms of one person's name, and what they tell.

    Attributes:
        forms: The forms.
        title: The first title among them.
        given: First names.
        surname: The surname.
        gender: What titles and first names tell.
        weight: How often the person is named, or speaks.
        familiar: How often the first name alone is enough.
    """

    forms: list[Form] = attrs.Factory(list)
    title: str | None = None
    given: set[str] = attrs.Factory(set)
    surname: str | None = None
    gender: Gender | None = None
    weight: int = 0
    familiar: int = 0

    def take(self, parts: _Parts) -> None:
        """Add a form."""
        form = parts.form
        self.forms.append(form)
        self.title = self.title or parts.title
        self.given.update(parts.given)
        self.surname = self.surname or parts.surname
        self.gender = self.gender or parts.gender
        self.weight += form.count + 2 * form.speaking
        self.familiar += form.count * (len(form.words) == 1 and form.words[0] in self.given)

    def person(self) -> Person:
        """The person, called by the fullest of the forms that are no rarity."""
        common = max(form.count for form in self.forms) / _RARE
        titles = lexicons.titles()

        def fullness(form: Form) -> tuple[int, int, int]:
            return sum(word not in titles for word in form.words), len(form.words), form.count

        best = max((form for form in self.forms if form.count >= common), key=fullness)
        return Person(best.text, [form.words for form in self.forms], self.gender)


def gather(forms: Sequence[Form]) -> list[Group]:
    """One group a person, of forms in order of their frequency."""
    parsed = [_parse(form) for form in forms]
    surnames = {parts.surname for parts in parsed}
    groups = _Groups()
    for parts in parsed:  # Elizabeth Bennet
        if parts.given and parts.surname:
            same = [
                one
                for one in groups.of_surname(parts)
                if _same_given(one.given, parts.given) and _same_wife(one, parts)
            ]
            groups.join(same[0] if same else None, parts)
    alone = [parts for parts in parsed if parts.surname is None]
    single = [parts for parts in alone if parts.given[0] not in lexicons.titles()]
    for parts in single:  # Elizabeth, Lizzy
        found = [one for one in groups.of_given(parts) if one.title != "mrs"]
        if found or parts.title or parts.given[0] not in surnames:
            groups.join(max(found, key=lambda one: one.weight, default=None), parts)
    for parts in parsed:  # Miss Bennet
        if parts.surname and not parts.given:
            same = [one for one in groups.of_surname(parts) if _same_title(one.title, parts.title)]
            same = [one for one in same if parts.title != "mrs" or (one.title == "mrs" and not one.given)]
            only = len(same) == 1 and min(same[0].familiar, parts.form.count) < _FEW
            groups.join(same[0] if only else None, parts)
    for parts in single:  # Darcy
        if parts.title is None and parts.given[0] in surnames and not groups.of_given(parts):
            named = attrs.evolve(parts, surname=parts.given[0], given=())
            found = groups.of_surname(named)
            men = [one for one in found if one.gender != "female"]
            groups.join(max(men or found, key=lambda one: one.weight, default=None), named)
    for parts in alone:  # the Captain
        if parts.given[0] in lexicons.titles():
            found = [one for one in groups.all if one.title == parts.given[0].rstrip(".")]
            groups.join(max(found, key=lambda one: one.weight, default=None), parts)
    return groups.all


class _Groups:
    """The groups made so far, to be found by surname and first name."""

    def __init__(self) -> None:
        self.all: list[Group] = []
        self._by_surname: dict[str, dict[Group, None]] = defaultdict(dict)
        self._by_given: dict[str, dict[Group, None]] = defaultdict(dict)

    def join(self, group: Group | None, parts: _Parts) -> None:
        """Add a form to a group, or to a new one."""
        if group is None:
            group = Group()
            self.all.append(group)
        group.take(parts)
        for word in parts.given:
            if not is_initial(word):
                self._by_given[word][group] = None
        if parts.surname:
            self._by_surname[parts.surname][group] = None

    def of_surname(self, parts: _Parts) -> list[Group]:
        """The groups of that surname, of no other gender."""
        found = itertools.islice(self._by_surname.get(parts.surname or "", ()), _MOST)
        return [one for one in found if _agree(one.gender, parts.gender)]

    def of_given(self, parts: _Parts) -> list[Group]:
        """The groups of that first name, whole or short, of no other gender."""
        word = parts.given[0]
        names = (word, *sorted(lexicons.nicknames().get(word, ())), *_short_forms().get(word, ()))
        found = (one for name in names for one in itertools.islice(self._by_given.get(name, ()), _MOST))
        return [one for one in dict.fromkeys(found) if _agree(one.gender, parts.gender)]


def _parse(form: Form) -> _Parts:
    """Title, first names, surname and gender of a form."""
    titles, first_names = lexicons.titles(), lexicons.first_names()
    words = form.words
    at, title, gender = 0, None, None
    while at < len(words) - 1 and words[at] in titles:
        title, gender = words[at].rstrip("."), titles[words[at]][0] or gender
        at += 1
    skipped = lexicons.words("name_suffix") | lexicons.words("name_particle")
    core = tuple(word for word in words[at:] if word not in skipped) or words[-1:]
    if len(core) > 1:
        gender = gender or first_names.get(core[0])
        return _Parts(form, title, core[:-1], core[-1], gender)  # type: ignore[arg-type]
    if title is None or (title in lexicons.words("given_name_title") and core[0] in first_names):
        gender = gender or (first_names.get(core[0]) if title is None else None)
        return _Parts(form, title, core, None, gender)  # type: ignore[arg-type]
    return _Parts(form, title, (), core[0], gender)  # type: ignore[arg-type]


@functools.cache
def _short_forms() -> dict[str, list[str]]:
    """The short forms of each first name."""
    forms: dict[str, list[str]] = defaultdict(list)
    for short, names in sorted(lexicons.nicknames().items()):
        for name in names:
            forms[name].append(short)
    return forms


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_given(one: set[str], other: Sequence[str]) -> bool:
    return any(_same_name(a, b) for a in sorted(one) for b in other)


def _same_name(one: str, other: str) -> bool:
    short = lexicons.nicknames()
    if is_initial(one) or is_initial(other):
        return one[0] == other[0]
    return one == other or one in short.get(other, ()) or other in short.get(one, ())


def _same_wife(group: Group, parts: _Parts) -> bool:
    """Whether not just one of the two is a wife by her husband's name: Mrs. John Dashwood."""
    own = lexicons.first_names().get(parts.given[0]) == "female"
    return own or (group.title == "mrs") == (parts.title == "mrs")


def _same_title(one: str | None, other: str | None) -> bool:
    return one == other or one is None or other is None or _OWN_TITLES.isdisjoint((one, other))
