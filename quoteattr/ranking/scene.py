"""A narration as arrays: its tokens, what is near each of them, and its mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs
import numpy as np

from ..reading.around import Reading
from .columns import Ints
from .vocabulary import CUES, NOUN_CUE, SYMBOLS, TAGS, Vocabulary

MENTION_TYPES = ("name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare")
PAD = 16  # tokens that are none, before the first and behind the last: more than any window
FAR = 1_000_000
SYMBOL = {tag: number for number, tag in enumerate(TAGS, 1)}
#: What is counted between two places: the symbols of each sort, then each class of cue, then all of these.
COUNTED = ("Z", "P", "O", "VXM", ",", ".", "QW", ":", "VX")
_FLAGS = np.zeros((len(COUNTED) + CUES, SYMBOLS + 1), np.int64)
for _column, _tags in enumerate(COUNTED):
    _FLAGS[_column, [SYMBOL[tag] for tag in _tags]] = 1
for _verb_class in range(1, CUES):
    _FLAGS[[len(COUNTED) + _verb_class - 1, -1], len(TAGS) + _verb_class] = 1

# A mention's verb stands behind it, at most an apposition and some adverbs or auxiliaries in between.
_OWN_VERB = re.compile(r"R?(?:,[^.,\nZVX]{1,30},|\([^()\nZ]{1,30}\))?[WRMXTB]{0,4}([VEGB])")
_BEFORE_OWN_VERB = "R,(WMXTBVEG"
# A further verb of a mention, behind what belongs to the mention: "protesters [marching through the streets] chanted".
_PREPOSITIONAL = r"[JFT][DS]?[RACEGNPH]{0,6}[NPoC]"
_PARTICIPIAL = rf"[GEA]R?(?:[DS]?[RACN]{{0,4}}[NPo](?={_PREPOSITIONAL}|[VXMR,]))?"
_FURTHER_VERB = re.compile(rf"(?>{_PREPOSITIONAL}|{_PARTICIPIAL}){{0,3}}+(?:,[^.\nZ]{{1,60}}?,)?R?[XM]{{0,3}}R?(V)")
_BEFORE_FURTHER_VERB = "JFTGEA,RXMV"


class Scene:
    """The tokens and mentions of a narration, one column each; token indices are moved by `PAD`.

    Attributes:
        words, tags, verbs, kinds, symbols: What `Vocabulary.arrays` tells of each token.
        inside: Where the narration's own tokens are.
        seen: Symbol, kind and word of each token, a line each.
        sentences, paragraphs: Number of each token's sentence and paragraph, -1 outside the narration.
        counts: How many tokens before each are of each sort of `COUNTED`, of each class of cue, and any cue
        cue_before, cue_after: The nearest cue, but for nouns, up to each token, and from it on.
        places: Token of each quotation.
        first, last, head, type, possessor: Tokens and sort of each mention, and whether it is a possessor.
        names: The last word of each mention that is a name, else ``""``.
        capitals: Whether that word is in capitals.
        own_verb, further_verb: The verb of each mention, -1 where there is none.
        speaks: Whether each mention has a verb that is a cue, or a colon.
        speaking: How many mentions that speak begin before each token.
    """

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        tokens, mentions = reading.tokens, reading.mentions
        self.reading = reading
        self.vocabulary = vocabulary
        size = len(tokens) + 2 * PAD
        self.inside = inside = slice(PAD, PAD + len(tokens))
        columns = np.zeros((5, size), np.int64)
        columns[:, inside] = attrs.astuple(vocabulary.arrays(tokens))
        self.words, self.tags, self.verbs, self.kinds, self.symbols = columns
        self.seen = columns[[4, 3, 0]]
        self.sentences, self.paragraphs = bounds = np.full((2, size), -1)
        bounds[:, inside] = tokens.sentences, tokens.paragraphs
        self.counts = np.zeros((len(_FLAGS), size + 1), np.int64)
        np.cumsum(_FLAGS.take(self.symbols, axis=1), axis=1, out=self.counts[:, 1:])
        is_cue = (self.verbs > 0) & (self.verbs != NOUN_CUE)
        index = np.arange(size)
        self.cue_before = np.maximum.accumulate(np.where(is_cue, index, -FAR))
        self.cue_after = np.minimum.accumulate(np.where(is_cue, index, FAR)[::-1])[::-1]

        self.places = np.array(reading.places, dtype=np.int64) + PAD
        first, last, head, types, possessor = zip(*mentions, strict=True) if mentions else ((),) * 5
        self.first, self.last, self.head = np.array([first, last, head], dtype=np.int64) + PAD
        self.type = np.array([_TYPE[name] for name in types], dtype=np.int64)
        self.possessor = np.array(possessor, dtype=np.bool_)
        words, starts, ends = tokens.words, tokens.starts, tokens.ends
        self.names = [words[behind - 1] if name == "name" else "" for behind, name in zip(last, types, strict=True)]
        self.capitals = [
            name != "" and name.upper() == reading.text[starts[behind - 1] : ends[behind - 1]]
            for behind, name in zip(last, self.names, strict=True)
        ]
        self.own_verb = _verbs_behind(tokens.tags, last, _OWN_VERB, _BEFORE_OWN_VERB)
        self.further_verb = _verbs_behind(tokens.tags, last, _FURTHER_VERB, _BEFORE_FURTHER_VERB)
        # A verb that is none (-1) is the last token, which is padding and no cue.
        cues = is_cue[self.own_verb] | is_cue[self.further_verb]
        self.speaks = cues | is_cue[self.first - 1] | (self.symbols[self.last] == SYMBOL[":"])
        self.speaking = np.zeros(size + 1, np.int64)
        self.speaking[self.first[self.speaks] + 1] = 1
        np.cumsum(self.speaking, out=self.speaking)


def _verbs_behind(tags: str, places: Sequence[int], pattern: re.Pattern[str], before: str) -> Ints:
    """The verb that the pattern, which begins with one of the tags `before`, finds at each place; -1 for none."""
    match, padded = pattern.match, tags + "\n"
    found = [match(tags, place) if padded[place] in before else None for place in places]
    return np.array([verb.start(1) + PAD if verb else -1 for verb in found], dtype=np.int64)


_TYPE = {name: number for number, name in enumerate(MENTION_TYPES)}
