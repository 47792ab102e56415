"""A narration as arrays: its tokens, what is near each of them, and its mentions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..reading.around import Reading
from ..reading.tags import PARAGRAPH
from ..reading.together import GAP
from .columns import Flags, Ints
from .vocabulary import CUES, NOUN_CUE, SYMBOLS, TAGS, Vocabulary, pattern_codes

MENTION_TYPES = ("name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare")
NAME = MENTION_TYPES.index("name")
PAD = 16  # tokens that are none, before the first and behind the last: more than any window
FAR = 1 << 30  # tokens, more than any text has
SYMBOL = {tag: number for number, tag in enumerate(TAGS, 1)}
#: What is counted between two places: the symbols of each sort; each class of cue; mentions that speak; any cue; verbs.
SORTS = ("Z", "P", "O", "VXM", ",", ".", "QW", ":")
SPEAKING = len(SORTS) + CUES - 1
ANY_CUE, VERBS = SPEAKING + 1, SPEAKING + 2
_COUNTED = np.zeros((SYMBOLS + 1, VERBS + 1), np.int32)
for _column, _tags in (*enumerate(SORTS), (VERBS, "VX")):
    _COUNTED[[SYMBOL[tag] for tag in _tags], _column] = 1
for _class in range(1, CUES):
    _COUNTED[len(TAGS) + _class, [len(SORTS) + _class - 1, ANY_CUE]] = 1
_IS_CUE = np.zeros(SYMBOLS + 1, np.bool_)
_IS_CUE[len(TAGS) + 1 : len(TAGS) + NOUN_CUE] = True

# A mention's verb stands behind it, at most an apposition and some adverbs or auxiliaries in between.
_OWN_VERB = re.compile(r"R?(?:,[^.,\nZVX]{1,30},|\([^()\nZ]{1,30}\))?[WRMXTB]{0,4}[VEGB]")
# A further verb of a mention, behind what belongs to the mention: "protesters [marching through the streets] chanted".
# Behind an auxiliary the reader sees none: there stands a participle or a base form.
_PREPOSITIONAL = r"[JFT][DS]?[RACEGNPH]{0,6}[NPoC]"
_PARTICIPIAL = rf"[GEA]R?(?:[DS]?[RACN]{{0,4}}[NPo](?={_PREPOSITIONAL}|[VXMR,]))?"
_FURTHER_VERB = re.compile(rf"(?>{_PREPOSITIONAL}|{_PARTICIPIAL}){{0,3}}+(?:,[^.\nZ]{{1,60}}?,)?R{{0,2}}V")
_IS_VERB, _MAY_LEAD = 1, 2


def _beginnings(verbs: str, leading: str) -> Ints:
    """What each tag behind a mention is: the mention's verb, or what may lead to it."""
    table = np.zeros(len(TAGS) + 1, np.int64)
    table[[SYMBOL[tag] for tag in verbs]] = _IS_VERB
    table[[SYMBOL[tag] for tag in leading]] = _MAY_LEAD
    return table


_PATTERNS = (_OWN_VERB, _FURTHER_VERB)
_BEGINNINGS = np.array([_beginnings("VEG", "R,(WMXTB"), _beginnings("V", "JFTGEA,R")])


class Quotations(NamedTuple):
    """Where quotations stand: their tokens and the nearest cues before and behind; what is at each of them.

    The symbols are those of the tokens before it and behind it, the mention is the number of the first one behind it.
    """

    place: Ints
    left: Ints
    right: Ints
    sentence: Ints
    paragraph: Ints
    before: Ints
    behind: Ints
    mention: Ints


class Mentions(NamedTuple):
    """Where mentions stand: their tokens and verbs, and the nearest cues before and behind; what is at each of them.

    Verbs are -1 where there are none: the mention's own, a further one, and the word before it where that is one. The
    symbols are those of the tokens before it, behind it, and behind its own verb.
    """

    first: Ints
    last: Ints
    own: Ints
    further: Ints
    preceding: Ints
    left: Ints
    right: Ints
    sentence: Ints
    paragraph: Ints
    type: Ints
    speaks: Ints
    before: Ints
    behind: Ints
    behind_verb: Ints


class Stretches(NamedTuple):
    """Stretches of tokens between a quotation and what it is seen with.

    Attributes:
        low: Their first tokens.
        high: The tokens behind their last ones.
        before: Whether a mention stands before them.
    """

    low: Ints
    high: Ints
    before: Flags


class Between(NamedTuple):
    """What stands in stretches: tokens of each sort, a line each, and the patterns that their symbols make.

    Codes of long patterns are negative; `patterns` has the numbers of those with weights.
    """

    counts: Ints
    codes: Ints
    patterns: Ints


