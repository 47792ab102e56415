"""Mentions: the words that may name a speaker, found as patterns over the string of tags."""

from __future__ import annotations

import itertools
import re
import struct
from typing import Literal, NamedTuple, get_args

import numpy as np

from .. import lexicons
from ..remembered import Remembered
from .forms import Ints
from .tags import NOTHING, POINTING, TIME
from .tokens import Tokens

MentionType = Literal["name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare"]

_BEHIND_OBJECT = ",.:Z\n\0"  # a friend of [his].
_NOMINAL = r"[NPC]*+(?:(?:-(?=[NP])|FD?(?=P)|A(?<=PA)A?(?=N{1,3}P))[NPC]*+)*+"
_DETERMINED = (
    r"(?:R?[ACEGNU]|P|-(?=[NPA])|K(?=A)){0,12}?(?:[NP](?![NPC])|[ACG](?=[V.,X]))(?:(?<=P)FP+)?"  # the Mayor of Lund
)
_MODIFIED = rf"[RAC]{{0,7}}(?<=[AC])[NP]{_NOMINAL}"  # very old friends
_BEFORE_VERB = r"(?=R?[VXM])"  # this was
_BEHIND_VERB = r"(?<=[VBJ].)(?=[.,:QZ\n\0])"  # said many
# Pronouns and noun phrases of one level: [the former US] [Department of Justice], [58 percent of voters], [one of
# them], [a company] spokesperson, [Labour mayoral candidate Ann Cole], and a word that stands for a phrase; with the
# mark of a possessor. Each is the tags that it may begin with and the rest: a search skips fast to any of many first
# letters, and to try those that begin with one letter takes half as long as to try all.
_PHRASES = "|".join(
    first + rest
    for letters, rest in (
        ("NP", _NOMINAL),
        ("D", f"(?:{_DETERMINED}|{_BEFORE_VERB}|{_BEHIND_VERB})"),
        ("OoW", ""),
        ("S", f"(?:[{_BEHIND_OBJECT}]|{_DETERMINED}|{_BEFORE_VERB})"),
        ("A", f"(?:{_MODIFIED}|{_BEFORE_VERB}|{_BEHIND_VERB})"),
        ("C", rf"(?:N?F(?:[DS]?[ACR]*[NP]+|o)|{_MODIFIED}|{_BEFORE_VERB}|{_BEHIND_VERB})"),
        ("R", _MODIFIED),
    )
    for first in letters
)
_PHRASE = re.compile(f"((?:{_PHRASES})H?)")
TYPES = get_args(MentionType)
_NAME, _PRONOUN, _OBJECT, _RELATIVE, _POSSESSIVE, _DEFINITE, _INDEFINITE, _BARE = range(len(TYPES))
_PRONOUNS = {"O": _PRONOUN, "o": _OBJECT, "W": _RELATIVE}
_LONGEST = 14
_record = struct.Struct("7i").pack
_REMEMBERED = 10_000  # phrases, of which few are frequent


class Mention(NamedTuple):
    """A mention, by its tokens.

    Attributes:
        first: Index of its first token.
        last: Index behind its last token.
        head: Index of its head: the last token of a name, the noun or number before "of".
        type: What sort of words it is.
        possessor: Whether ``'s`` follows, or it is a possessive pronoun.
    """

    first: int
    last: int
    head: int
    type: MentionType
    possessor: bool = False


class MentionColumns(NamedTuple):
    """Mentions as a list each of their attributes, the type being its number in `TYPES`."""

    firsts: list[int]
    lasts: list[int]
    heads: list[int]
    types: list[int]
    possessors: list[int]


