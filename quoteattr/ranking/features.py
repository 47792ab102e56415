"""What the model sees of each quotation, of each mention and of each pair of them.

Every feature is a column of small numbers, each value having a row of weights of its own. Columns about a quotation
or a mention alone are made once for it, those about a pair once a pair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import attrs
import numpy as np

from ..marks import QuotedSpan
from ..reading.around import Reading, read
from ..reading.mentions import Mention
from .candidates import Candidates
from .columns import Columns, Flags, Ints
from .content import count_contents, describe_content
from .vocabulary import ABOUT_WORDS, CUES, NOUN_CUE, SYMBOLS, TAGS, Vocabulary, pattern_codes

MENTION_TYPES = ("name", "pronoun", "object", "relative", "possessive", "definite", "indefinite", "bare")
#: How many tokens on either side are seen one by one.
QUOTATION_LEFT, QUOTATION_RIGHT = 4, 5
MENTION_LEFT, MENTION_RIGHT = 3, 3
_PAD = 16  # more than any window
# A mention's verb stands behind it, at most an apposition and some adverbs or auxiliaries in between.
_OWN_VERB = re.compile(r"R?(?:,[^.,\nZVX]{1,30},|\([^()\nZ]{1,30}\))?[WRMXTB]{0,4}([VEGB])")
# A further verb of a mention, behind what belongs to the mention: "protesters [marching through the streets] chanted".
_PREPOSITIONAL = r"[JFT][DS]?[RACEGNPH]{0,6}[NPoC]"
_PARTICIPIAL = rf"[GEA]R?(?:[DS]?[RACN]{{0,4}}[NPo](?={_PREPOSITIONAL}|[VXMR,]))?"
_FURTHER_VERB = re.compile(rf"(?>{_PREPOSITIONAL}|{_PARTICIPIAL}){{0,3}}+(?:,[^.\nZ]{{1,60}}?,)?R?[XM]{{0,3}}R?(V)")
_TAG_REACH = 5  # tokens behind a quotation within which the verb of its tag stands
_FAR = 1_000_000


@attrs.frozen
class Features:
    """Rows of weights: one line a quotation, a mention, a pair; and a line a quotation for each of the choices of the
    same source as the quotation before, and as the one behind.
    """

    quotations: Ints
    mentions: Ints
    pairs: Ints
    repeats: Ints
    follows: Ints


def describe(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> Features:
    """The features of a document's quotations, mentions and pairs."""
    return Features(*(columns.matrix() for columns in _all_columns(reading, candidates, vocabulary)))


def table_sizes(vocabulary: Vocabulary) -> tuple[int, ...]:
    """How many rows of weights each sort of features has, in the order of `Features`."""
    span = QuotedSpan(0, 2, 1, 1, 0, None, None, True, '"')
    reading = read('""', [span], [(0, 2, 0)])
    nothing = np.zeros(0, np.int64)
    return tuple(columns.rows for columns in _all_columns(reading, Candidates(nothing, nothing), vocabulary))


def _all_columns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> tuple[Columns, ...]:
    scene = _Scene(reading, vocabulary)
    return (
        scene.quotation_columns(),
        scene.mention_columns(),
        scene.pair_columns(candidates),
        scene.neighbour_columns(behind=False),
        scene.neighbour_columns(behind=True),
    )


def between_patterns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> Ints:
    """The code of the sequence between mention and quotation of each pair: what training counts."""
    return _Scene(reading, vocabulary).patterns(candidates)


