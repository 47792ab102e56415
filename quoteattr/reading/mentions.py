"""Mentions: the words that may name a speaker, found as patterns over the string of tags."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from .. import lexicons
from ..remembered import Remembered
from .tags import PARAGRAPH
from .tokens import Tokens

MentionType = Literal["name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare"]

_BEHIND_OBJECT = ",.:Z\n"  # a friend of [his].
_NOMINAL = r"[NP](?:[NPC]|-(?=[NP])|F(?=P)|FD(?=P)|(?<=P)A{1,2}(?=N{1,3}P))*+"
# Pronouns and noun phrases of one level: [the former US] [Department of Justice], [58 percent of voters], [one of
# them], [a company] spokesperson, [Labour mayoral candidate Ann Cole], and a word that stands for a phrase: [this] was,
# said [many]. No alternative begins with a group, so that a first tag rules most of them out.
_PHRASE = re.compile(
    rf"([OoW]|S(?=[{_BEHIND_OBJECT}])"
    r"|[DS](?:R?[ACEGNU]|P|-(?=[NPA])|K(?=A)){0,12}?(?:[NP](?![NPC])|[ACG](?=[V.,X]))(?:(?<=P)FP+)?"
    r"|CN?F(?:[DS]?[ACR]*[NP]+|o)"
    rf"|{_NOMINAL}|[RAC]{{1,8}}(?<=[AC]){_NOMINAL}"
    r"|[DSCA](?=R?[VXM])|[DCA](?<=[VBJ].)(?=[.,:QZ\n]))"
)
_PRONOUNS: dict[str, MentionType] = {"O": "pronoun", "o": "object", "W": "relative"}
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


def find_mentions(tokens: Tokens) -> list[Mention]:
    """The mentions of the narration, in order of their first token; a possessor stands before its whole phrase."""
    tags, words = tokens.tags + PARAGRAPH, tokens.words
    pointing, times = lexicons.words("pointing"), lexicons.words("time")
    pieces = _PHRASE.split(tags)  # a gap, a phrase, a gap, ..., a gap
    bounds = list(itertools.accumulate(map(len, pieces)))
    mentions: list[tuple[int, int, int, MentionType, bool]] = []
    begin, goes_on = -1, -1  # where the phrase of the last possessor begins, and where it would go on
    for phrase, gap, first, last in zip(pieces[1::2], pieces[2::2], bounds[::2], bounds[1::2], strict=False):
        if phrase in _PRONOUNS:
            mentions.append((first, last, first, _PRONOUNS[phrase], False))
            continue
        kind, of_head = _SHAPES[phrase]
        head, tag = first + of_head, phrase[0]
        if tag == "S":
            if phrase == "S" and tags[last] in _BEHIND_OBJECT:
                mentions.append((first, last, first, "object", False))
                continue
            mentions.append((first, first + 1, first, "possessive", True))
        elif tag == "D":
            if kind == "indefinite" and words[first] in pointing:
                kind = "definite"
        elif first == goes_on:
            first = begin
            kind = "name" if kind == "name" else "definite"
        if kind != "name" and words[head] in times:  # the other day
            continue
        if last - first > _LONGEST:
            last = first + _LONGEST
        possessor = gap.startswith("H")
        if possessor:
            begin, goes_on = first, last + 1
        mentions.append((first, last, head, kind, possessor))
    return list(map(_to_mention, mentions))


# As `Mention._make`, which is slower because it is written in Python.
_to_mention: Callable[[tuple[int, int, int, MentionType, bool]], Mention] = functools.partial(tuple.__new__, Mention)


def _shape(phrase: str) -> tuple[MentionType, int]:
    """What sort a noun phrase is of, by its tags, and where in it the head is."""
    of = phrase.find("F")
    head = (of if of > 0 and phrase[of - 1] in "NC" else len(phrase)) - 1
    if phrase.endswith("P"):
        return "name", head
    return ("definite" if phrase[0] == "S" else "indefinite" if phrase[0] == "D" else "bare"), head


_SHAPES = Remembered(_shape, _REMEMBERED)


_AFTER_APPOSITION = ",VX(Z:\n"
_ROLE_THEN_NAME = re.compile(r"(?:[FJ][DS]?[RAC]{0,6}[NPC]{1,8})?,(?=P)")


def apposed_name(tokens: Tokens, mentions: Sequence[Mention], number: int) -> int | None:
    """The mention of the name that stands in apposition to a role, or `None`: "the coroner, [Philippa Naylor], said".

    Args:
        tokens: The narration.
        mentions: Its mentions, in order.
        number: The mention of the role.
    """
    role = mentions[number]
    noun = lexicons.noun_kinds().get(tokens.words[role.head])
    if role.type in ("name", "pronoun", "object", "relative", "possessive") or noun not in ("person", None):
        return None
    if not (match := _ROLE_THEN_NAME.match(tokens.tags, role.last)):
        return None
    for later in range(number + 1, min(number + 4, len(mentions))):
        name = mentions[later]
        if name.first == match.end():
            ends = tokens.tags[name.last : name.last + 1] in ("", *_AFTER_APPOSITION)
            return later if name.type == "name" and not name.possessor and ends else None
    return None