def find_mentions(tokens: Tokens) -> Ints:
    """The mentions of the narration, in order of their first token; a possessor stands before its whole phrase.

    Returns:
        A line each of the attributes of `Mention`, the type being its number in `TYPES`.
    """
    tags = tokens.tags + NOTHING
    pieces = _PHRASE.split(tags)  # a gap, a phrase, ..., a gap
    ends = np.fromiter(map(len, pieces), np.int32, len(pieces)).cumsum(dtype=np.int32)
    lines = np.frombuffer(b"".join(map(_SHAPES.__getitem__, pieces[1::2])), np.int32).reshape(-1, 7).T.copy()
    firsts, lasts, heads, types, possessors, whole, going_on = lines
    lines[:3] += ends[::2].take(whole.cumsum(dtype=np.int32) - whole)
    senses = tokens.senses
    types[(types == _INDEFINITE) & (senses.take(firsts) == ord(POINTING))] = _DEFINITE
    kept = (types == _NAME) | (senses.take(heads) != ord(TIME))  # the other day is none
    for number in (possessors[:-1] & going_on[1:]).nonzero()[0].tolist():
        after = number + 1
        if kept[number] and lasts[number] + 1 == firsts[after]:
            firsts[after] = first = firsts[number]
            lasts[after] = min(lasts[after], first + _LONGEST)
            types[after] = _NAME if types[after] == _NAME else _DEFINITE
    return lines[:5].compress(kept, axis=1)


def as_mentions(columns: MentionColumns) -> list[Mention]:
    """The mentions one by one."""
    firsts, lasts, heads, types, possessors = columns
    each = zip(firsts, lasts, heads, map(TYPES.__getitem__, types), map(bool, possessors), strict=True)
    return list(map(tuple.__new__, itertools.repeat(Mention), each))  # as `Mention._make`, which is slower


def _shape(phrase: str) -> bytes:
    """What the tags of a phrase tell: for each mention in it its attributes, its tokens counted from the first of the
    phrase; whether it is the whole phrase; and whether it may go on with that of a possessor.
    """
    tags = phrase.removesuffix("H")
    lead = tags[0]
    if tags in _PRONOUNS:
        return _record(0, 1, 0, _PRONOUNS[tags], False, True, False)
    if lead == "S" and tags[-1] in _BEHIND_OBJECT:
        return _record(0, 1, 0, _OBJECT, False, True, False)
    of = tags.find("F")
    head = (of if of > 0 and tags[of - 1] in "NC" else len(tags)) - 1
    kind = _NAME if tags.endswith("P") else _DEFINITE if lead == "S" else _INDEFINITE if lead == "D" else _BARE
    whole = _record(0, min(len(tags), _LONGEST), head, kind, tags != phrase, True, lead not in "DS")
    return _record(0, 1, 0, _POSSESSIVE, True, False, False) + whole if lead == "S" else whole


_SHAPES = Remembered(_shape, _REMEMBERED)


_AFTER_APPOSITION = ",VX(Z:\n"
_ROLES = ("definite", "indefinite", "bare")
_OF_ROLES = ("person", None)  # kinds of nouns
_ROLE_THEN_NAME = re.compile(r"(?:[FJ][DS]?[RAC]{0,6}[NPC]{1,8})?,(?=P)")


def apposed_name(tokens: Tokens, mentions: MentionColumns, number: int) -> int | None:
    """The mention of the name that stands in apposition to a role, or `None`: "the coroner, [Philippa Naylor], said".

    Args:
        tokens: The narration.
        mentions: Its mentions, in order.
        number: The mention of the role.
    """
    firsts, lasts, heads, types, possessors = mentions
    if TYPES[types[number]] not in _ROLES or lexicons.noun_kinds().get(tokens.words[heads[number]]) not in _OF_ROLES:
        return None
    if not (match := _ROLE_THEN_NAME.match(tokens.tags, lasts[number])):
        return None
    for later in range(number + 1, min(number + 4, len(firsts))):
        if firsts[later] == match.end():
            last = lasts[later]
            ends = tokens.tags[last : last + 1] in ("", *_AFTER_APPOSITION)
            return later if TYPES[types[later]] == "name" and not possessors[later] and ends else None
    return None
