"""What the model sees of each quotation, of each mention and of each pair of them.

Every feature is a column of small numbers, each value having a row of weights of its own. Columns about a quotation
or a mention alone are made once for it, those about a pair once a pair.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ..marks import QuotedSpan
from ..reading.around import Reading, read
from ..reading.tags import PARAGRAPH
from .candidates import Candidates
from .columns import COUNTS, Columns, Flags, Ints, bucket_of
from .content import CONTENT_SIZES, describe_contents
from .scene import COUNTED, FAR, MENTION_TYPES, NAME, SYMBOL, Scene
from .vocabulary import ABOUT_WORDS, CUES, SYMBOLS, TAGS, VERB_CLASSES, Vocabulary, cue_classes, pattern_codes

#: Which tokens on either side are seen one by one.
BESIDE_QUOTATION = (-1, -2, -3, -4, 1, 2, 3, 4, 5)
BEFORE_MENTION, BEHIND_MENTION = (-1, -2, -3), (0, 1, 2)
_NEAREST = np.array([[-3], [-2], [-1], [1], [2], [3]])
_SAY = len(TAGS) + 1 + VERB_CLASSES.index("say")
_TAG_REACH = 5  # tokens behind a quotation within which the verb of its tag stands
#: Up to which number each sort is told apart when it is counted between mention and quotation.
_TOLD_BETWEEN = (5, 6, 5, 5, 5, 5, 5, 3)


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
    return Features(quotations, mentions, pairs, *np.split(links, 2, axis=1))


def table_sizes(vocabulary: Vocabulary) -> tuple[int, ...]:
    """How many rows of weights each sort of features has, in the order of `Features`."""
    span = QuotedSpan(0, 2, 1, 1, 0, None, None, True, '"')
    reading = read('""', [span], [(0, 2, 0)])
    nothing = np.zeros(0, np.int64)
    *sizes, links = (columns.rows for columns in _all_columns(reading, Candidates(nothing, nothing), vocabulary))
    return *sizes, links, links


def _all_columns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> tuple[Columns, ...]:
    scene = Scene(reading, vocabulary)
    return (
        _quotation_columns(scene),
        _mention_columns(scene),
        _pair_columns(scene, candidates),
        _link_columns(scene),
    )


def between_patterns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> Ints:
    """The code of the sequence between mention and quotation of each pair: what training counts."""
    scene = Scene(reading, vocabulary)
    return _patterns(scene, *_between(scene, candidates))


def _add_windows(columns: Columns, scene: Scene, at: Ints, steps: Sequence[int]) -> None:
    """The symbols, kinds and words of the tokens so many steps from each place."""
    sizes = (SYMBOLS, ABOUT_WORDS + 1, len(scene.vocabulary.words) + 1)
    window = scene.seen.take(at + np.array(steps)[:, None], axis=1)
    columns.add(window.swapaxes(0, 1), *sizes * len(steps))


def _quotation_columns(scene: Scene) -> Columns:
    """Each quotation: its words, and what stands around it."""
    columns = Columns()
    spans, places, symbols = scene.reading.spans, scene.places, scene.symbols
    columns.add(describe_contents(scene.reading.text, spans), *CONTENT_SIZES)
    _add_windows(columns, scene, places, BESIDE_QUOTATION)
    cues = np.array([scene.cue_before.take(places - 1), scene.cue_after.take(places + 1)])
    cues[scene.sentences.take(cues, mode="clip") != scene.sentences.take(places)] = 0
    distances = np.where(cues > 0, np.abs(places - cues), FAR)
    seen = np.array([cue_classes(symbols.take(cues)), symbols.take(cues + 1), bucket_of(distances)])
    columns.add(seen.swapaxes(0, 1), *(CUES, SYMBOLS, COUNTS) * 2)
    columns.add(_alone(scene), 2)
    paragraph = scene.paragraphs.take(places)
    position, behind = paragraph.searchsorted(paragraph), paragraph.searchsorted(paragraph, "right")
    begins = scene.inside.start + scene.paragraphs[scene.inside].searchsorted(paragraph)
    count = len(places)
    columns.add_counts(np.arange(count) - position)
    columns.add(behind - position, 5)
    columns.add_counts(places - begins)
    columns.add(paragraph == 0, 2)
    # What sort of text it is: how many quotations, how many of them beside a cue, how much is said.
    beside = np.count_nonzero((symbols.take(places + _NEAREST) > len(TAGS)).any(axis=0))
    said = np.count_nonzero(symbols == _SAY)
    columns.add_counts(np.full(count, count))
    columns.add(np.full(count, int(beside / count * 5.99)), 6)
    columns.add_counts(np.full(count, int(1000 * (said / len(symbols)))))
    return columns


def _alone(scene: Scene) -> Flags:
    """Whether each quotation is all of its paragraph."""
    places, paragraphs = scene.places, scene.paragraphs
    first: Flags = scene.symbols.take(places - 1) == SYMBOL[PARAGRAPH]
    last: Flags = paragraphs.take(places + 1) != paragraphs.take(places)
    return first & last


def _mention_columns(scene: Scene) -> Columns:
    """Each mention: its words, what stands around it, and how it figures in the document."""
    columns = Columns()
    first, last, head, symbols, tokens = scene.first, scene.last, scene.head, scene.symbols, scene.tokens
    words = len(scene.vocabulary.words) + 1
    columns.add(scene.type, len(MENTION_TYPES))
    columns.add(last - first, 8)
    columns.add(tokens.kinds.take(head), ABOUT_WORDS + 1)
    columns.add(tokens.words.take([head, first]), words, words)
    columns.add(scene.possessor, 2)
    _add_windows(columns, scene, first, BEFORE_MENTION)
    _add_windows(columns, scene, last, BEHIND_MENTION)
    columns.add(scene.sentences.take(first) != scene.sentences.take(first - 1), 2)
    own = scene.own_verb  # the symbol of none, -1, is 0
    columns.add(symbols.take(own), SYMBOLS)
    columns.add_counts(np.where(own >= 0, own - last, FAR))
    says = (symbols.take(own) > len(TAGS)) | (symbols.take(first - 1) > len(TAGS))
    numbers, names = list(scene.names), list(scene.names.values())
    named, spoken = Counter(names), Counter(itertools.compress(names, says[numbers].tolist()))
    figures = np.zeros((3, len(first)), np.int64)
    figures[:, numbers] = [
        [named[name] for name in names],
        [spoken[name] for name in names],
        [name.upper() == form for name, form in zip(names, _last_forms(scene), strict=True)],
    ]
    columns.add(bucket_of(figures[:2]), COUNTS, COUNTS)
    columns.add(figures[2], 2)
    return columns


def _last_forms(scene: Scene) -> Iterator[str]:
    """The last word of each mention that is a name, as the text has it."""
    text, tokens = scene.reading.text, scene.reading.tokens
    for number in scene.names:
        last = scene.reading.mentions[number].last - 1
        yield text[tokens.starts[last] : tokens.ends[last]]


def _between(scene: Scene, candidates: Candidates) -> tuple[Flags, Ints, Ints]:
    """Whether the mention stands first, and the tokens between mention and quotation, from, up to."""
    place = scene.places.take(candidates.quotations)
    first, last = scene.first.take(candidates.mentions), scene.last.take(candidates.mentions)
    before = last <= place
    return before, np.where(before, last, place + 1), np.where(before, place, first)


def _patterns(scene: Scene, before: Flags, low: Ints, high: Ints) -> Ints:
    codes = pattern_codes(scene.symbols, low, high)
    return np.where(codes >= 0, 2 * codes + before, -1)


def _pair_columns(scene: Scene, candidates: Candidates) -> Columns:
    """Each pair: where one stands to the other, and what is between."""
    columns = Columns()
    symbols = scene.symbols
    quotation, mention = candidates.quotations, candidates.mentions
    before, low, high = _between(scene, candidates)
    place = scene.places.take(quotation)
    first, last = scene.first.take(mention), scene.last.take(mention)
    side = before.astype(np.int64)
    sentence = scene.sentences.take(first) - scene.sentences.take(place)
    paragraph = scene.paragraphs.take(first) - scene.paragraphs.take(place)
    patterns = scene.vocabulary.pattern_ids(_patterns(scene, before, low, high))
    said = scene.speaking.take(high) - scene.speaking.take(low)
    speaks = scene.speaks.take(mention)
    columns.add(side * 12 + _DISTANCES.searchsorted(high - low), 24)
    columns.add(sentence + 4, 8)
    columns.add(paragraph + 3, 6)
    columns.add(patterns, len(scene.vocabulary.patterns) + 1)
    columns.add(said, 4)
    columns.add(speaks * (1 + said), 5)
    columns.add((speaks * 2 + side) * 8 + _inside(sentence + 4, 8), 32)
    columns.add(scene.count(low, high)[_BETWEEN], *_TOLD_BETWEEN, *[3] * (CUES - 1))

    own, further = scene.own_verb.take(mention), scene.further_verb.take(mention)
    # The cue nearest to the quotation, and the one nearest to the mention, on the way between.
    left, right = scene.cue_before.take(place - 1), scene.cue_after.take(place + 1)
    near = np.where(before, left, right)
    far = np.where(before, scene.cue_after.take(last), scene.cue_before.take(first - 1))
    cues = np.array([near, far])
    cues[(cues < low) | (cues >= high)] = 0
    distances = np.where(cues > 0, np.abs(cues - np.array([place, np.where(before, last, first)])), FAR)
    seen = np.array([cue_classes(symbols.take(cues)), bucket_of(distances)])
    columns.add(seen.swapaxes(0, 1), *(CUES, COUNTS) * 2)
    # What the cue has behind it: "added that" says something, "added the firm to" does not.
    columns.add(symbols.take([cues[0] + 1, own + 1]), SYMBOLS, SYMBOLS)
    # Whether a verb of the mention's, or the word before it, is the cue that the quotation hangs on.
    verbs = np.array([own, further, first - 1])
    classes = cue_classes(symbols.take(verbs))
    is_verb = verbs >= 0
    is_verb[2] = classes[2] > 0
    hangs = is_verb * (1 + (verbs == left) + 2 * (verbs == right))
    columns.add(np.array([hangs, side * CUES + classes]).swapaxes(0, 1), *(4, 2 * CUES) * 3)
    # Beside the quotation on the mention's side, and beside the mention on the quotation's side and on the other.
    beside, beyond = np.where(before, last, first - 1), np.where(before, first - 1, last)
    columns.add(side * SYMBOLS + symbols.take([place + 1 - 2 * side, beside, beyond]), *[2 * SYMBOLS] * 3)
    # Rank by nearness on its side; sort of mention and where it is.
    next_mention = scene.first.searchsorted(place)
    nearness = np.where(before, next_mention - 1 - mention, mention - next_mention)
    columns.add(side * 8 + _inside(nearness, 8), 16)
    columns.add(scene.type.take(mention) * 8 + _inside(sentence + 3, 8), 8 * len(MENTION_TYPES))
    columns.add(_named_inside(scene, candidates), 3)
    return columns


def _inside(values: Ints, size: int) -> Ints:
    """The values, those that are none of a column of this size moved to its nearer end."""
    return np.minimum(np.maximum(values, 0), size - 1)


def _named_inside(scene: Scene, candidates: Candidates) -> Ints:
    """Whether the quotation itself holds the mention's name: those who speak seldom name themselves."""
    text, spans, names = scene.reading.text, scene.reading.spans, scene.names
    contents = [text[span.start : span.end].lower() for span in spans]
    inside = np.zeros(len(candidates.mentions), np.int64)
    named = np.flatnonzero(scene.type.take(candidates.mentions) == NAME)
    pairs = zip(candidates.quotations.take(named).tolist(), candidates.mentions.take(named).tolist(), strict=True)
    inside[named] = [1 + (names[mention] in contents[quotation]) for quotation, mention in pairs]
    return inside


