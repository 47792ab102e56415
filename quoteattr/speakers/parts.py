"""Names as they stand in the mentions, whole again where they were read in parts."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import attrs

from .. import lexicons
from ..reading.around import Reading
from ..reading.mentions import Mention
from .descriptions import MAY_SPEAK
from .names import Name, NameParser, Sort

_NICKNAME = 16  # code points that a nickname has at most, with its marks
_LONGEST_GAP = 3  # tokens between the parts of a name
_LONGEST_END = 2  # words of its last part
PRONOUNS = frozenset(("pronoun", "object", "relative", "possessive"))
_JOINING = lexicons.words("name_particle") | {"&"}
_AROUND_NICKNAME = " “”‘’\"'()"

_Seen: TypeAlias = tuple[str, str, int]  # a mention as it is written, its tags, and where its head is
_UNSEEN = Name(0, 0, ("",), "unknown")
_PARSED: dict[_Seen, Name | None] = {}  # the names that have been taken apart before
_REMEMBERED = 50_000  # of them, of which texts without end have ever more
_LONGEST_SURFACE = 100  # code points of those that are remembered


class Found(NamedTuple):
    """The mentions of a narration by what they are; those of nobody who may speak are left out.

    Attributes:
        names: The name of each mention that has one, by the mention's number.
        joined: For each mention that is a later part of a name, the number of the first.
        pronouns: The pronouns without verbs, by their numbers: "she" of "she's".
        descriptions: Numbers of the others whose noun may be of one who speaks.
    """

    names: dict[int, Name]
    joined: dict[int, int]
    pronouns: dict[int, str]
    descriptions: list[int]


def find_names(reading: Reading, everybody: bool = False) -> Found:
    """Find the names of a narration, and all else that may be of somebody.

    Args:
        reading: The narration.
        everybody: Whether any noun may be of one who speaks.
    """
    tokens, text = reading.tokens, reading.text
    starts, ends, words, tags = tokens.starts, tokens.ends, tokens.words, tokens.tags
    known = _PARSED.get
    names: dict[int, Name] = {}
    pronouns: dict[int, str] = {}
    descriptions: list[int] = []
    going_on: list[int] = []
    for number, (first, last, head, kind, _) in enumerate(reading.mentions):
        if kind == "name" or tags[first] == "P" == tags[last - 2]:  # Karim Lind lives
            seen = text[starts[first] : ends[last - 1]], tags[first:last], head - first
            name = known(seen, _UNSEEN)
            if name is _UNSEEN:
                name = _parse(reading, first, seen)
            if name is not None:
                if name.first == 0 and text[starts[first - 1]].isupper():  # with a word before the mention, perhaps
                    name = _opened(reading, first, name)
                names[number] = name
                if last < len(tags) and (tags[last] in "Z(" or words[last] in _JOINING):
                    going_on.append(number)  # marks, a bracket, a particle or "&" may join a name to it
                continue
        elif kind in PRONOUNS:
            pronouns[number] = words[first].partition("'")[0]
            continue
        if everybody or MAY_SPEAK[words[head]]:
            descriptions.append(number)
    joined: dict[int, int] = {}
    for number in going_on:
        if number in names and (found := _join(reading, names, number)):
            names[number], last = found
            for part in range(number + 1, last + 1):
                names.pop(part, None)
                joined[part] = number
    return Found(names, joined, pronouns, descriptions)


def _parse(reading: Reading, first: int, seen: _Seen) -> Name | None:
    """The name in a mention that begins with this token."""
    surface, tags, head = seen
    words = tuple(reading.tokens.words[first : first + len(tags)])
    name = _parser().parse(functools.partial(_form, reading, first), words, tags, head)
    if len(surface) <= _LONGEST_SURFACE:
        if len(_PARSED) >= _REMEMBERED:
            _PARSED.clear()
        _PARSED[seen] = name
    return name


_parser = functools.cache(NameParser)


def _form(reading: Reading, first: int, place: int) -> str:
    """A word as it is written, counted from the first token of its mention."""
    return reading.text[reading.tokens.starts[first + place] : reading.tokens.ends[first + place]]


def _opened(reading: Reading, first: int, name: Name) -> Name:
    """The name with the word before it that was taken for another, since it begins the sentence."""
    tokens, before, parser = reading.tokens, first - 1, _parser()
    sentence = tokens.sentences
    if before < 1 or (tokens.tags[before - 1] != "\n" and sentence[before] == sentence[before - 1]):
        return name
    form = _form(reading, before, 0)
    words = (tokens.words[before], *name.full)
    if tokens.tags[before] in "PZ" or not form or not parser.opens_name(form, words):
        return name
    forms = (form.title(), *name.full)
    whole = parser.parse(forms.__getitem__, words, "P" * len(words), len(words) - 1)
    return name if whole is None else attrs.evolve(whole, first=whole.first - 1, last=whole.last - 1)


def _join(reading: Reading, names: Mapping[int, Name], number: int) -> tuple[Name, int] | None:
    """One name of parts that were read apart, and the number of its last mention.

    So are Robert “Bob” Corker, Robert (Bob) Corker, Elena de la Cruz, and Harker & Sons.
    """
    tokens, mentions = reading.tokens, reading.mentions
    mention, name = mentions[number], names[number]
    last = number + 1
    if last == len(mentions) or mentions[last].first - mention.last > _LONGEST_GAP:
        return None
    if name.last != mention.last - mention.first or name.sort not in ("person", "unknown"):
        return None
    bracketed = tokens.tags.startswith("(", mention.last) and tokens.tags.startswith(")", mention.last + 2)
    if bracketed and mentions[last].first == mention.last + 1:
        last += 1
        if last == len(mentions) or mentions[last].first - mention.last > _LONGEST_GAP:
            return None
    after, end = mentions[last], names.get(last) or _behind_nickname(reading, mentions[last])
    if end is None or len(end.proper) > _LONGEST_END:
        return None
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
    length = after.first + end.last - mention.first
    proper = (*name.proper, *middle, *end.proper)
    return attrs.evolve(name, last=length, proper=proper, sort=sort), last


def _behind_nickname(reading: Reading, mention: Mention) -> Name | None:
    """The surname behind a nickname in marks, where it was taken for a noun: Marcia “Cia” Price."""
    tokens = reading.tokens
    word = tokens.words[mention.first]
    capital = reading.text[tokens.starts[mention.first]].isupper()
    if tokens.tags[mention.first - 1 : mention.last] != "ZN" or not capital:
        return None
    return Name(0, 1, (word,), "unknown", full=(word,))
