"""What the model sees of each quotation, of each mention and of each pair of them.

Every feature is a column of small numbers, each value having a row of weights of its own. Columns about a quotation
or a mention alone are made once for it, those about a pair once a pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs
import numpy as np

from ..marks import QuotedSpan
from ..reading.around import Reading, read
from .candidates import Candidates
from .columns import Columns, Flags, Ints
from .content import count_contents, describe_content
from .scene import COUNTED, FAR, MENTION_TYPES, Scene
from .vocabulary import ABOUT_WORDS, CUES, SYMBOLS, Vocabulary, pattern_codes

#: Which tokens on either side are seen one by one.
BESIDE_QUOTATION = (-1, -2, -3, -4, 1, 2, 3, 4, 5)
BEFORE_MENTION, BEHIND_MENTION = (-1, -2, -3), (0, 1, 2)
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
    return Features(*(columns.matrix() for columns in _all_columns(reading, candidates, vocabulary)))


def table_sizes(vocabulary: Vocabulary) -> tuple[int, ...]:
    """How many rows of weights each sort of features has, in the order of `Features`."""
    span = QuotedSpan(0, 2, 1, 1, 0, None, None, True, '"')
    reading = read('""', [span], [(0, 2, 0)])
    nothing = np.zeros(0, np.int64)
    return tuple(columns.rows for columns in _all_columns(reading, Candidates(nothing, nothing), vocabulary))


def _all_columns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> tuple[Columns, ...]:
    scene = Scene(reading, vocabulary)
    return (
        _quotation_columns(scene),
        _mention_columns(scene),
        _pair_columns(scene, candidates),
        _neighbour_columns(scene, behind=False),
        _neighbour_columns(scene, behind=True),
    )


def between_patterns(reading: Reading, candidates: Candidates, vocabulary: Vocabulary) -> Ints:
    """The code of the sequence between mention and quotation of each pair: what training counts."""
    scene = Scene(reading, vocabulary)
    return _patterns(scene, *_between(scene, candidates))


def _add_windows(columns: Columns, scene: Scene, at: Ints, steps: Sequence[int]) -> None:
    """The symbols, kinds and words of the tokens so many steps from each place."""
    sizes = (SYMBOLS, ABOUT_WORDS + 1, len(scene.vocabulary.words) + 1)
    window = scene.seen[:, at + np.array(steps)[:, None]].swapaxes(0, 1)
    columns.add(window.reshape(len(sizes) * len(steps), len(at)), *sizes * len(steps))


def _quotation_columns(scene: Scene) -> Columns:
    """Each quotation: its words, and what stands around it."""
    columns = Columns()
    spans, places = scene.reading.spans, scene.places
    contents = count_contents(scene.reading.text, spans)
    described = np.array([describe_content(scene.reading.text, span, contents) for span in spans], dtype=np.int64)
    columns.add(described[:, :, 0].T, *described[0, :, 1].tolist())
    _add_windows(columns, scene, places, BESIDE_QUOTATION)
    left, right = scene.cue_before[places - 1], scene.cue_after[places + 1]
    for cue, distance in ((left, places - left), (right, right - places)):
        same = scene.sentences[cue.clip(0, len(scene.sentences) - 1)] == scene.sentences[places]
        cue = np.where(same & (np.abs(distance) < FAR), cue, 0)
        columns.add(scene.verbs[cue], CUES)
        columns.add(np.where(cue > 0, scene.symbols[cue + 1], 0), SYMBOLS)
        columns.add_counts(np.where(cue > 0, distance, FAR))
    paragraph = scene.paragraphs[places]
    columns.add(_alone(scene), 2)
    position, behind = np.searchsorted(paragraph, paragraph), np.searchsorted(paragraph, paragraph, "right")
    columns.add_counts(np.arange(len(places)) - position)
    columns.add(behind - position, 5)
    columns.add_counts(places - np.searchsorted(scene.paragraphs[scene.inside], paragraph) - scene.inside.start)
    columns.add(paragraph == 0, 2)
    # What sort of text it is: how many quotations, how many of them beside a cue, how much is said.
    beside = np.any(scene.verbs[places + np.array([[-3], [-2], [-1], [1], [2], [3]])] > 0, axis=0)
    columns.add_counts(np.full(len(places), len(places)))
    columns.add(np.full(len(places), int(beside.mean() * 5.99)), 6)
    columns.add_counts(np.full(len(places), int(1000 * np.mean(scene.verbs == 1))))
    return columns


def _alone(scene: Scene) -> Flags:
    """Whether each quotation is all of its paragraph."""
    places = scene.places
    alone: Flags = (scene.tags[places - 1] == 1) & (scene.paragraphs[places + 1] != scene.paragraphs[places])
    return alone


def _mention_columns(scene: Scene) -> Columns:
    """Each mention: its words, what stands around it, and how it figures in the document."""
    columns = Columns()
    first, last, head = scene.first, scene.last, scene.head
    words = len(scene.vocabulary.words) + 1
    columns.add(
        [scene.type, last - first, scene.kinds[head], scene.words[head], scene.words[first], scene.possessor],
        *(len(MENTION_TYPES), 8, ABOUT_WORDS + 1, words, words, 2),
    )
    _add_windows(columns, scene, first, BEFORE_MENTION)
    _add_windows(columns, scene, last, BEHIND_MENTION)
    columns.add(scene.sentences[first] != scene.sentences[first - 1], 2)
    own = scene.own_verb  # the symbol of none, -1, is 0
    columns.add(scene.symbols[own], SYMBOLS)
    columns.add_counts(np.where(own >= 0, own - last, FAR))
    says = (scene.verbs[own] > 0) | (scene.symbols[first - 1] > SYMBOLS - CUES)
    names = scene.names
    counts = Counter(names)
    spoken = Counter(name for name, saying in zip(names, says.tolist(), strict=True) if saying)
    columns.add_counts(
        np.array([counts[name] if name else 0 for name in names]),
        np.array([spoken[name] if name else 0 for name in names]),
    )
    columns.add(scene.capitals, 2)
    return columns


def _between(scene: Scene, candidates: Candidates) -> tuple[Flags, Ints, Ints]:
    """Whether the mention stands first, and the tokens between mention and quotation, from, up to."""
    place = scene.places[candidates.quotations]
    first, last = scene.first[candidates.mentions], scene.last[candidates.mentions]
    before = last <= place
    return before, np.where(before, last, place + 1), np.where(before, place, first)


def _patterns(scene: Scene, before: Flags, low: Ints, high: Ints) -> Ints:
    codes = pattern_codes(scene.symbols, low, high)
    return np.where(codes >= 0, 2 * codes + before, -1)


def _pair_columns(scene: Scene, candidates: Candidates) -> Columns:
    """Each pair: where one stands to the other, and what is between."""
    columns = Columns()
    quotation, mention = candidates.quotations, candidates.mentions
    before, low, high = _between(scene, candidates)
    place = scene.places[quotation]
    first, last = scene.first[mention], scene.last[mention]
    side = before.astype(np.int64)
    sentence = scene.sentences[first] - scene.sentences[place]
    paragraph = scene.paragraphs[first] - scene.paragraphs[place]
    near_sentence = (sentence + 4).clip(0, 7)
    patterns = scene.vocabulary.pattern_ids(_patterns(scene, before, low, high))
    said = scene.speaking[high] - scene.speaking[low]
    speaks = scene.speaks[mention]
    columns.add(
        [
            side * 12 + np.searchsorted(_DISTANCES, high - low),
            sentence + 4,
            paragraph + 3,
            patterns,
            said,
            speaks * (1 + said),
            (speaks * 2 + side) * 8 + near_sentence,
        ],
        *(24, 8, 6, len(scene.vocabulary.patterns) + 1, 4, 5, 32),
    )
    counts = scene.counts.take(high, axis=1) - scene.counts.take(low, axis=1)
    columns.add(counts[_BETWEEN], *_TOLD_BETWEEN, *[3] * (CUES - 1))

    own, further = scene.own_verb[mention], scene.further_verb[mention]
    # The cue nearest to the quotation, and the one nearest to the mention, on the way between.
    left, right = scene.cue_before[place - 1], scene.cue_after[place + 1]
    near = np.where(before, left, right)
    near = np.where((near >= low) & (near < high), near, 0)
    far = np.where(before, scene.cue_after[last], scene.cue_before[first - 1])
    far = np.where((far >= low) & (far < high), far, 0)
    columns.add(scene.verbs[near], CUES)
    columns.add_counts(np.where(near > 0, np.abs(place - near), FAR))
    columns.add(scene.verbs[far], CUES)
    columns.add_counts(np.where(far > 0, np.where(before, far - last, first - far), FAR))
    # What the cue has behind it: "added that" says something, "added the firm to" does not.
    columns.add(
        [np.where(near > 0, scene.symbols[near + 1], 0), np.where(own >= 0, scene.symbols[own + 1], 0)],
        *(SYMBOLS, SYMBOLS),
    )
    # Whether a verb of the mention's, or the word before it, is the cue that the quotation hangs on.
    for verb, is_verb in ((own, own >= 0), (further, further >= 0), (first - 1, scene.verbs[first - 1] > 0)):
        columns.add(
            [is_verb * (1 + (verb == left) + 2 * (verb == right)), side * CUES + scene.verbs[verb]],
            *(4, 2 * CUES),
        )
    # Beside the quotation on the mention's side, and beside the mention on the quotation's side and on the other.
    beside = np.array([np.where(before, place - 1, place + 1), np.where(before, last, first - 1)])
    beyond = np.where(before, first - 1, last)
    columns.add(side * SYMBOLS + scene.symbols[[*beside, beyond]], *[2 * SYMBOLS] * 3)
    # Rank by nearness on its side; sort of mention and where it is.
    next_mention = np.searchsorted(scene.first, place)
    nearness = np.where(before, next_mention - 1 - mention, mention - next_mention)
    columns.add(
        [
            side * 8 + nearness.clip(0, 7),
            scene.type[mention] * 8 + (sentence + 3).clip(0, 7),
            _named_inside(scene, candidates),
        ],
        *(16, 8 * len(MENTION_TYPES), 3),
    )
    return columns


def _named_inside(scene: Scene, candidates: Candidates) -> list[int]:
    """Whether the quotation itself holds the mention's name: those who speak seldom name themselves."""
    contents = [scene.reading.text[span.start : span.end].lower() for span in scene.reading.spans]
    names = scene.names
    return [
        1 + (names[mention] in contents[quotation]) if names[mention] else 0
        for quotation, mention in zip(candidates.quotations.tolist(), candidates.mentions.tolist(), strict=True)
    ]


