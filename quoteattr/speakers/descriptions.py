"""Descriptions: the judge, a company spokesperson, another critic; whom they fit."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .. import lexicons
from ..document import SpeakerKind
from ..reading.around import Reading
from ..reading.mentions import Mention
from ..reading.tokens import Tokens
from ..remembered import Remembered
from .entities import Entity
from .linking import Directory
from .names import Gender

_AFTER_APPOSITION = ",.-)(\nZWJV"
_BESIDE = frozenset(",X")  # between a name and what the text says of it: Lumora, a maker; Lumora is a maker
_VERBS = ("V", "X", "M")
_DESCRIPTIONS = ("definite", "indefinite", "bare", "name")
_BEFORE_NAME = ("definite", "indefinite")  # that a name may stand beside
_OF_POSSESSOR = ("definite", "name")  # that may go on from a possessor
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


def appositions(
    tokens: Tokens, mentions: Sequence[Mention], owners: Sequence[Entity | None], named: Iterable[int]
) -> dict[int, Entity]:
    """The descriptions that stand beside a name, between commas, with the one whom they describe.

    What they say of it is added to its roles.

    Args:
        tokens: The narration.
        mentions: Its mentions.
        owners: Whom each names, where it is a name.
        named: Numbers of those that are names, in order.
    """
    found: dict[int, Entity] = {}
    tags = tokens.tags
    for number in named:
        first, last, _, _, _ = mentions[number]
        between = tags[last : last + 1]
        if between not in _BESIDE and tags[first - 1] != ",":
            continue
        owner = owners[number]
        if owner is None:
            continue
        if tags[first - 1] == "," and between in ("", *_AFTER_APPOSITION):
            place = _described_before(tokens, mentions, owners, number)
            if place is not None:
                found[place] = owner
                _add_role(tokens, mentions[place], owner)
        if between not in _BESIDE or number + 1 == len(mentions) or mentions[number + 1].first != last + 1:
            continue
        after = mentions[number + 1]
        if between == "X" or tokens.words[after.first : after.first + 2] == ["one", "of"]:
            _add_role(tokens, after, owner)  # Lumora, one of the makers
        # "Speaking to Harbor News, a spokesman said": the verb shows a subject of its own.
        own = between == "X" or owners[number + 1] is not None or tags[after.last : after.last + 1] in _VERBS
        if not own and after.type in _DESCRIPTIONS and _describes(tokens, after, owner):
            found[number + 1] = owner
            _add_role(tokens, after, owner)
    return found


def _described_before(
    tokens: Tokens, mentions: Sequence[Mention], owners: Sequence[Entity | None], number: int
) -> int | None:
    """The description of the one who is named behind the comma: the head of the clinic, Ann Cole."""
    before, owner = number - 1, owners[number]
    if owner is None or before < 0 or owners[before] is not None or mentions[before].last + 1 != mentions[number].first:
        return None
    of = before and tokens.tags[mentions[before - 1].last : mentions[before].first] == "F"
    for place in (before, before - 1) if of else (before,):
        description = mentions[place]
        free = description.type in _BEFORE_NAME and tokens.tags[description.first - 1] != "K"
        if free and owners[place] is None and _describes(tokens, description, owner):
            return place
    return None


def _noun(tokens: Tokens, mention: Mention) -> str:
    """The noun that tells what a description is of: in "one of the makers", the last."""
    counted = tokens.tags[mention.head] == "C"
    return tokens.words[mention.last - 1 if counted else mention.head]


def _describes(tokens: Tokens, mention: Mention, entity: Entity) -> bool:
    kind = kind_of_noun(_noun(tokens, mention))
    person = entity.is_person()
    if kind == "person":
        return person is not False
    return kind == "organization" and not person


def _add_role(tokens: Tokens, mention: Mention, entity: Entity | None) -> None:
    if entity is None or mention.type not in _DESCRIPTIONS:
        return
    noun = _noun(tokens, mention)
    kind = kind_of_noun(noun)
    if kind == "unknown" and noun.endswith("s"):
        noun = noun.removesuffix("s")
        kind = kind_of_noun(noun)
    if kind in ("person", "organization"):
        entity.roles |= {noun}
        entity.modifiers = entity.modifiers.union(tokens.words[mention.first : mention.last])
        if kind == "person":
            entity.person += 1
            entity.lean(gender_of_noun(noun), _LIKELY)
        elif noun in lexicons.roles()["company"] or noun == "company":
            entity.organization += 1
            entity.company = True
        else:
            entity.organization += 1


class Descriptions:
    """The descriptions of a narration and whom they fit.

    Args:
        reading: The narration.
        named: All who are named in it.
        directory: Finds the characters that the caller knows.
    """

    def __init__(self, reading: Reading, named: Sequence[Entity], directory: Directory) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._mentions = reading.mentions
        self._directory = directory if directory.has_characters else None
        self._by_role: dict[str, list[Entity]] = defaultdict(list)
        self._by_words: dict[tuple[str | Entity, ...], Entity] = {}
        self._by_head: dict[str, Entity] = {}
        self._company_nouns = lexicons.roles()["company"] | {"company"}
        self._open = [one for one in named if one.is_person() is None and one.gender is None]
        for entity in named:
            if entity.roles or entity.organization:
                own = itertools.chain.from_iterable(map(_CALLED.__getitem__, entity.roles))
                whole = _CALLED_BY_NAME[entity.proper, entity.company] if entity.organization else ()
                for noun in {*own, *whole}:
                    self._by_role[noun].append(entity)

    def resolve(self, owners: Sequence[Entity | None], number: int, source: bool) -> Entity | None:
        """The one of whom a description speaks, a new one where nobody fits; `None` for what does not speak.

        Of what somebody wrote, the writer: Xiaomi's statement.

        Args:
            owners: Whom each mention names, up to the description.
            number: The description's number among the mentions.
            source: Whether it names the source of a quotation.
        """
        tokens, mention = self._tokens, self._mentions[number]
        first, last, head, sort, _ = mention
        noun, words = tokens.words[head], tuple(tokens.words[first:last])
        possessor = None
        if sort in _OF_POSSESSOR and self._mentions[number - 1].first == first:
            possessor = owners[number - 1]  # in "her lawyer", her
            if source and possessor is not None and noun in lexicons.words("authored"):
                return possessor
        kind = _KINDS[noun]
        character = self._directory.described(words) if self._directory else None
        if character and (len(words) > 1 or self._is_capital(mention)):
            return character
        if kind == "unknown" and not source and noun not in self._by_role:
            return None
        if sort == "definite" and tokens.tags[first] == "D":
            if entity := self._fitting(noun, words, mention):
                return entity
            earlier = self._by_head.get(noun)
            if earlier is not None and _agree(words, earlier):
                return self._again(earlier, mention)
        said = words if possessor is None else (possessor, noun)
        if (earlier := self._by_words.get(said)) is not None and words[0] not in _OTHER:
            return self._again(earlier, mention)
        if len(words) == 2 and words[0] in ("a", "an") and noun.startswith("spokes") and noun in self._by_head:
            return self._again(self._by_head[noun], mention)
        start, end = tokens.starts[first], tokens.ends[last - 1]
        key = str(tokens.starts[head])  # its first word may be the possessor, who is another
        entity = Entity(key, words, True, start, end, (last - first,), kind, 1)
        if gender := gender_of_noun(noun):
            entity.lean(gender, _LIKELY)
        if kind == "person":
            entity.settle()
        self._by_words[said] = self._by_head[noun] = entity
        return entity

    def _is_capital(self, mention: Mention) -> bool:
        return self._reading.text[self._tokens.starts[mention.first]].isupper()

    def _again(self, entity: Entity, mention: Mention) -> Entity:
        entity.count += 1
        self._by_head[self._tokens.words[mention.head]] = entity
        rank = (mention.last - mention.first,)
        if rank > entity.rank:
            entity.rank = rank
            entity.start = self._tokens.starts[mention.first]
            entity.end = self._tokens.ends[mention.last - 1]
            entity.proper = tuple(self._tokens.words[mention.first : mention.last])
        return entity

    def _fitting(self, noun: str, words: Sequence[str], mention: Mention) -> Entity | None:
        """The one that has this role, if there is only one, and nothing that is said of it speaks against it.

        Of several, the only one that its paragraph has named, else the only one that has been named before.
        """
        fitting = self._by_role.get(noun)
        if fitting is None:
            if noun not in self._company_nouns:
                return None
            fitting = self._open  # the company can only be the one of which nothing is told
            if len(fitting) != 1 or len(words) > _ARTICLE_AND_NOUN:
                return None
        extra = set(words[1:]) - lexicons.words("general") - {noun}
        if len(fitting) > 1:
            recent = fitting[-_MOST:]
            fitting = [one for one in recent if extra and one.is_told(extra)]
            fitting = fitting or [one for one in recent if self._is_near(one, mention)]
            fitting = fitting or [one for one in recent if one.last >= 0]
        if len(fitting) != 1 or not fitting[0].is_told(extra):
            return None
        return fitting[0]

    def _is_near(self, entity: Entity, mention: Mention) -> bool:
        """Whether the paragraph has named it before."""
        paragraphs, mentions = self._tokens.paragraphs, self._mentions
        return entity.last >= 0 and paragraphs[mentions[entity.last].first] == paragraphs[mention.first]


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
