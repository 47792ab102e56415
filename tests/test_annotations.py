"""What other software has found in a text: it helps, and never hurts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Annotations, Attributor
from quoteattr.document import SpeakerKind

ATTRIBUTOR = Attributor()


def speakers(text: str, names: dict[str, SpeakerKind], clusters: list[list[str]] | None = None) -> list[str | None]:
    """Name and kind of each quotation's speaker, given names and clusters by their last place in the text."""

    def extent(words: str) -> tuple[int, int]:
        start = text.rindex(words)
        return start, start + len(words)

    annotations = Annotations(
        [(*extent(name), kind) for name, kind in names.items()], [map(extent, cluster) for cluster in clusters or []]
    )
    quotes = ATTRIBUTOR.attribute(text, annotations=annotations).quotes
    return [quote.speaker and f"{quote.speaker.name}, {quote.speaker.kind}" for quote in quotes]


@pytest.mark.parametrize("text", ["“Go,” bell hooks told us.", "bell hooks said: “Go.”", "“Go,” said bell hooks."])
def test_missed_name(text: str) -> None:
    """A name in lower case is found wherever it stands."""
    assert speakers(text, {"bell hooks": "person"}) == ["bell hooks, person"]


def test_part_of_a_phrase() -> None:
    """A name in the middle of a phrase leaves the phrase whole."""
    text = "“Go,” said the harbour board member."
    assert speakers(text, {"harbour board": "organization"}) == speakers(text, {})


def test_kind() -> None:
    """A kind is taken over where words tell none, the one that is told most often."""
    text = "Vexley met Vexley. “Go,” said Vexley."
    assert speakers(text, {}) == ["Vexley, unknown"]
    assert speakers(text, {"Vexley": "organization"}) == ["Vexley, organization"]
    assert speakers(text, {"Vexley": "unknown"}) == ["Vexley, unknown"]
    places = [(0, 6), (11, 17), (text.rindex("Vexley"), text.rindex("Vexley") + 6)]
    kinds: list[SpeakerKind] = ["group", "organization", "organization"]
    names = [(*place, kind) for place, kind in zip(places, kinds, strict=True)]
    [speaker] = ATTRIBUTOR.attribute(text, annotations=Annotations(names)).speakers
    assert speaker.kind == "organization"


def test_words_before_labels() -> None:
    """What the text's own words tell is left alone: a title, a place in which somebody is at home."""
    text = "“Go,” said Mr. Bo Diaz of Harkland."
    assert speakers(text, {"Harkland": "organization"}) == speakers(text, {"Bo Diaz": "organization"})
    assert speakers("“Go,” said Vexley of Harkland.", {"Harkland": "group"})[0] != "Vexley, group"


def test_clusters() -> None:
    """A cluster tells for whom a pronoun or a description stands, unless a pronoun's gender speaks against it."""
    text = "Mrs. Ann Lee met Mrs. Eva Holm. “We agreed,” she said."
    assert speakers(text, {}, [["Ann Lee", "she"]]) == speakers(text, {}, [["Mrs. Ann Lee", "she"]])
    assert speakers(text, {}, [["Lee", "she"]]) == ["Mrs. Ann Lee, person"]
    for name in ("Mrs. Ann Lee", "Mrs. Eva Holm"):
        assert speakers(text, {}, [[name, "she"]]) == [f"{name}, person"]
    text = "Mrs. Ann Lee met Mr. Bo Diaz. “We agreed,” he said."
    assert speakers(text, {}, [["Mrs. Ann Lee", "he"]]) == ["Mr. Bo Diaz, person"]
    assert speakers(text, {}, [["met", "he"]]) == ["Mr. Bo Diaz, person"]


@given(
    st.text(st.sampled_from("ab AB“”.,\n'’é🙂"), max_size=50),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["person", "group", "unknown"]))),
    st.lists(st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)))),
)
def test_any_annotations(
    text: str, names: list[tuple[int, int, SpeakerKind]], clusters: list[list[tuple[int, int]]]
) -> None:
    """Whatever is told of a text, its quotations stay where they are."""
    annotations = Annotations([(start, start + length, kind) for start, length, kind in names], clusters)
    document = ATTRIBUTOR.attribute(text, annotations=annotations)
    plain = ATTRIBUTOR.attribute(text)
    assert [(quote.start, quote.end) for quote in document.quotes] == [
        (quote.start, quote.end) for quote in plain.quotes
    ]


def test_nothing_told() -> None:
    """To tell nothing is to say nothing."""
    text = "“Go,” said Bo Diaz."
    assert ATTRIBUTOR.attribute(text, annotations=Annotations()) == ATTRIBUTOR.attribute(text)


def test_errors() -> None:
    """What is wrong is said."""
    with pytest.raises(TypeError, match="annotations is list: pass an Annotations object"):
        ATTRIBUTOR.attribute("text", annotations=[(0, 4, "person")])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"name \(4, 4\) is no stretch of text"):
        Annotations([(4, 4, "person")])
    with pytest.raises(ValueError, match="kind of a name is 'PERSON': pass one of person, organization"):
        Annotations([(0, 4, "PERSON")])  # type: ignore[list-item]
