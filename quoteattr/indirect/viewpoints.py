"""Whose view a sentence gives: "in the view of Ann Lee, ...", "in her opinion, ...", "as Lee sees it, ..."."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .. import lexicons
from ..reading.around import Reading
from ..reading.forms import FormTable
from ..reading.mentions import TYPES, apposed_name
from ..reading.tags import PARAGRAPH, word_of
from .sentences import Extent

_VIEWS = "view", "view_of"
_OWN_VIEW = 2  # words between whose view it is and the view: "her own humble opinion"
_HOLDERS = frozenset(("name", "pronoun", "object"))
_LEADS = (["as"], ["to", "hear"])  # before who sees it or tells it
_STARTS = re.compile(rf"{PARAGRAPH}?K?")  # before a phrase that stands first
_SUBJECT = re.compile(rf"{PARAGRAPH}?[DSRACNPOHFJ]+")  # before one that stands behind the subject
_BESIDE = re.compile(",(?:W|[DSRACNPHFJ]+,)")  # the view of Ann Lee, [who runs it]; of Ann Lee, [the director],
_PREDICATE = re.compile(",R?[VXM]")


class Viewpoint(NamedTuple):
    """What a sentence tells as somebody's view.

    Attributes:
        told: The tokens of what is told, first and behind the last.
        phrase: Those of the phrase that says whose view it is.
        cue: Those of it that mark the view.
        mention: Number of the mention that names whose view it is.
    """

    told: Extent
    phrase: Extent
    cue: Extent
    mention: int


def find_viewpoints(reading: Reading) -> Iterator[Viewpoint]:
    """The views that a narration tells, in order of their cues, each in a sentence of its own.

    Args:
        reading: The narration.
    """
    words, views = reading.tokens.words, lexicons.words(*_VIEWS)
    for place in _marking().take(reading.tokens.forms, words.__getitem__).nonzero()[0].tolist():
        found = (_of_view if words[place] in views else _as_seen)(reading, place)
        if found:
            cue, mention, phrase = found
            if told := _told(reading, *phrase):
                yield Viewpoint(told, phrase, cue, mention)


@functools.cache
def _marking() -> FormTable:
    """Whether a word may mark a view."""
    marks = lexicons.words(*_VIEWS, "seeing")
    return FormTable(lambda form: word_of(form) in marks, 1, np.bool_)


def _of_view(reading: Reading, place: int) -> tuple[Extent, int, Extent] | None:
    """The cue, the holder and the extent of "in the view of Ann Lee", or "in her view", from the place of the view."""
    tags, words, (firsts, lasts, _, _, possessors) = reading.tokens.tags, reading.tokens.words, reading.columns
    if words[max(place - 2, 0) : place] == ["in", "the"] and words[place + 1 : place + 2] == ["of"]:
        held = bisect_right(firsts, place + 2) - 1  # the whole phrase, not a possessor in it
        if held < 0 or firsts[held] != place + 2 or not _may_hold(reading, held):
            return None
        named = apposed_name(reading.tokens, reading.columns, held)
        last = lasts[held if named is None else named]
        return None if _BESIDE.match(tags, last) else ((place - 2, place + 2), held, (place - 2, last))
    if words[place] not in lexicons.words("view"):
        return None  # in her eyes, tears shone
    behind = place
    while behind and place - behind < _OWN_VIEW and tags[behind - 1] == "A":
        behind -= 1
    behind -= tags[behind - 1] == "H"
    number = bisect_right(firsts, behind - 1) - 1
    while number >= 0 and lasts[number] != behind and lasts[number] > place:
        number -= 1  # the whole phrase, behind whose view it is
    if number < 0 or lasts[number] != behind or not possessors[number]:
        return None
    first = firsts[number] - 1
    holds = tags[behind - 1] == "S" or _may_hold(reading, number)
    return ((place, place + 1), number, (first, place + 1)) if holds and words[first : first + 1] == ["in"] else None


def _as_seen(reading: Reading, place: int) -> tuple[Extent, int, Extent] | None:
    """The same of "as Lee sees it", or "to hear Lee tell it", from the place of the verb."""
    words, (firsts, lasts, _, _, _) = reading.tokens.words, reading.columns
    number = bisect_left(firsts, place) - 1
    if number < 0 or words[place + 1 : place + 2] != ["it"] or lasts[number] != place:
        return None
    for lead in _LEADS:
        first = firsts[number] - len(lead)
        if words[max(first, 0) : firsts[number]] == lead and _may_hold(reading, number):
            return (place, place + 1), number, (first, place + 2)
    return None


def _may_hold(reading: Reading, number: int) -> bool:
    """Whether a mention can have a view: not the lake, nor the storm."""
    _, _, heads, types, _ = reading.columns
    return TYPES[types[number]] in _HOLDERS or reading.tokens.words[heads[number]] in lexicons.noun_kinds()


def _told(reading: Reading, first: int, last: int) -> Extent | None:
    """What is told as the view that a phrase names: the sentence without the phrase and its commas.

    A phrase in its middle is told with it, but only between a subject and its verb; elsewhere it may be a part's alone.
    """
    tags, sentences = reading.tokens.tags, reading.tokens.sentences
    begin, end = bisect_left(sentences, sentences[first]), bisect_right(sentences, sentences[first])
    if tags[first - 1 : first] != ",":
        starts = tags[last : last + 1] == "," and _STARTS.fullmatch(tags, begin, first)
        return (last + 1, end) if starts and last + 1 < end else None
    if last == end or (last == end - 1 and tags[last] == "."):
        return (begin, first - 1) if begin < first - 1 else None
    within = _PREDICATE.match(tags, last) and _SUBJECT.fullmatch(tags, begin, first - 1)
    return (begin, end) if within else None
