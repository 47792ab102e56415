"""What a document says of its speakers, and what the caller says of them."""

import gc
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from casefile import Case, load

from quoteattr import attribute
from quoteattr.paragraphs import split_paragraphs
from quoteattr.reading.around import read
from quoteattr.speakers import Cast
from quoteattr.speakers.entities import Entity
from quoteattr.speakers.names import Gender
from quoteattr.speakers.pronouns import Focus

CASES = [case for path in sorted(Path(__file__).parent.glob("cases/*.txt")) for case in load(path)]


def _names(text: str, **options: object) -> list[str | None]:
    return [quote.speaker and quote.speaker.name for quote in attribute(text, **options).quotes]  # type: ignore[arg-type]


def test_mentions() -> None:
    """All mentions of a speaker are listed, in order: names, descriptions and pronouns."""
    text = "Tomas Holub is a farmer. “I need rain,” Holub said. “Soon,” the farmer added. He laughed."
    speaker = attribute(text).speakers[0]
    assert [mention.text for mention in speaker.mentions] == ["Tomas Holub", "Holub", "the farmer", "He"]


def test_kinds() -> None:
    """Persons, organisations, documents and groups are told apart."""
    texts = {
        "person": "Anna Keller said: “No.”",
        "organization": "Lumora Inc. said: “No.”",
        "document": "The report says the dam was “doomed.”",
        "group": "Officials said the road was “no longer safe.”",
    }
    assert {kind: attribute(text).speakers[0].kind for kind, text in texts.items()} == {kind: kind for kind in texts}


def test_characters_by_alias() -> None:
    """A character goes by the caller's name: by name, alias, or a part of it that is nobody else's."""
    characters = [
        {"name": "Elizabeth Lind", "aliases": ["Lizzy", "Miss Eliza Lind"], "gender": "female"},
        {"name": "Mr. Brandt", "gender": "male"},
        {"name": "Mrs. Brandt", "gender": "female"},
    ]
    text = (
        "“Come,” said Lizzy. “I will not,” said Mr. Brandt. “You must,” said Mrs. Brandt. “Why?” said Elizabeth. "
        "“Because,” said Miss Eliza Lind."
    )
    assert _names(text, characters=characters) == [
        "Elizabeth Lind", "Mr. Brandt", "Mrs. Brandt", "Elizabeth Lind", "Elizabeth Lind",
    ]  # fmt: skip


def test_gender_of_characters() -> None:
    """A pronoun goes to the character of its gender."""
    characters = [{"name": "Ash", "gender": "female"}, {"name": "Rill", "gender": "male"}]
    text = "Ash met Rill at the gate. “You came,” she said. “I did,” he said."
    assert _names(text, characters=characters) == ["Ash", "Rill"]


def test_names_inside_a_quotation() -> None:
    """Whoever is named inside a quotation is the one whom the narration names."""
    text = "Victor Hale resigned. “I heard Hale say, ‘I am done,’ and he left,” said Amina Rourke."
    names = _names(text)
    assert names[0] == "Amina Rourke"
    assert names[1] == "Victor Hale"


def test_linear() -> None:
    """Twice the text takes about twice the time, also where all share one surname."""
    part = "".join(f"“No,” said {first}nn Lind. “Yes,” he said.\n\n" for first in "ABCDEFGHIJKLMNOP")

    def seconds(times: int) -> float:
        start = time.perf_counter()
        attribute(part * times)
        return time.perf_counter() - start

    seconds(1)
    short = min(seconds(20) for _ in range(2))
    assert min(seconds(80) for _ in range(2)) < 10 * short


def test_leaves_nothing() -> None:
    """What is found out about a text is given back at once, without the garbage collector."""
    text = "Tomas Holub is a farmer. “I need rain,” Holub said. “Soon,” the farmer added. He laughed at Ann Lee."
    attribute(text)
    gc.collect()
    gc.disable()
    try:
        attribute(text)
        assert gc.collect() == 0
    finally:
        gc.enable()


class _Thorough(Focus):
    """Weighs all candidates."""

    def antecedent(self, owners: Sequence[Entity | None], number: int, gender: Gender, source: bool) -> Entity | None:
        found = super().antecedent(owners, number, gender, source)
        candidates = list(self.candidates(number, gender, source))
        best = max(candidates, key=lambda one: sum(self._weights[cell] for cell in one[1:]), default=(None,))
        assert best[0] is found
        return found


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_best_antecedent(case: Case) -> None:
    """No candidate that is left out because it was named too long ago would have been the antecedent."""
    text = f"{case.text}\n\nShe met Ann Lee. He met her. Tomas Holub said that he had met him. His dog liked her."
    paragraphs = [(start, end, number) for number, (start, end) in enumerate(split_paragraphs(text))]
    reading = read(text, [], paragraphs)
    Cast(reading).resolve(_Thorough(reading))
