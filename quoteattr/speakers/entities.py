"""Somebody or something that the text speaks of, with the evidence for name, kind and gender."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..characters import Character
from ..document import SpeakerKind
from .names import Gender, Name

_SURE = 8  # what a title tells of the gender, in pronouns
_LIKELY = 4  # what a first name tells
_GENDERS: dict[Gender | None, tuple[Gender, ...]] = {"male": ("male",), "female": ("female",), None: ("male", "female")}


@attrs.define(eq=False, repr=False)
class Entity:
    """One that mentions may name.

    Attributes:
        key: Tells it from all others of the document; given where it is named first.
        proper: The words of its fullest name, in lower case.
        described: Whether no name is known of it, only a description or a pronoun.
        start: Offset of its fullest form.
        end: Offset behind it.
        rank: How full that form is.
        kind: Its kind, where words tell it outright.
        count: How often it is named.
        person: How much speaks for a person.
        organization: How much speaks for an organisation.
        company: Whether the text says that it is a company.
        place: How much speaks for a place or something else that does not speak.
        male: How much speaks for a man.
        female: How much speaks for a woman.
        genders: Those of the pronouns that may stand for it, once it is settled; none where it is no person.
        roles: What it is: "judge", "senator".
        modifiers: Words that go with its names: "florida", "republican".
        given: The first names that it goes by.
        last: Number of the mention that named it last.
        character: Who it is, where the caller knows.
    """

    key: str = ""
    proper: tuple[str, ...] = ()
    described: bool = False
    start: int = 0
    end: int = 0
    rank: tuple[int, ...] = ()
    kind: SpeakerKind | None = None
    count: int = 0
    person: int = 0
    organization: int = 0
    company: bool = False
    place: int = 0
    male: int = 0
    female: int = 0
    genders: tuple[Gender, ...] = ()
    roles: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()
    last: int = -1
    character: Character | None = None

    def take(self, name: Name) -> None:
        """Add what a name tells."""
        self.count += 1
        if name.roles:
            self.roles = self.roles.union(name.roles)
        if name.modifiers:
            self.modifiers = self.modifiers.union(name.modifiers)
        proper, sort = name.proper, name.sort
        if name.gender and (name.titled or len(proper) > 1 or proper[0] in self.given or len(self.proper) < 2):
            self.lean(name.gender, _SURE if name.titled else _LIKELY)
        if sort == "person":
            self.person += 2
        elif sort == "organization":
            self.organization += 2
        elif sort != "unknown":
            self.place += 2

    def go_by(self, proper: tuple[str, ...], start: int, end: int, rank: tuple[int, ...]) -> None:
        """Make this form the one that it goes by."""
        self.key = self.key or str(start)
        self.proper, self.start, self.end, self.rank = proper, start, end, rank

    def lean(self, gender: Gender | None, weight: int) -> None:
        """Add what speaks for a gender."""
        if gender == "male":
            self.male += weight
        elif gender == "female":
            self.female += weight

    def is_told(self, words: Iterable[str]) -> bool:
        """Whether the text has all these words for it."""
        return all(word in self.modifiers or word in self.proper or word in self.roles for word in words)

    @property
    def gender(self) -> Gender | None:
        """The gender that the evidence is for, where it is clear."""
        if self.male > 2 * self.female:
            return "male"
        return "female" if self.female > 2 * self.male else None

    def settle(self) -> None:
        """Decide by the evidence, when all is there, which pronouns may stand for it."""
        person = self.is_person()
        self.genders = _GENDERS[self.gender] if person or (person is None and not self.described) else ()

    def is_person(self) -> bool | None:
        """Whether it is a person; `None` where nothing tells."""
        if self.kind is not None:
            return self.kind == "person" if self.kind != "unknown" else None
        if self.person > self.organization + self.place:
            return True
        return False if self.organization + self.place else None

    def speaker_kind(self) -> SpeakerKind:
        """The kind that the evidence is for."""
        if self.kind is not None:
            return self.kind
        if self.person > self.organization + self.place or self.male + self.female:
            return "person"
        if self.organization or self.place:
            return "organization"
        return "person" if len(self.proper) > 1 else "unknown"
