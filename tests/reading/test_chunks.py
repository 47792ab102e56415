"""The narration read chunk by chunk."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from strategies import noisy_paragraphs, noisy_texts

from quoteattr.reading import chunks
from quoteattr.reading.chunks import read_chunks


@given(noisy_texts() | noisy_paragraphs() | st.text("ab.’'s-$5,“ \u00a0_é\n"))
def test_spaces_part_tokens(text: str) -> None:
    """What is read chunk by chunk is what the pattern finds in the whole, for it looks across no space."""
    found = [match.span() for match in re.finditer(chunks._TOKEN, text)]
    read = read_chunks(text)
    assert found == list(zip(read.starts.tolist(), read.ends.tolist(), strict=True))
    assert {len(found)} == set(map(len, (read.words, read.guesses, read.shapes, read.seams, read.firsts, read.senses)))


def test_spaces_in_a_row() -> None:
    """Spaces before, behind and beside each other shift what follows, and nothing else."""
    read = read_chunks("  Lind  said_ so. ")
    assert read.words == ["lind", "said", "so", "."]
    assert read.starts.tolist() == [2, 8, 14, 16]
    assert read.ends.tolist() == [6, 12, 16, 17]


def test_nothing() -> None:
    """No narration has no tokens."""
    assert read_chunks("").words == []


def test_long_chunks_are_not_remembered() -> None:
    """A text without spaces leaves nothing behind that is as long as itself."""
    read_chunks("a" + 1000 * ".b,c")
    assert max(map(len, chunks._CHUNKS)) <= 100
    assert max(map(len, chunks._FORMS)) <= 100
