"""Reads the TEI that `quoteattr.output.tei` writes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

import attrs

from quoteattr.document import Document, Quote, QuoteKind, Span, Speaker, SpeakerKind
from quoteattr.output.tei import SPEAKERS

_KIND_OF: dict[str, SpeakerKind] = {item: kind for kind, (_, item, _) in SPEAKERS.items()}  # type: ignore[misc]
_MARKS = tuple("“”„‟\"«»‘’‚‛'‹›`「」『』〝〟＂—–―")
_DOUBLED = ("``", "''", "‘‘", "’’")
_QUOTATIONS = {"said", "quote", "q"}


def from_tei(source: str | bytes) -> list[Document]:
    """The documents of a TEI file that `to_tei` or `write_tei` wrote.

    Text, quotations, speakers, mentions and cues come back as they were. Speakers have the ids ``s0``, ``s1``, …, and
    what is marks and what content is told anew, by the marks themselves.

    Args:
        source: The file's content.

    Raises:
        TypeError: If `source` is neither `str` nor `bytes`.
        ValueError: If it is no such file. A document type declaration, which could define entities, is refused.

    >>> from quoteattr.output.tei import to_tei
    >>> from_tei(to_tei(Document("Quiet\\x00", id="a")))
    [Document(text='Quiet\\x00', quotes=(), speakers=(), id='a')]
    """
    if not isinstance(source, str | bytes):
        raise TypeError(f"source is {type(source).__name__}: pass the file's content as str or bytes")
    reader = _Reader()
    try:
        reader.read(source)
    except expat.ExpatError as error:
        raise ValueError(f"source is no XML: {error}") from None
    except (KeyError, IndexError, UnicodeEncodeError) as error:
        raise ValueError(f"source is not as to_tei writes it: {error!r}") from None
    return reader.documents


@attrs.define
class _Piece:
    """An element of the text as far as it has been read."""

    element: str
    attributes: Mapping[str, str]
    start: int
    end: int = -1


class _Reader:
    def __init__(self) -> None:
        self.documents: list[Document] = []
        self._path: list[str] = []
        self._gathered: list[str] = []  # the text, or the name or note that is being read

    def read(self, source: str | bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(source, True)

    def _refuse(self, *_: object) -> None:
        raise ValueError("source has a document type declaration: only what to_tei wrote is read")

    def _begin(self) -> None:
        """A new document."""
        self._length = 0
        self._title = ""
        self._body: str | None = None
        self._speakers: dict[str, Speaker] = {}
        self._why: dict[str, str] = {}
        self._open: list[_Piece] = []
        self._pieces: dict[str, _Piece] = {}
        self._target = self._speaker = ""

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        if element == "TEI":
            self._begin()
        elif element == "g":
            self._text(chr(int(attributes["n"].removeprefix("U+"), 16)))
        elif element in {"title", "note", "body"}:
            self._gathered.clear()
            self._target = attributes.get("target", "")[1:]
        elif "body" in self._path:
            if name := attributes.get("xml:id"):
                first = name.partition(".")[0]
                piece = self._pieces.setdefault(first, _Piece(element, attributes, self._length))
                self._open.append(piece)
        elif element in _KIND_OF and "standOff" in self._path:
            self._speaker = attributes["xml:id"]
            self._gathered.clear()
            self._speakers[self._speaker] = Speaker(_bare(self._speaker), "", _KIND_OF[element])

    def _end(self, element: str) -> None:
        self._path.pop()
        if element == "TEI":
            self.documents.append(self._document())
        elif "body" in self._path:
            if element in {*_QUOTATIONS, "rs", "seg"}:
                self._open.pop().end = self._length
        elif element == "body":
            self._body = "".join(self._gathered)
        elif element in _KIND_OF and "standOff" in self._path:
            self._speakers[self._speaker] = attrs.evolve(
                self._speakers[self._speaker], name="".join(self._gathered).removesuffix("\n")
            )
        elif element == "title" and "titleStmt" in self._path:
            self._title = "".join(self._gathered)
        elif element == "note":
            self._why[self._target] = "".join(self._gathered)

    def _text(self, data: str) -> None:
        if "TEI" in self._path:
            self._gathered.append(data)
            if "body" in self._path:
                self._length += len(data)

    def _document(self) -> Document:
        text = self._body
        if text is None:
            raise KeyError("body")
        spans = {
            name: Span(piece.start, piece.end, text[piece.start : piece.end]) for name, piece in self._pieces.items()
        }
        mentions: dict[str, list[Span]] = {name: [] for name in self._speakers}
        for name, piece in self._pieces.items():
            if piece.element == "rs":
                mentions[piece.attributes["ref"][1:]].append(spans[name])
        speakers = {
            name: attrs.evolve(speaker, mentions=sorted(mentions[name], key=lambda span: (span.start, span.end)))
            for name, speaker in sorted(self._speakers.items(), key=lambda item: _number(item[0]))
        }
        named = sorted((name for name, piece in self._pieces.items() if piece.element in _QUOTATIONS), key=_number)
        quotes = [self._quote(name, spans, speakers) for name in named]
        return Document(text, _with_parents(quotes), tuple(speakers.values()), self._title or None)

    def _quote(self, name: str, spans: Mapping[str, Span], speakers: Mapping[str, Speaker]) -> Quote:
        attributes, span = self._pieces[name].attributes, spans[name]
        told_by = [told[1:] for told in attributes.get("corresp", "").split()]
        mention = next((spans[told] for told in told_by if self._pieces[told].element == "rs"), None)
        cue = next((spans[told] for told in told_by if self._pieces[told].element == "seg"), None)
        speaker = attributes.get("who") or attributes.get("source")
        kind: QuoteKind = _bare(attributes["ana"][1:])  # type: ignore[assignment]
        closed = attributes.get("rend") != "unclosed"
        return Quote(
            start=span.start,
            end=span.end,
            text=span.text,
            content=_content(span.text, closed),
            kind=kind,
            speaker=speakers[speaker[1:]] if speaker else None,
            mention=mention,
            cue=cue,
            confidence=float(attributes["cert"]),
            continues=_number(attributes["prev"][1:]) if "prev" in attributes else None,
            closed=closed,
            why=self._why.get(name, ""),
        )


def _with_parents(quotes: list[Quote]) -> list[Quote]:
    """Quotations told what they are nested in, by their offsets."""
    around: list[int] = []
    placed: list[Quote] = []
    for index, quote in enumerate(quotes):
        while around and quotes[around[-1]].end < quote.end:
            around.pop()
        placed.append(attrs.evolve(quote, depth=len(around), parent=around[-1] if around else None))
        around.append(index)
    return placed


def _content(text: str, closed: bool) -> str:
    """What is left of a quotation inside its marks and the white space there."""
    if not text.startswith(_MARKS):
        return text.rstrip()
    marks = 2 if text.startswith(_DOUBLED) else 1
    inner = text[marks:-marks] if closed and len(text) > marks else text[marks:]
    return inner.strip()


def _bare(name: str) -> str:
    """An id without the prefix that a corpus gives it."""
    return name.rpartition("-")[2]


def _number(name: str) -> int:
    return int(_bare(name)[1:])
