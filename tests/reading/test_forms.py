"""Words and marks by number, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from quoteattr.reading import forms
from quoteattr.reading.forms import FormTable, number_of
from quoteattr.reading.tokens import read_tokens


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Room for two forms more than there are."""
    number_of("\n")  # of the break before every paragraph
    monkeypatch.setattr(forms, "_MOST", len(forms._forms) + 1)
    before = len(forms._forms)
    yield
    for form in forms._forms[before:]:
        del forms._numbers[form]
    del forms._forms[before:]


def _lengths() -> FormTable:
    return FormTable(lambda form: (len(form), form.count("o")), 2, np.int32)


def _lines(table: FormTable, words: list[str]) -> list[list[int]]:
    numbers = np.array([number_of(word) for word in words], np.int32)
    return table.take(numbers, words.__getitem__).tolist()


def test_take() -> None:
    """Each form has its line, those that come later and those without a number, too."""
    table = _lengths()
    assert _lines(table, ["foo", "barometer", "foo"]) == [[3, 2], [9, 1], [3, 2]]
    assert _lines(table, ["dodo", "foo", 1000 * "o"]) == [[4, 2], [3, 2], [1000, 1000]]


def test_many(few: None) -> None:
    """When many have a number, others get none and have their lines all the same."""
    words = ["overfirst", "oversecond", "overthird", "overfourth"]
    numbers = [number_of(word) for word in words]
    assert [number > 0 for number in numbers] == [True, True, False, False]
    assert _lines(_lengths(), words) == [[9, 1], [10, 2], [9, 1], [10, 2]]


def test_tokens(few: None) -> None:
    """Tokens have the numbers of their forms as they are written."""
    tokens = read_tokens("Onceonly onceonly Onceonly twiceonly", [([(0, 36, 0)], [])])
    numbers = tokens.forms.tolist()
    assert numbers[1:] == [number_of("Onceonly"), number_of("onceonly"), number_of("Onceonly"), 0]
    assert numbers[1] == numbers[3] != numbers[2] != 0


def test_threads() -> None:
    """A form has one number, and a number one form, whoever asks for it."""
    words = [f"thread{number % 500}" for number in range(4000)]
    table = _lengths()
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(number_of, words))
        lines = list(pool.map(lambda word: _lines(table, [word])[0][0], words))
    assert len({*zip(words, numbers, strict=True)}) == len({*numbers}) == 500
    assert lines == [len(word) for word in words]
