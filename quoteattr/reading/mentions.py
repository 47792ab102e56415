"""Mentions: the words that may name a speaker, found as patterns over the string of tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from .. import lexicons
from .tokens import Tokens

MentionType = Literal["name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare"]

# Noun phrases of one level: [the former US] [Department of Justice], [58 percent of voters], [one of them], [a company]
# spokesperson, [Labour mayoral candidate Ann Cole].
_MODIFIERS = r"[RAC]{0,7}[AC]"
_PHRASE = re.compile(
    r"(?P<pronoun>O)"
    r"|(?P<object>o|S(?=[,.:;Z\n]))"
    r"|(?P<relative>W)"
    r"|(?P<determined>[DS](?:R?[ACEGNU]|P|-(?=[NPA])|K(?=A)){0,12}?(?:[NP](?![NPC])|[ACG](?=[V.,X]))(?:(?<=P)FP+)?)"
    r"|(?P<percent>CN?F(?:[DS]?[ACR]*[NP]+|o))"
    rf"|(?P<nominal>(?:{_MODIFIERS})?[NP](?:[NPC]|-(?=[NP])|F(?=P)|FD(?=P)|(?<=P)A{{1,2}}(?=N{{1,3}}P))*)"
    r"|(?P<lone>[DSCA](?=R?[VXM])|(?<=[VBJ])[DCA](?=[.,:QZ\n]))"
)
_LONGEST = 14


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
    mentions: list[Mention] = []
    tags = tokens.tags
    previous: Mention | None = None  # a possessor whose phrase goes on
    for match in _PHRASE.finditer(tags):
        first, last = match.span()
        if match.lastgroup in ("pronoun", "object", "relative"):
            mentions.append(Mention(first, last, first, match.lastgroup))  # type: ignore[arg-type]
            continue
        if tags[first] == "S":
            mentions.append(Mention(first, first + 1, first, "possessive", True))
        possessor = tags[last : last + 1] == "H"
        kind = _type_of(tokens, first, last)
        head = _head(tags, first, last)
        if previous is not None and previous.last + 1 == first and tags[first] not in "DS":
            first, kind = previous.first, ("definite" if kind != "name" else kind)
        if kind != "name" and tokens.words[head] in lexicons.words("time"):  # the other day
            previous = None
            continue
        mention = Mention(
            first, min(last, first + _LONGEST) if last - first > _LONGEST else last, head, kind, possessor
        )
        mentions.append(mention)
        previous = mention if possessor else None
    return mentions


def _head(tags: str, first: int, last: int) -> int:
    of = tags.find("F", first, last)
    if of > first and tags[of - 1] in "NC":
        return of - 1
    return last - 1


def _type_of(tokens: Tokens, first: int, last: int) -> MentionType:
    head = tokens.tags[last - 1]
    if head == "P":
        return "name"
    if tokens.tags[first] == "S":
        return "definite"
    if tokens.tags[first] == "D":
        return "definite" if tokens.words[first] in lexicons.words("pointing") else "indefinite"
    return "bare"


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
