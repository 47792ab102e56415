"""What comes out: `Document`, `Quote`, `Speaker` and `Span`, and their JSON form."""

import json
import pickle
from typing import Any

import attrs
import pytest

from quoteattr import Document, Quote, Span, Speaker

TEXT = "“I see,” said Ada Lund. “Go on.”"
ADA = Speaker("s0", "Ada Lund", "person", [Span(14, 22, "Ada Lund")])
FIRST = Quote(
    0,
    8,
    "“I see,”",
    "I see,",
    "direct",
    speaker=ADA,
    mention=Span(14, 22, "Ada Lund"),
    cue=Span(9, 13, "said"),
    confidence=0.9,
    why="said Ada Lund",
)
SECOND = Quote(24, 32, "“Go on.”", "Go on.", "direct", speaker=ADA, confidence=0.8, continues=0)
DOCUMENT = Document(TEXT, [FIRST, SECOND], [ADA], "talk")


def test_offsets_fit() -> None:
    """The example below is one that the library could have made."""
    for span in (*DOCUMENT.quotes, FIRST.mention, FIRST.cue):
        assert span is not None
        assert TEXT[span.start : span.end] == span.text


def test_text_of_a_record() -> None:
    """Printed, a record shows its fields as they were given, but of a speaker not where it is mentioned."""
    assert repr(FIRST.cue) == "Span(start=9, end=13, text='said')"
    assert repr(ADA) == "Speaker(id='s0', name='Ada Lund', kind='person')"


def test_to_dict() -> None:
    """The JSON form has the keys of the contract, and no others."""
    record = DOCUMENT.to_dict()
    assert list(record) == ["id", "text", "quotes", "speakers"]
    assert record["quotes"][0] == {
        "start": 0,
        "end": 8,
        "text": "“I see,”",
        "content": "I see,",
        "kind": "direct",
        "depth": 0,
        "parent": None,
        "continues": None,
        "closed": True,
        "mention": {"start": 14, "end": 22, "text": "Ada Lund"},
        "cue": {"start": 9, "end": 13, "text": "said"},
        "utterance": None,
        "speaker": {"id": "s0", "name": "Ada Lund", "kind": "person"},
        "confidence": 0.9,
        "why": "said Ada Lund",
    }
    assert record["speakers"] == [
        {
            "id": "s0",
            "name": "Ada Lund",
            "kind": "person",
            "mentions": [{"start": 14, "end": 22, "text": "Ada Lund"}],
        }
    ]


def test_round_trip() -> None:
    """What `to_dict` writes, `from_dict` reads, also through JSON."""
    assert Document.from_dict(DOCUMENT.to_dict()) == DOCUMENT
    assert Document.from_dict(json.loads(json.dumps(DOCUMENT.to_dict()))) == DOCUMENT


def test_from_dict_without_id() -> None:
    """A record without an id is a document without one."""
    assert Document.from_dict({"text": "", "quotes": [], "speakers": []}) == Document("")


@pytest.mark.parametrize("record", [None, "{}", 3, [DOCUMENT.to_dict()]])
def test_from_dict_no_mapping(record: Any) -> None:
    """Anything but a mapping is a type error that names its type."""
    with pytest.raises(TypeError, match=type(record).__name__):
        Document.from_dict(record)


@pytest.mark.parametrize("key", ["text", "quotes", "speakers"])
def test_from_dict_without_key(key: str) -> None:
    """A missing key is named."""
    record = DOCUMENT.to_dict()
    del record[key]
    with pytest.raises(ValueError, match=key):
        Document.from_dict(record)


def test_from_dict_unknown_speaker() -> None:
    """A quotation whose speaker is not listed is an error."""
    with pytest.raises(ValueError, match="s0"):
        Document.from_dict({**DOCUMENT.to_dict(), "speakers": []})


def test_speaker_is_shared() -> None:
    """The quotations of a read document point at its speakers."""
    document = Document.from_dict(DOCUMENT.to_dict())
    assert all(quote.speaker is document.speakers[0] for quote in document.quotes)


def test_quotes_by() -> None:
    """A speaker's quotations come in order, another's not at all."""
    assert DOCUMENT.quotes_by(ADA) == (FIRST, SECOND)
    assert DOCUMENT.quotes_by(Speaker("s1", "Bo", "person")) == ()


def test_quotes_by_no_speaker() -> None:
    """A name is no speaker."""
    with pytest.raises(TypeError, match="str"):
        DOCUMENT.quotes_by("Ada Lund")  # type: ignore[arg-type]


@pytest.mark.parametrize("thing", [DOCUMENT, FIRST, ADA, Span(0, 1, "x")])
def test_frozen(thing: Any) -> None:
    """Nothing that comes out can be changed; it is hashable and can be pickled."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(thing, attrs.fields(type(thing))[0].name, None)
    assert pickle.loads(pickle.dumps(thing)) == thing
    assert hash(thing) == hash(attrs.evolve(thing))


@pytest.mark.parametrize(
    ("thing", "field"), [(DOCUMENT, "speakers"), (FIRST, "confidence"), (ADA, "mentions"), (Span(0, 1, "x"), "start")]
)
def test_pickled_values(thing: Any, field: str) -> None:
    """What is pickled are values, without the names of the fields."""
    assert field.encode() not in pickle.dumps(thing)


def test_pickled_once() -> None:
    """A speaker of several quotations is still one when it is read again."""
    document = pickle.loads(pickle.dumps(DOCUMENT))
    assert all(quote.speaker is document.speakers[0] for quote in document.quotes)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"start": -1}, ValueError),
        ({"end": "8"}, TypeError),
        ({"text": None}, TypeError),
        ({"kind": "shouted"}, ValueError),
        ({"speaker": "Ada Lund"}, TypeError),
        ({"mention": (14, 22)}, TypeError),
        ({"cue": "said"}, TypeError),
        ({"confidence": 1.1}, ValueError),
        ({"depth": -1}, ValueError),
        ({"parent": -1}, ValueError),
        ({"continues": "0"}, TypeError),
        ({"closed": 1}, TypeError),
        ({"why": None}, TypeError),
    ],
)
def test_quote_refuses(changes: dict[str, Any], error: type[Exception]) -> None:
    """A quotation cannot be made of what its contract forbids."""
    with pytest.raises(error):
        attrs.evolve(FIRST, **changes)


def test_speaker_refuses() -> None:
    """A speaker is of one of the kinds."""
    with pytest.raises(ValueError, match="kind"):
        Speaker("s0", "Ada Lund", "human")  # type: ignore[arg-type]