def _neighbour_columns(scene: Scene, behind: bool) -> Columns:
    """Each quotation: where the one before it, or behind it, stands, whose source it may share."""
    columns = Columns()
    places = scene.places
    if behind:
        first, second = places, np.append(places[1:], places[-1:])
    else:
        first, second = np.append(places[:1], places[:-1]), places
    columns.add(
        [scene.sentences[second] - scene.sentences[first], scene.paragraphs[second] - scene.paragraphs[first]], 8, 5
    )
    columns.add_counts(second - first)
    spans = scene.reading.spans
    unclosed = [not span.closed for span in spans]
    carries_on = [span.continues is not None for span in spans]
    columns.add(
        [[*carries_on[1:], False], unclosed] if behind else [carries_on, [False, *unclosed[:-1]]],
        *(2, 2),
    )
    low, high = np.minimum(first + 1, second), second
    counts = scene.counts.take(high, axis=1) - scene.counts.take(low, axis=1)
    columns.add(counts[_BETWEEN_NEIGHBOURS], *[4] * len(_BETWEEN_NEIGHBOURS))
    # Who speaks between the two, and whether the second has a cue of its own in its sentence.
    columns.add(scene.speaking[high] - scene.speaking[low], 5)
    left, right = scene.cue_before[second - 1], scene.cue_after[second + 1]
    introduced = (left > first) & (scene.sentences[left.clip(0)] == scene.sentences[second])
    columns.add(np.where(introduced, scene.verbs[left.clip(0)], 0), CUES)
    columns.add_counts(np.where(introduced, second - left, FAR))
    tagged = right - second < _TAG_REACH
    columns.add(np.where(tagged, scene.verbs[right.clip(0, len(scene.verbs) - 1)], 0), CUES)
    codes = 2 * pattern_codes(scene.symbols, low, high)
    columns.add(scene.vocabulary.pattern_ids(codes), len(scene.vocabulary.patterns) + 1)
    beside = [first + 1, first + 2, second - 1, second - 2, second + 1, first - 1]
    columns.add(scene.symbols[beside], *[SYMBOLS] * len(beside))
    alone = _alone(scene)
    neighbour = np.append(alone[1:], False) if behind else np.append(False, alone[:-1])
    columns.add([alone + 2 * neighbour, first == second], 4, 2)
    return columns


_DISTANCES = np.array([0, 1, 2, 3, 4, 6, 9, 14, 22, 40, 80])
_ANY_CUE = len(COUNTED) + CUES - 1
_BETWEEN = [*range(len(_TOLD_BETWEEN)), *range(len(COUNTED), _ANY_CUE)]
_BETWEEN_NEIGHBOURS = [_ANY_CUE, *(COUNTED.index(tags) for tags in ("P", "O", "VX", ":", "."))]
