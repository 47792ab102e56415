"""TEI: valid, and the same document when it is read again."""

import functools
from pathlib import Path
from typing import Any

import attrs
import pytest
from articles import example
from hypothesis import given
from strategies import HOSTILE, attributed, built_texts, documents, noisy_texts

from quoteattr import Document, Quote, Speaker, attribute
from quoteattr.output.tei import to_tei, write_tei
from quoteattr.output.tei_reader import from_tei

SCHEMA = Path(__file__).parents[3] / "shared/data/tei_all.rng"
TEI = "{http://www.tei-c.org/ns/1.0}"


@functools.cache
def _schema() -> Any:
    etree = pytest.importorskip("lxml.etree")
    if not SCHEMA.exists():
        pytest.skip("no TEI schema beside the checkout")
    return etree.RelaxNG(etree.parse(SCHEMA))


def _check(written: str) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = _schema()
    assert schema.validate(etree.fromstring(written.encode())), schema.error_log


def test_example() -> None:
    """The article comes back whole: text, quotations, speakers, evidence."""
    assert from_tei(to_tei(example())) == [example()]
    assert from_tei(to_tei(example()).encode()) == [example()]


def test_elements() -> None:
    """What a reader of TEI looks for is where it belongs."""
    written = to_tei(
        attribute("“We left,” said Ann Lee. The filing calls it “a ‘poor’ gesture.” The so-called “wall”.")
    )
    assert '<person xml:id="s0"><persName>Ann Lee</persName></person>' in written
    assert '<said xml:id="q0" ana="#direct" direct="true" who="#s0" cert=' in written
    assert '<rs xml:id="m0" ref="#s0">Ann Lee</rs>' in written
    assert '<seg xml:id="c0" type="cue">said</seg>' in written
    assert '<bibl xml:id="s1"><title>The filing</title></bibl>' in written
    assert '<quote xml:id="q1" ana="#mixed" source="#s1"' in written
    assert '<q xml:id="q3" ana="#term" type="term"' in written


def test_over_paragraphs() -> None:
    """A quotation that crosses paragraphs is cut at their ends, and read as one."""
    text = "He read it out.\n\nWe lost the roof.\n\nThen the barn, said Ann Lee."
    document = attribute(text, spans=[(17, 50)])
    written = to_tei(document)
    assert '<said xml:id="q0.1"' in written
    assert 'prev="#q0"' in written
    [read] = from_tei(written)
    assert (read.text, read.quotes[0].text) == (text, text[17:50])


@given(attributed(built_texts().map(lambda built: built[1])))
def test_round_trip(document: Document) -> None:
    """Whatever was found in a text comes back; only where the marks end is told by another rule."""
    [read] = from_tei(to_tei(document))
    assert read.speakers == document.speakers
    assert [attrs.evolve(quote, content="") for quote in read.quotes] == [
        attrs.evolve(quote, content="") for quote in document.quotes
    ]


@given(attributed(noisy_texts(200)))
def test_text_round_trip(document: Document) -> None:
    """Text comes back to the letter, with what XML cannot hold: NUL, lone surrogates, carriage returns."""
    assert from_tei(to_tei(document))[0].text == document.text


@given(documents())
def test_any_document(document: Document) -> None:
    """Whatever a document holds, what is written can be read, with its text and names."""
    [read] = from_tei(to_tei(document))
    assert (read.text, read.id or None) == (document.text, document.id or None)
    assert [speaker.name for speaker in read.speakers] == [speaker.name for speaker in document.speakers]
    assert [quote.text for quote in read.quotes] == [quote.text for quote in document.quotes if quote.text]


@given(documents())
def test_valid(document: Document) -> None:
    """Whatever a document holds, the file is valid TEI."""
    _check(to_tei(document))


def test_corpus() -> None:
    """Several documents are one corpus, valid, each with ids of its own."""
    several = [example(), Document(""), attrs.evolve(example(), id="again")]
    written = "".join(write_tei(several))
    assert from_tei(written) == several
    assert list(write_tei([])) == []
    _check(written)


def test_speakers_of_every_kind() -> None:
    """Every kind of speaker and of quotation comes back."""
    kinds = ["person", "organization", "document", "group", "unknown"]
    speakers = [Speaker(f"s{place}", f"{kind} & <co>", kind) for place, kind in enumerate(kinds)]
    quotes = [
        Quote(2 * place, 2 * place + 2, "“”", "", kind, speakers[place], confidence=place / 4)
        for place, kind in enumerate(["direct", "mixed", "indirect", "direct", "mixed"])
    ]
    document = Document("“”" * 5, quotes, speakers, "all")
    assert from_tei(to_tei(document)) == [document]
    _check(to_tei(document))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """What looks like markup is text."""
    speaker = Speaker("s0", text, "person")
    document = Document(text, [Quote(0, len(text), text, text, "direct", speaker, why=text)], [speaker], text)
    [read] = from_tei(to_tei(document))
    assert (read.text, read.speakers[0].name, read.quotes[0].why, read.id) == (text, text, text, text)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("", "no XML"),
        ("plain text", "no XML"),
        ("<TEI", "no XML"),
        ('<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "document type declaration"),
        ("<TEI><text><body><p/></body></text>", "no XML"),
        ('<TEI><text><body><said xml:id="q0">a</said></body></text></TEI>', "not as to_tei writes it"),
        ("<TEI></TEI>", "not as to_tei writes it"),
    ],
)
def test_not_ours(source: str, what: str) -> None:
    """What is no TEI of ours is refused, a declaration that could define entities before anything else."""
    with pytest.raises(ValueError, match=what):
        from_tei(source)
    with pytest.raises(TypeError, match="pass the file's content"):
        from_tei(None)  # type: ignore[arg-type]
