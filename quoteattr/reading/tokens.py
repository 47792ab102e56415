"""The narration token by token, every quotation in it being one token."""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs
import numpy as np

from . import tags as tagging
from .chunks import Chunks, read_chunks
from .forms import Ints
from .sentences import find_sentences
from .settling import settle

_LABEL = re.compile(r"\s{0,3}((?:[A-Z][A-Z.’'-]{1,30} ){0,4}[A-Z][A-Z.’'-]{1,30}):\s")
_SENTENCE_END = ".!?…"
PLACE = "i"  # the type of a token's numbers in arrays, which take a tenth of the memory that lists do

#: A sign that stands for a break or a quotation, start, end and paragraph of what it stands for, and the stretch of
#: narration behind it: where it begins, and its text.
_Run: TypeAlias = tuple[str, int, int, int, int, str]


@attrs.frozen(eq=False, repr=False)
class Tokens:
    """The narration of a document, token by token; lists of one length.

    Attributes:
        starts: Offset of each token's first code point.
        ends: Offset behind each token's last code point.
        forms: Number of each token's form (see `quoteattr.reading.forms`).
        words: Each token in lower case with straight apostrophes; a quotation is ``""``.
        tags: One letter a token (see `quoteattr.reading.tags`).
        shapes: What `quoteattr.reading.tags.shape_of` says of each token.
        paragraphs: Number of each token's paragraph.
        sentences: Number of each token's sentence, counted through the document.
        quotations: Token index of each quotation that was given.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    forms: Ints
    words: Sequence[str]
    tags: str
    shapes: str
    paragraphs: Sequence[int]
    sentences: Sequence[int]
    quotations: Sequence[int]

    def __len__(self) -> int:
        return len(self.tags)


def read_tokens(text: str, paragraphs: Iterable[tuple[int, int, int]], quotations: Sequence[tuple[int, int]]) -> Tokens:
    """The tokens of stretches of the text, the quotations in them taken as one token each.

    Args:
        text: The document.
        paragraphs: Start, end and number of each stretch to read, in order.
        quotations: Start and end of the quotations in these stretches, in order, none inside another.
    """
    runs = list(_runs(text, paragraphs, quotations))
    chunks = read_chunks(" ".join([piece for run in runs for piece in (run[0], run[-1])]))
    starts, ends, numbers = _places(chunks, runs)
    sentences, first_words = find_sentences(chunks.seams)
    tags = settle(text, chunks, starts, ends, first_words)
    begin = np.zeros(len(tags), np.int32)
    begin[sentences] = 1
    return Tokens(
        starts,
        ends,
        chunks.forms,
        chunks.words,
        tagging.correct(tags + tagging.PARAGRAPH)[:-1],  # the end of a text is as good as a break
        chunks.shapes,
        numbers,
        _packed(begin.cumsum(dtype=np.int32)),
        (chunks.guesses == ord(tagging.QUOTATION)).nonzero()[0].tolist(),
    )


def _runs(
    text: str, paragraphs: Iterable[tuple[int, int, int]], quotations: Sequence[tuple[int, int]]
) -> Iterator[_Run]:
    """The narration, piece by piece."""
    plain = text
    for sign in tagging.SIGNS:
        plain = plain.replace(sign, " ")  # what is a sign is nothing else
    pending = list(quotations)[::-1]
    reached = 0
    for start, end, number in paragraphs:
        sign, sign_start, sign_end = tagging.PARAGRAPH, start, start
        reached = max(reached, start)
        while pending and pending[-1][0] < end:
            quote_start, quote_end = pending.pop()
            behind = min(reached, quote_start)
            stretch = plain[behind:quote_start]
            # A transcript's label inside the marks ("PENCE: Well, look) is narration.
            if label := _LABEL.match(text, quote_start + 1, quote_end):
                stretch += " " * (label.start(1) - quote_start) + plain[label.start(1) : label.end()]
            yield sign, sign_start, sign_end, number, behind, stretch
            sign, sign_start, sign_end = _sign(text, quote_end), quote_start, quote_end
            reached = max(reached, quote_end)
        yield sign, sign_start, sign_end, number, reached, plain[reached:end]
    # White space that the caller takes for quotations: each far from all else.
    for number, (start, end) in enumerate(reversed(pending), len(text)):
        yield tagging.PARAGRAPH, start, start, number, start, ""
        yield _sign(text, end), start, end, number, end, ""


def _sign(text: str, end: int) -> str:
    """The sign for a quotation that ends there."""
    ended = text[end - 1] in _SENTENCE_END or text[end - 2] in _SENTENCE_END
    return tagging.ENDED if ended else tagging.QUOTED


def _places(chunks: Chunks, runs: Sequence[_Run]) -> tuple[array[int], array[int], array[int]]:
    """Start and end of each token in the document, and the number of its paragraph."""
    if not runs:
        return array(PLACE), array(PLACE), array(PLACE)
    _, begins, stops, numbers, behinds, stretches = zip(*runs, strict=True)
    # Where each sign stands in what has been read, with two spaces and the stretch behind it; and where the last ends.
    reached = np.array([0, *itertools.accumulate([len(stretch) + 3 for stretch in stretches])], np.int32)
    signs = chunks.starts.searchsorted(reached)
    counts, signs = signs[1:] - signs[:-1], signs[:-1]
    shifts = (np.array(behinds, np.int32) - reached[:-1] - 2).repeat(counts)
    starts, ends = chunks.starts + shifts, chunks.ends + shifts
    starts[signs], ends[signs] = begins, stops
    return _packed(starts), _packed(ends), _packed(np.array(numbers, np.int32).repeat(counts))


def _packed(numbers: Ints) -> array[int]:
    return array(PLACE, numbers.tobytes())
