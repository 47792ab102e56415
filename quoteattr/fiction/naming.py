"""Where the people of a novel are named: in the narration, and in what is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import attrs
import numpy as np

from .. import lexicons
from ..ranking.columns import Ints
from ..reading.around import Reading
from .people import Names, is_word

WORD = re.compile(
    r"(?:M(?:r|rs|essrs|me|lle|s)|Dr|St|Capt|Col|Prof|Rev|Lt|Sgt)\.|[^\W\d_][^\W_]*(?:-[^\W_]+)*(?:['’][^\W\d_]+)?"
)
_before = "|".join(sorted(lexicons.words("before_vocative"))).replace("_", " ")
_BEFORE_VOCATIVE = re.compile(rf"(?:^|[,;:!?.—–-]|\b(?:{_before}))[\s\"“‘'_]*$", re.IGNORECASE)
_AFTER_VOCATIVE = re.compile(r"[\s_]*(?:$|[,;:!?.—–-])")
_OPENS = re.compile(r"(?:^|[.!?—–-])[\s\"“‘'_]*$")
_BEFORE = 12  # code points that show whether somebody is called
_AHEAD = 8  # words that a name has at most, and more
_OWN_NAME = (["i", "am"], ["name", "is"], ["call", "me"])

NARRATION, SPOKEN, VOCATIVE, OWN = range(4)  # how somebody is named; the last: "my name is ..."
OTHER, SUBJECT, SPEAKING, INVERTED, POSSESSOR, OBJECT = range(6)  # roles in the narration

_VERBS = "VXM"


@attrs.frozen
class Namings:
    """Places where people are named, in order of the text; arrays of one length.

    Attributes:
        people: Number of the person.
        offsets: Where the name begins.
        ends: Where it ends.
        tokens: Token of the narration where it begins, -1 inside a quotation.
        lasts: Token behind it, likewise.
        sorts: `NARRATION`, `SPOKEN`, `VOCATIVE` or `OWN`.
        roles: Its role in the narration.
        spans: Number of the quotation that it is in, -1 in the narration.
        others: Numbers of others whom the name fits.
    """

    people: Ints
    offsets: Ints
    ends: Ints
    tokens: Ints
    lasts: Ints
    sorts: Ints
    roles: Ints
    spans: Ints
    others: Sequence[frozenset[int]]


class _Row(NamedTuple):
    """A naming, with all whom the name fits, and others of whom it is a part."""

    offset: int
    end: int
    token: int
    last: int
    sort: int
    span: int
    found: frozenset[int]
    others: frozenset[int]


def find_namings(reading: Reading, names: Names) -> Namings:
    """All namings of a novel."""
    rows = _narrated(reading, names)
    for number in range(len(reading.spans)):
        rows += _said(reading, names, number)
    rows.sort(key=lambda row: (row.offset, row.token))
    return _resolved(reading, rows)


def _narrated(reading: Reading, names: Names) -> list[_Row]:
    """Those in the narration."""
    text, tokens = reading.text, reading.tokens
    words, starts = tokens.words, tokens.starts
    before = lexicons.words("before_description")
    rows: list[_Row] = []
    at = 0
    for token, word in enumerate(words):
        if token < at or not names.may_begin(word):
            continue
        capital = text[starts[token]].isupper() and (tokens.tags[token] == "P" or not is_word(word))
        found, length = names.match(words[token : token + _AHEAD], capital)
        if found and (capital or words[token - 1] in before):
            at = token + length
            others = names.others(words[token:at], found)
            rows.append(_Row(starts[token], tokens.ends[at - 1], token, at, NARRATION, -1, found, others))
    return rows


def _said(reading: Reading, names: Names, number: int) -> list[_Row]:
    """Those in one quotation."""
    span = reading.spans[number]
    content = reading.text[span.content_start : span.content_end]
    matches = list(WORD.finditer(content))
    words = [match.group().lower().replace("’", "'").removesuffix("'s") for match in matches]
    rows: list[_Row] = []
    at = 0
    for index, (word, match) in enumerate(zip(words, matches, strict=True)):
        start = match.start()
        if index < at or not content[start].isupper() or not names.may_begin(word):
            continue
        found, length = names.match(words[index : index + _AHEAD], True)
        titled = word in lexicons.titles() and length > 1
        if not found or (is_word(word) and not titled and _OPENS.search(content[max(start - 5, 0) : start])):
            continue
        at = index + length
        end = matches[at - 1].end()
        sort = SPOKEN
        if words[max(index - 2, 0) : index] in _OWN_NAME:
            sort = OWN
        elif not matches[at - 1].group().endswith(("'s", "’s")) and _AFTER_VOCATIVE.match(content, end):
            sort = VOCATIVE if _BEFORE_VOCATIVE.search(content[max(start - _BEFORE, 0) : start]) else SPOKEN
        begin = span.content_start
        others = names.others(words[index:at], found)
        rows.append(_Row(begin + start, begin + end, -1, -1, sort, number, found, others))
    return rows


def _resolved(reading: Reading, rows: Sequence[_Row]) -> Namings:
    """Of several people whom a name fits, the one that was named last, else the one named most."""
    alone = Counter(next(iter(row.found)) for row in rows if len(row.found) == 1)
    last: dict[int, int] = {}
    people, others = [], []
    for row in rows:
        one = max(sorted(row.found), key=lambda each: (last.get(each, -1), alone[each]))
        last[one] = row.offset
        people.append(one)
        others.append((row.found | row.others) - {one})
    roles = [role_of(reading, row.token, row.last) if row.token >= 0 else OTHER for row in rows]

    def column(values: Sequence[int]) -> Ints:
        return np.array(values, dtype=np.int64)

    return Namings(
        column(people),
        column([row.offset for row in rows]),
        column([row.end for row in rows]),
        column([row.token for row in rows]),
        column([row.last for row in rows]),
        column([row.sort for row in rows]),
        column(roles),
        column([row.span for row in rows]),
        others,
    )


def role_of(reading: Reading, first: int, last: int) -> int:
    """The part of some words of the narration in their sentence."""
    tags, words = reading.tokens.tags, reading.tokens.words
    verbs = lexicons.verb_classes()
    after = tags[last : last + 1]
    if after == "H" or words[last : last + 1] == ["s"]:
        return POSSESSOR
    behind = last
    while tags[behind : behind + 1] in ("R", "X") and behind < last + 2:
        behind += 1
    if tags[behind : behind + 1] in ("V", "G", "E", "N") and words[behind] in verbs:
        return SPEAKING
    before = first - 1
    if before >= 0 and words[before] in verbs and tags[before] in "VBEGNX":
        return INVERTED
    if (after and after in _VERBS) or (after == "R" and tags[last + 1 : last + 2] in ("V", "X", "M")):
        return SUBJECT
    if before >= 0 and tags[before] in "JTFVG":
        return OBJECT
    return OTHER
