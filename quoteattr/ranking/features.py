"""What the model sees of each quotation, of each mention and of each pair of them.

Every feature is a column of small numbers, each value having a row of weights of its own. Columns about a quotation
or a mention alone are made once for it, those about a pair once a pair.
"""

from __future__ import annotations

import itertools
from collections import defaultdict

import attrs
import numpy as np

from ..marks import QuotedSpan
from ..reading.around import Reading, read
from ..reading.together import NARRATION
from .candidates import Candidates
from .columns import COUNTS, Columns, Ints, bucket_of
from .content import CONTENT_SIZES, describe_contents
from .links import Links
from .pairs import Pairs
from .scene import FAR, MENTION_TYPES, PAD, Mentions, Quotations, Scene
from .vocabulary import ABOUT_WORDS, CUES, SYMBOLS, TAGS, VERB_CLASSES, Vocabulary, cue_classes

#: Which tokens on either side are seen one by one; of a mention, those before its first and from behind its last.
_BESIDE_QUOTATION = np.array([-1, -2, -3, -4, 1, 2, 3, 4, 5])[:, None]
_BESIDE_MENTION, _FIRST_OR_LAST = np.array([-1, -2, -3, 0, 1, 2])[:, None], [0, 0, 0, 1, 1, 1]
_NEAREST = np.array([-3, -2, -1, 1, 2, 3])[:, None]
_SAY = len(TAGS) + 1 + VERB_CLASSES.index("say")


@attrs.frozen
class Features:
    """Rows of weights, a column an item: of quotations, mentions and pairs; and of each quotation for the choices of
    the same source as the quotation before it, and as the one behind it.
    """

    quotations: Ints
    mentions: Ints
    pairs: Ints
    repeats: Ints
    follows: Ints


def describe(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> Features:
    """The features of a document's quotations, mentions and pairs."""
    quotations, mentions, pairs, links = (columns.matrix() for columns in _all_columns(reading, candidates, vocabulary))
    count = len(reading.spans)
    return Features(quotations, mentions, pairs, links[:, :count], links[:, count:])


def table_sizes(vocabulary: Vocabulary) -> tuple[int, ...]:
    """How many rows of weights each sort of features has, in the order of `Features`."""
    span = QuotedSpan(0, 2, 1, 1, 0, None, None, True, '"')
    reading = read('""', [span], [(0, 2, 0)])
    nothing = np.zeros(0, np.int64)
    *sizes, links = (columns.rows for columns in _all_columns(reading, Candidates(nothing, nothing), vocabulary))
    return *sizes, links, links


def between_patterns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> Ints:
    """The code of the sequence between mention and quotation of each pair, negative for a long one: for training."""
    scene = Scene(reading, vocabulary)
    (between,) = scene.between(Pairs.of(scene, candidates).stretches)
    return between.codes


def _all_columns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> tuple[Columns, ...]:
    scene = Scene(reading, vocabulary)
    pairs, links = Pairs.of(scene, candidates), Links.of(scene)
    in_pairs, in_links = scene.between(pairs.stretches, links.stretches)
    return _quotation_columns(scene), _mention_columns(scene), pairs.columns(in_pairs), links.columns(in_links)


def _quotation_columns(scene: Scene) -> Columns:
    """Each quotation: its words, and what stands around it."""
    columns = Columns()
    symbols = scene.symbols
    quotation = Quotations(*scene.quotations)
    place, paragraph = quotation.place, quotation.paragraph
    columns.add(describe_contents(scene.reading.text, scene.reading.spans), *CONTENT_SIZES)
    _add_windows(columns, scene, place + _BESIDE_QUOTATION)
    cues = np.array([quotation.left, quotation.right])
    cues[scene.sentences.take(cues, mode="clip") != quotation.sentence] = 0
    distances = bucket_of(np.where(cues > 0, np.abs(place - cues), FAR))
    seen = np.array([cue_classes(symbols.take(cues)), symbols.take(cues + 1), distances])
    columns.add(seen.swapaxes(0, 1), *(CUES, SYMBOLS, COUNTS) * 2)
    columns.add(scene.alone, 2)
    position, behind = paragraph.searchsorted(paragraph), paragraph.searchsorted(paragraph, "right")
    count = len(place)
    columns.add_counts(np.arange(count) - position)
    columns.add(behind - position, 5)
    columns.add_counts(place - PAD - scene.paragraphs[PAD:-PAD].searchsorted(paragraph))
    columns.add(paragraph % NARRATION == 0, 2)
    # What sort of text it is: how many quotations, how many of them beside a cue, how much is said.
    by_cue = (symbols.take(place + _NEAREST) > len(TAGS)).any(axis=0)
    figures = np.empty((3, count), np.int64)
    for tokens, quotations in scene.extents:
        several = quotations.stop - quotations.start
        said = np.count_nonzero(symbols[tokens] == _SAY) / (tokens.stop - tokens.start + 2 * PAD)
        figures[0, quotations] = several
        figures[1, quotations] = int(np.count_nonzero(by_cue[quotations]) / several * 5.99)
        figures[2, quotations] = int(1000 * said)
    figures[::2] = bucket_of(figures[::2])
    columns.add(figures, COUNTS, 6, COUNTS)
    return columns


def _mention_columns(scene: Scene) -> Columns:
    """Each mention: its words, what stands around it, and how it figures in the document."""
    columns = Columns()
    words = len(scene.vocabulary.words) + 1
    mention = Mentions(*scene.mentions)
    first, last, own = mention.first, mention.last, mention.own
    _, kinds, forms = scene.seen
    columns.add(scene.types, len(MENTION_TYPES))
    columns.add(last - first, 8)
    columns.add(kinds.take(scene.heads), ABOUT_WORDS + 1)
    columns.add(forms.take(scene.heads), words)
    columns.add(forms.take(first), words)
    columns.add(scene.possessors, 2)
    _add_windows(columns, scene, np.array([first, last])[_FIRST_OR_LAST] + _BESIDE_MENTION)
    columns.add(mention.sentence != scene.sentences.take(first - 1), 2)
    verb = scene.symbols.take(own)  # that of none, -1, is 0
    columns.add(verb, SYMBOLS)
    columns.add_counts(np.where(own >= 0, own - last, FAR))
    says = (verb > len(TAGS)) | (mention.before > len(TAGS))
    named, names = scene.named, scene.names
    narrations = mention.paragraph.take(named) // NARRATION
    known = defaultdict[tuple[int, str], int](itertools.count().__next__)
    numbers = np.fromiter(map(known.__getitem__, zip(narrations.tolist(), names, strict=True)), np.int64, len(names))
    text, starts, ends = scene.reading.text, scene.reading.tokens.starts, scene.reading.tokens.ends
    lasts = (last.take(named) - 1 - PAD).tolist()
    figures = np.zeros((3, len(first)), np.int64)
    figures[0, named] = np.bincount(numbers).take(numbers)
    figures[1, named] = np.bincount(numbers, weights=says.take(named)).take(numbers)
    figures[2, named] = [name.upper() == text[starts[at] : ends[at]] for name, at in zip(names, lasts, strict=True)]
    columns.add(bucket_of(figures[:2]), COUNTS, COUNTS)
    columns.add(figures[2], 2)  # in capitals
    return columns


def _add_windows(columns: Columns, scene: Scene, places: Ints) -> None:
    """The symbols, kinds and words of the tokens at these places, a line each."""
    sizes = (SYMBOLS, ABOUT_WORDS + 1, len(scene.vocabulary.words) + 1)
    columns.add(scene.seen.take(places, axis=1).swapaxes(0, 1), *sizes * len(places))
