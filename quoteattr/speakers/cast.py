"""All who are named in a narration, and whom each mention names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..characters import Character
from ..document import SpeakerKind
from ..reading.around import Reading
from .descriptions import Descriptions, appositions
from .entities import Entity
from .linking import Directory
from .naming import Naming
from .pronouns import Focus
from .references import FIRST_PERSON, follow
from .told import clustered, decide_kinds


class Identity(NamedTuple):
    """Who a mention names.

    Attributes:
        key: The same for all mentions of one speaker.
        name: The fullest form that the document gives.
        kind: What sort of speaker it is.
        first_person: Whether it is whoever tells this: "I".
    """

    key: str
    name: str
    kind: SpeakerKind
    first_person: bool = False


class Cast:
    """All who are named in a narration.

    Nothing is read before the first question.

    Args:
        reading: The narration.
        characters: Those whom the caller knows.
        sources: Numbers of the mentions that name the source of a quotation.
        outer: For the narration inside a quotation, the cast of the document's own.
    """

    def __init__(
        self,
        reading: Reading,
        characters: Sequence[Character] = (),
        sources: Iterable[int] = (),
        outer: Cast | None = None,
    ) -> None:
        self._reading = reading
        self._characters = characters
        self._sources = frozenset(sources)
        self._outer = outer
        self._owners: list[Entity | None] | None = None
        self._directory: Directory | None = None
        self._identities: dict[Entity, Identity] = {}

    def identify(self, number: int) -> Identity:
        """Who the mention of that number names."""
        entity = self.resolve()[number]
        if entity is None:
            start, end = self._reading.extent(number)
            head = self._reading.tokens.starts[self._reading.columns.heads[number]]
            return Identity(str(head), self._reading.text[start:end], "unknown")
        if entity not in self._identities:
            self._identities[entity] = self._identity(entity)
        return self._identities[entity]

    def _identity(self, entity: Entity) -> Identity:
        if entity.character:
            return Identity(entity.key, entity.character.name, "person")
        first_person = entity.key == FIRST_PERSON
        key = f"{entity.key} {self._reading.tokens.starts[0]}" if first_person and self._outer else entity.key
        return Identity(key, self._reading.text[entity.start : entity.end], entity.speaker_kind(), first_person)

    def mentions_of(self, identities: Iterable[Identity]) -> dict[str, list[int]]:
        """The numbers of the mentions that name each of some speakers, in order, by the speaker's key."""
        keys = {one.key: one.key.split()[0] if one.first_person else one.key for one in identities}
        found: dict[str, list[int]] = {key: [] for key in keys.values()}
        for number, entity in enumerate(self.resolve() if found else ()):
            if entity is not None and (numbers := found.get(entity.key)) is not None:
                numbers.append(number)
        return {key: found[own] for key, own in keys.items()}

    @property
    def directory(self) -> Directory:
        """All who are named, by their names."""
        self.resolve()
        assert self._directory is not None
        return self._directory

    def resolve(self, focus: Focus | None = None) -> list[Entity | None]:
        """Whom each mention names.

        Args:
            focus: What finds the antecedents of pronouns; for training.
        """
        if self._owners is None:
            naming = Naming(self._reading, self._characters, self._outer.directory if self._outer else None)
            owners = self._owners = naming.owners
            self._directory = naming.directory
            decide_kinds(self._reading, owners)
            beside = appositions(self._reading, owners, naming.named)
            beside = clustered(self._reading, owners) | beside
            for entity in naming.entities:
                entity.settle()
            descriptions = Descriptions(self._reading, naming.entities, naming.directory)
            focus = focus or Focus(self._reading, bool(self._characters))
            follow(self._reading, naming, beside, descriptions, self._sources, focus)
            decide_kinds(self._reading, owners)
        return self._owners
