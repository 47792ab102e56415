"""Names that stand for the same one: a surname after the full name, a nickname, "Mr.", an acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence

from .. import lexicons
from ..characters import Character
from .entities import Entity
from .names import Gender, Name, bare, is_initial

_OF_PERSONS = ("person", "unknown")  # sorts of names
_NAMESAKES = 8  # of one surname that are told apart by first names
_DOMINANT = 3  # times as often named: it is the one whom the bare surname means
_SLIP = 5  # letters of the shortest surname that is known when a letter of it is wrong


class Directory:
    """All who are named in a document, to be found by any of their names.

    Args:
        characters: Those whom the caller knows.
    """

    def __init__(self, characters: Sequence[Character] = ()) -> None:
        self._full: dict[tuple[str, ...], Entity] = {}
        self._surnames: dict[str, list[Entity]] = defaultdict(list)
        self._given: dict[str, list[Entity]] = defaultdict(list)
        self._aliases: dict[str, Entity | None] = {}
        self._in_full: dict[str, list[tuple[str, list[Entity]]]] | None = None  # surnames by their first letters
        self._characters = characters
        self._add_characters(characters)

    @property
    def has_characters(self) -> bool:
        """Whether the caller knows any."""
        return bool(self._named)

    def add_full(self, name: Name) -> Entity:
        """The one of a name of two words or more, a new one where nobody has it yet."""
        proper = name.proper
        entity = (self._named and self.known(name)) or self._full.get(proper)
        if entity is None and name.surname in self._surnames and name.sort in _OF_PERSONS:
            fits = _name_fits(proper, name.gender)
            entity = next(filter(fits, self._surnames[name.surname][:_NAMESAKES]), None)
        if entity is None:
            entity = Entity()
            self._register(entity, name)
        elif proper not in self._full:
            self._add_given(entity, name)
        self._full[proper] = entity
        return entity

    def add_alias(self, word: str, entity: Entity) -> None:
        """Let a word name an entity: ``DoD``."""
        self._aliases.setdefault(word, entity)

    def find(self, name: Name, number: int) -> Entity | None:
        """The one whom a surname, a first name, a title with one of them, or an acronym names.

        Args:
            name: The name.
            number: Of its mention: of several who fit, one that was named shortly before goes first.
        """
        if self._named and (entity := self.known(name)):
            return entity
        if len(name.proper) > 1:
            return self._full.get(name.proper)
        word = name.surname
        if (namesakes := self._surnames.get(word)) and (chosen := _choose(namesakes, name, number)):
            return chosen
        if (namesakes := self._given.get(word)) and (chosen := _choose(namesakes, name, number)):
            return chosen
        return self._aliases.get(word) or (None if name.titled else self._full.get(name.proper))

    def named(self, word: str) -> Entity | None:
        """The one who has a word for a name, and no other."""
        return self._full.get((word,)) or self._aliases.get(word)

    @property
    def surnames(self) -> Container[str]:
        """The surnames by which anybody goes."""
        return self._surnames

    def find_within(self, name: Name, number: int) -> Entity | None:
        """The one of whom a part of a headline's capitalised words is the name."""
        proper = name.proper
        for length in (3, 2):
            for first in range(len(proper) - length + 1):
                if entity := self._full.get(proper[first : first + length]):
                    return entity
        for word in map(bare, proper):
            if word in self._surnames and (entity := _choose(self._surnames[word], name, number)):
                return entity
        return None

    def find_misspelled(self, name: Name) -> Entity | None:
        """The only person named in full before whose surname a bare one is, but for a letter: Bornsten, Bornstein.

        A text that goes by surnames gives everybody's full name first, so that one without is a slip of the pen.
        """
        word = name.surname
        if name.sort != "unknown" or name.modifiers or len(word) < _SLIP:
            return None
        if self._in_full is None:
            self._in_full = defaultdict(list)
            for surname, entities in self._surnames.items():
                if len(surname) >= _SLIP and (full := [one for one in entities if len(one.proper) > 1]):
                    self._in_full[surname[0]].append((surname, full))
        alike = [full for surname, full in self._in_full.get(word[0], ()) if _differ_by_slip(word, surname)]
        fitting = set().union(*alike)
        if len(fitting) != 1:
            return None
        [entity] = fitting
        surname = bare(entity.proper[-1])
        plural = {word, surname} in ({f"{surname}s", surname}, {word, f"{word}s"})
        if plural or entity.last < 0 or entity.is_person() is False:
            return None
        self._aliases.setdefault(word, entity)
        return entity

    def add_single(self, name: Name) -> Entity:
        """A new one of whom one word is known, with a title perhaps."""
        entity = Entity()
        self._register(entity, name)
        if not name.titled:
            self._full[name.proper] = entity
        return entity

    def _register(self, entity: Entity, name: Name) -> None:
        proper = name.proper
        if name.sort in _OF_PERSONS:
            self._surnames[name.surname].append(entity)
            self._add_given(entity, name)
        elif len(proper) > 1:
            letters = [word[0] for word in proper if word not in ("of", "the", "and", "for")]
            self._aliases.setdefault("".join(letters), entity)
            if not (lexicons.sort_of_name(proper[0]) or proper[0] in lexicons.tags() or proper[0] in ("the", "first")):
                self._aliases.setdefault(proper[0], entity)

    def _add_given(self, entity: Entity, name: Name) -> None:
        for word in name.given:
            if word not in entity.given:
                entity.given += (word,)
                self._given[word].append(entity)

    def _add_characters(self, characters: Iterable[Character]) -> None:
        """Let the characters be found by their names, by aliases, and by words that only one of them has."""
        owners: dict[tuple[str, ...], set[Entity]] = defaultdict(set)
        exact: dict[tuple[str, ...], Entity] = {}
        for character in characters:
            entity = Entity(f"character {character.name}", character=character, kind="person")
            gender = (character.gender or "").lower()
            entity.lean({"m": "male", "f": "female"}.get(gender[:1]), 100)  # type: ignore[arg-type]
            entity.settle()
            for alias in (character.name, *character.aliases):
                words = _words(alias)
                if not words:
                    continue
                if words not in exact or alias == character.name:
                    exact[words] = entity
                for word in words:
                    if word not in lexicons.titles() and not is_initial(word):
                        owners[(word,)].add(entity)
                if words[0] in lexicons.titles():
                    owners[words[1:]].add(entity)
        self._named = {words: entities.copy().pop() for words, entities in owners.items() if len(entities) == 1}
        self._named.update(exact)

    def known(self, name: Name) -> Entity | None:
        """The character that has a name, by all its words or without the title."""
        entity = self._named.get(name.full)
        if entity is None and (entity := self._named.get(name.proper)) is not None:
            told, title = entity.gender, name.gender if name.titled else None
            if told and title and told != title:
                return None
        return entity

    def described(self, words: Sequence[str]) -> Entity | None:
        """The character that the caller has called by a description: the driver."""
        return self._named.get(tuple(words)) if self._named else None


