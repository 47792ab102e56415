"""Where sentences begin."""

from __future__ import annotations

import pytest

from quoteattr.marks import scan
from quoteattr.reading.around import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. We left.", ["we"]),
        ("It rained... we left. So did Lind.", ["so"]),
        ("It rained! (We left.) 5 stayed? 6 did.", ["(", "6"]),
        ("It rained! ! ! We left.", ["!", "!", "we"]),
        ("“No.” Lind left.", ["lind"]),
        ("“No,” Lind said.", []),
        ("“No!” she said.", []),
        ("Lind said “no.” “Yes,” said Diaz.", [""]),
        ("al-Haddad left. d'Este stayed.", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """A sentence begins behind a stop, outside or at the end of a quotation, unless what follows carries on."""
    tokens = read(text, scan(text), [(0, len(text), 0)]).tokens
    numbers = tokens.sentences
    assert expected == [tokens.words[place] for place in range(1, len(tokens)) if numbers[place] > numbers[place - 1]]


def test_names_that_begin_sentences() -> None:
    """A word is no name for the capital that its sentence gives it, unless it has one elsewhere as well."""
    text = "Rice was dear. “Reports came,” he said. Reports by Condoleezza Rice were late. (Prices rose.)"
    tokens = read(text, scan(text), [(0, len(text), 0)]).tokens
    assert [
        (word, tag) for word, tag in zip(tokens.words, tokens.tags, strict=True) if word in ("rice", "reports")
    ] == [
        ("rice", "P"),
        ("reports", "N"),
        ("rice", "P"),
    ]
