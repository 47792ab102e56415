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
_MOST = 12  # people of one name that are told apart
_NOBODY: tuple[frozenset[int], int] = (frozenset(), 0)
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
        person.names = [words for alias in aliases if alias.lower() not in NARRATOR and (words := _words(alias))]
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


def _is_common(words: tuple[str, ...]) -> bool:
    """Whether a name is a description: the driver, a certain old man."""
    common = all(is_word(word) or word in lexicons.words("auxiliary") for word in words)
    return common and not any(map(_is_title, words[:-1]))


def _likely_gender(person: Person) -> Gender | None:
    """The gender that first names, or nouns such as "waiter's wife", tell, where they agree."""
    told = {lexicons.first_names().get(words[0]) for words in person.names}
    for gender in ("male", "female"):
        if any(not lexicons.words(gender).isdisjoint(words) for words in person.names):
            told.add(gender)
    told.discard(None)
    return _GENDERS[told.pop()[:1]] if len(told) == 1 else None  # type: ignore[index]


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
                if _is_common(words):
                    self._common.add(words)
                else:
                    self._add_parts(number, words)
            if person.gender is None:
                person.gender = _likely_gender(person)
        for nickname, full in lexicons.nicknames().items():
            if nickname not in self._parts:
                owners = set().union(*(self._parts.get(name, ()) for name in sorted(full)))
                if owners:
                    self._parts[nickname] = owners
        self._first = {words[0] for words in self._exact} | self._parts.keys() | lexicons.titles().keys()

    def _add_parts(self, number: int, words: tuple[str, ...]) -> None:
        """Let somebody be named by each word of a name, but for titles, and by the parts of double names."""
        person = self.people[number]
        while len(words) > 1 and _is_title(words[0]):
            told = lexicons.titles()[words[0]][0]
            person.gender = person.gender or _GENDERS.get((told or "")[:1])
            person.sure = person.sure or told is not None
            words = words[1:]
        for word in words:
            if not (is_initial(word) or _is_title(word) or word in lexicons.words("name_particle")):
                double = [part for part in word.split("-") if part != word and not is_word(part)]
                for part in (word, *double):
                    if len(self._parts[part]) < _MOST:
                        self._parts[part].add(number)

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with a word in lower case."""
        return word in self._first

    def others(self, words: Sequence[str], found: frozenset[int]) -> frozenset[int]:
        """Who else has a single word in the name, though no more than that is told of them."""
        return frozenset(self._parts.get(words[0], ())) - found if len(words) == 1 else frozenset()

    def match(self, words: Sequence[str], capital: bool) -> tuple[frozenset[int], int]:
        """Whom the name that begins with the first of some words may name, and how many words it has; 0 for nobody.

        Args:
            words: Words of the text in lower case.
            capital: Whether the first has a capital.
        """
        for length in range(min(_LONGEST, len(words)), 0, -1):
            key = tuple(words[:length])
            if key in self._exact and (capital or key in self._common):
                return frozenset(self._exact[key]), length
        if not capital:
            return _NOBODY
        if _is_title(words[0]) and len(words) > 1:
            found, length = self.match(words[1:], True)
            gender = lexicons.titles()[words[0]][0]
            fitting = frozenset(one for one in found if not gender or self.people[one].gender in (None, gender))
            return (fitting, length + 1) if fitting else _NOBODY
        found = frozenset(self._parts.get(words[0], ()))
        length = len(found) and 1
        while 0 < length < len(words) and (more := found & self._parts.get(words[length], set())):
            found, length = more, length + 1
        return found, length
