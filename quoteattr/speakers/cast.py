"""All who are named in a narration, and whom each mention names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import attrs

from .. import lexicons
from ..characters import Character
from ..document import SpeakerKind
from ..reading.around import Reading
from ..reading.mentions import Mention
from ..reading.tags import is_headline
from ..reading.tokens import Tokens
from .descriptions import Descriptions, appositions
from .entities import Entity
from .linking import Directory
from .names import Name, parse_name
from .pronouns import Focus
from .references import FIRST_PERSON, follow

_NICKNAME = 16  # code points that a nickname has at most, with its marks
_AROUND_NICKNAME = " “”‘’\"'()"
_HEADLINE = (4, 30)  # tokens


@attrs.frozen
class Identity:
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
        self._names: dict[int, Name] = {}

    def identify(self, number: int) -> Identity:
        """Who the mention of that number names."""
        owners = self.resolve()
        entity = owners[number]
        mention = self._reading.mentions[number]
        tokens = self._reading.tokens
        if entity is None:
            start, end = tokens.starts[mention.first], tokens.ends[mention.last - 1]
            return Identity(str(start), self._reading.text[start:end], "unknown")
        if entity.character:
            return Identity(entity.key, entity.character.name, "person")
        first_person = entity.key == FIRST_PERSON
        key = f"{entity.key} {tokens.starts[0]}" if first_person and self._outer else entity.key
        return Identity(key, self._reading.text[entity.start : entity.end], entity.speaker_kind(), first_person)

    def mentions_of(self, identity: Identity) -> list[int]:
        """The numbers of the mentions that name a speaker, in order."""
        if not hasattr(self, "_by_key"):
            self._by_key: dict[str, list[int]] = {}
            for number, entity in enumerate(self.resolve()):
                if entity is not None:
                    self._by_key.setdefault(entity.key, []).append(number)
        return self._by_key.get(identity.key.split()[0] if identity.first_person else identity.key, [])

    def resolve(self, focus: Focus | None = None) -> list[Entity | None]:
        """Whom each mention names.

        Args:
            focus: What finds the antecedents of pronouns; for training.
        """
        if self._owners is None:
            owners = self._link_names()
            self._owners = owners
            named = list(dict.fromkeys(owner for owner in owners if owner is not None))
            beside = appositions(self._reading.tokens, self._reading.mentions, owners)
            descriptions = Descriptions(self._reading.tokens, named)
            focus = focus or Focus(self._reading, lexicons.antecedents())
            follow(self._reading, owners, beside, descriptions, self._sources, focus)
        return self._owners

    def _link_names(self) -> list[Entity | None]:
        """Whom each mention names outright, full names first."""
        reading, tokens = self._reading, self._reading.tokens
        text, mentions = reading.text, reading.mentions
        starts, ends = tokens.starts, tokens.ends
        directory = Directory(self._characters)
        self._directory = directory
        outer = self._outer._all() if self._outer else None
        parsed: dict[tuple[str, str], Name | None] = {}
        names = self._names
        for number, mention in enumerate(mentions):
            if tokens.tags[mention.last - 1] != "P":
                continue
            key = (text[starts[mention.first] : ends[mention.last - 1]], tokens.tags[mention.first : mention.last])
            if key not in parsed:
                parsed[key] = parse_name(
                    tuple(text[starts[i] : ends[i]] for i in range(mention.first, mention.last)),
                    tuple(tokens.words[mention.first : mention.last]),
                    key[1],
                    mention.head - mention.first,
                )
            if (name := parsed[key]) is not None:
                if name.first == 0 and len(name.proper) == 1 and not name.titled:
                    name = self._with_first_name(mention, name)
                names[number] = name
        joined = []
        for number in list(names):
            if number in names and (name := self._join_nickname(number)):
                names[number] = name
                del names[number + 1]
                joined.append(number)
        headlines = _headlines(text, tokens)
        owners: list[Entity | None] = [None] * len(mentions)
        for number, name in names.items():
            mention = mentions[number]
            if (len(name.proper) > 1 or name.sort == "organization") and tokens.paragraphs[mention.first] not in headlines:
                start, end = self._offsets(number)
                owner = outer.find(name, -1) if outer else None
                if owner is None:
                    owner = directory.add_full(name, str(start))
                    owner.take(name, start, end)
                owners[number] = owner
        self._add_acronyms(owners)
        for number, name in names.items():
            owner = owners[number]
            if owner is None:
                start, end = self._offsets(number)
                plain = tokens.paragraphs[mentions[number].first] not in headlines
                owner = outer.find(name, -1) if outer else None
                if owner is None:
                    owner = directory.find(name, number)
                    if owner is None and not plain:
                        owner = directory.find_within(name, number)
                    if owner is None:
                        owner = directory.add_single(name, str(start))
                    owner.take(name, start, end, plain)
                owners[number] = owner
            owner.last = number
        self._weigh(owners)
        for number in joined:
            owners[number + 1] = owners[number]
        for owner in owners:
            if owner is not None:
                owner.last = -1
        return owners

    def _all(self) -> Directory:
        self.resolve()
        assert self._directory is not None
        return self._directory

    def _with_first_name(self, mention: Mention, name: Name) -> Name:
        """The name with a first name that begins its sentence and was taken for another word: Mark Lind."""
        tokens, before = self._reading.tokens, mention.first - 1
        if before < 1 or tokens.tags[before] in "PZ\n,." or tokens.words[before] not in lexicons.first_names():
            return name
        capital = self._reading.text[tokens.starts[before]].isupper()
        if not capital or tokens.sentences[before] == tokens.sentences[before - 1]:
            return name
        proper = (tokens.words[before], *name.proper)
        return attrs.evolve(name, first=-1, proper=proper, sort="person", gender=lexicons.first_names()[proper[0]])

    def _offsets(self, number: int) -> tuple[int, int]:
        """Where the name in a mention stands."""
        name, first, tokens = self._names[number], self._reading.mentions[number].first, self._reading.tokens
        return tokens.starts[first + name.first], tokens.ends[first + name.last - 1]

    def _join_nickname(self, number: int) -> Name | None:
        """One name of the three parts of: Robert “Bob” Corker."""
        reading, tokens = self._reading, self._reading.tokens
        mentions = reading.mentions
        if number + 1 == len(mentions):
            return None
        mention, after = mentions[number], mentions[number + 1]
        gap = after.first - mention.last
        if gap not in (1, 3) or tokens.tags[mention.last : after.first] not in ("Z", "(P)", "*P*"):
            return None
        start, end = tokens.ends[mention.last - 1], tokens.starts[after.first]
        nickname = reading.text[start:end].strip(_AROUND_NICKNAME)
        if end - start > _NICKNAME or not nickname.isalpha() or not nickname.istitle():
            return None
        name, surname = self._names[number], self._names.get(number + 1)
        if surname is None or len(surname.proper) > 2 or name.sort not in ("person", "unknown"):
            return None
        last = after.first + surname.last - mention.first
        return attrs.evolve(
            name, last=last, proper=(*name.proper, nickname.lower(), *surname.proper), sort="person"
        )

    def _weigh(self, owners: Sequence[Entity | None]) -> None:
        """Let the words beside a name tell what it is of: in Concord, a Xiaomi spokesperson."""
        tokens, names, directory = self._reading.tokens, self._names, self._directory
        assert directory is not None
        locative = lexicons.words("locative")
        company, organization = lexicons.words("company_noun"), lexicons.words("organization_noun")
        for number, mention in enumerate(self._reading.mentions):
            owner = owners[number]
            if owner is not None and names[number].sort == "unknown" and len(names[number].proper) == 1:
                if mention.first and tokens.words[mention.first - 1] in locative:
                    owner.place += 1
                elif tokens.words[mention.first] == "the":
                    owner.organization += 1
            elif owner is None and (noun := tokens.words[mention.head]) in company | organization:
                before = mention.head - 1
                if before >= mention.first and tokens.tags[before] == "P":
                    entity = directory.named(tokens.words[before])
                    if entity is not None and not entity.person:
                        entity.organization += 1
                        entity.company = entity.company or noun in company

    def _add_acronyms(self, owners: Sequence[Entity | None]) -> None:
        """Let a name be known by the acronym that stands behind it: the Department of Defense (DoD)."""
        tokens, mentions = self._reading.tokens, self._reading.mentions
        assert self._directory is not None
        for number, owner in enumerate(owners[:-1]):
            if owner is None:
                continue
            mention, after = mentions[number], mentions[number + 1]
            if after.first == mention.last + 1 and tokens.tags[mention.last : after.last + 1] == "(P)":
                word = tokens.words[after.first]
                form = self._reading.text[tokens.starts[after.first] : tokens.ends[after.first]]
                if sum(map(str.isupper, form)) > 1 and all(letter in "".join(tokens.words[mention.first : mention.last]) for letter in word):
                    self._directory.add_alias(word, owner)


def _headlines(text: str, tokens: Tokens) -> set[int]:
    """Numbers of the short paragraphs that write most words with a capital."""
    found = set()
    bounds = [match.start() for match in re.finditer("\n", tokens.tags)] + [len(tokens)]
    for first, last in itertools.pairwise(bounds):
        if _HEADLINE[0] < last - first < _HEADLINE[1]:
            forms = [text[tokens.starts[index] : tokens.ends[index]] for index in range(first + 1, last)]
            if is_headline(forms):
                found.add(tokens.paragraphs[first])
    return found
