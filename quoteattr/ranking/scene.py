"""A narration as arrays: its tokens, what is near each of them, and its mentions."""

from __future__ import annotations

import re

import numpy as np

from ..reading.around import Reading
from .columns import Ints
from .vocabulary import CUES, NOUN_CUE, SYMBOLS, TAGS, Vocabulary

MENTION_TYPES = ("name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare")
NAME = MENTION_TYPES.index("name")
PAD = 16  # tokens that are none, before the first and behind the last: more than any window
FAR = 1_000_000
SYMBOL = {tag: number for number, tag in enumerate(TAGS, 1)}
#: What is counted between two places: the symbols of each sort, then each class of cue, then all of these.
COUNTED = ("Z", "P", "O", "VXM", ",", ".", "QW", ":", "VX")
_FLAGS = np.zeros((SYMBOLS + 1, len(COUNTED) + CUES), np.int64)
for _column, _tags in enumerate(COUNTED):
    _FLAGS[[SYMBOL[tag] for tag in _tags], _column] = 1
for _verb_class in range(1, CUES):
    _FLAGS[len(TAGS) + _verb_class, [len(COUNTED) + _verb_class - 1, -1]] = 1
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


_BEFORE_OWN_VERB = _beginnings("VEG", "R,(WMXTB")
_BEFORE_FURTHER_VERB = _beginnings("V", "JFTGEA,R")


class Scene:
    """The tokens and mentions of a narration, one column each; token indices are moved by `PAD`.

    Attributes:
        tokens: What `Vocabulary.arrays` tells of each token.
        symbols: The symbol of each token.
        inside: Where the narration's own tokens are.
        seen: Symbol, kind and word of each token, a line each.
        sentences, paragraphs: Number of each token's sentence and paragraph, -1 outside the narration.
        cue_before, cue_after: The nearest cue, but for nouns, up to each token, and from it on.
        places: Token of each quotation.
        first, last, head, type, possessor: Tokens and sort of each mention, and whether it is a possessor.
        names: The last word of each mention that is a name, by its number.
        own_verb, further_verb: The verb of each mention, -1 where there is none.
        speaks: Whether each mention has a verb that is a cue, or a colon.
        speaking: How many mentions that speak begin before each token.
    """

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        tokens, mentions = reading.tokens, reading.mentions
        self.reading = reading
        self.vocabulary = vocabulary
        self.tokens = arrays = vocabulary.arrays(tokens, PAD)
        self.symbols = symbols = arrays.symbols
        self.seen = np.array([symbols, arrays.kinds, arrays.words])
        size = len(symbols)
        self.inside = inside = slice(PAD, size - PAD)
        self.sentences, self.paragraphs = np.full(size, -1), np.full(size, -1)
        self.sentences[inside], self.paragraphs[inside] = tokens.sentences, tokens.paragraphs
        self._counts = _FLAGS.take(symbols, axis=0)
        np.add.accumulate(self._counts, axis=0, out=self._counts)
        is_cue = _IS_CUE.take(symbols)
        index = np.arange(size)
        self.cue_before = np.maximum.accumulate(np.where(is_cue, index, -FAR))
        self.cue_after = np.minimum.accumulate(np.where(is_cue, index, FAR)[::-1])[::-1]

        self.places = np.array(reading.places, dtype=np.int64) + PAD
        first, last, head, types, possessor = zip(*mentions, strict=True) if mentions else ((),) * 5
        self.first, self.last, self.head = (np.array(places, dtype=np.int64) + PAD for places in (first, last, head))
        self.type = np.array(list(map(MENTION_TYPES.index, types)), dtype=np.int64)
        self.possessor = np.array(possessor, dtype=np.bool_)
        names = np.flatnonzero(self.type == NAME).tolist()
        self.names = {number: tokens.words[last[number] - 1] for number in names}
        self.own_verb = self._verbs(_OWN_VERB, _BEFORE_OWN_VERB)
        self.further_verb = self._verbs(_FURTHER_VERB, _BEFORE_FURTHER_VERB)
        # A verb that is none (-1) is the last token, which is padding and no cue.
        cues = is_cue.take([self.own_verb, self.further_verb, self.first - 1]).any(axis=0)
        self.speaks = cues | (symbols.take(self.last) == SYMBOL[":"])
        self.speaking = np.zeros(size + 1, np.int64)
        self.speaking[self.first[self.speaks] + 1] = 1
        np.add.accumulate(self.speaking, out=self.speaking)

    def _verbs(self, pattern: re.Pattern[str], beginnings: Ints) -> Ints:
        """The verb that the pattern finds behind each mention; -1 for none.

        Args:
            pattern: A pattern of tags that ends with a verb.
            beginnings: What each tag is where the pattern begins.
        """
        match, tags = pattern.match, self.reading.tokens.tags
        begins = beginnings.take(self.tokens.tags.take(self.last))
        verbs = np.where(begins == _IS_VERB, self.last, -1)
        led = np.flatnonzero(begins == _MAY_LEAD)
        found = [match(tags, place) for place in (self.last.take(led) - PAD).tolist()]
        verbs[led] = [-1 if verb is None else verb.end() - 1 + PAD for verb in found]
        return verbs

    def count(self, low: Ints, high: Ints) -> Ints:
        """How many tokens from `low` up to `high` are of each sort of `COUNTED`, of each class of cue, and any cue."""
        counts = self._counts
        between: Ints = (counts.take(high - 1, axis=0) - counts.take(low - 1, axis=0)).T
        return between
