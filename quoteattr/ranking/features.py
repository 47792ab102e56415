"""What the model sees of each quotation, of each mention and of each pair of them.

Every feature is a column of small numbers, each value having a row of weights of its own. Columns about a quotation
or a mention alone are made once for it, those about a pair once a pair.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..marks import QuotedSpan
from ..reading.around import Reading, read
from ..reading.mentions import TYPES
from .candidates import Candidates
from .columns import COUNTS, Columns, Flags, Ints, bucket_of
from .content import CONTENT_SIZES, describe_contents
from .links import Links
from .pairs import Pairs
from .scene import NO_CUE, PAD, Mentions, Scene, Views
from .vocabulary import ABOUT_WORDS, CUES, LONG, SAY, SYMBOLS, TAGS, Vocabulary

#: Which tokens on either side are seen one by one; of a mention, those before its first and from behind its last.
_BESIDE_QUOTATION = np.array([-1, -2, -3, -4, 1, 2, 3, 4, 5])[:, None]
_BESIDE_MENTION, _FIRST_OR_LAST = np.array([-1, -2, -3, 0, 1, 2])[:, None], np.array([0, 0, 0, 1, 1, 1])
_NEAREST = np.array([0, 1, 2, 4, 5, 6])  # of those of a quotation
_AT_ONCE = 128  # quotations that are described together


class Features(NamedTuple):
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
    return Features(quotations, mentions, pairs, *_halves(links))


def describe_in_parts(
    reading: Reading, candidates: Candidates, vocabulary: Vocabulary
) -> Iterator[tuple[Features, Candidates]]:
    """The same for so many quotations after the other, so that a long document's are not in memory all at once.

    Yields:
        Features of some quotations, and the pairs they are in, numbered from the part's first quotation and mention.
    """
    scene = Scene(reading, vocabulary)
    quotations, figures = _quotation_columns(scene).matrix(), _figures(scene)
    count = len(reading.spans)
    for start in range(0, count, _AT_ONCE):
        numbers = np.arange(start, min(start + _AT_ONCE, count))
        own = candidates.part(*candidates.quotations.searchsorted((start, start + _AT_ONCE)))
        first, last = (int(own.mentions[0]), int(own.mentions[-1]) + 1) if len(own.mentions) else (0, 0)
        pairs, links = _seen_together(scene, own, numbers)
        features = Features(
            quotations[:, start : start + _AT_ONCE],
            _mention_columns(scene, figures, slice(first, last)).matrix(),
            pairs.matrix(),
            *_halves(links.matrix()),
        )
        yield features, Candidates(own.quotations - start, own.mentions - first)


def _halves(links: Ints) -> tuple[Ints, Ints]:
    """The links with quotations before, and those with quotations behind."""
    count = links.shape[1] // 2
    return links[:, :count], links[:, count:]


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
    pairs = Pairs.of(scene, candidates)
    (between,) = scene.between((pairs.between,), pairs.before)
    return np.where(between.codes < 2 * LONG, between.codes, -1)


def _all_columns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> tuple[Columns, ...]:
    scene = Scene(reading, vocabulary)
    mentions = _mention_columns(scene, _figures(scene), slice(None))
    return _quotation_columns(scene), mentions, *_seen_together(scene, candidates, np.arange(len(reading.spans)))


def _seen_together(scene: Scene, candidates: Candidates, numbers: Ints) -> tuple[Columns, Columns]:
    """These pairs, and the links of the quotations of these numbers."""
    pairs, links = Pairs.of(scene, candidates), Links.of(scene, numbers)
    in_pairs, in_links = scene.between((pairs.between, links.between), pairs.before)
    return pairs.columns(in_pairs), links.columns(in_links)


def _quotation_columns(scene: Scene) -> Columns:
    """Each quotation: its words, and what stands around it."""
    columns = Columns()
    places, count = scene.places, len(scene.places)
    columns.add(describe_contents(scene.reading.text, scene.reading.spans), *CONTENT_SIZES)
    beside = _add_windows(columns, scene, places + _BESIDE_QUOTATION)
    view = Views.of(scene.views.reshape(-1, 2, scene.turn)[:, :, len(scene.first) :])
    seen = np.where(view.near, view.nearest, NO_CUE)
    columns.add(seen.swapaxes(0, 1), *(CUES, SYMBOLS, COUNTS) * 2)
    paragraph = view.position[1, 0]
    position, behind = paragraph.searchsorted(paragraph), paragraph.searchsorted(paragraph, "right")
    columns.add_counts(np.arange(count) - position)
    columns.add(behind - position, 5)
    columns.add_counts(places - PAD - scene.positions[1, PAD:-PAD].searchsorted(paragraph))
    by_cue = np.logical_or.reduce(beside.take(_NEAREST, axis=0) > len(TAGS))
    columns.add(_narrated(scene, paragraph, by_cue), 2, COUNTS, 6, COUNTS)
    return columns


def _narrated(scene: Scene, paragraphs: Ints, by_cue: Flags) -> Ints:
    """Whether each quotation is in the first paragraph of its narration, and what sort of text that is: how many
    quotations it has, how many of them beside a cue, and how much is said.
    """
    lines = np.empty((4, len(by_cue)), np.int64)
    for tokens, quotations in scene.extents:
        count = quotations.stop - quotations.start
        said = np.count_nonzero(scene.symbols[tokens] == SAY) / (tokens.stop - tokens.start + 2 * PAD)
        lines[0, quotations] = paragraphs[quotations] == scene.positions[1, tokens.start]
        lines[1, quotations] = count
        lines[2, quotations] = int(np.count_nonzero(by_cue[quotations]) / count * 5.99)
        lines[3, quotations] = int(1000 * said)
    lines[1::2] = bucket_of(lines[1::2])
    return lines


def _mention_columns(scene: Scene, figures: Ints, part: slice) -> Columns:
    """Each mention of a part: its words, what stands around it, and how it figures in the document."""
    columns = Columns()
    words = len(scene.vocabulary.words) + 1
    mention, figures = Mentions.of(scene.mentions[:, part]), figures[:, part]
    first, last, head, own = scene.first[part], scene.last[part], scene.head[part], mention.verbs[0]
    columns.add(mention.type, len(TYPES))
    columns.add(last - first, 8)
    columns.add(scene.kinds.take((head, first - 2, last)), *[ABOUT_WORDS + 1] * 3)
    columns.add(scene.seen[1].take((head, first)), words, words)
    columns.add(scene.possessors[part], 2)
    _add_windows(columns, scene, np.array([first, last]).take(_FIRST_OR_LAST, axis=0) + _BESIDE_MENTION)
    sentences = scene.positions[0]
    columns.add(sentences.take(first) != sentences.take(first - 1), 2)
    columns.add(mention.symbols[0], SYMBOLS)
    columns.add(np.where(own >= 0, bucket_of(own - last), COUNTS - 1), COUNTS)
    columns.add(figures, COUNTS, COUNTS)
    return columns


def _figures(scene: Scene) -> Ints:
    """How often each mention's name stands in the document and how often it speaks, by bucket."""
    named, names = scene.named, scene.names
    own, _, preceding = Mentions.of(scene.mentions).classes
    says = (own | preceding)[named].tolist()
    often: list[int] = []
    speaks: list[int] = []
    firsts = scene.first.take(named)
    for tokens, _ in scene.extents:
        here = slice(*firsts.searchsorted((tokens.start, tokens.stop)))
        named_here, speaking = Counter(names[here]), Counter(itertools.compress(names[here], says[here]))
        often += map(named_here.__getitem__, names[here])
        speaks += map(speaking.get, names[here], itertools.repeat(0))
    figures = np.zeros((2, len(scene.first)), np.int8)
    figures[:, named] = bucket_of(np.array((often, speaks), np.int64))
    return figures


def _add_windows(columns: Columns, scene: Scene, places: Ints) -> Ints:
    """Add the symbols and words of the tokens at these places, a line each, and return the symbols."""
    sizes = (SYMBOLS, len(scene.vocabulary.words) + 1)
    seen = scene.seen.take(places, axis=1)
    columns.add(seen.swapaxes(0, 1), *sizes * len(places))
    symbols: Ints = seen[0]
    return symbols
