"""The speakers of a text do not depend on what stands around it."""

from pathlib import Path

import pytest
from casefile import Case, load

from quoteattr import Attributor, Document, attribute

CASES = [case for path in sorted(Path(__file__).parent.glob("cases/*.txt")) for case in load(path)]
# People, a company and a newspaper that no case has.
OTHERS = """Wilhelmina Stroud opened the new library in Pinner on Thursday.

“We have forty thousand books,” Stroud said. Her deputy, Archibald Quill, was less pleased.

“Nobody will read them,” he said. Zephyr Books Inc. paid for the roof.

"""


def _speakers(document: Document, shift: int) -> dict[tuple[int, int], tuple[str, str]]:
    """Name and kind of the speaker of each quotation, by where the quotation and the mention beside it stand."""
    return {
        (quote.start - shift, quote.mention.start - shift): (quote.speaker.name, quote.speaker.kind)
        for quote in document.quotes
        if quote.mention and quote.speaker
    }


def _assert_same(alone: Document, among: Document, shift: int) -> None:
    """Where the same mention is taken for the source, it names the same speaker."""
    one, other = _speakers(alone, 0), _speakers(among, shift)
    assert {place: other[place] for place in one if place in other} == {
        place: speaker for place, speaker in one.items() if place in other
    }


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_twice_in_a_row(case: Case) -> None:
    """The same text twice as one document has the same speakers twice."""
    once, twice = attribute(case.text), attribute(f"{case.text}\n\n{case.text}")
    _assert_same(once, twice, 0)
    _assert_same(once, twice, len(case.text) + 2)


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_other_people_in_front(case: Case) -> None:
    """An article about others in front changes nobody who is named."""
    alone = attribute(case.text)
    if any(speaker.name in ("he", "she") for speaker in alone.speakers):
        return  # with people in front, it may be one of them
    _assert_same(alone, attribute(OTHERS + case.text), len(OTHERS))


def test_batches() -> None:
    """A document is the same in any batch."""
    texts = [case.text for case in CASES]
    attributor = Attributor()
    forth, back = list(attributor.pipe(texts)), list(attributor.pipe(texts[::-1]))
    assert forth == back[::-1]
