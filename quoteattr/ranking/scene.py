"""A narration as arrays: its tokens, what is near each of them, and its mentions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ..reading.around import Reading
from ..reading.mentions import TYPES
from ..reading.tags import GAP
from .columns import COUNTS, Flags, Ints, bucket_of
from .vocabulary import CUES, NOUN_CUE, SAY, SYMBOLS, TAGS, Vocabulary, cue_classes, pattern_codes

NAME = TYPES.index("name")
PAD = 16  # tokens that are none, before the first and behind the last: more than any window
SYMBOL = {tag: number for number, tag in enumerate(TAGS, 1)}
#: What is counted between two places: the symbols of each sort; cues like "say"; mentions that speak; any cue.
SORTS = ("Z", "P", "O", "VXM", ",", ".", "QW")
SAYING, SPEAKING, ANY_CUE = range(len(SORTS), len(SORTS) + 3)
#: A line a symbol; then the same for a token with which a mention that speaks begins.
_COUNTED = np.zeros((SYMBOLS + 1, ANY_CUE + 1), np.int32)
for _column, _tags in enumerate(SORTS):
    _COUNTED[[SYMBOL[tag] for tag in _tags], _column] = 1
_COUNTED[len(TAGS) + 1 : len(TAGS) + CUES, ANY_CUE] = 1
_COUNTED[SAY, SAYING] = 1
_COUNTED = np.concatenate((_COUNTED, _COUNTED))
_COUNTED[SYMBOLS + 1 :, SPEAKING] = 1
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
_REACHED = np.zeros(len(TAGS) + 1, np.bool_)  # whether the search for a further verb ends there, if not before
_REACHED[[0, *(SYMBOL[tag] for tag in "V.Z\n")]] = True
_BEGINNINGS = np.array([_beginnings("VEG", "R,(WMXTB"), _beginnings("V", "JFTGEA,R")])


class Views(NamedTuple):
    """What quotations and mentions have on one side of them; each field holds one line or several.

    No mention holds a quotation, so that each stands on one side of the other.

    Attributes:
        edge: Where they look to the left, their first token; where they look to the right, the one behind their last.
        cue: The nearest cue there.
        nearest: The class of that cue, the symbol behind it, and the bucket of its distance.
        symbols: Of the token there, and of the one on the other side.
        position: The numbers of their own sentence and paragraph.
        near: Whether the cue is in the same sentence.
    """

    edge: Ints
    cue: Ints
    nearest: Ints
    symbols: Ints
    position: Ints
    near: Ints

    @classmethod
    def of(cls, lines: Ints) -> Views:
        """The fields that these lines hold."""
        return cls(lines[0], lines[1], lines[2:5], lines[5:7], lines[7:9], lines[9])


#: The nearest cue where there is none.
NO_CUE = np.array([0, 0, COUNTS - 1], np.int32)[:, None, None]


class Mentions(NamedTuple):
    """What mentions are; each field holds one line or several.

    Attributes:
        type: Their sort.
        speaks: Whether they have a cue for verb, or a colon behind them.
        verbs: Tokens of their own verb, a further one, and the word before them where that is a cue; -1 for none.
        classes: The classes of these.
        symbols: Of their own verb, and of what is behind it.
    """

    type: Ints
    speaks: Ints
    verbs: Ints
    classes: Ints
    symbols: Ints

    @classmethod
    def of(cls, lines: Ints) -> Mentions:
        """The fields that these lines hold."""
        return cls(lines[0], lines[1], lines[2:5], lines[5:8], lines[8:10])


class Between(NamedTuple):
    """What stands in stretches: tokens of each sort, a line each, and the patterns that their symbols make.

    Of the patterns there are their codes, and the numbers of those with weights.
    """

    counts: Ints
    codes: Ints
    patterns: Ints


class Scene:
    """A narration; token indices are moved by `PAD`.

    Attributes:
        seen: Symbol and word of each token, a line each.
        symbols: The symbol of each token.
        kinds: The kind of noun that it is.
        positions: Number of each token's sentence and paragraph, a line each, -1 outside the narration.
        first, last, head: First token of each mention, the one behind its last, and its head.
        types, possessors: The sort of each mention, and whether it is a possessor.
        mentions: The lines of `Mentions`.
        named: Numbers of the mentions that are names.
        names: The last word of each.
        places: The token of each quotation.
        behind: Number of the first mention behind each quotation.
        views: The lines of `Views`, of all mentions and then all quotations to the left, and then of all to the right.
        turn: How far what is seen to the right is behind what is seen to the left.
        neighbours: Numbers of the quotations before and behind each, its own where there is none, a line each.
        extents: The tokens and the quotations of each narration that is part of it.
    """

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        tokens = reading.tokens
        arrays = vocabulary.arrays(tokens, PAD)
        self.seen = arrays.seen
        self.symbols = arrays.seen[0]
        self.kinds = arrays.kinds
        self.positions = np.full((2, len(self.symbols)), -1, np.int32)
        self.positions[:, PAD:-PAD] = tokens.sentences, tokens.paragraphs

        self.first, self.last, self.head = reading.lines[:3] + PAD
        self.types, self.possessors = reading.lines[3:]
        self.named = (self.types == NAME).nonzero()[0]
        ends = (self.last.take(self.named) - (PAD + 1)).tolist()
        self.names = [tokens.words[end] for end in ends]
        self.mentions = self._mentions(arrays.tags)
        del arrays  # what is no more looked at need not stay in memory
        self._counted = self.symbols.astype(np.uint8)
        self._counted[self.first[self.mentions[1] > 0]] += SYMBOLS + 1

        self.places = np.array(reading.places, dtype=np.int64) + PAD
        self.behind = self.first.searchsorted(self.places)
        self.turn = len(self.first) + len(self.places)
        self.views = self._views()
        self.extents = list(_extents(reading))
        self.neighbours = np.arange(len(self.places)) + _BEFORE_AND_BEHIND
        for _, quotations in self.extents:
            self.neighbours[0, quotations.start] += 1
            self.neighbours[1, quotations.stop - 1] -= 1

    def _views(self) -> Ints:
        """The lines of `Views`."""
        symbols, mentions = self.symbols, len(self.first)
        lines = np.empty((_VIEW, 2, self.turn), np.int32)
        edge, cue, nearest, beside, position, near = Views.of(lines)
        edge[0, :mentions], edge[1, :mentions] = self.first, self.last
        edge[:, mentions:] = self.places + _TO_RIGHT
        left, right = places = edge - _TO_LEFT
        is_cue, index = _IS_CUE.take(symbols), np.arange(len(symbols), dtype=np.int32)
        cue[0] = np.maximum.accumulate(np.where(is_cue, index, -_FAR)).take(left)
        cue[1] = np.minimum.accumulate(np.where(is_cue, index, _FAR)[::-1])[::-1].take(right)
        distances = np.abs(cue - edge)
        distances[1, mentions:] += 1  # from the quotation itself
        nearest[0] = cue_classes(symbols.take(cue, mode="clip"))
        nearest[1] = symbols.take(cue + 1, mode="clip")
        nearest[2] = bucket_of(distances)
        beside[0] = symbols.take(places)
        beside[1] = beside[0, ::-1]
        position[:] = self.positions.take(edge[0], axis=1)[:, None]
        near[:] = self.positions[0].take(cue, mode="clip") == position[0]
        return lines.reshape(_VIEW, -1)

    def _mentions(self, tags: Ints) -> Ints:
        """The lines of `Mentions`."""
        symbols = self.symbols
        before, behind = symbols.take(self.first - 1), symbols.take(self.last)
        lines = np.empty((_MENTION, len(self.first)), np.int32)
        type_, speaks, verbs, classes, found = Mentions.of(lines)
        type_[:] = self.types
        self._find_verbs(tags, verbs[:2])
        verbs[2] = np.where(before > len(TAGS), self.first - 1, -1)
        cues = symbols.take(verbs)  # a verb that is none (-1) is the last token, which is padding and no cue
        classes[:] = cue_classes(cues)
        speaks[:] = np.logical_or.reduce(_IS_CUE.take(cues)) | (behind == SYMBOL[":"])
        found[0] = cues[0]
        found[1] = symbols.take(verbs[0] + 1)
        return lines

    def _find_verbs(self, tags: Ints, verbs: Ints) -> None:
        """Set the lines to each mention's own verb and to its further one; -1 for none."""
        text, places = self.reading.tokens.tags, self.last
        begins = _BEGINNINGS.take(tags.take(places), axis=1)
        verbs[:] = np.where(begins == _IS_VERB, places, -1)
        leads = begins == _MAY_LEAD
        reached = _REACHED.take(tags).nonzero()[0]
        leads[1] &= tags.take(reached.take(reached.searchsorted(places))) == SYMBOL["V"]
        for pattern, own, lead in zip(_PATTERNS, verbs, leads, strict=True):
            led = lead.nonzero()[0]
            found = map(pattern.match, itertools.repeat(text), (places[led] - PAD).tolist())
            own[led] = [verb.end() - 1 + PAD if verb else -1 for verb in found]

    def between(self, stretches: Sequence[Ints], before: Flags) -> Iterator[Between]:
        """What stands in each stretch of tokens, of several kinds of them together: few calls for many are quicker.

        Args:
            stretches: The first tokens of those of a kind, and the tokens behind their last ones, a line each.
            before: Whether a mention stands before them, for those of the first kind; it does not before others.
        """
        ends = np.concatenate(stretches, axis=1)
        start = int(np.minimum.reduce(ends[0])) - 1
        ends -= start
        part = slice(start, start + int(np.maximum.reduce(ends[1])))
        counts = _COUNTED.take(self._counted[part], axis=0)
        np.add.accumulate(counts, axis=0, out=counts)
        low, high = counts.take(ends - 1, axis=0)
        counts = (high - low).T
        codes = 2 * pattern_codes(self.symbols[part], *ends)
        codes[: len(before)] += before
        patterns = self.vocabulary.pattern_ids(codes)
        reached = 0
        for own in stretches:
            part = slice(reached, reached := reached + own.shape[1])
            yield Between(counts[:, part], codes[part], patterns[part])


def _extents(reading: Reading) -> Iterator[tuple[slice, slice]]:
    """The tokens and the quotations of each narration that is part of a reading."""
    token, quotation = PAD, 0
    for part in reading.narrations:
        tokens, quotations = len(part.tokens), len(part.spans)
        yield slice(token, token + tokens), slice(quotation, quotation + quotations)
        token += tokens + GAP
        quotation += quotations


_BEFORE_AND_BEHIND = np.array([[-1], [1]])
_VIEW, _MENTION = 10, 10  # lines
_TO_LEFT, _TO_RIGHT = np.array([[1], [0]]), np.array([[0], [1]])
_FAR = np.int32(1 << 30)  # further than any text goes
