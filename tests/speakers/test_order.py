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


def _speakers(document: Document, start: int, end: int) -> list[tuple[str, str | None, str | None]]:
    """The quotations in a part of a document, with the name and the kind of the speaker."""
    return [
        (quote.text, quote.speaker and quote.speaker.name, quote.speaker and quote.speaker.kind)
        for quote in document.quotes
        if start <= quote.start < end
    ]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_twice_in_a_row(case: Case) -> None:
    """The same text twice as one document has the same speakers twice."""
    once, length = attribute(case.text), len(case.text) + 2
    twice = attribute(f"{case.text}\n\n{case.text}")
    alone = _speakers(once, 0, length)
    assert _speakers(twice, 0, length) == alone
    assert _speakers(twice, length, 2 * length) == alone


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_other_people_in_front(case: Case) -> None:
    """An article about others in front changes nobody."""
    alone = _speakers(attribute(case.text), 0, len(case.text))
    behind = attribute(OTHERS + case.text)
    assert _speakers(behind, len(OTHERS), len(behind.text)) == alone


def test_batches() -> None:
    """A document is the same in any batch."""
    texts = [case.text for case in CASES]
    attributor = Attributor()
    forth, back = list(attributor.pipe(texts)), list(attributor.pipe(texts[::-1]))
    assert forth == back[::-1]
