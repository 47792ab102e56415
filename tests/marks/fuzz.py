#!/usr/bin/env python3
"""Feeds the scanner random bytes, decoded in three ways, and checks what holds for any text.

    python tests/marks/fuzz.py -max_total_time=600        (needs atheris; other flags are libFuzzer's)

What it finds becomes a case in `cases/fuzzed.txt` or a test of its own.
"""

from __future__ import annotations

import sys
from itertools import pairwise

import atheris

with atheris.instrument_imports(include=["quoteattr.marks", "quoteattr.paragraphs"]):
    from quoteattr.marks import scan
    from quoteattr.paragraphs import split_paragraphs

SIGNS = "\"'“”„‘’‚«»‹›「」『』〝〟＂`,.!?…:;()[]{=\\—– 0129abSnéÜ我\n\r\t\u2029\u00a0\x00\ud800"
LANGUAGES = [None, "en", "de-CH", "sv", "fr", "es", "ru", "pl", "ja", "ar"]


def texts(data: bytes) -> list[str]:
    """The bytes as UTF-8 with lone surrogates for what is none, as UTF-16, and as signs that matter here."""
    return [
        data.decode("utf-8", "surrogateescape"),
        data.decode("utf-16-le", "replace"),
        "".join(SIGNS[byte % len(SIGNS)] for byte in data),
    ]


def check(text: str, language: str | None) -> None:
    """Raises `AssertionError` if the spans are out of order, out of their paragraphs or not nested."""
    paragraphs = split_paragraphs(text)
    spans = scan(text, language, paragraphs)
    for span in spans:
        assert 0 <= span.start <= span.content_start < span.content_end <= span.end <= len(text)
        around = spans[span.parent] if span.parent is not None else None
        assert span.depth == (0 if around is None else around.depth + 1)
        assert around is None or around.content_start <= span.start < span.end <= around.content_end
        assert span.continues is None or spans[span.continues].start < span.start
    for before, after in pairwise(spans):
        assert (before.start, -before.end) <= (after.start, -after.end)
        assert after.start >= before.end or after.end <= before.end
    index = 0
    for span in spans:
        while paragraphs[index][1] <= span.start:
            index += 1
        assert paragraphs[index][0] <= span.start < span.end <= paragraphs[index][1]


def one_input(data: bytes) -> None:
    """Checks one input of the fuzzer: its first byte chooses the language."""
    language = LANGUAGES[data[0] % len(LANGUAGES)] if data else None
    for text in texts(data[1:]):
        check(text, language)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