class Scene:
    """A narration; token indices are moved by `PAD`.

    Attributes:
        seen: Symbol, kind and word of each token, a line each.
        symbols: The symbol of each token.
        sentences, paragraphs: Number of each token's sentence and paragraph, -1 outside the narration.
        quotations: The lines of `Quotations`.
        alone: Whether each quotation is all of its paragraph.
        carries_on, unclosed: Whether each quotation carries another one on, and whether it is not closed.
        mentions: The lines of `Mentions`.
        heads: The token of each mention's head.
        types, possessors: The sort of each mention, and whether it is a possessor.
        named: Numbers of the mentions that are names.
        names: The last word of each of these.
        neighbours: Numbers of the quotations before and behind each, its own where there is none, a line each.
        extents: The tokens and the quotations of each narration that is part of it.
    """

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        tokens = reading.tokens
        arrays = vocabulary.arrays(tokens, PAD)
        self.seen = arrays.seen
        self.symbols = symbols = arrays.seen[0]
        self.sentences, self.paragraphs = (
            np.concatenate((_OUTSIDE, numbers, _OUTSIDE), dtype=np.int32, casting="unsafe")
            for numbers in (tokens.sentences, tokens.paragraphs)
        )
        is_cue = _IS_CUE.take(symbols)
        index = np.arange(len(symbols), dtype=np.int32)
        cue_before = np.maximum.accumulate(np.where(is_cue, index, -FAR))
        cue_after = np.minimum.accumulate(np.where(is_cue, index, FAR)[::-1])[::-1]

        firsts, lasts, heads, kinds, possessors = zip(*reading.mentions, strict=True) if reading.mentions else ((),) * 5
        columns = itertools.chain(firsts, lasts, heads, map(_TYPE.__getitem__, kinds), possessors)
        mentions = np.fromiter(columns, np.int32).reshape(5, -1)
        mentions[:3] += PAD
        first, last, self.heads, self.types, self.possessors = mentions
        self.named = np.flatnonzero(self.types == NAME)
        self.names = [tokens.words[lasts[number] - 1] for number in self.named.tolist()]
        own, further = verbs = self._verbs(arrays.tags, last)
        before = symbols.take(first - 1)
        behind = symbols.take(last)
        # A verb that is none (-1) is the last token, which is padding and no cue.
        speaks = is_cue.take(verbs).any(axis=0) | _IS_CUE.take(before) | (behind == SYMBOL[":"])
        self.mentions = np.array(
            [
                first,
                last,
                own,
                further,
                np.where(before > len(TAGS), first - 1, -1),
                cue_before.take(first - 1),
                cue_after.take(last),
                self.sentences.take(first),
                self.paragraphs.take(first),
                self.types,
                speaks,
                before,
                behind,
                symbols.take(own + 1),
            ],
            dtype=np.int32,
        )
        place = np.array(reading.places, dtype=np.int64) + PAD
        self.quotations = np.array(
            [
                place,
                cue_before.take(place - 1),
                cue_after.take(place + 1),
                self.sentences.take(place),
                self.paragraphs.take(place),
                symbols.take(place - 1),
                symbols.take(place + 1),
                first.searchsorted(place),
            ]
        )
        starts = symbols.take(place - 1) == SYMBOL[PARAGRAPH]
        self.extents = list(_extents(reading))
        self.neighbours = np.arange(len(place)) + np.array([[-1], [1]])
        for _, quotations in self.extents:
            self.neighbours[0, quotations.start] += 1
            self.neighbours[1, quotations.stop - 1] -= 1
        self.alone = starts & (self.paragraphs.take(place + 1) != self.paragraphs.take(place))
        self.carries_on = np.array([span.continues is not None for span in reading.spans], dtype=np.bool_)
        self.unclosed = np.array([not span.closed for span in reading.spans], dtype=np.bool_)
        self._speaking = first[speaks]

    def _verbs(self, tags: Ints, places: Ints) -> Ints:
        """The mention's own verb and its further one behind each of the places, a line each; -1 for none."""
        text = self.reading.tokens.tags
        begins = _BEGINNINGS.take(tags.take(places), axis=1)
        verbs = np.where(begins == _IS_VERB, places, -1)
        for pattern, own, led in zip(_PATTERNS, verbs, begins == _MAY_LEAD, strict=True):
            match = pattern.match
            own[led] = [
                -1 if (verb := match(text, place)) is None else verb.end() - 1 + PAD
                for place in (places[led] - PAD).tolist()
            ]
        return verbs

    def _counted(self, low: Ints, high: Ints) -> Ints:
        """How many tokens of each sort are in each stretch, a line a sort."""
        start, end = int(low.min(initial=FAR)) - 1, int(high.max(initial=0))
        counts = _COUNTED.take(self.symbols[start:end], axis=0)
        counts[self._speaking[slice(*self._speaking.searchsorted((start, end)))] - start, SPEAKING] = 1
        np.add.accumulate(counts, axis=0, out=counts)
        found: Ints = (counts.take(high - 1 - start, axis=0) - counts.take(low - 1 - start, axis=0)).T
        return found

    def between(self, *stretches: Stretches) -> Iterator[Between]:
        """What stands in each of the stretches, of several kinds of them together: few calls for many are quicker."""
        low, high, before = (np.concatenate(lines) for lines in zip(*stretches, strict=True))
        counts = self._counted(low, high)
        codes = 2 * pattern_codes(self.symbols, low, high) + before
        patterns = self.vocabulary.pattern_ids(codes)
        start = 0
        for own in stretches:
            part = slice(start, start := start + len(own.low))
            yield Between(counts[:, part], codes[part], patterns[part])


def _extents(reading: Reading) -> Iterator[tuple[slice, slice]]:
    """The tokens and the quotations of each narration that is part of a reading."""
    token, quotation = PAD, 0
    for part in reading.parts or (reading,):
        tokens, quotations = len(part.tokens), len(part.spans)
        yield slice(token, token + tokens), slice(quotation, quotation + quotations)
        token += tokens + GAP
        quotation += quotations


_TYPE = {name: number for number, name in enumerate(MENTION_TYPES)}
_OUTSIDE = np.full(PAD, -1, np.int32)