class _Scene:
    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        tokens, mentions = reading.tokens, reading.mentions
        arrays = vocabulary.arrays(tokens)
        pad = np.zeros(_PAD, np.int64)
        self.words, self.tags, self.verbs, self.kinds, self.symbols = (
            np.concatenate((pad, column, pad)) for column in attrs.astuple(arrays)
        )
        self.sentences = np.concatenate((pad - 1, tokens.sentences, pad - 1))
        self.paragraphs = np.concatenate((pad - 1, tokens.paragraphs, pad - 1))
        self.places = np.array(reading.places, dtype=np.int64) + _PAD
        self.first = np.array([mention.first for mention in mentions], dtype=np.int64) + _PAD
        self.last = np.array([mention.last for mention in mentions], dtype=np.int64) + _PAD
        self.head = np.array([mention.head for mention in mentions], dtype=np.int64) + _PAD
        self.type = np.array([MENTION_TYPES.index(mention.type) for mention in mentions], dtype=np.int64)
        self.own_verb = self._verbs_behind(_OWN_VERB)
        self.further_verb = self._verbs_behind(_FURTHER_VERB)
        self.names = [self._name(mention) for mention in mentions]
        is_cue = (self.verbs > 0) & (self.verbs != NOUN_CUE)
        own_cue = np.where(self.own_verb >= 0, is_cue[self.own_verb], False)
        own_cue |= np.where(self.further_verb >= 0, is_cue[self.further_verb], False)
        self.speaks = own_cue | is_cue[self.first - 1] | (self.symbols[self.last] == _SYMBOL[":"])
        speaking = np.zeros(len(is_cue), np.int64)
        speaking[self.first[self.speaks]] = 1
        self.speaking = np.concatenate(([0], np.cumsum(speaking)))
        index = np.arange(len(is_cue))
        self.cue_before = np.maximum.accumulate(np.where(is_cue, index, -_FAR))
        self.cue_after = np.minimum.accumulate(np.where(is_cue, index, _FAR)[::-1])[::-1]

    def _verbs_behind(self, pattern: re.Pattern[str]) -> Ints:
        """The verb that the pattern finds behind each mention, -1 where it finds none."""
        tags = self.reading.tokens.tags
        found = (pattern.match(tags, mention.last) for mention in self.reading.mentions)
        return np.array([match.start(1) + _PAD if match else -1 for match in found], dtype=np.int64)

    def _name(self, mention: Mention) -> str:
        return self.reading.tokens.words[mention.last - 1] if mention.type == "name" else ""

    def _window(self, columns: Columns, at: Ints) -> None:
        columns.add(self.symbols[at], SYMBOLS)
        columns.add(self.kinds[at], ABOUT_WORDS + 1)
        columns.add(self.words[at], len(self.vocabulary.words) + 1)

    def quotation_columns(self) -> Columns:
        """Each quotation: its words, and what stands around it."""
        columns = Columns()
        text, spans, places = self.reading.text, self.reading.spans, self.places
        for values in _described(text, spans):
            columns.add(values[:, 0], int(values[0, 1]))
        for step in range(1, QUOTATION_LEFT + 1):
            self._window(columns, places - step)
        for step in range(1, QUOTATION_RIGHT + 1):
            self._window(columns, places + step)
        left, right = self.cue_before[places - 1], self.cue_after[places + 1]
        for cue, distance in ((left, places - left), (right, right - places)):
            same = self.sentences[cue.clip(0, len(self.sentences) - 1)] == self.sentences[places]
            cue = np.where(same & (np.abs(distance) < _FAR), cue, 0)
            columns.add(self.verbs[cue], CUES)
            columns.add(np.where(cue > 0, self.symbols[cue + 1], 0), SYMBOLS)
            columns.add_count(np.where(cue > 0, distance, _FAR))
        paragraph = self.paragraphs[places]
        alone = (self.tags[places - 1] == 1) & (self.paragraphs[places + 1] != paragraph)
        columns.add_flag(alone)
        columns.add_count(_run_position(paragraph))
        columns.add(np.searchsorted(paragraph, paragraph, "right") - np.searchsorted(paragraph, paragraph), 5)
        first_of_paragraph = np.searchsorted(self.paragraphs[_PAD:-_PAD], paragraph) + _PAD
        columns.add_count(places - first_of_paragraph)
        columns.add_flag(paragraph == 0)
        # What sort of text it is: how many quotations, how many of them beside a cue, how much is said.
        beside = np.any([self.verbs[places + step] > 0 for step in (-3, -2, -1, 1, 2, 3)], axis=0)
        columns.add_count(np.full(len(places), len(places)))
        columns.add(np.full(len(places), int(beside.mean() * 5.99)), 6)
        columns.add_count(np.full(len(places), int(1000 * np.mean(self.verbs == 1))))
        return columns

    def mention_columns(self) -> Columns:
        """Each mention: its words, what stands around it, and how it figures in the document."""
        columns = Columns()
        first, last, head = self.first, self.last, self.head
        mentions, tokens = self.reading.mentions, self.reading.tokens
        columns.add(self.type, len(MENTION_TYPES))
        columns.add(last - first, 8)
        columns.add(self.kinds[head], ABOUT_WORDS + 1)
        columns.add(self.words[head], len(self.vocabulary.words) + 1)
        columns.add(self.words[first], len(self.vocabulary.words) + 1)
        columns.add_flag([mention.possessor for mention in mentions])
        for step in range(1, MENTION_LEFT + 1):
            self._window(columns, first - step)
        for step in range(MENTION_RIGHT):
            self._window(columns, last + step)
        columns.add_flag(self.sentences[first] != self.sentences[first - 1])
        columns.add(np.where(self.own_verb >= 0, self.symbols[self.own_verb], 0), SYMBOLS)
        columns.add_count(np.where(self.own_verb >= 0, self.own_verb - last, _FAR))
        spoken = Counter(
            name
            for name, verb, before in zip(self.names, self.own_verb, self.symbols[first - 1], strict=True)
            if name and ((verb >= 0 and self.verbs[verb] > 0) or before > SYMBOLS - CUES)
        )
        counts = Counter(self.names)
        columns.add_count(np.array([counts[name] if name else 0 for name in self.names]))
        columns.add_count(np.array([spoken[name] if name else 0 for name in self.names]))
        columns.add_flag(
            [
                tokens.words[mention.last - 1].upper() == self._form(mention) and mention.type == "name"
                for mention in mentions
            ]
        )
        return columns

    def _form(self, mention: Mention) -> str:
        tokens = self.reading.tokens
        return self.reading.text[tokens.starts[mention.last - 1] : tokens.ends[mention.last - 1]]

    def _between(self, candidates: Candidates) -> tuple[Flags, Ints, Ints]:
        """Whether the mention stands first, and the tokens between mention and quotation, from, up to."""
        place = self.places[candidates.quotations]
        first, last = self.first[candidates.mentions], self.last[candidates.mentions]
        before = last <= place
        return before, np.where(before, last, place + 1), np.where(before, place, first)

    def patterns(self, candidates: Candidates) -> Ints:
        before, low, high = self._between(candidates)
        codes = pattern_codes(self.symbols, low, high)
        return np.where(codes >= 0, 2 * codes + before, -1)

    def pair_columns(self, candidates: Candidates) -> Columns:
        """Each pair: where one stands to the other, and what is between."""
        columns = Columns()
        quotation, mention = candidates.quotations, candidates.mentions
        before, low, high = self._between(candidates)
        place = self.places[quotation]
        first, last = self.first[mention], self.last[mention]
        side = before.astype(np.int64)
        distance = high - low
        columns.add(side * 12 + np.searchsorted(_DISTANCES, distance), 24)
        sentence = self.sentences[first] - self.sentences[place]
        columns.add(sentence + 4, 8)
        paragraph = self.paragraphs[first] - self.paragraphs[place]
        columns.add(paragraph + 3, 6)
        columns.add(self.vocabulary.pattern_ids(self.patterns(candidates)), len(self.vocabulary.patterns) + 1)

        def count(condition: Flags, size: int = 5) -> None:
            sums = np.concatenate(([0], np.cumsum(condition)))
            columns.add(sums[high] - sums[low], size)

        said = self.speaking[high] - self.speaking[low]
        columns.add(said, 4)
        columns.add(self.speaks[mention] * (1 + said), 5)
        columns.add((self.speaks[mention] * 2 + side) * 8 + (sentence + 4).clip(0, 7), 32)
        count(self.symbols == _SYMBOL["Z"])
        count(np.isin(self.symbols, [_SYMBOL["P"]]), 6)
        count(np.isin(self.symbols, [_SYMBOL["O"]]))
        count(np.isin(self.symbols, [_SYMBOL["V"], _SYMBOL["X"], _SYMBOL["M"]]))
        count(self.symbols == _SYMBOL[","])
        count(self.symbols == _SYMBOL["."])
        count(np.isin(self.symbols, [_SYMBOL["Q"], _SYMBOL["W"]]))
        count(self.symbols == _SYMBOL[":"], 3)
        for verb_class in range(1, CUES):
            count(self.verbs == verb_class, 3)

        own = self.own_verb[mention]
        # The cue nearest to the quotation, and the one nearest to the mention, on the way between.
        near = np.where(before, self.cue_before[place - 1], self.cue_after[place + 1])
        near = np.where((near >= low) & (near < high), near, 0)
        far = np.where(before, self.cue_after[last], self.cue_before[first - 1])
        far = np.where((far >= low) & (far < high), far, 0)
        columns.add(self.verbs[near], CUES)
        columns.add_count(np.where(near > 0, np.abs(place - near), _FAR))
        columns.add(self.verbs[far], CUES)
        columns.add_count(np.where(far > 0, np.where(before, far - last, first - far), _FAR))
        # What the cue has behind it: "added that" says something, "added the firm to" does not.
        columns.add(np.where(near > 0, self.symbols[near + 1], 0), SYMBOLS)
        columns.add(np.where(own >= 0, self.symbols[own + 1], 0), SYMBOLS)
        # Whether the mention's own verb is a cue, and the one that the quotation hangs on.
        left, right = self.cue_before[place - 1], self.cue_after[place + 1]
        columns.add((own >= 0) * (1 + (own == left) + 2 * (own == right)), 4)
        columns.add(side * CUES + np.where(own >= 0, self.verbs[own], 0), 2 * CUES)
        further = self.further_verb[mention]
        columns.add((further >= 0) * (1 + (further == left) + 2 * (further == right)), 4)
        columns.add(side * CUES + np.where(further >= 0, self.verbs[further], 0), 2 * CUES)
        inverted = (self.verbs[first - 1] > 0) * (1 + (first - 1 == left) + 2 * (first - 1 == right))
        columns.add(inverted, 4)
        columns.add(side * CUES + self.verbs[first - 1], 2 * CUES)
        # Beside the quotation on the mention's side, and beside the mention on the quotation's side.
        beside = np.where(before, place - 1, place + 1)
        columns.add(side * SYMBOLS + self.symbols[beside], 2 * SYMBOLS)
        facing = np.where(before, last, first - 1)
        columns.add(side * SYMBOLS + self.symbols[facing], 2 * SYMBOLS)
        behind = np.where(before, first - 1, last)
        columns.add(side * SYMBOLS + self.symbols[behind], 2 * SYMBOLS)
        # Rank by nearness on its side, among all mentions and among those of its sort.
        nearness = np.where(
            before,
            np.searchsorted(self.first, place) - 1 - mention,
            mention - np.searchsorted(self.first, place),
        )
        columns.add(side * 8 + nearness.clip(0, 7), 16)
        columns.add(self.type[mention] * 8 + (sentence + 3).clip(0, 7), 8 * len(MENTION_TYPES))
        columns.add(self._named_inside(candidates), 3)
        return columns

    def _named_inside(self, candidates: Candidates) -> list[int]:
        """Whether the quotation itself holds the mention's name: those who speak seldom name themselves."""
        contents = [self.reading.text[span.start : span.end].lower() for span in self.reading.spans]
        names = self.names
        return [
            0 if not names[mention] else 1 + (names[mention] in contents[quotation])
            for quotation, mention in zip(candidates.quotations.tolist(), candidates.mentions.tolist(), strict=True)
        ]

    def neighbour_columns(self, behind: bool) -> Columns:
        """Each quotation: where the one before it, or behind it, stands, whose source it may share."""
        columns = Columns()
        places = self.places
        if behind:
            first, second = places, np.append(places[1:], places[-1:])
        else:
            first, second = np.append(places[:1], places[:-1]), places
        columns.add(self.sentences[second] - self.sentences[first], 8)
        columns.add(self.paragraphs[second] - self.paragraphs[first], 5)
        columns.add_count(second - first)
        spans = self.reading.spans
        unclosed = [not span.closed for span in spans]
        carries_on = [span.continues is not None for span in spans]
        columns.add_flag([*carries_on[1:], False] if behind else carries_on)
        columns.add_flag(unclosed if behind else [False, *unclosed[:-1]])
        low, high = np.minimum(first + 1, second), second
        for condition in (
            self.verbs > 0,
            self.symbols == _SYMBOL["P"],
            self.symbols == _SYMBOL["O"],
            np.isin(self.symbols, [_SYMBOL["V"], _SYMBOL["X"]]),
            self.symbols == _SYMBOL[":"],
            self.symbols == _SYMBOL["."],
        ):
            sums = np.concatenate(([0], np.cumsum(condition)))
            columns.add(sums[high] - sums[low], 4)
        # Who speaks between the two, and whether the second has a cue of its own in its sentence.
        columns.add(self.speaking[high] - self.speaking[low], 5)
        left, right = self.cue_before[second - 1], self.cue_after[second + 1]
        introduced = (left > first) & (self.sentences[left.clip(0)] == self.sentences[second])
        columns.add(np.where(introduced, self.verbs[left.clip(0)], 0), CUES)
        columns.add_count(np.where(introduced, second - left, _FAR))
        tagged = right - second < _TAG_REACH
        columns.add(np.where(tagged, self.verbs[right.clip(0, len(self.verbs) - 1)], 0), CUES)
        codes = 2 * pattern_codes(self.symbols, low, high)
        columns.add(self.vocabulary.pattern_ids(codes), len(self.vocabulary.patterns) + 1)
        for beside in (first + 1, first + 2, second - 1, second - 2, second + 1, first - 1):
            columns.add(self.symbols[beside], SYMBOLS)
        alone = (self.tags[places - 1] == 1) & (self.paragraphs[places + 1] != self.paragraphs[places])
        neighbour = np.append(alone[1:], False) if behind else np.append(False, alone[:-1])
        columns.add(alone + 2 * neighbour, 4)
        columns.add_flag(first == second)
        return columns


_DISTANCES = np.array([0, 1, 2, 3, 4, 6, 9, 14, 22, 40, 80])
_SYMBOL = {tag: number for number, tag in enumerate(TAGS, 1)}


def _described(text: str, spans: Sequence[QuotedSpan]) -> Ints:
    contents = count_contents(text, spans)
    described = np.array([describe_content(text, span, contents) for span in spans], dtype=np.int64)
    return described.transpose(1, 0, 2)


def _run_position(paragraphs: Ints) -> Ints:
    """Position of each quotation among those of its paragraph."""
    return np.arange(len(paragraphs)) - np.searchsorted(paragraphs, paragraphs)
