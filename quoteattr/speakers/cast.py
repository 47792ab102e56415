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
from ..reading.tokens import Tokens
from .descriptions import Descriptions, appositions
from .entities import Entity
from .linking import Directory
from .names import ELECTED, Name, Sort, opens_name, parse_name
from .pronouns import Focus
from .references import FIRST_PERSON, follow

_NICKNAME = 16  # code points that a nickname has at most, with its marks
_LONGEST_GAP = 3  # tokens between the parts of a name
_LONGEST_END = 2  # words of its last part
_PRONOUNS = ("pronoun", "object", "relative", "possessive")
_AROUND_NICKNAME = " “”‘’\"'()"
_HEADLINE = (4, 30)  # tokens
_SHARE = 0.65  # of capitalised words among the longer ones, from which a paragraph is a headline
_ENDED_SHARE = 0.9  # where it ends like a sentence
_WORDS = 4  # that are longer
_SHORT = 3  # letters of words that headlines write small


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
            assert self._directory is not None
            descriptions = Descriptions(self._reading.tokens, named, self._directory)
            focus = focus or Focus(self._reading, bool(self._characters))
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
            if mention.type in _PRONOUNS:
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
                if name.first == 0:
                    name = self._opened(mention, name)
                names[number] = name
        joined: dict[int, int] = {}
        for number in list(names):
            if number in names and (found := self._join(number)):
                names[number], last = found
                for part in range(number + 1, last + 1):
                    names.pop(part, None)
                    joined[part] = number
        headlines = _headlines(text, tokens)
        owners: list[Entity | None] = [None] * len(mentions)
        for number, name in names.items():
            mention = mentions[number]
            if len(name.proper) > 1 and tokens.paragraphs[mention.first] not in headlines:
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
                    if owner is not None and name.sort == "unknown" and len(owner.proper) > 1:
                        owner.person += name.proper[-1] == owner.proper[-1]  # it has a surname
                    if owner is None and not plain:
                        owner = directory.find_within(name, number)
                    if owner is None:
                        owner = directory.add_single(name, str(start))
                    owner.take(name, start, end, plain)
                owners[number] = owner
            owner.last = number
        for part, number in joined.items():
            owners[part] = owners[number]
        self._weigh(owners)
        for owner in owners:
            if owner is not None:
                owner.last = -1
        return owners

    def _all(self) -> Directory:
        self.resolve()
        assert self._directory is not None
        return self._directory

    def _opened(self, mention: Mention, name: Name) -> Name:
        """The name with a word before the mention that was taken for another, since it begins the sentence."""
        tokens, before = self._reading.tokens, mention.first - 1
        sentence = tokens.sentences
        if before < 1 or (tokens.tags[before - 1] != "\n" and sentence[before] == sentence[before - 1]):
            return name
        form = self._reading.text[tokens.starts[before] : tokens.ends[before]]
        words = (tokens.words[before], *name.full)
        if tokens.tags[before] in "PZ" or not form[:1].isupper() or not opens_name(form, words):
            return name
        whole = parse_name((form.title(), *name.full), words, "P" * len(words), len(words) - 1)
        return name if whole is None else attrs.evolve(whole, first=whole.first - 1, last=whole.last - 1)

    def _offsets(self, number: int) -> tuple[int, int]:
        """Where the name in a mention stands."""
        name, first, tokens = self._names[number], self._reading.mentions[number].first, self._reading.tokens
        return tokens.starts[first + name.first], tokens.ends[first + name.last - 1]

    def _join(self, number: int) -> tuple[Name, int] | None:
        """One name of parts that were read apart, and the number of its last mention.

        So are Robert “Bob” Corker, Robert (Bob) Corker, Elena de la Cruz, and Harker & Sons.
        """
        reading, tokens, mentions = self._reading, self._reading.tokens, self._reading.mentions
        mention, name = mentions[number], self._names[number]
        if name.last != mention.last - mention.first:
            return None
        bracketed = re.fullmatch(r"\(.\)", tokens.tags[mention.last : mention.last + 3]) is not None
        last = number + 1
        if bracketed and last < len(mentions) and mentions[last].first == mention.last + 1:
            last += 1
        if last >= len(mentions) or last not in self._names or mentions[last].first - mention.last > _LONGEST_GAP:
            return None
        after, end = mentions[last], self._names[last]
        gap = tuple(tokens.words[mention.last : after.first + end.first])
        between = reading.text[tokens.ends[mention.last - 1] : tokens.starts[after.first]]
        middle: tuple[str, ...]
        sort: Sort
        if gap == ("&",):
            middle, sort = gap, "organization"
        elif gap and lexicons.words("name_particle").issuperset(gap):
            middle, sort = gap, "person"
        else:
            nickname = between.strip(_AROUND_NICKNAME)
            quoted = bracketed or tokens.tags[mention.last : after.first] == "Z"
            if not quoted or len(between) > _NICKNAME or not nickname.isalpha() or not nickname.istitle():
                return None
            middle, sort = (nickname.lower(),), "person"
        if name.sort not in ("person", "unknown") or len(end.proper) > _LONGEST_END:
            return None
        length = after.first + end.last - mention.first
        proper = (*name.proper, *middle, *end.proper)
        return attrs.evolve(name, last=length, proper=proper, sort=sort), last

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
                letters = "".join(tokens.words[mention.first : mention.last])
                if sum(map(str.isupper, form)) > 1 and all(letter in letters for letter in word):
                    self._directory.add_alias(word, owner)

    def _weigh(self, owners: Sequence[Entity | None]) -> None:
        """Let the words beside a name tell what it is of: in Concord, a Xiaomi spokesperson."""
        tokens, names, directory = self._reading.tokens, self._names, self._directory
        assert directory is not None
        locative = lexicons.words("locative")
        company, organization = lexicons.words("company_noun"), lexicons.words("organization_noun")
        for number, mention in enumerate(self._reading.mentions):
            owner = owners[number]
            name = names.get(number)
            if owner is not None and name is not None and name.sort == "unknown" and len(name.proper) == 1:
                if mention.first and tokens.words[mention.first - 1] in locative:
                    owner.place += 1
                elif tokens.words[mention.first] == "the":
                    owner.organization += 1
            elif owner is None and number and (told := ELECTED.fullmatch(tokens.words[mention.first])):
                if (official := owners[number - 1]) is not None:
                    for letters in told.groups():
                        official.modifiers |= lexicons.elected().get(letters.replace(".", ""), frozenset())
            elif owner is None and (noun := tokens.words[mention.head]) in company | organization:
                before = mention.head - 1
                if before >= mention.first and tokens.tags[before] == "P":
                    entity = directory.named(tokens.words[before])
                    if entity is not None and not entity.person:
                        entity.organization += 1
                        entity.company = entity.company or noun in company


def _headlines(text: str, tokens: Tokens) -> set[int]:
    """Numbers of the short paragraphs that write most words with a capital."""
    found = set()
    bounds = [match.start() for match in re.finditer("\n", tokens.tags)] + [len(tokens)]
    for first, last in itertools.pairwise(bounds):
        if _HEADLINE[0] < last - first < _HEADLINE[1]:
            forms = [text[tokens.starts[index] : tokens.ends[index]] for index in range(first + 1, last)]
            longer = [form for form in forms if len(form) > _SHORT and form[0].isalpha()]
            share = _ENDED_SHARE if tokens.tags[last - 1] in ".Z" else _SHARE
            if len(longer) >= _WORDS and sum(form[0].isupper() for form in longer) >= share * len(longer):
                found.add(tokens.paragraphs[first])
    return found
