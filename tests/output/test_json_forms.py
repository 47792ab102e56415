"""JSON-LD and Web Annotations."""

import json

import pytest
from articles import example
from hypothesis import given
from strategies import documents

from quoteattr import Document, Quote, Speaker, attribute
from quoteattr.output import FORMATS
from quoteattr.output.annotations import to_annotations
from quoteattr.output.jsonld import to_jsonld


def test_quotation() -> None:
    """A quotation is one of schema.org's, with who says it, or what it is from."""
    text = "“We left,” said Ann Lee. The filing calls it “a gesture.” The so-called “wall” stays."
    graph = json.loads(to_jsonld(attribute(text)))
    assert graph["@context"] == "https://schema.org"
    assert graph["@graph"] == [
        {"@type": "Quotation", "text": "We left,", "spokenByCharacter": {"@type": "Person", "name": "Ann Lee"}},
        {"@type": "Quotation", "text": "a gesture.", "isBasedOn": {"@type": "CreativeWork", "name": "The filing"}},
    ]


@given(documents())
def test_jsonld_in_a_page(document: Document) -> None:
    """Whatever a document holds, its JSON-LD can stand in a script element and has every quotation."""
    written = to_jsonld(document)
    assert not set(written) & set("<>&")
    graph = json.loads(written)["@graph"]
    assert [quote["text"] for quote in graph] == [quote.content for quote in document.quotes if quote.kind != "term"]
    assert all(quote["isPartOf"]["identifier"] == document.id for quote in graph if document.id is not None)


@given(documents())
def test_selectors(document: Document) -> None:
    """Each annotation's selectors find the quotation in the text, by code points and by words."""
    items = json.loads(to_annotations(document))["items"]
    assert len(items) == len(document.quotes)
    for item, quote in zip(items, document.quotes, strict=True):
        place, words = item["target"]["selector"]
        assert document.text[place["start"] : place["end"]] == words["exact"] == quote.text
        before, after = len(words["prefix"]), len(words["suffix"])
        around = document.text[place["start"] - before : place["end"] + after]
        assert around == words["prefix"] + words["exact"] + words["suffix"]
        assert before == min(32, place["start"])


def test_code_points() -> None:
    """Offsets count code points, as the standard has it, before an emoji and behind it."""
    [item] = json.loads(to_annotations(attribute("🙂🙂 “We left,” said Ann Lee."), "https://example.org/a"))["items"]
    assert item["target"]["source"] == "https://example.org/a"
    assert item["target"]["selector"][0] == {"type": "TextPositionSelector", "start": 3, "end": 13}
    assert item["body"][0] == {
        "type": "TextualBody",
        "purpose": "identifying",
        "format": "text/plain",
        "value": "Ann Lee",
    }


def test_source() -> None:
    """Without an address the source is the id, as a relative one."""
    quote = Quote(0, 3, "“a”", "a", "term")
    [item] = json.loads(to_annotations(Document("“a”", [quote], id="a b/c?")))["items"]
    assert (item["id"], item["target"]["source"]) == ("a%20b%2Fc%3F#quote-0", "a%20b%2Fc%3F")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("number", [0, 1, 3])
def test_every_form(name: str, number: int) -> None:
    """Every form takes any number of documents, and ends with a line end."""
    if name == "html":
        pytest.importorskip("jinja2")
    written = "".join(FORMATS[name].write([example()] * number))
    assert written.endswith("\n") or number == 0
    assert all(mention.text in written for mention in example().speakers[0].mentions[: number and 1])


def test_unknown_kinds() -> None:
    """Speakers of every kind have a type."""
    for kind in ("person", "organization", "group", "unknown"):
        quote = Quote(0, 1, "a", "a", "direct", Speaker("s0", "A", kind))
        [found] = json.loads(to_jsonld(Document("a", [quote])))["@graph"]
        assert found["spokenByCharacter"]["name"] == "A"
