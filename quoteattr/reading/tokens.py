"""The narration token by token, every quotation in it being one token."""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from .. import lexicons
from . import tags as tagging


def _abbreviated() -> str:
    """What looks back at an abbreviation: at those of one length together, as a regular expression must."""
    words = sorted(lexicons.abbreviations(), key=lambda word: (len(word), word))
    groups = ("|".join(map(re.escape, group)) for _, group in itertools.groupby(words, len))
    return "|".join(rf"(?<=\b(?:{group})\.)" for group in groups)


_WORD = (
    r"[^\W_]++(?:(?:[-&/.]|,(?=\d)|['’](?![sS]\b))[^\W_]++)*+"  # words, numbers
    rf"(?:\.(?!\w)(?:{_abbreviated()}))?"  # Sen.
)
_TOKEN = re.compile(
    r"([A-Za-z][a-z]*+(?=\s)|[,.](?=\s)"  # most of them, in half the time that the rules below take
    r"|[A-Z]\.(?:[A-Z]\.){0,5}(?![a-z])"  # U.S., J.
    rf"|{_WORD}"
    rf"|[^\w\s](?:(?<=[$£€#@]){_WORD}|(?<=['’])[sS]\b)?"  # marks, but also $5 and a possessive by itself
    rf"|[{tagging.PARAGRAPH}{tagging.QUOTED}])"
)
_LABEL = re.compile(r"\s{0,3}((?:[A-Z][A-Z.’'-]{1,30} ){0,4}[A-Z][A-Z.’'-]{1,30}):\s")
_SENTENCE_END = ".!?…"
_CARRY_ON = frozenset(",.);:’'")  # begins what belongs to the sentence before
_SIGN = re.compile(rf"[{tagging.PARAGRAPH}{tagging.QUOTATION}]")
_MAY_PART = re.compile(rf"{tagging.PARAGRAPH}|[.{tagging.QUOTATION}](?=[^,:{tagging.PARAGRAPH}])")
_TO = re.compile("T")
_NAME_BEHIND_MARK = re.compile(r"[Z:(](?=P)")
PLACE = "i"  # the type of a token's numbers in arrays, which take a tenth of the memory that lists do
_IS_NAME = bytes(tag == ord("P") for tag in range(256))


#: A sign that stands for a break or a quotation, start, end and paragraph of what it stands for, and the stretch of
#: narration behind it: where it begins, and its text.
_Run: TypeAlias = tuple[str, int, int, int, int, str]


