"""What holds of reported speech for texts that Hypothesis makes."""

import json

import attrs
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import reports

from quoteattr import Document, Quote, attribute
from quoteattr.output import to_jsonl, to_table


def _plain(document: Document, quote: Quote) -> object:
    """A quotation without the numbers that others before it move."""
    linked = [document.quotes[number].start for number in (quote.parent, quote.continues) if number is not None]
    speaker = quote.speaker and (quote.speaker.name, quote.speaker.kind)
    return attrs.evolve(quote, speaker=None, parent=None, continues=None, utterance=None), linked, speaker


@given(reports)
def test_direct_quotations_stay(text: str) -> None:
    """Asking for the indirect ones changes none of the others."""
    alone, both = attribute(text), attribute(text, indirect=True)
    assert [_plain(alone, quote) for quote in alone.quotes] == [
        _plain(both, quote) for quote in both.quotes if quote.kind != "indirect"
    ]


@given(reports)
def test_offsets(text: str) -> None:
    """Every span is the text between its offsets, and every indirect quotation begins and ends with a word."""
    document = attribute(text, indirect=True)
    for quote in document.quotes:
        for span in (quote, quote.mention, quote.cue, quote.utterance):
            assert span is None or text[span.start : span.end] == span.text != ""
        if quote.kind == "indirect":
            assert quote.content == quote.text == quote.text.strip()
            assert (quote.depth, quote.parent, quote.continues) == (0, None, None)
        if quote.utterance is not None:
            assert quote.kind == "mixed"
            assert quote.utterance.start <= quote.start
            assert quote.end <= quote.utterance.end


@given(reports)
@example("told reporters “childish”")  # a report of nothing but words in marks stood beside them
def test_order(text: str) -> None:
    """All are in order, none twice, and no indirect one overlaps one in marks, but for terms that it holds."""
    quotes = attribute(text, indirect=True).quotes
    places = [(quote.start, -quote.end) for quote in quotes]
    assert places == sorted(set(places))
    for one in quotes:
        for other in quotes:
            if one.kind == "indirect" != other.kind and not other.depth:
                apart = one.end <= other.start or other.end <= one.start
                assert apart or (other.speaker is None and one.start <= other.start and other.end <= one.end)


@given(reports)
@example("She :  : ")  # a report of nothing, at the end
def test_references(text: str) -> None:
    """Quotations refer to each other by their places, and speakers are listed in order."""
    document = attribute(text, indirect=True)
    for index, quote in enumerate(document.quotes):
        assert quote.parent is None or quote.parent < index
        assert quote.parent is None or document.quotes[quote.parent].end >= quote.end
        assert quote.continues is None or quote.continues < index
    first = list(dict.fromkeys(quote.speaker.id for quote in document.quotes if quote.speaker))
    assert [speaker.id for speaker in document.speakers] == first


@given(reports)
def test_json(text: str) -> None:
    """A document survives its JSON form, and the table takes it."""
    document = attribute(text, indirect=True)
    assert Document.from_dict(json.loads(to_jsonl(document))) == document
    assert not any(char < " " and char != "\n" for char in to_table(document))


@given(st.sampled_from(["Snow lay on the road.", "Rain fell on the hills all day."]), st.integers(0, 3), reports)
@example("Snow lay on the road.", 0, "Ann Lee a denied")  # the last word of a text, and of a paragraph
def test_paragraphs_around(plain: str, count: int, text: str) -> None:
    """Paragraphs before and after move what is reported, and do no more."""
    before = f"{plain}\n\n" * count
    documents = attribute(text, indirect=True), attribute(f"{before}{text}\n\n{plain}", indirect=True)
    marked = [[quote.kind for quote in document.quotes if quote.kind != "indirect"] for document in documents]
    assume(marked[0] == marked[1])  # whom words in marks quote depends on the whole text
    alone, moved = ([quote for quote in document.quotes if quote.kind == "indirect"] for document in documents)
    assert [(quote.start, quote.text, quote.mention and quote.mention.text) for quote in alone] == [
        (quote.start - len(before), quote.text, quote.mention and quote.mention.text) for quote in moved
    ]
