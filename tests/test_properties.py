"""What holds of every document, for texts that Hypothesis makes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Attributor, Document, Quote, attribute
from quoteattr.output import to_jsonl, to_table

_MARKS = list("“”\"‘’'«»„‹›—,.:;?!()[]")
_WORDS = [
    "He",
    "she",
    "they",
    "I",
    "who",
    "It",
    "and",
    "not",
    "We will rebuild",
    "no",
    "it's",
    "don’t",
    "workers’",
]
_NAMES = [
    "Mary Hobbs",
    "Hobbs",
    "Dr Okafor",
    "Judge Lena Marsh",
    "Calder Rail",
    "OKORO:",
    "the filing",
    "police",
]
_CUES = ["said", "told the BBC", "wrote", "asked", "according to", "called", "saying that", "in a statement:"]
_TRAPS = [",”", ".”", '?"', "!’", "'90s", "6'2\"", '12"', "\n\n“", '\n\n"']
_SPACES = [" ", "\n", "\n\n", "\r\n\r\n", "\t", "\u2028"]

_news = st.sampled_from(_MARKS + _WORDS + _NAMES + _CUES + _TRAPS)
_spaces = st.just(" ") | st.sampled_from(_SPACES)
_odd = st.characters(exclude_categories=())  # every code point, lone surrogates too
texts = st.lists(_news | _news | _spaces | _odd, max_size=60).map("".join)

_PLAIN = "the rain went on all night and nobody in the village minded it much."


@st.composite
def _texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


def _inside(inner: Quote, outer: Quote) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


@given(texts)
def test_offsets(text: str) -> None:
    """Every span of a document is the text between its offsets."""
    document = attribute(text)
    assert document.text == text
    for quote in document.quotes:
        for span in (quote, quote.mention, quote.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)
            assert span is None or text[span.start : span.end] == span.text
        assert quote.content in quote.text
        assert quote.content == quote.content.strip()
    for speaker in document.speakers:
        for mention in speaker.mentions:
            assert text[mention.start : mention.end] == mention.text


@given(texts)
def test_order_and_nesting(text: str) -> None:
    """Quotations are in order, lie inside or outside each other, and name what they lie in."""
    quotes = attribute(text).quotes
    places = [(quote.start, -quote.end) for quote in quotes]
    assert places == sorted(set(places))
    open_quotes: list[int] = []
    for index, quote in enumerate(quotes):
        while open_quotes and quotes[open_quotes[-1]].end <= quote.start:
            open_quotes.pop()
        assert quote.parent == (open_quotes[-1] if open_quotes else None)
        assert quote.depth == len(open_quotes)
        assert quote.parent is None or _inside(quote, quotes[quote.parent])
        open_quotes.append(index)


@given(texts)
def test_speakers(text: str) -> None:
    """Who speaks is listed once, in order; who is not quoted is not listed; a term is nobody's."""
    document = attribute(text)
    first = list(dict.fromkeys(quote.speaker.id for quote in document.quotes if quote.speaker))
    assert [speaker.id for speaker in document.speakers] == first
    for quote in document.quotes:
        assert quote.kind in ("direct", "mixed", "term")
        assert quote.speaker is None or quote.speaker in document.speakers
        assert quote.speaker is None or quote.kind != "term"
        assert quote.mention is None or quote.speaker is not None
    for speaker in document.speakers:
        assert speaker.name.strip()
        assert list(speaker.mentions) == sorted(speaker.mentions, key=lambda mention: mention.start)


@given(texts)
def test_continuation(text: str) -> None:
    """What is continued comes before, and has the same speaker."""
    quotes = attribute(text).quotes
    for index, quote in enumerate(quotes):
        if quote.continues is not None:
            assert quote.continues < index
            assert quotes[quote.continues].speaker == quote.speaker


@given(texts)
def test_json(text: str) -> None:
    """A document survives its JSON form, and every form of output takes it."""
    document = attribute(text)
    assert Document.from_dict(document.to_dict()) == document
    assert Document.from_dict(json.loads(to_jsonl(document))) == document
    assert not any(char < " " and char != "\n" for char in to_table(document))


@given(st.lists(texts, max_size=4))
def test_batches(batch: list[str]) -> None:
    """A text has the same answer alone, again, and in any company."""
    alone = [attribute(text) for text in batch]
    attributor = Attributor()
    assert list(attributor.pipe(batch)) == alone
    assert list(attributor.pipe(reversed(batch))) == alone[::-1]


@given(texts)
def test_plain_paragraphs_around(text: str) -> None:
    """Paragraphs without a quotation, before and after, move the spans and do no more."""
    before, after = f"{_PLAIN}\n\n", f"\n\n{_PLAIN}"
    spans = [(quote.start, quote.end, quote.closed) for quote in attribute(text).quotes]
    moved = [
        (quote.start - len(before), quote.end - len(before), quote.closed)
        for quote in attribute(before + text + after).quotes
    ]
    assert moved == spans


@given(_texts_with_spans())
def test_given_spans(case: tuple[str, list[tuple[int, int]]]) -> None:
    """Spans that are given come back, and no others."""
    text, spans = case
    document = attribute(text, spans=spans)
    assert [(quote.start, quote.end) for quote in document.quotes] == spans
    assert all(text[quote.start : quote.end] == quote.text for quote in document.quotes)


@given(texts, st.floats(0, 1))
def test_threshold(text: str, threshold: float) -> None:
    """A threshold takes speakers away, from the less sure quotations, and nothing else."""
    every, sure = attribute(text), Attributor(threshold=threshold).attribute(text)
    assert len(every.quotes) == len(sure.quotes)
    for one, other in zip(every.quotes, sure.quotes, strict=True):
        assert (one.start, one.end) == (other.start, other.end)
        assert other.speaker is None or other.confidence >= threshold
