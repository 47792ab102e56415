"""Whom pronouns and descriptions stand for, in one walk through the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .. import lexicons
from ..document import SpeakerKind
from ..reading.around import Reading
from .descriptions import Descriptions
from .entities import Entity
from .names import Gender
from .pronouns import Focus, gender_of

_DESCRIPTIONS = ("definite", "indefinite", "bare", "name")
FIRST_PERSON = "i"  # key of whoever tells the story
_FIRST = {"i": "i", "my": "i", "me": "i", "we": "we", "us": "we", "our": "we"}
_KINDS: dict[str, SpeakerKind] = {
    **dict.fromkeys(("i", "he", "she", "him", "her", "his", "who", "you"), "person"),
    "we": "group",
}  # fmt: skip
_THIRD: dict[str, tuple[SpeakerKind, ...]] = {
    **dict.fromkeys(("they", "them", "their"), ("group", "organization", "document", "unknown")),
    **dict.fromkeys(("it", "its"), ("organization", "document", "unknown")),
}


def follow(
    reading: Reading,
    owners: list[Entity | None],
    beside: Mapping[int, Entity],
    descriptions: Descriptions,
    sources: Collection[int],
    focus: Focus,
) -> None:
    """Find, in place, whom each pronoun and description stands for, in order of the text.

    Args:
        reading: The narration.
        owners: Whom each mention names, as far as it is a name.
        beside: The descriptions that stand beside a name.
        descriptions: All descriptions.
        sources: Numbers of the mentions that name the source of a quotation.
        focus: Who was named last.
    """
    _lean(reading, owners)
    words, mentions = reading.tokens.words, reading.mentions
    own: dict[str, Entity] = {}
    for number, mention in enumerate(mentions):
        owner = owners[number]
        gender = None
        if owner is None:
            if mention.type in _DESCRIPTIONS:
                owner = beside.get(number) or _described(reading, owners, number, descriptions)
            elif mention.type == "relative":
                if number and 0 <= mention.first - mentions[number - 1].last <= 1:
                    owner = owners[number - 1]
            else:
                word = words[mention.first]
                gender = gender_of(word)
                if gender:
                    owner = focus.antecedent(number, gender, number in sources)
                elif word in _THIRD:
                    owner = focus.last_of(number, *_THIRD[word])
                if owner is None and (gender or number in sources):
                    owner = _unnamed(reading, number, own)
            owners[number] = owner
        if owner is not None:
            focus.name(owner, number, gender)
            if number in sources:
                focus.speaker = owner


def _described(reading: Reading, owners: list[Entity | None], number: int, descriptions: Descriptions) -> Entity:
    """Of whom a description speaks; of what somebody wrote, the writer: Xiaomi's statement."""
    mentions = reading.mentions
    mention = mentions[number]
    before = number - 1
    possessor = None
    if before >= 0 and mentions[before].possessor and mentions[before].first == mention.first:
        possessor = owners[before]
        if possessor is not None and reading.tokens.words[mention.head] in lexicons.words("authored"):
            return possessor
    return descriptions.resolve(mention, number, possessor)


def _unnamed(reading: Reading, number: int, own: dict[str, Entity]) -> Entity:
    """Somebody of whom only the pronoun is known; "I" and "we" are the same throughout."""
    mention, tokens = reading.mentions[number], reading.tokens
    word = _FIRST.get(tokens.words[mention.first], tokens.words[mention.first])
    if word in own:
        return own[word]
    start, end = tokens.starts[mention.first], tokens.ends[mention.first]
    key = word if word in _FIRST.values() else str(start)
    entity = Entity(key, (word,), True, start, end, kind=_KINDS.get(word, "unknown"))
    entity.lean(gender_of(word), 4)
    if key == word:
        own[word] = entity
    return entity


def _lean(reading: Reading, owners: list[Entity | None]) -> None:
    """Learn genders from paragraphs that name one person only, and have pronouns of one gender only."""
    paragraphs, words = reading.tokens.paragraphs, reading.tokens.words
    paragraph = -1
    person: Entity | None = None
    others = False
    pronouns: dict[Gender, int] = {}
    for mention, owner in zip(reading.mentions, owners, strict=True):
        if paragraphs[mention.first] != paragraph:
            if person is not None and not others and len(pronouns) == 1:
                person.lean(*next(iter(pronouns.items())))
            paragraph, person, others = paragraphs[mention.first], None, False
            pronouns.clear()
        if owner is None:
            if person is not None and (gender := gender_of(words[mention.first])):
                pronouns[gender] = pronouns.get(gender, 0) + 1
        elif owner is not person and owner.is_person() is not False:
            others = person is not None
            person = person or owner
    if person is not None and not others and len(pronouns) == 1:
        person.lean(*next(iter(pronouns.items())))
