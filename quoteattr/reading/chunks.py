"""The narration chunk by chunk: what stands between two spaces, taken apart once and remembered."""

from __future__ import annotations

import itertools
import re
import struct
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from .. import lexicons
from ..remembered import Remembered
from . import tags as tagging
from .forms import FormTable, Ints, number_of
from .sentences import seam_of

if TYPE_CHECKING:
    import numpy.typing as npt

Letters: TypeAlias = "npt.NDArray[np.uint8]"


def _abbreviated() -> str:
    """What looks back at an abbreviation: at those of one length together, as a regular expression must."""
    words = sorted(lexicons.abbreviations(), key=lambda word: (len(word), word))
    groups = ("|".join(map(re.escape, group)) for _, group in itertools.groupby(words, len))
    return "|".join(rf"(?<=\b(?:{group})\.)" for group in groups)


# Nothing here looks across a space.
_WORD = (
    r"[^\W_]++(?:(?:[-&/.]|,(?=\d)|['’](?![sS]\b))[^\W_]++)*+"  # words, numbers
    rf"(?:\.(?!\w)(?:{_abbreviated()}))?"  # Sen.
)
_TOKEN = re.compile(
    r"([A-Z]\.(?:[A-Z]\.){0,5}(?![a-z])"  # U.S., J.
    rf"|[$£€#@]?{_WORD}"
    r"|[^\w\s](?:(?<=['’])[sS]\b)?"  # marks, but also a possessive by itself
    rf"|[{''.join(tagging.SIGNS)}])"
)
_LETTERS = ("guess", "shape", "seam", "first", "sense")
_NUMBERS = ("gap", "width", "form")
_COLUMNS = np.dtype([*((name, np.int32) for name in _NUMBERS), *((name, np.uint8) for name in _LETTERS)], align=True)
_gap = struct.Struct("i").pack  # a record's beginning, and the rest of it
_token = struct.Struct(f"{len(_NUMBERS) - 1}i{len(_LETTERS)}s0i").pack
_NO_TOKEN = _token(0, 0, b"")
_SPACE = _gap(1)
_AT_ONCE = 100_000  # code points
_REMEMBERED = 50_000  # words, and chunks, of which texts without end have ever more


class Chunks(NamedTuple):
    """The tokens of a narration.

    Attributes:
        starts: Where each token starts in the narration.
        ends: Where it ends.
        forms: Its number, as `forms.number_of` gives it.
        words: Each in lower case with straight apostrophes; a quotation is ``""``.
        guesses: What `tags.guess` says of each, as a code point.
        shapes: What `tags.shape_of` says.
        seams: What `sentences.seam_of` says.
        firsts: What `tags.at_first` says, as a code point.
        senses: What `tags.sense_of` says, as a code point.
    """

    starts: Ints
    ends: Ints
    forms: Ints
    words: list[str]
    guesses: Letters
    shapes: str
    seams: str
    firsts: Letters
    senses: Letters


def read_chunks(narration: str) -> Chunks:
    """The tokens of a narration, in which a sign with a space on either side stands for each break and quotation.

    >>> chunks = read_chunks("Sen. Lind isn’t  here.")
    >>> chunks.words, chunks.starts.tolist(), chunks.guesses.tobytes()
    (['sen.', 'lind', "isn't", 'here', '.'], [0, 5, 10, 17, 21], b'PPXR.')
    """
    chunks = itertools.chain.from_iterable(_split(narration))
    records = np.frombuffer(b"".join(map(_CHUNKS.__getitem__, chunks)), _COLUMNS)
    widths = records["width"]
    ends = (records["gap"] + widths).cumsum(dtype=np.int32) - 1  # no space stands before the first chunk
    found = widths > 0
    records, ends = records.compress(found), ends.compress(found)
    shapes, seams = (records[letter].tobytes().decode("ascii") for letter in ("shape", "seam"))
    # What is kept is copied: a part of the records would keep them all.
    starts, forms = ends - records["width"], records["form"].copy()
    words = _WORDS.take(forms, lambda place: narration[starts[place] : ends[place]])[:, 0].tolist()
    guesses, firsts, senses = records["guess"], records["first"], records["sense"].copy()
    return Chunks(starts, ends, forms, words, guesses, shapes, seams, firsts, senses)


def _split(narration: str) -> Iterator[list[str]]:
    """What stands between two spaces, so much at a time that a long text's chunks are not in memory all at once."""
    start = 0
    while (end := narration.find(" ", start + _AT_ONCE)) >= 0:
        yield narration[start:end].split(" ")
        start = end + 1
    yield narration[start:].split(" ")


def _take_apart(chunk: str) -> bytes:
    """The tokens of a chunk, a record of each.

    Before the first token is the space before the chunk, and what is behind the last one has a record without a token.
    """
    if chunk.isalpha():  # most are a word, which is quicker told than split
        return _SPACE + _FORMS[chunk]
    *pieces, rest = _TOKEN.split(" " + chunk)  # a gap, a token, ..., a gap
    records = [_gap(len(gap)) + _FORMS[form] for gap, form in zip(pieces[::2], pieces[1::2], strict=True)]
    if rest:
        records.append(_gap(len(rest)) + _NO_TOKEN)
    return b"".join(records)


def _know(form: str) -> bytes:
    """The record of a word or mark, but for the gap before it."""
    tag = tagging.guess(form)
    letters = tag + tagging.shape_of(form) + seam_of(form, tag) + tagging.at_first(form, tag) + tagging.sense_of(form)
    return _token(len(form), number_of(form), letters.encode("ascii"))


def _word(form: str) -> str:
    """The word in lower case; strings that are shared are near at hand for the processor, too."""
    return sys.intern(tagging.word_of(form))


_CHUNKS = Remembered(_take_apart, _REMEMBERED)
_FORMS = Remembered(_know, _REMEMBERED)
_WORDS = FormTable(_word, 1, object)
