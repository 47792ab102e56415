"""The example cases of ``tests/cases``, one test each."""

from pathlib import Path

import pytest
from casefile import Case, Expected, differences, load, parse

from quoteattr import Document, Quote, Speaker, attribute

CASES = Path(__file__).with_name("cases")


def _cases(name: str) -> list[object]:
    return [pytest.param(case, id=case.title) for case in load(CASES / name)]


@pytest.mark.parametrize("case", _cases("in_the_wild.txt"))
def test_in_the_wild(case: Case) -> None:
    """Each way of quoting finds its speaker."""
    assert differences(case, attribute(case.text)) == []


@pytest.mark.parametrize("case", _cases("negative.txt"))
def test_negative(case: Case) -> None:
    """Words in marks that quote nobody get no speaker, and what is no mark opens none."""
    assert differences(case, attribute(case.text)) == []


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", _cases("known_failures.txt"))
def test_known_failure(case: Case) -> None:
    """What is not right yet; once it is, it moves to another file."""
    assert differences(case, attribute(case.text)) == []


def test_titles_differ() -> None:
    """A title names one case of its file."""
    for path in CASES.glob("*.txt"):
        titles = [case.title for case in load(path)]
        assert sorted(set(titles)) == sorted(titles)


def test_parse() -> None:
    """Tags give offsets in the text without them, the enclosing quotation first."""
    case = parse('A title\nHe: <q speaker="Al|A. Li" mention="He">“No <q>‘x’</q>”</q>.\n')
    assert case == Case("A title", "He: “No ‘x’”.", (Expected(4, 12, ("Al", "A. Li"), ("He",)), Expected(8, 11)))


@pytest.mark.parametrize("block", ["A title", "A\n<q>“b”", "A\n“b”</q>", 'A\n<q by="x">“b”</q>', "A\n<q x>“b”</q>"])
def test_parse_refuses(block: str) -> None:
    """A case without text, and tags that do not match, are errors."""
    with pytest.raises(ValueError, match="A"):
        parse(block)


def test_differences() -> None:
    """A wrong speaker, a missing and a surplus quotation are each reported."""
    case = parse('A title\n<q speaker="Ann Lee">“b”</q> <q>“c”</q> “d”')
    other = Speaker("s0", "Bob", "person")
    document = Document(case.text, [Quote(0, 3, "“b”", "b", "direct", other), Quote(8, 11, "“d”", "d", "term")])
    assert differences(case, document) == [
        "“b” is of Ann Lee, not Bob ()",
        "not found: “c”",
        "not expected: “d”",
    ]