def _differ_by_slip(one: str, other: str) -> bool:
    """Whether of two surnames that begin alike a letter is wrong, lacks, is too many, or has changed places, if any."""
    return abs(len(one) - len(other)) < 2 and not _with_slips(one).isdisjoint(_with_slips(other))


def _with_slips(surname: str) -> set[str]:
    """A surname and what is left of it without one of its letters but the first."""
    return {surname, *(surname[:place] + surname[place + 1 :] for place in range(1, len(surname)))}


def _words(alias: str) -> tuple[str, ...]:
    return tuple(alias.lower().replace("’", "'").split())


def _name_fits(proper: tuple[str, ...], gender: Gender | None) -> Callable[[Entity], bool]:
    """Whether one of the same surname may have the first names too."""
    first = proper[0]

    def fits(entity: Entity) -> bool:
        if len(entity.proper) < 2 or (gender and entity.gender and gender != entity.gender):
            return False
        other = entity.proper[0]
        if first == other or first in entity.given or other in proper[:-1]:
            return True
        if is_initial(first) or is_initial(other):
            return first[0] == other[0]
        short = lexicons.nicknames()
        return (
            other in short.get(first, ())
            or first in short.get(other, ())
            or bool(short.get(first, frozenset()) & short.get(other, frozenset()))
        )

    return fits


def _choose(entities: Sequence[Entity], name: Name, number: int) -> Entity | None:
    """Of those whom a word fits, the one that the title fits, that is named far more often, or was named last."""
    if len(entities) == 1 and not (name.titled and name.gender):
        return entities[0]
    recent = entities[-_NAMESAKES:]
    fitting = [one for one in recent if not (name.gender and one.gender and one.gender != name.gender and name.titled)]
    if len(fitting) > 1 and name.roles:
        fitting = [one for one in fitting if one.roles.intersection(name.roles)] or fitting
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    most = max(fitting, key=lambda one: one.count)
    if all(most.count >= _DOMINANT * one.count for one in fitting if one is not most):
        return most
    before = [one for one in fitting if 0 <= one.last < number]
    return max(before, key=lambda one: one.last) if before else fitting[0]
