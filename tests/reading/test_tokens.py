"""Tokens and mentions against the text that they are read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import noisy_paragraphs, noisy_texts

from quoteattr.marks import scan
from quoteattr.paragraphs import split_paragraphs
from quoteattr.reading.around import Reading, read
from quoteattr.reading.tags import is_headline

_NO_TOKENS = str.maketrans("_\0", "  ")


def _read(text: str) -> Reading:
    paragraphs = split_paragraphs(text)
    spans = [span for span in scan(text, None, paragraphs) if not span.depth]
    return read(text, spans, [(start, end, number) for number, (start, end) in enumerate(paragraphs)])


@given(noisy_texts() | noisy_paragraphs())
def test_tokens_are_the_text(text: str) -> None:
    """Every token stands where it says, and between them is white space, underscores and null characters."""
    reading = _read(text)
    tokens = reading.tokens
    columns = (tokens.starts, tokens.ends, tokens.words, tokens.paragraphs, tokens.sentences)
    assert {len(tokens)} == set(map(len, columns))
    rest = list(text)
    for start, end, word, tag in zip(tokens.starts, tokens.ends, tokens.words, tokens.tags, strict=True):
        written = text[start:end].lower().replace("’", "'")
        assert {"Z": "", "\n": "\n"}.get(tag, written) == word
        rest[start:end] = " " * (end - start)
    assert "".join(rest).translate(_NO_TOKENS).strip() == ""


@given(noisy_texts() | noisy_paragraphs())
def test_quotations_are_tokens(text: str) -> None:
    """Every quotation in the narration is one token, in its own place."""
    reading = _read(text)
    tokens = reading.tokens
    assert "Z" * len(reading.spans) == "".join(tokens.tags[place] for place in reading.places)
    assert [(span.start, span.end) for span in reading.spans if span.opener] == [
        (tokens.starts[place], tokens.ends[place])
        for place, span in zip(reading.places, reading.spans, strict=True)
        if span.opener
    ]


def test_signs_of_the_text_are_white_space() -> None:
    """What stands for a break or a quotation while a text is read stands for neither where the text has it."""
    text = "Lee\fand\nDiaz"
    tokens = read(text, [], [(0, len(text), 0)]).tokens
    assert tokens.words == ["\n", "lee", "and", "diaz"]
    assert list(tokens.starts) == [0, 0, 4, 8]


def test_label_inside_marks_is_narration() -> None:
    """The label of a transcript is read where it stands, in front of the quotation that holds it."""
    text = "She said: “ANN LEE: No. I mean it.”"
    reading = _read(text)
    tokens = reading.tokens
    assert tokens.words == ["\n", "she", "said", ":", "ann", "lee", ":", ""]
    assert text[tokens.starts[4] : tokens.ends[5]] == "ANN LEE"
    assert (text.index("“"), len(text)) == (tokens.starts[reading.places[0]], tokens.ends[reading.places[0]])


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ("CC-CcCC", True),
        ("CC-CcCC.", False),  # a sentence may be full of names
        ("CC-CCCC.", True),
        ("CCCcCZ-", False),
        ("CC-cccCC", False),
        ("CC-C", False),  # too short to tell
        ("C" * 60, True),
        ("C" * 61, False),
    ],
)
def test_headlines(shapes: str, expected: bool) -> None:
    """A headline has capitals in most of its longer words, and in nearly all where it may be a sentence."""
    assert expected == is_headline(shapes)


def test_possessor_stands_before_its_phrase() -> None:
    """Both the possessor and the whole phrase are mentions, in the order of their first words."""
    reading = _read("Lind's spokesperson said so.")
    words = [" ".join(reading.tokens.words[mention.first : mention.last]) for mention in reading.mentions]
    assert words[:2] == ["lind", "lind 's spokesperson"]
    assert [mention.possessor for mention in reading.mentions[:2]] == [True, False]
