"""Whom the names of a narration name: full names first, then all that may stand for them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .. import lexicons
from ..characters import Character
from ..reading.around import Reading
from ..reading.tokens import Tokens
from .descriptions import kind_of_noun
from .entities import Entity
from .linking import Directory
from .names import Name, elected
from .parts import find_names

_SHORT = re.compile(r"\n[^\n]{4,28}+(?![^\n])")  # shapes of a paragraph that may be a headline
_SHARE = 0.65  # of capitalised words among the longer ones, from which a paragraph is a headline
_ENDED_SHARE = 0.9  # where it ends like a sentence
_WORDS = 4  # that are longer
_NAME_AND_UNKNOWN = re.compile(r"[\n.Z]PN[^VXMNPH.,\n]")  # where a sentence begins
_OFFICIAL = re.compile("-(?<=[^A-Za-z][RDIrdi]-)")  # an elected one's party, and a state perhaps behind
_FULLEST = 2  # more than any form has for being whole
_ACRONYM = re.compile(r"\(P\)")  # behind the name


class Naming:
    """The names of a narration and whom they name.

    Args:
        reading: The narration.
        characters: Those whom the caller knows.
        outer: Those who are named outside, where the narration is inside a quotation.

    Attributes:
        owners: Whom each mention names; `None` where it is no name.
        named: Numbers of the mentions that are names, in order.
        pronouns: The pronouns without verbs, by their numbers.
        descriptions: Numbers of the others whose noun may be of one who speaks.
        entities: All who are named, in order of their first mention.
        directory: All of them, by their names.
    """

    def __init__(self, reading: Reading, characters: Sequence[Character], outer: Directory | None) -> None:
        self._reading, self._tokens = reading, reading.tokens
        self._firsts, self._lasts, self._heads, _, _ = reading.columns
        self._outer = outer
        self.directory = Directory(characters)
        found = find_names(reading, everybody=self.directory.has_characters)
        self._names, joined, self.pronouns, self.descriptions = found
        self._in_headlines = frozenset(_in_headlines(reading.tokens, self._firsts))
        self.owners: list[Entity | None] = [None] * len(self._firsts)
        self._link_full_names()
        self._add_acronyms()
        self._add_surnames()
        self._link_others()
        for part, number in joined.items():
            self.owners[part] = self.owners[number]
        self.named = sorted((*self._names, *joined))
        self._weigh()
        for entity in self.entities:
            entity.last = -1

    def _link_full_names(self) -> None:
        """Find whom names of two words and more name, headlines left out."""
        for number, name in self._names.items():
            if len(name.proper) > 1 and number not in self._in_headlines:
                owner = self._outer.find(name, -1) if self._outer else None
                if owner is None:
                    owner = self.directory.add_full(name)
                    self._take(owner, number, name)
                self.owners[number] = owner

    def _link_others(self) -> None:
        """Find whom surnames, first names, acronyms and headlines name, in order of the text."""
        owners = self.owners
        entities: dict[Entity, None] = {}
        for number in sorted(self._names):
            owner = owners[number]
            if owner is None:
                name = self._names[number]
                owner = (self._outer and self._outer.find(name, -1)) or self._link_other(number, name)
                owners[number] = owner
            owner.last = number
            entities[owner] = None
        self.entities = list(entities)

    def _link_other(self, number: int, name: Name) -> Entity:
        directory = self.directory
        owner = directory.find(name, number)
        if owner is not None and name.sort == "unknown" and len(owner.proper) > 1:
            owner.person += name.proper[-1] == owner.proper[-1]  # it has a surname
        if owner is None and number in self._in_headlines:
            owner = directory.find_within(name, number)
        if owner is None and (owner := directory.find_misspelled(name)):
            owner.person += 1
        owner = owner or directory.add_single(name)
        self._take(owner, number, name)
        return owner

    def _take(self, owner: Entity, number: int, name: Name) -> None:
        """Add to an entity what a name tells of it, and let it go by the name if none is fuller."""
        owner.take(name)
        plain = number not in self._in_headlines
        if (plain, name.fullness, name.titled, _FULLEST) > owner.rank:
            tokens, first = self._tokens, self._firsts[number]
            start, end = tokens.starts[first + name.first], tokens.ends[first + name.last - 1]
            whole = "\n" not in self._reading.text[start:end]
            rank = plain, name.fullness, name.titled, whole, end - start
            if rank > owner.rank:
                owner.go_by(name.proper, start, end, rank)

    def _add_acronyms(self) -> None:
        """Let a name be known by the acronym that stands behind it: the Department of Defense (DoD)."""
        tokens, firsts, lasts = self._tokens, self._firsts, self._lasts
        brackets = {match.start() for match in _ACRONYM.finditer(tokens.tags)}
        for number in self._names if brackets else ():
            last, owner = lasts[number], self.owners[number]
            if last not in brackets or owner is None:
                continue
            after = last + 1
            if firsts[number + 1] == after and lasts[number + 1] == after + 1:
                word = tokens.words[after]
                form = self._reading.text[tokens.starts[after] : tokens.ends[after]]
                letters = "".join(tokens.words[firsts[number] : last])
                if sum(map(str.isupper, form)) > 1 and all(letter in letters for letter in word):
                    self.directory.add_alias(word, owner)

    def _add_surnames(self) -> None:
        """Take for names the words with a capital that begin a sentence and are the surname of somebody.

        A verb that the reader does not know may stand behind: Lind bristles at it.
        """
        tokens, text, words = self._tokens, self._reading.text, self._tokens.words
        alike = map(self.directory.surnames.__contains__, map(words.__getitem__, self._firsts))
        for number in list(itertools.compress(itertools.count(), alike)):
            first, last = self._firsts[number], self._lasts[number]
            if number in self._names or not text[tokens.starts[first]].isupper():
                continue
            if last - first == 1 or _goes_on_with_verb(tokens, first, last):
                self._names[number] = Name(0, 1, (words[first],), "unknown", full=(words[first],))

    def _weigh(self) -> None:
        """Let the words beside a name tell what it is of: in Concord, a Xiaomi spokesperson."""
        words, tags, firsts, owners = self._tokens.words, self._tokens.tags, self._firsts, self.owners
        locative = lexicons.words("locative")
        for number, name in self._names.items():
            if name.sort == "unknown" and len(name.proper) == 1 and (owner := owners[number]) is not None:
                first = firsts[number]
                if words[first - 1] in locative:
                    owner.place += 1
                elif words[first] == "the":
                    owner.organization += 1
        company, telling = lexicons.words("company_noun"), lexicons.words("company_noun", "organization_noun")
        for number in self.descriptions:
            head = self._heads[number]
            if tags[head - 1] == "P" and words[head] in telling and head > firsts[number] and owners[number] is None:
                entity = self.directory.named(words[head - 1])
                if entity is not None and not entity.person:
                    entity.organization += 1
                    entity.company = entity.company or words[head] in company
        if _OFFICIAL.search(self._reading.text) is None:
            return
        for number in self.named:
            word = words[firsts[number + 1]] if number + 1 < len(firsts) else ""
            if "-" in word and owners[number + 1] is None and (official := owners[number]) is not None:
                for letters in elected(word):
                    official.modifiers |= lexicons.elected().get(letters.replace(".", ""), frozenset())


def _goes_on_with_verb(tokens: Tokens, first: int, behind: int) -> bool:
    """Whether a name that begins a sentence and an unknown word in -s that was taken for a noun are a mention."""
    word = tokens.words[behind - 1]
    return (
        _NAME_AND_UNKNOWN.match(tokens.tags, first - 1) is not None
        and behind - first == 2
        and word.endswith("s")
        and word not in lexicons.tags()
        and kind_of_noun(word) == "unknown"
    )


def _in_headlines(tokens: Tokens, firsts: Sequence[int]) -> Iterator[int]:
    """Numbers of the mentions in short paragraphs that write most words with a capital, as no sentence does.

    Args:
        tokens: The narration.
        firsts: First token of each mention.
    """
    for paragraph in _SHORT.finditer(tokens.shapes):
        shapes = paragraph[0]
        capitals = shapes.count("C")
        longer = capitals + shapes.count("c")
        if longer >= _WORDS and capitals >= _SHARE * longer:
            first, last = paragraph.span()
            if tokens.tags[last - 1] not in ".Z" or capitals >= _ENDED_SHARE * longer:
                yield from range(bisect_left(firsts, first), bisect_left(firsts, last))
