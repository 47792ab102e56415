"""Names as they stand in the mentions, whole again where they were read in parts."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import attrs

from .. import lexicons
from ..reading.around import Reading
from ..reading.mentions import TYPES
from .descriptions import MAY_SPEAK
from .names import Name, NameParser, Sort

_NICKNAME = 16  # code points that a nickname has at most, with its marks
_LONGEST_GAP = 3  # tokens between the parts of a name
_LONGEST_END = 2  # words of its last part
PRONOUNS = frozenset(map(TYPES.index, ("pronoun", "object", "relative", "possessive")))
_NAME = TYPES.index("name")
_JOINING = lexicons.words("name_particle") | {"&", "", "(", "[", "{"}  # behind a name, perhaps before its rest
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
    for number, first, last, head, kind, _ in zip(itertools.count(), *reading.columns, strict=False):
        if kind == _NAME or tags[first] == "P" == tags[last - 2]:  # Karim Lind lives
            seen = text[starts[first] : ends[last - 1]], tags[first:last], head - first
            name = known(seen, _UNSEEN)
            if name is _UNSEEN:
                name = _parse(reading, first, seen)
            if name is not None:
                if name.first == 0 and text[starts[first - 1]].isupper():  # with a word before the mention, perhaps
                    name = _opened(reading, first, name)
                names[number] = name
                if last < len(words) and words[last] in _JOINING:
                    going_on.append(number)
                continue
        elif kind in PRONOUNS:
            word = words[first]
            pronouns[number] = word.partition("'")[0] if "'" in word else word
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
    tokens, (firsts, lasts, _, _, _) = reading.tokens, reading.columns
    name, begin, end = names[number], firsts[number], lasts[number]
    after = number + 1
    if after == len(firsts) or firsts[after] - end > _LONGEST_GAP:
        return None
    if name.last != end - begin or name.sort not in ("person", "unknown"):
        return None
    bracketed = tokens.tags.startswith("(", end) and tokens.tags.startswith(")", end + 2)
    if bracketed and firsts[after] == end + 1:
        after += 1
        if after == len(firsts) or firsts[after] - end > _LONGEST_GAP:
            return None
    again, rest = firsts[after], names.get(after) or _behind_nickname(reading, after)
    if rest is None or len(rest.proper) > _LONGEST_END:
        return None
    gap = tuple(tokens.words[end : again + rest.first])
    between = reading.text[tokens.ends[end - 1] : tokens.starts[again]]
    middle: tuple[str, ...]
    sort: Sort
    if gap == ("&",):
        middle, sort = gap, "organization"
    elif gap and lexicons.words("name_particle").issuperset(gap):
        middle, sort = gap, "person"
    else:
        nickname = between.strip(_AROUND_NICKNAME)
        quoted = bracketed or tokens.tags[end:again] == "Z"
        if not quoted or len(between) > _NICKNAME or not nickname.isalpha() or not nickname.istitle():
            return None
        middle, sort = (nickname.lower(),), "person"
    proper = (*name.proper, *middle, *rest.proper)
    return attrs.evolve(name, last=again + rest.last - begin, proper=proper, sort=sort), after


def _behind_nickname(reading: Reading, number: int) -> Name | None:
    """The surname behind a nickname in marks, where it was taken for a noun: Marcia “Cia” Price."""
    tokens, first = reading.tokens, reading.columns.firsts[number]
    word = tokens.words[first]
    capital = reading.text[tokens.starts[first]].isupper()
    if tokens.tags[first - 1 : reading.columns.lasts[number]] != "ZN" or not capital:
        return None
    return Name(0, 1, (word,), "unknown", full=(word,))
