"""Who is who, in short documents by theme."""

from pathlib import Path

import pytest
from casefile import Case, differences, load

from quoteattr import attribute

HERE = Path(__file__).parent
THEMES = sorted((HERE / "cases").glob("*.txt"))
CASES = [pytest.param(case, id=f"{path.stem}: {case.title}") for path in THEMES for case in load(path)]
# In both, the one who spoke before is preferred to the subject of the sentence between: in news that is mostly right.
KNOWN_FAILURES = [pytest.param(case, id=case.title) for case in load(HERE / "known_failures.txt")]


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case) -> None:
    """Each quotation has the speaker whom the text names, by the fullest name."""
    assert differences(case, attribute(case.text)) == []


@pytest.mark.parametrize("case", CASES)
def test_names_stand_in_the_text(case: Case) -> None:
    """No speaker is named by words that the text does not have, and each is listed once."""
    document = attribute(case.text)
    names = [speaker.name for speaker in document.speakers]
    assert [name for name in names if name not in case.text] == []
    assert len({speaker.id for speaker in document.speakers}) == len(names)


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", KNOWN_FAILURES)
def test_known_failure(case: Case) -> None:
    """What is not right yet; once it is, it moves to its theme."""
    assert differences(case, attribute(case.text)) == []


def test_how_many() -> None:
    """There are enough cases, and their titles differ within a theme."""
    assert len(CASES) >= 150
    for path in THEMES:
        titles = [case.title for case in load(path)]
        assert sorted(set(titles)) == sorted(titles)
