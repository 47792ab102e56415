"""What comes out: a `Document` of `Quote`s and `Speaker`s, frozen, and its JSON form.

Offsets are Unicode code points of the text that was given, end exclusive, always.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

import attrs
from attrs import validators

from .record import Record

QuoteKind = Literal["direct", "mixed", "indirect", "term"]
SpeakerKind = Literal["person", "organization", "document", "group", "unknown"]

_QUOTE_KINDS = get_args(QuoteKind)


def _spans(values: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(values)


def _quotes(values: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(values)


def _speakers(values: Iterable[Speaker]) -> tuple[Speaker, ...]:
    return tuple(values)


def _check_stretch(start: object, end: object, text: object) -> None:
    """Refuse what is no text from start to end, which are counts of code points."""
    if not (isinstance(start, int) and isinstance(end, int)):
        raise TypeError(f"start and end are {start!r} and {end!r}: pass ints")
    if start < 0 or end < 0:
        raise ValueError(f"start and end are {start} and {end}: pass 0 or more")
    if not isinstance(text, str):
        raise _wrong("text", text, "a str")


def _check_number(name: str, number: object) -> None:
    """Refuse what is no index."""
    if not isinstance(number, int):
        raise _wrong(name, number, "an int")
    if number < 0:
        raise ValueError(f"{name} is {number}: pass 0 or more")


def _wrong(name: str, value: object, expected: str) -> TypeError:
    return TypeError(f"{name} is {type(value).__name__}: pass {expected}")


_text = validators.instance_of(str)


@attrs.frozen(repr=False)
class Span(Record):
    """A stretch of the text.

    Attributes:
        start: Offset of its first code point.
        end: Offset behind its last code point.
        text: ``document.text[start:end]``.
    """

    start: int
    end: int
    text: str

    def __attrs_post_init__(self) -> None:
        _check_stretch(self.start, self.end, self.text)

    def to_dict(self) -> dict[str, Any]:
        """The span as plain JSON values."""
        return {"start": self.start, "end": self.end, "text": self.text}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Span:
        """The span that `to_dict` wrote."""
        return cls(record["start"], record["end"], record["text"])


@attrs.frozen(repr=False)
class Speaker(Record):
    """Somebody, or something, that is quoted.

    Attributes:
        id: Names the speaker within the document (``"s0"``, ``"s1"``, … in order of the first quotation).
        name: The fullest form that the document gives: ``"US District Judge Rudolph Contreras"``.
        kind: ``"person"``, ``"organization"``, ``"document"``, ``"group"`` or ``"unknown"``.
        mentions: Where the text names the speaker, in order.
    """

    id: str = attrs.field(validator=_text)
    name: str = attrs.field(validator=_text)
    kind: SpeakerKind = attrs.field(validator=validators.in_(get_args(SpeakerKind)))
    mentions: tuple[Span, ...] = attrs.field(converter=_spans, default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The speaker with all mentions as plain JSON values."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "mentions": [mention.to_dict() for mention in self.mentions],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Speaker:
        """The speaker that `to_dict` wrote."""
        mentions = [Span.from_dict(mention) for mention in record["mentions"]]
        return cls(record["id"], record["name"], record["kind"], mentions)


@attrs.frozen(repr=False)
class Quote(Record):
    """One quotation.

    Attributes:
        start: Offset of its first code point, the opening mark where it has marks.
        end: Offset behind its last code point.
        text: ``document.text[start:end]``: with its marks; for an indirect quote, its content.
        content: `text` without the marks and the space inside them.
        kind: ``"direct"`` (in marks, a clause or more of its own), ``"mixed"`` (in marks, a piece of the
            reporter's own sentence), ``"indirect"`` (reported without marks) or ``"term"`` (in marks, quoting
            nobody).
        speaker: Who says it, or `None`.
        mention: The words that name the speaker here (``he``, ``the filing``), or `None`.
        cue: The words that mark the saying (``wrote``, ``according to``), or `None`.
        confidence: Probability, 0 to 1, that the answer (this speaker, or nobody) is right.
        depth: 0 for a quotation in no other, 1 for one inside that, and so on.
        parent: Index in `Document.quotes` of the enclosing quotation, or `None`.
        continues: Index of the quotation whose utterance this one carries on, or `None`.
        closed: Whether the text closes the marks that it opens.
        why: The evidence for the answer, short and readable.
        utterance: Of a mixed quotation, the whole reported clause of which it is a piece; `None` for others, and where
            indirect quotations were not asked for.
    """

    start: int
    end: int
    text: str
    content: str
    kind: QuoteKind
    speaker: Speaker | None = None
    mention: Span | None = None
    cue: Span | None = None
    confidence: float = 1.0
    depth: int = 0
    parent: int | None = None
    continues: int | None = None
    closed: bool = True
    why: str = ""
    utterance: Span | None = None

    def __attrs_post_init__(self) -> None:
        # All at once: validators of the fields would take as long as all else that a quotation takes.
        _check_stretch(self.start, self.end, self.text)
        if not isinstance(self.content, str):
            raise _wrong("content", self.content, "a str")
        if self.kind not in _QUOTE_KINDS:
            raise ValueError(f"kind is {self.kind!r}: pass one of {', '.join(_QUOTE_KINDS)}")
        if self.speaker is not None and not isinstance(self.speaker, Speaker):
            raise _wrong("speaker", self.speaker, "a Speaker or None")
        if self.mention is not None and not isinstance(self.mention, Span):
            raise _wrong("mention", self.mention, "a Span or None")
        if self.cue is not None and not isinstance(self.cue, Span):
            raise _wrong("cue", self.cue, "a Span or None")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence is {self.confidence}: pass a probability from 0 to 1")
        _check_number("depth", self.depth)
        if self.parent is not None:
            _check_number("parent", self.parent)
        if self.continues is not None:
            _check_number("continues", self.continues)
        if not isinstance(self.closed, bool):
            raise _wrong("closed", self.closed, "a bool")
        if not isinstance(self.why, str):
            raise _wrong("why", self.why, "a str")
        if self.utterance is not None and not isinstance(self.utterance, Span):
            raise _wrong("utterance", self.utterance, "a Span or None")

    def to_dict(self) -> dict[str, Any]:
        """The quotation as plain JSON values; its speaker by id, name and kind."""
        speaker = self.speaker
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "content": self.content,
            "kind": self.kind,
            "depth": self.depth,
            "parent": self.parent,
            "continues": self.continues,
            "closed": self.closed,
            "mention": self.mention.to_dict() if self.mention else None,
            "cue": self.cue.to_dict() if self.cue else None,
            "utterance": self.utterance.to_dict() if self.utterance else None,
            "speaker": {"id": speaker.id, "name": speaker.name, "kind": speaker.kind} if speaker else None,
            "confidence": self.confidence,
            "why": self.why,
        }


@attrs.frozen(repr=False)
class Line:
    """A stretch of the text that one voice reads.

    Attributes:
        start: Offset of its first code point.
        end: Offset behind its last code point.
        text: ``document.text[start:end]``.
        quote: Index in `Document.quotes` of the quotation that it is, or `None` for the narrator's words.
        speaker: Who says it; `None` for the narrator and where nobody can tell.
    """

    start: int
    end: int
    text: str
    quote: int | None = None
    speaker: Speaker | None = None

    def __attrs_post_init__(self) -> None:
        _check_stretch(self.start, self.end, self.text)
        if self.quote is not None:
            _check_number("quote", self.quote)
        if self.speaker is not None and not isinstance(self.speaker, Speaker):
            raise _wrong("speaker", self.speaker, "a Speaker or None")

    def to_dict(self) -> dict[str, Any]:
        """The line as plain JSON values."""
        speaker = self.speaker
        return {
            "start": self.start,
            "end": self.end,
            "narrator": self.quote is None,
            "speaker": {"id": speaker.id, "name": speaker.name, "kind": speaker.kind} if speaker else None,
            "text": self.text,
        }


@attrs.frozen(repr=False)
class Document(Record):
    """A text with the quotations found in it.

    Attributes:
        text: The very text that was given.
        quotes: Its quotations, in order of `Quote.start`, an enclosing one before those inside it.
        speakers: Those who are quoted, in order of their first quotation.
        id: The document's name where it has one.
    """

    text: str = attrs.field(validator=_text)
    quotes: tuple[Quote, ...] = attrs.field(converter=_quotes, default=())
    speakers: tuple[Speaker, ...] = attrs.field(converter=_speakers, default=())
    id: str | None = attrs.field(default=None, validator=validators.optional(_text))

    def quotes_by(self, speaker: Speaker) -> tuple[Quote, ...]:
        """The quotations of one of the document's speakers, in order.

        Raises:
            TypeError: If `speaker` is no `Speaker`.
        """
        if not isinstance(speaker, Speaker):
            raise TypeError(f"speaker is {type(speaker).__name__}, not Speaker: pass one of document.speakers")
        return tuple(quote for quote in self.quotes if quote.speaker and quote.speaker.id == speaker.id)

    def script(self) -> list[Line]:
        """The text as lines to read aloud, in order; every code point stands in exactly one of them.

        What stands in marks and quotes nobody is the narrator's, as is all between the quotations; a quotation inside
        another belongs to the outer one.

        >>> [line.text for line in Document("Dusk.").script()]
        ['Dusk.']
        """
        lines: list[Line] = []
        at = 0
        for number, quote in enumerate(self.quotes):
            voiced = quote.kind != "indirect" and (quote.speaker is not None or quote.kind != "term")
            if voiced and quote.start >= at:
                if at < quote.start:
                    lines.append(Line(at, quote.start, self.text[at : quote.start]))
                lines.append(Line(quote.start, quote.end, quote.text, number, quote.speaker))
                at = quote.end
        if at < len(self.text):
            lines.append(Line(at, len(self.text), self.text[at:]))
        return lines

    def to_html(self) -> str:
        """The document as a web page to look at: one file that needs no network.

        Raises:
            ImportError: If Jinja2 is missing, which the extra ``html`` brings.
        """
        from quoteattr.output.html import to_html

        return to_html(self)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the page in a frame, or, without Jinja2, nothing but the plain representation."""
        from quoteattr.extras import MissingExtraError
        from quoteattr.output.html import framed

        try:
            return framed(self.to_html())
        except MissingExtraError:
            return None

    def to_dict(self) -> dict[str, Any]:
        """The document as plain JSON values: the line that the command line prints, and the text.

        >>> Document("").to_dict()
        {'id': None, 'text': '', 'quotes': [], 'speakers': []}
        """
        return {
            "id": self.id,
            "text": self.text,
            "quotes": [quote.to_dict() for quote in self.quotes],
            "speakers": [speaker.to_dict() for speaker in self.speakers],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Document:
        """The document that `to_dict` wrote.

        Raises:
            TypeError: If `record` is no mapping.
            ValueError: If it lacks a key, or a quotation names a speaker that is not in ``speakers``.
        """
        if not isinstance(record, Mapping):
            raise TypeError(f"record is {type(record).__name__}, not a mapping: pass what to_dict() returned")
        try:
            speakers = [Speaker.from_dict(speaker) for speaker in record["speakers"]]
            by_id = {speaker.id: speaker for speaker in speakers}
            quotes = [
                Quote(
                    start=quote["start"],
                    end=quote["end"],
                    text=quote["text"],
                    content=quote["content"],
                    kind=quote["kind"],
                    speaker=by_id[quote["speaker"]["id"]] if quote["speaker"] else None,
                    mention=Span.from_dict(quote["mention"]) if quote["mention"] else None,
                    cue=Span.from_dict(quote["cue"]) if quote["cue"] else None,
                    utterance=Span.from_dict(quote["utterance"]) if quote["utterance"] else None,
                    confidence=quote["confidence"],
                    depth=quote["depth"],
                    parent=quote["parent"],
                    continues=quote["continues"],
                    closed=quote["closed"],
                    why=quote["why"],
                )
                for quote in record["quotes"]
            ]
            return cls(record["text"], quotes, speakers, record.get("id"))
        except KeyError as error:
            raise ValueError(f"record lacks {error}: pass what to_dict() returned") from None
