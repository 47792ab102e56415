"""Tags that hang on where in the document a word stands, not only on the word."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from .chunks import Chunks
from .tags import BEFORE_TO, NOTHING, PARAGRAPH, is_headline, narrations

_BEFORE_FIRST = frozenset(b"Z:(")  # what a word with a capital may stand behind as at the beginning of a sentence
_DOUBTFUL = frozenset(b"NVBAMGvhfnp")  # what a word may be that names somebody elsewhere: Rice
_TO, _PREPOSITION = b"Tt"


def settle(text: str, chunks: Chunks, starts: Sequence[int], ends: Sequence[int], first_words: Iterable[int]) -> str:
    """The tags that `tags.correct` starts from.

    What has its capital from where it stands, at the beginning of a sentence or in a headline, is no name, unless the
    narration has it with a capital elsewhere. And nouns follow "according to", not verbs.

    Args:
        text: The document.
        chunks: The tokens of its narrations.
        starts: Offset of each in the document.
        ends: Offset behind it.
        first_words: The names that begin sentences.
    """
    firsts = chunks.firsts.tobytes()
    tags = bytearray(chunks.guesses.tobytes())
    capital = (chunks.firsts != chunks.guesses).nonzero()[0].tolist()  # names that need be none
    # A break stands before every paragraph.
    settled = {*first_words, *[place for place in capital if tags[place - 1] in _BEFORE_FIRST]}
    in_headlines = set().union(*itertools.starmap(range, _headlines(chunks.shapes)))
    for first, last in narrations(chunks.shapes):
        own = capital[bisect_left(capital, first) : bisect_left(capital, last)]
        free = [place for place in own if place not in settled and firsts[place] in _DOUBTFUL]
        names = {text[starts[place] : ends[place]] for place in free}
        for place in own:
            if place in settled or place in in_headlines:
                tag = firsts[place]
                if tag not in _DOUBTFUL or text[starts[place] : ends[place]] not in names:
                    tags[place] = tag
    for place in ((chunks.senses[:-1] == ord(BEFORE_TO)) & (chunks.guesses[1:] == _TO)).nonzero()[0].tolist():
        tags[place + 1] = _PREPOSITION
    return tags.decode("ascii")


def _headlines(shapes: str) -> Iterator[tuple[int, int]]:
    """First token of each headline, and the token behind it."""
    last = -1
    for paragraph in shapes.replace(NOTHING, PARAGRAPH).split(PARAGRAPH):
        first = last + 1
        last = first + len(paragraph)
        if is_headline(paragraph):
            yield first, last