@attrs.frozen
class Tokens:
    """The narration of a document, token by token; lists of one length.

    Attributes:
        starts: Offset of each token's first code point.
        ends: Offset behind each token's last code point.
        words: Each token in lower case with straight apostrophes; a quotation is ``""``.
        tags: One letter a token (see `quoteattr.reading.tags`).
        shapes: What `quoteattr.reading.tags.shape_of` says of each token.
        paragraphs: Number of each token's paragraph.
        sentences: Number of each token's sentence, counted through the document.
        quotations: Token index of each quotation, by its number in the list that was given.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    tags: str
    shapes: str
    paragraphs: Sequence[int]
    sentences: Sequence[int]
    quotations: dict[int, int]

    def __len__(self) -> int:
        return len(self.tags)


def read_tokens(
    text: str, paragraphs: Iterable[tuple[int, int, int]], quotations: Sequence[tuple[int, int, int]]
) -> Tokens:
    """The tokens of stretches of the text, the quotations in them taken as one token each.

    Args:
        text: The document.
        paragraphs: Start, end and number of each stretch to read, in order.
        quotations: Start, end and number of the quotations in these stretches, in order, none inside another.
    """
    runs = list(_runs(text, paragraphs, quotations))
    pieces = _TOKEN.split("".join([run[0] + run[-1] for run in runs]))  # a gap, a token, a gap, ..., a gap
    forms = pieces[1::2]
    guesses, shapes, words = tagging.look_up(forms)
    signs = [match.start() for match in _SIGN.finditer(guesses)]
    breaks = [place for place in signs if guesses[place] == tagging.PARAGRAPH]
    quotes = [place for place in signs if guesses[place] == tagging.QUOTATION]
    starts, ends = _extents(pieces, runs, signs)
    sentences = _find_sentences(text, ends, forms, guesses)
    extents = itertools.pairwise([*breaks, len(forms)])
    headlines = [extent for extent in extents if tagging.is_headline(shapes[extent[0] + 1 : extent[1]])]
    # The end of a text is as good as a break.
    tags = tagging.correct(_settle(forms, guesses, sentences, headlines) + tagging.PARAGRAPH)[:-1]
    return Tokens(
        starts,
        ends,
        words,
        tags,
        shapes,
        _spread([run[3] for run in runs], signs, len(forms)),
        _spread(range(1, len(sentences) + 1), sentences, len(forms)),
        dict(zip([number for _, _, number in quotations], quotes, strict=True)),
    )


def _runs(
    text: str, paragraphs: Iterable[tuple[int, int, int]], quotations: Sequence[tuple[int, int, int]]
) -> Iterator[_Run]:
    """The narration, piece by piece."""
    plain = text.replace(tagging.PARAGRAPH, " ").replace(tagging.QUOTED, " ")  # what is a sign is nothing else
    pending = list(quotations)[::-1]
    reached = 0
    for start, end, number in paragraphs:
        sign = tagging.PARAGRAPH, start, start, number
        reached = max(reached, start)
        while pending and pending[-1][0] < end:
            quote_start, quote_end, _ = pending.pop()
            behind = min(reached, quote_start)
            stretch = plain[behind:quote_start]
            # A transcript's label inside the marks ("PENCE: Well, look) is narration.
            if label := _LABEL.match(text, quote_start + 1, quote_end):
                stretch += " " * (label.start(1) - quote_start) + plain[label.start(1) : label.end()]
            yield *sign, behind, stretch
            sign = tagging.QUOTED, quote_start, quote_end, number
            reached = max(reached, quote_end)
        yield *sign, reached, plain[reached:end]
    # White space that the caller takes for quotations: each far from all else.
    for number, (start, end, _) in enumerate(reversed(pending), len(text)):
        yield tagging.PARAGRAPH, start, start, number, start, ""
        yield tagging.QUOTED, start, end, number, end, ""


def _extents(pieces: Sequence[str], runs: Sequence[_Run], signs: Sequence[int]) -> tuple[array[int], array[int]]:
    """Start and end of each token in the document, where each sign is wider than in what has been read."""
    widths = list(map(len, pieces))
    reached = 0
    for place, (_, start, end, _, behind, stretch) in zip(signs, runs, strict=True):
        widths[2 * place] += start - reached
        widths[2 * place + 1] = end - start
        widths[2 * place + 2] += behind - end
        reached = behind + len(stretch)
    bounds = np.cumsum(widths, dtype=np.int32)
    return _packed(bounds[:-1:2]), _packed(bounds[1::2])


def _spread(values: Iterable[int], places: Sequence[int], size: int) -> array[int]:
    """Each value from its place on up to the next."""
    counts = np.diff([*places, size])
    return _packed(np.repeat(np.fromiter(values, np.int32, len(counts)), counts))


def _packed(numbers: npt.NDArray[np.int32]) -> array[int]:
    return array(PLACE, numbers.tobytes())


def _find_sentences(text: str, ends: Sequence[int], forms: Sequence[str], tags: str) -> list[int]:
    """Where sentences begin: with a paragraph, and behind a stop, outside or at the end of a quotation, unless a small
    letter follows.
    """
    begins = []
    for match in _MAY_PART.finditer(tags):
        index = match.start()
        if tags[index] == tagging.PARAGRAPH:
            begins.append(index)
        elif tags[index] == "." or _ends_sentence(text, ends[index]):
            after = forms[index + 1][0]
            if not (after.islower() or after in _CARRY_ON):
                begins.append(index + 1)
    return begins


def _ends_sentence(text: str, end: int) -> bool:
    return text[end - 1] in _SENTENCE_END or text[end - 2] in _SENTENCE_END


def _settle(forms: Sequence[str], guesses: str, sentences: Sequence[int], headlines: Sequence[tuple[int, int]]) -> str:
    """The tags, those settled of words taken for names whose capital comes from where they stand."""
    first_words = [match.end() for match in _NAME_BEHIND_MARK.finditer(guesses)]
    for index, end in itertools.pairwise([*sentences, len(forms)]):
        while index < end and not forms[index][0].isalnum():
            index += 1
        if index < end and guesses[index] == "P":
            first_words.append(index)
    inner = bytearray(guesses, "ascii").translate(_IS_NAME)
    for index in first_words:
        inner[index] = 0
    inner_names = set(itertools.compress(forms, inner))
    for first, last in headlines:
        first_words.extend(index for index in range(first, last) if guesses[index] == "P")
    tags = list(guesses)
    for match in _TO.finditer(guesses):
        tags[match.start()] = tagging.settle_to(forms[match.start() - 1])  # a break stands before every paragraph
    for index in first_words:
        form = forms[index]
        if not form.isupper() or len(form) == 1:
            tags[index] = tagging.settle_first(form, form in inner_names)
    return "".join(tags)
