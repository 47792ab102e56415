"""Whom pronouns and descriptions stand for, in one walk through the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..document import SpeakerKind
from ..reading.around import Reading
from ..reading.mentions import TYPES
from ..reading.tags import PARAGRAPH
from .descriptions import Descriptions
from .entities import Entity
from .names import Gender
from .naming import Naming
from .pronouns import GENDERS, Focus

_PRONOUN, _RELATIVE, _POSSESSIVE = map(TYPES.index, ("pronoun", "relative", "possessive"))
_OPENING = 2  # tokens from a possessive back to the sentence before, where only a preposition stands between
_AHEAD = 5  # mentions that are looked through for the name behind the comma
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
    naming: Naming,
    beside: Mapping[int, Entity],
    descriptions: Descriptions,
    sources: Collection[int],
    focus: Focus,
) -> None:
    """Find whom each pronoun and description stands for, in order of the text, and enter it among the owners.

    Args:
        reading: The narration.
        naming: Whom its names name.
        beside: The descriptions that stand beside a name, and whatever else is told to stand for one.
        descriptions: All descriptions.
        sources: Numbers of the mentions that name the source of a quotation.
        focus: Who was named last.
    """
    owners, pronouns = naming.owners, naming.pronouns
    _lean(reading, naming)
    firsts, lasts, _, types, _ = reading.columns
    own: dict[str, Entity] = {}
    labels: dict[int, Entity] | None = None
    for number in sorted({*naming.named, *pronouns, *naming.descriptions, *beside, *sources}):
        owner, gender = owners[number], None
        if owner is None:
            word = pronouns.get(number)
            if word is None:
                owner = beside.get(number) or descriptions.resolve(owners, number, number in sources)
            elif types[number] == _RELATIVE:
                before = number - 1
                if number and 0 <= firsts[number] - lasts[before] <= 1:
                    if owners[before] is None and number in sources and before not in pronouns:
                        owners[before] = descriptions.resolve(owners, before, True)
                    owner = owners[before]
            else:
                gender = GENDERS.get(word)
                if number in beside:
                    owner = beside[number]
                elif gender and types[number] == _POSSESSIVE:
                    owner = _named_after(reading, owners, number, gender)
                elif word in _FIRST:
                    labels = _labels(reading, naming) if labels is None else labels
                    owner = labels.get(reading.tokens.paragraphs[firsts[number]])
                elif word in _THIRD:
                    owner = focus.last_of(owners, number, _THIRD[word])
                if gender and owner is None:
                    owner = focus.antecedent(owners, number, gender, number in sources)
                if owner is None and (gender or number in sources):
                    owner = _unnamed(reading, number, word, own)
            owners[number] = owner
        if owner is not None:
            owner.last = number
            if owner.genders:
                focus.name(owner)
            if gender:
                focus.meant[gender] = owner
            if number in sources:
                focus.speaker = owner


def _named_after(reading: Reading, owners: Sequence[Entity | None], number: int, gender: Gender) -> Entity | None:
    """The one who is named after a possessive that opens the sentence: For his part, Mr. Lind."""
    tokens, (firsts, _, _, types, _) = reading.tokens, reading.columns
    first = firsts[number]
    sentence = tokens.sentences[first]
    opening = first - _OPENING
    if opening < 0 or tokens.tags[first - 1] != "J":
        return None
    if tokens.tags[opening] != PARAGRAPH and tokens.sentences[opening] == sentence:
        return None
    for after in range(number + 1, min(number + _AHEAD, len(firsts))):
        start = firsts[after]
        if tokens.sentences[start] != sentence or types[after] == _PRONOUN:
            return None
        owner = owners[after]
        if owner is not None and tokens.tags[start - 1] == "," and owner.is_person() is not False:
            return owner if owner.gender in (gender, None) else None
    return None


def _unnamed(reading: Reading, number: int, word: str, own: dict[str, Entity]) -> Entity:
    """Somebody of whom only the pronoun is known; "I" and "we" are the same throughout."""
    first, tokens = reading.columns.firsts[number], reading.tokens
    word = _FIRST.get(word, word)
    if word in own:
        return own[word]
    start, end = tokens.starts[first], tokens.ends[first]
    key = word if word in _FIRST.values() else str(start)
    entity = Entity(key, (word,), True, start, end, kind=_KINDS.get(word, "unknown"))
    entity.lean(GENDERS.get(word), 4)
    entity.settle()
    if key == word:
        own[word] = entity
    return entity


def _labels(reading: Reading, naming: Naming) -> dict[int, Entity]:
    """Who speaks in each paragraph that begins with a name and a colon, as in a transcript."""
    tags, paragraphs = reading.tokens.tags, reading.tokens.paragraphs
    firsts, lasts, _, _, _ = reading.columns
    labels = {}
    for number in naming.named:
        first, owner = firsts[number], naming.owners[number]
        if tags.startswith(":", lasts[number]) and tags[first - 1] == PARAGRAPH and owner is not None:
            labels[paragraphs[first]] = owner
    return labels


def _lean(reading: Reading, naming: Naming) -> None:
    """Learn genders from paragraphs that name one person only, and have pronouns of one gender only behind."""
    firsts, owners, paragraphs = reading.columns.firsts, naming.owners, reading.tokens.paragraphs
    genders = {number: GENDERS[word] for number, word in naming.pronouns.items() if word in GENDERS}
    with_pronouns = {paragraphs[firsts[number]] for number in genders}
    alone: dict[int, tuple[Entity, int] | None] = {}  # the only person of each paragraph, and where it is named first
    for number in naming.named if with_pronouns else ():
        paragraph, owner = paragraphs[firsts[number]], owners[number]
        if paragraph in with_pronouns and owner is not None and owner.genders:
            known = alone.setdefault(paragraph, (owner, number))
            if known is not None and known[0] is not owner:
                alone[paragraph] = None
    told: dict[tuple[Entity, int], dict[Gender, int]] = {}
    for number, gender in genders.items():
        first = firsts[number]
        if known := alone.get(paragraphs[first]):
            while number < len(firsts) and firsts[number] == first:  # her, her lawyer
                if number > known[1] and owners[number] is None:
                    counts = told.setdefault(known, {})
                    counts[gender] = counts.get(gender, 0) + 1
                number += 1
    for (person, _), counts in told.items():
        if len(counts) == 1:
            person.lean(*next(iter(counts.items())))
            person.settle()
