"""The narration token by token, every quotation in it being one token."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from . import tags as tagging
from .chunks import Chunks, Letters, read_chunks
from .forms import Ints
from .sentences import find_sentences
from .settling import settle

if TYPE_CHECKING:
    import numpy.typing as npt

_LABEL = re.compile(r"\s{0,3}((?:[A-Z][A-Z.’'-]{1,30} ){0,4}[A-Z][A-Z.’'-]{1,30}):\s")
_SENTENCE_END = ".!?…"
_PLACE = "i"  # the type of a token's numbers in arrays, which take a tenth of the memory that lists do
APART = 10  # paragraphs; further than a source is looked for

#: Start, end and number of the stretches of a narration, in order; and start and end of the quotations in them.
Extents: TypeAlias = tuple[Iterable[tuple[int, int, int]], Sequence[tuple[int, int]]]


@attrs.frozen(eq=False, repr=False)
class Tokens:
    """The narrations of a document, token by token, one behind the other; lists of one length.

    Attributes:
        starts: Offset of each token's first code point.
        ends: Offset behind each token's last code point.
        forms: Number of each token's form (see `quoteattr.reading.forms`).
        words: Each token in lower case with straight apostrophes; a quotation is ``""``.
        tags: One letter a token (see `quoteattr.reading.tags`).
        shapes: What `quoteattr.reading.tags.shape_of` says of each token.
        senses: What `quoteattr.reading.tags.sense_of` says of each, as a code point.
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
    senses: Letters
    paragraphs: Sequence[int]
    sentences: Sequence[int]
    quotations: Sequence[int]

    def __len__(self) -> int:
        return len(self.tags)

    def part(self, first: int, last: int) -> Tokens:
        """The tokens from `first` up to `last`."""
        own = slice(first, last)
        return Tokens(
            self.starts[own],
            self.ends[own],
            self.forms[own],
            self.words[own],
            self.tags[own],
            self.shapes[own],
            self.senses[own],
            self.paragraphs[own],
            self.sentences[own],
            [place - first for place in self.quotations if first <= place < last],
        )


def read_tokens(text: str, narrations: Sequence[Extents]) -> Tokens:
    """The tokens of some narrations, the quotations in them taken as one token each.

    Paragraphs are numbered on from one narration to the next, with numbers left out between them.

    Args:
        text: The document.
        narrations: Each of them; of its quotations none is inside another.
    """
    pieces, runs = _runs(text, narrations)
    chunks = read_chunks(" ".join(pieces))
    quoted = chunks.guesses == ord(tagging.QUOTATION)
    signs = (quoted | (chunks.guesses <= ord(tagging.PARAGRAPH))).nonzero()[0]
    starts, ends, numbers = _places(chunks, signs, runs)
    sentences, first_words = find_sentences(chunks.seams)
    tags = settle(text, chunks, starts, ends, first_words)
    begin = np.zeros(len(tags), np.int32)
    begin[sentences] = 1
    return Tokens(
        starts,
        ends,
        chunks.forms,
        chunks.words,
        tagging.correct(tags + tagging.NOTHING)[:-1],
        chunks.shapes,
        chunks.senses,
        numbers,
        _packed(begin.cumsum(dtype=np.int32)),
        quoted.nonzero()[0].tolist(),
    )


def _runs(text: str, narrations: Sequence[Extents]) -> tuple[list[str], list[int]]:
    """The narrations, run by run: a sign for each break and quotation, and the stretch of narration behind it.

    Returns:
        Each sign and each stretch; and four numbers a run: start, end and paragraph of what the sign stands for, and
        where the stretch begins.
    """
    pieces: list[str] = []
    runs: list[int] = []
    plain = text
    for sign in tagging.SIGNS:
        plain = plain.replace(sign, " ")  # what is a sign is nothing else
    number = shift = 0  # of a paragraph, and of all numbers of a narration
    for place, (paragraphs, quotations) in enumerate(narrations):
        if place:
            number += APART
            pieces += [tagging.NOTHING, ""] * tagging.GAP
            runs += [0, 0, number, 0] * tagging.GAP
            shift = number + APART
        pending = list(quotations)[::-1]
        reached = 0
        for start, end, paragraph in paragraphs:
            sign, sign_start, sign_end = tagging.PARAGRAPH, start, start
            reached = max(reached, start)
            number = shift + paragraph
            while pending and pending[-1][0] < end:
                quote_start, quote_end = pending.pop()
                behind = min(reached, quote_start)
                stretch = plain[behind:quote_start]
                # A transcript's label inside the marks ("PENCE: Well, look) is narration.
                if label := _LABEL.match(text, quote_start + 1, quote_end):
                    stretch += " " * (label.start(1) - quote_start) + plain[label.start(1) : label.end()]
                pieces += sign, stretch
                runs += sign_start, sign_end, number, behind
                sign, sign_start, sign_end = _sign(text, quote_end), quote_start, quote_end
                reached = max(reached, quote_end)
            pieces += sign, plain[reached:end]
            runs += sign_start, sign_end, number, reached
        # White space that the caller takes for quotations: each far from all else.
        for number, (start, end) in enumerate(reversed(pending), shift + len(text)):
            pieces += tagging.PARAGRAPH, "", _sign(text, end), ""
            runs += start, start, number, start, start, end, number, end
    return pieces, runs


def _sign(text: str, end: int) -> str:
    """The sign for a quotation that ends there."""
    ended = text[end - 1] in _SENTENCE_END or text[end - 2] in _SENTENCE_END
    return tagging.ENDED if ended else tagging.QUOTED


def _places(chunks: Chunks, signs: npt.NDArray[np.int64], runs: list[int]) -> Iterator[array[int]]:
    """Start and end of each token in the document, and the number of its paragraph.

    Args:
        chunks: The tokens of the narration.
        signs: The index of each sign among them.
        runs: What `_runs` says of each sign and of the stretch behind it.
    """
    begins, stops, numbers, behinds = np.array(runs, np.int32).reshape(-1, 4).T
    counts = np.concatenate((signs[1:], [len(chunks.words)])) - signs
    shifts = (behinds - chunks.ends[signs] - 1).repeat(counts)  # a space stands before the stretch
    starts, ends = chunks.starts + shifts, chunks.ends + shifts
    starts[signs], ends[signs] = begins, stops
    return map(_packed, (starts, ends, numbers.repeat(counts)))


def _packed(numbers: Ints) -> array[int]:
    return array(_PLACE, numbers.tobytes())