def _link_columns(scene: Scene) -> Columns:
    """Each quotation with the one before it, whose source it may share, and then each with the one behind it.

    The first stands before itself, the last behind itself.
    """
    columns = Columns()
    places, symbols = scene.places, scene.symbols
    first = np.concatenate((places[:1], places[:-1], places))
    second = np.concatenate((places, places[1:], places[-1:]))
    columns.add(scene.sentences.take(second) - scene.sentences.take(first), 8)
    columns.add(scene.paragraphs.take(second) - scene.paragraphs.take(first), 5)
    columns.add_counts(second - first)
    spans = scene.reading.spans
    unclosed = [not span.closed for span in spans]
    carries_on = [span.continues is not None for span in spans]
    columns.add([*carries_on, *carries_on[1:], False], 2)
    columns.add([False, *unclosed[:-1], *unclosed], 2)
    low, high = np.minimum(first + 1, second), second
    columns.add(scene.count(low, high)[_BETWEEN_NEIGHBOURS], *[4] * len(_BETWEEN_NEIGHBOURS))
    # Who speaks between the two, and whether the second has a cue of its own in its sentence.
    columns.add(scene.speaking.take(high) - scene.speaking.take(low), 5)
    left, right = scene.cue_before.take(second - 1), scene.cue_after.take(second + 1)
    introduced = (left > first) & (scene.sentences.take(left, mode="clip") == scene.sentences.take(second))
    columns.add(cue_classes(symbols.take(np.where(introduced, left, 0))), CUES)
    columns.add_counts(np.where(introduced, second - left, FAR))
    columns.add(cue_classes(symbols.take(np.where(right - second < _TAG_REACH, right, 0))), CUES)
    codes = 2 * pattern_codes(symbols, low, high)
    columns.add(scene.vocabulary.pattern_ids(codes), len(scene.vocabulary.patterns) + 1)
    beside = [first + 1, first + 2, second - 1, second - 2, second + 1, first - 1]
    columns.add(symbols.take(beside), *[SYMBOLS] * len(beside))
    alone = _alone(scene).tolist()
    own, neighbour = np.array([[*alone, *alone], [False, *alone[:-1], *alone[1:], False]], dtype=np.int64)
    columns.add(own + 2 * neighbour, 4)
    columns.add(first == second, 2)
    return columns


_DISTANCES = np.array([0, 1, 2, 3, 4, 6, 9, 14, 22, 40, 80])
_ANY_CUE = len(COUNTED) + CUES - 1
_BETWEEN = [*range(len(_TOLD_BETWEEN)), *range(len(COUNTED), _ANY_CUE)]
_BETWEEN_NEIGHBOURS = [_ANY_CUE, *(COUNTED.index(tags) for tags in ("P", "O", "VX", ":", "."))]
