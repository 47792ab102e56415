"""Mentions: the words that may name a speaker, found as patterns over the string of tags."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np

from .. import lexicons
from ..remembered import Remembered
from .forms import Ints
from .tags import PARAGRAPH
from .tokens import Tokens

MentionType = Literal["name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare"]

_BEHIND_OBJECT = ",.:Z\n"  # a friend of [his].
_NOMINAL = r"[NPC]*+(?:(?:-(?=[NP])|FD?(?=P)|A(?<=PA)A?(?=N{1,3}P))[NPC]*+)*+"
# Pronouns and noun phrases of one level: [the former US] [Department of Justice], [58 percent of voters], [one of
# them], [a company] spokesperson, [Labour mayoral candidate Ann Cole], and a word that stands for a phrase: [this] was,
# said [many]; with the mark of a possessor. All the tags that one may begin with come first, since a search skips fast
# to any of them.
_PHRASE = re.compile(
    rf"([NPDSOCARWo](?:(?<=[NP]){_NOMINAL}|(?<=S)(?=[{_BEHIND_OBJECT}])"
    r"|(?<=[DS])(?:R?[ACEGNU]|P|-(?=[NPA])|K(?=A)){0,12}?(?:[NP](?![NPC])|[ACG](?=[V.,X]))(?:(?<=P)FP+)?"
    r"|(?<=[OoW])|(?<=C)N?F(?:[DS]?[ACR]*[NP]+|o)"
    rf"|(?<=[RAC])[RAC]{{0,7}}(?<=[AC])[NP]{_NOMINAL}"
    r"|(?<=[DSCA])(?=R?[VXM])|(?<=[DCA])(?<=[VBJ].)(?=[.,:QZ\n]))H?)"
)
_PRONOUNS: dict[str, MentionType] = {"O": "pronoun", "o": "object", "W": "relative"}
TYPES = get_args(MentionType)
_NUMBERS = {kind: number for number, kind in enumerate(TYPES)}
_LONGEST = 14
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


def find_mentions(tokens: Tokens) -> list[Mention]:
    """The mentions of the narration, in order of their first token; a possessor stands before its whole phrase."""
    tags, words = tokens.tags + PARAGRAPH, tokens.words
    pointing, times = lexicons.words("pointing"), lexicons.words("time")
    mentions: list[tuple[int, int, int, MentionType, bool]] = []
    behind = 0  # the phrase before
    begin, goes_on = -1, -1  # where the phrase of the last possessor begins, and where it would go on
    pieces = _PHRASE.split(tags)
    for gap, phrase in zip(pieces[::2], pieces[1::2], strict=False):  # behind the last phrase is one more gap
        first = behind + len(gap)
        behind = first + len(phrase)
        tag, kind, of_head, length, possessor = _SHAPES[phrase]
        if not tag:
            mentions.append((first, first + 1, first, kind, False))
            continue
        head, last = first + of_head if of_head else first, first + length  # a number that is there takes no memory
        if tag == "D":
            if kind == "indefinite" and words[first] in pointing:
                kind = "definite"
        elif tag == "S":
            if length == 1 and tags[last] in _BEHIND_OBJECT:
                kind = "object"
            else:
                mentions.append((first, first + 1, first, "possessive", True))
        elif first == goes_on:
            first = begin
            last = min(last, first + _LONGEST)
            kind = "name" if kind == "name" else "definite"
        if kind != "name" and words[head] in times:  # the other day
            continue
        if possessor:
            begin, goes_on = first, last + 1
        mentions.append((first, last, head, kind, possessor))
    return list(map(tuple.__new__, itertools.repeat(Mention), mentions))  # as `Mention._make`, which is slower


def lines_of(mentions: Sequence[Mention]) -> Ints:
    """Mentions as numbers: a line each of their attributes, the type being its number in `TYPES`."""
    firsts, lasts, heads, types, possessors = zip(*mentions, strict=True) if mentions else ((),) * 5
    numbers = itertools.chain(firsts, lasts, heads, map(_NUMBERS.__getitem__, types), possessors)
    return np.fromiter(numbers, np.int32, 5 * len(mentions)).reshape(5, -1)


def _shape(phrase: str) -> tuple[str, MentionType, int, int, bool]:
    """What there is to say of a phrase by its tags: its first, unless it is a pronoun; its sort; where in it the head
    is; how many tokens of it count; and whether it is a possessor.
    """
    tags = phrase.removesuffix("H")
    if tags in _PRONOUNS:
        return "", _PRONOUNS[tags], 0, 1, False
    of = tags.find("F")
    head = (of if of > 0 and tags[of - 1] in "NC" else len(tags)) - 1
    kind: MentionType = "definite" if tags[0] == "S" else "indefinite" if tags[0] == "D" else "bare"
    return tags[0], "name" if tags.endswith("P") else kind, head, min(len(tags), _LONGEST), len(tags) < len(phrase)


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
