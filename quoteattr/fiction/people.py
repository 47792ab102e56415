"""The people of a novel and the words that may name each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from .. import lexicons
from ..characters import Character
from ..reading.tags import tag_of
from ..speakers.names import Gender, is_initial

_GENDERS: dict[str, Gender] = {"m": "male", "f": "female"}
_LONGEST = 6  # words of a name
_ARTICLES = ("a", "an", "the", "that", "this", "one", "another")
NARRATOR = ("_narr", "i", "narrator", "the narrator")  # aliases, in lower case, of whoever tells the story


@attrs.define(eq=False)
class Person:
    """Somebody who may speak.

    Attributes:
        name: By which the speaker is to be called.
        names: All names, the words of each in lower case.
        gender: Where it is known.
        sure: Whether the caller, or a title, tells the gender.
        narrator: Whether it is known to tell the story.
    """

    name: str
    names: list[tuple[str, ...]] = attrs.Factory(list)
    gender: Gender | None = None
    sure: bool = False
    narrator: bool = False


def from_characters(characters: Iterable[Character]) -> list[Person]:
    """The people whom the caller knows."""
    people = []
    for character in characters:
        aliases = dict.fromkeys((character.name, *character.aliases))
        person = Person(character.name, gender=_GENDERS.get((character.gender or "").lower()[:1]))
        person.sure = person.gender is not None
        person.narrator = any(alias.lower() in NARRATOR for alias in aliases)
        person.names = [words for alias in aliases if (words := _words(alias))]
        people.append(person)
    return people


def _words(alias: str) -> tuple[str, ...]:
    words = tuple(alias.lower().replace("’", "'").split())
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def is_word(word: str) -> bool:
    """Whether a word in lower case is one of the language, so that a capital may come from its place."""
    return lexicons.tags().get(word, "P") != "P" or tag_of(word) in "OoSDW"


def _is_title(word: str) -> bool:
    return word in lexicons.titles()


class Names:
    """Finds people by their names: whole ones, titles with a surname, words that only one of them has.

    Args:
        people: All people of the novel.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self._exact: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._parts: dict[str, set[int]] = defaultdict(set)
        self._common: set[tuple[str, ...]] = set()
        for number, person in enumerate(people):
            for words in person.names:
                self._exact[words].add(number)
                if self._is_common(words):
                    self._common.add(words)
                    continue
                bare = words
                while len(bare) > 1 and _is_title(bare[0]):
                    person.gender = person.gender or _GENDERS.get((lexicons.titles()[bare[0]][0] or "")[:1])
                    person.sure = person.sure or lexicons.titles()[bare[0]][0] is not None
                    bare = bare[1:]
                for word in bare:
                    if not (is_initial(word) or _is_title(word) or word in lexicons.words("name_particle")):
                        self._parts[word].add(number)
                        for part in word.split("-")[: "-" in word]:
                            if not is_word(part):
                                self._parts[part].add(number)
        short = lexicons.nicknames()
        for nickname, full in short.items():
            if nickname not in self._parts:
                for name in full:
                    if name in self._parts:
                        self._parts[nickname] |= self._parts[name]
        for person in people:
            if person.gender is None:
                told = {lexicons.first_names().get(word) for words in person.names for word in words[:1]}
                told |= {"female" for words in person.names if set(words) & lexicons.words("female")}
                told |= {"male" for words in person.names if set(words) & lexicons.words("male")}
                if len(told - {None}) == 1:
                    person.gender = (told - {None}).pop()  # type: ignore[assignment]
        self._first = {words[0] for words in self._exact} | self._parts.keys() | lexicons.titles().keys()

    @staticmethod
    def _is_common(words: tuple[str, ...]) -> bool:
        """Whether a name is a description: the driver, a certain old man."""
        tags = lexicons.tags()
        return all(tags.get(word, "P") != "P" or word in lexicons.words("auxiliary") for word in words) and not any(
            _is_title(word) for word in words[:-1]
        )

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with a word in lower case."""
        return word in self._first

    def others(self, words: Sequence[str], found: frozenset[int]) -> frozenset[int]:
        """Who else has a single word in the name, though no more than that is told of them."""
        return frozenset(self._parts.get(words[0], ())) - found if len(words) == 1 else frozenset()

    def match(self, words: Sequence[str], at: int, capital: bool) -> tuple[frozenset[int], int]:
        """Whom the words from a place on may name, and how many words that takes; 0 for nobody.

        Args:
            words: Words of the text in lower case.
            at: Where the name may begin.
            capital: Whether the first word has a capital.
        """
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            key = tuple(words[at : at + length])
            if key in self._exact and (capital or key in self._common):
                return frozenset(self._exact[key]), length
        word = words[at]
        if not capital:
            return frozenset(), 0
        if _is_title(word) and at + 1 < len(words):
            found, length = self.match(words, at + 1, True)
            gender = lexicons.titles()[word][0]
            fitting = frozenset(one for one in found if not gender or self.people[one].gender in (None, gender))
            return (fitting, length + 1) if fitting and length else (frozenset(), 0)
        owners = self._parts.get(word)
        if not owners:
            return frozenset(), 0
        found, length = frozenset(owners), 1
        while at + length < len(words) and (more := self._parts.get(words[at + length])) and found & more:
            found &= more
            length += 1
        return found, length
