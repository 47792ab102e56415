"""Descriptions: the judge, a company spokesperson, another critic; whom they fit."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .. import lexicons
from ..document import SpeakerKind
from ..reading.around import Reading
from ..reading.mentions import TYPES
from ..reading.tags import PARAGRAPH
from ..remembered import Remembered
from .entities import Entity
from .linking import Directory
from .names import Gender

_AFTER_APPOSITION = ",.-)(\nZWJV"
_BESIDE = ",X"  # between a name and what the text says of it: Lumora, a maker; Lumora is a maker
_VERBS = "VXM"
_NAME, _DEFINITE, _INDEFINITE, _BARE = map(TYPES.index, ("name", "definite", "indefinite", "bare"))
_DESCRIPTIONS = (_DEFINITE, _INDEFINITE, _BARE, _NAME)
_BEFORE_NAME = (_DEFINITE, _INDEFINITE)  # that a name may stand beside
_OF_POSSESSOR = (_DEFINITE, _NAME)  # that may go on from a possessor
_LIKELY = 4  # what a noun tells of the gender, in pronouns
_ARTICLE_AND_NOUN = 2  # words of "the company"
_ANY_NAME = ("newspaper", "company")  # what an organisation may be called, whatever its name
_REMEMBERED = 10_000  # nouns and names, of which few are frequent
_MOST = 8  # with one role that are told apart
_OTHER = ("another", "other", "second", "third", "fellow")


def _kind_of_noun(noun: str) -> SpeakerKind:
    kinds = lexicons.noun_kinds()
    return kinds.get(noun) or kinds.get(noun.rsplit("-", 1)[-1]) or "unknown"  # type: ignore[return-value]


_KINDS = Remembered(_kind_of_noun, _REMEMBERED)


def kind_of_noun(noun: str) -> SpeakerKind:
    """What a noun names.

    >>> kind_of_noun("judge"), kind_of_noun("co-author"), kind_of_noun("gesture")
    ('person', 'person', 'unknown')
    """
    return _KINDS[noun]


def _may_speak(noun: str) -> bool:
    return "-" in noun or noun in _speaking()


@functools.cache
def _speaking() -> frozenset[str]:
    """The nouns of those who speak: all that are known, and what the titles and names of others may call them."""
    titles = {role for _, role in lexicons.titles().values()}
    organizations = lexicons.organization_words("last") | lexicons.words("company_noun", "organization_noun")
    return frozenset(lexicons.noun_kinds()).union(titles, *lexicons.roles().values(), organizations, _ANY_NAME)


#: Whether a description with a noun may be of one who speaks, even where it is no source.
MAY_SPEAK = Remembered(_may_speak, _REMEMBERED)


def gender_of_noun(noun: str) -> Gender | None:
    """The gender that a noun tells: spokeswoman, father."""
    return _genders().get(noun)


@functools.cache
def _genders() -> dict[str, Gender]:
    return dict.fromkeys(lexicons.words("female"), "female") | dict.fromkeys(lexicons.words("male"), "male")  # type: ignore[return-value]


@functools.cache
def _company_nouns() -> frozenset[str]:
    return _called("company")


def appositions(reading: Reading, owners: Sequence[Entity | None], named: Iterable[int]) -> dict[int, Entity]:
    """The descriptions that stand beside a name, between commas, with the one whom they describe.

    What they say of it is added to its roles.

    Args:
        reading: The narration.
        owners: Whom each of its mentions names, where it is a name.
        named: Numbers of those that are names, in order.
    """
    found: dict[int, Entity] = {}
    tags, words = reading.tokens.tags + PARAGRAPH, reading.tokens.words
    firsts, lasts, _, types, _ = reading.columns
    for number in named:
        first, last = firsts[number], lasts[number]
        between = tags[last]
        if between not in _BESIDE and tags[first - 1] != ",":
            continue
        owner = owners[number]
        if owner is None:
            continue
        if tags[first - 1] == "," and between in _AFTER_APPOSITION:
            before = _described_before(reading, owners, number)
            if before is not None:
                found[before] = owner
                _add_role(reading, before, owner)
        after = number + 1
        if between not in _BESIDE or after == len(firsts) or firsts[after] != last + 1:
            continue
        if between == "X" or words[firsts[after] : firsts[after] + 2] == ["one", "of"]:
            _add_role(reading, after, owner)  # Lumora, one of the makers
        # "Speaking to Harbor News, a spokesman said": the verb shows a subject of its own.
        own = between == "X" or owners[after] is not None or tags[lasts[after]] in _VERBS
        if not own and types[after] in _DESCRIPTIONS and _describes(reading, after, owner):
            found[after] = owner
            _add_role(reading, after, owner)
    return found


def _described_before(reading: Reading, owners: Sequence[Entity | None], number: int) -> int | None:
    """The description of the one who is named behind the comma: the head of the clinic, Ann Cole."""
    tags, (firsts, lasts, _, types, _) = reading.tokens.tags, reading.columns
    before, owner = number - 1, owners[number]
    if owner is None or before < 0 or owners[before] is not None or lasts[before] + 1 != firsts[number]:
        return None
    of = before and tags[lasts[before - 1] : firsts[before]] == "F"
    for place in (before, before - 1) if of else (before,):
        free = types[place] in _BEFORE_NAME and tags[firsts[place] - 1] != "K"
        if free and owners[place] is None and _describes(reading, place, owner):
            return place
    return None


def _noun(reading: Reading, number: int) -> str:
    """The noun that tells what a description is of: in "one of the makers", the last."""
    head = reading.columns.heads[number]
    counted = reading.tokens.tags[head] == "C"
    return reading.tokens.words[reading.columns.lasts[number] - 1 if counted else head]


def _describes(reading: Reading, number: int, entity: Entity) -> bool:
    kind = kind_of_noun(_noun(reading, number))
    person = entity.is_person()
    if kind == "person":
        return person is not False
    return kind == "organization" and not person


def _add_role(reading: Reading, number: int, entity: Entity) -> None:
    firsts, lasts, _, types, _ = reading.columns
    if types[number] not in _DESCRIPTIONS:
        return
    noun = _noun(reading, number)
    kind = kind_of_noun(noun)
    if kind == "unknown" and noun.endswith("s"):
        noun = noun.removesuffix("s")
        kind = kind_of_noun(noun)
    if kind in ("person", "organization"):
        entity.roles |= {noun}
        entity.modifiers = entity.modifiers.union(reading.tokens.words[firsts[number] : lasts[number]])
        if kind == "person":
            entity.person += 1
            entity.lean(gender_of_noun(noun), _LIKELY)
        elif noun in _company_nouns():
            entity.organization += 1
            entity.company = True
        else:
            entity.organization += 1


class Descriptions:
    """The descriptions of a narration and whom they fit.

    Args:
        reading: The narration.
        named: All who are named in it, once they are settled.
        directory: Finds the characters that the caller knows.
    """

    def __init__(self, reading: Reading, named: Sequence[Entity], directory: Directory) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._words = reading.tokens.words
        self._firsts, self._lasts, self._heads, self._types, _ = reading.columns
        self._directory = directory if directory.has_characters else None
        self._by_role: dict[str, list[Entity]] = defaultdict(list)
        self._by_words: dict[tuple[str | Entity, ...], Entity] = {}
        self._by_head: dict[str, Entity] = {}
        self._open = [one for one in named if len(one.genders) > 1 and one.is_person() is None]
        for entity in named:
            if entity.roles or entity.organization:
                named_for = _CALLED_BY_NAME[entity.proper, entity.company] if entity.organization else frozenset()
                for noun in named_for.union(*map(_CALLED.__getitem__, entity.roles)):
                    self._by_role[noun].append(entity)

    def resolve(self, owners: Sequence[Entity | None], number: int, source: bool) -> Entity | None:
        """The one of whom a description speaks, a new one where nobody fits; `None` for what does not speak.

        Of what somebody wrote, the writer: Xiaomi's statement.

        Args:
            owners: Whom each mention names, up to the description.
            number: The description's number among the mentions.
            source: Whether it names the source of a quotation.
        """
        tokens, sort = self._tokens, self._types[number]
        first, last, head = self._firsts[number], self._lasts[number], self._heads[number]
        noun, words = self._words[head], tuple(self._words[first:last])
        possessor = None
        if sort in _OF_POSSESSOR and self._firsts[number - 1] == first:
            possessor = owners[number - 1]  # in "her lawyer", her
            if source and possessor is not None and noun in lexicons.words("authored"):
                return possessor
        kind = _KINDS[noun]
        character = self._directory.described(words) if self._directory else None
        if character and (len(words) > 1 or self._reading.text[tokens.starts[first]].isupper()):
            return character
        if kind == "unknown" and not source and noun not in self._by_role:
            return None
        if sort == _DEFINITE and tokens.tags[first] == "D":
            if entity := self._fitting(noun, words, number):
                return entity
            earlier = self._by_head.get(noun)
            if earlier is not None and _agree(words, earlier):
                return self._again(earlier, number)
        said = words if possessor is None else (possessor, noun)
        if (earlier := self._by_words.get(said)) is not None and words[0] not in _OTHER:
            return self._again(earlier, number)
        if len(words) == 2 and words[0] in ("a", "an") and noun.startswith("spokes") and noun in self._by_head:
            return self._again(self._by_head[noun], number)
        start, end = tokens.starts[first], tokens.ends[last - 1]
        key = str(tokens.starts[head])  # its first word may be the possessor, who is another
        entity = Entity(key, words, True, start, end, (last - first,), kind, 1)
        if gender := gender_of_noun(noun):
            entity.lean(gender, _LIKELY)
        if kind == "person":
            entity.settle()
        self._by_words[said] = self._by_head[noun] = entity
        return entity

    def _again(self, entity: Entity, number: int) -> Entity:
        first, last = self._firsts[number], self._lasts[number]
        entity.count += 1
        self._by_head[self._words[self._heads[number]]] = entity
        rank = (last - first,)
        if rank > entity.rank:
            entity.rank = rank
            entity.start, entity.end = self._tokens.starts[first], self._tokens.ends[last - 1]
            entity.proper = tuple(self._words[first:last])
        return entity

    def _fitting(self, noun: str, words: Sequence[str], number: int) -> Entity | None:
        """The one that has this role, if there is only one, and nothing that is said of it speaks against it.

        Of several, the only one that its paragraph has named, else the only one that has been named before.
        """
        fitting = self._by_role.get(noun)
        if fitting is None:
            if noun not in _company_nouns():
                return None
            fitting = self._open  # the company can only be the one of which nothing is told
            if len(fitting) != 1 or len(words) > _ARTICLE_AND_NOUN:
                return None
        extra = set(words[1:]) - lexicons.words("general") - {noun}
        if len(fitting) > 1:
            recent = fitting[-_MOST:]
            fitting = [one for one in recent if extra and one.is_told(extra)]
            fitting = fitting or [one for one in recent if self._is_near(one, number)]
            fitting = fitting or [one for one in recent if one.last >= 0]
        if len(fitting) != 1 or not fitting[0].is_told(extra):
            return None
        return fitting[0]

    def _is_near(self, entity: Entity, number: int) -> bool:
        """Whether the paragraph has named it before."""
        paragraphs, firsts = self._tokens.paragraphs, self._firsts
        return entity.last >= 0 and paragraphs[firsts[entity.last]] == paragraphs[firsts[number]]


def _called(role: str) -> frozenset[str]:
    """What one who has a role is called: the pastor, the reverend."""
    return lexicons.roles().get(role, frozenset()) | {role}


def _called_by_name(known: tuple[tuple[str, ...], bool]) -> frozenset[str]:
    """What an organisation is called for the nouns of its own name: the committee, the company.

    Args:
        known: Its name, and whether it is known to be a company.
    """
    proper, company = known
    words = lexicons.organization_words
    ends = words("last")
    own = {word for word in proper if word in ends or kind_of_noun(word) == "organization"}
    last = proper[-1] if proper else ""
    if last in words("newspaper"):
        own.add("newspaper")
    if company or "_".join(proper) in words("known_company") or last in words("company", "commercial"):
        own.add("company")
    return frozenset(own).union(*map(_called, own))


_CALLED = Remembered(_called, _REMEMBERED)
_CALLED_BY_NAME = Remembered(_called_by_name, _REMEMBERED)


def _agree(words: Sequence[str], earlier: Entity) -> bool:
    """Whether a definite description says nothing that an earlier one does not."""
    return words == earlier.proper or set(words[1:]) <= {"same", *earlier.proper}
