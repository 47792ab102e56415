"""A document as a web page: one file that needs no network, tinted by speaker."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import attrs

from quoteattr.document import Document, Quote
from quoteattr.extras import need
from quoteattr.output.layers import Closes, CueLayer, MentionLayer, Opens, Paragraph, QuoteLayer, nested, places

if TYPE_CHECKING:
    from jinja2 import Template

_SHORT = 96  # code points of a quotation in the list of all quotations
_HUES = 12  # as many hues as the style sheet has
_VOICES = 24  # names on the list of all voices of an index page

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@attrs.frozen
class Summary:
    """What an index page says of a document.

    Attributes:
        href: Where its page is.
        title: Its name.
        quotes: How many quotations it has.
        voices: How many of them each speaker says, by name.
    """

    href: str
    title: str
    quotes: int
    voices: Counter[str]


def to_html(document: Document) -> str:
    """The document as a web page: one file that needs no network.

    Raises:
        MissingExtraError: If Jinja2 is missing, which the extra ``html`` brings.
    """
    return "".join(write_html([document]))


def write_html(documents: Iterable[Document], index: str | None = None) -> Iterator[str]:
    """Documents as one web page, in pieces; if there are several, a list of them comes first.

    Args:
        documents: What to show.
        index: The address of a page that lists these documents and others, to link to.

    Raises:
        MissingExtraError: If Jinja2 is missing.
    """
    template = _template("page.html.j2")
    views = [_View(document, number) for number, document in enumerate(documents)]
    title = views[0].title if len(views) == 1 else "Who says what"
    summaries = [summary(view.document, f"#d{view.number}") for view in views] if len(views) != 1 else []
    heard = _voices(summaries)
    yield template.render(title=title, views=views, voices=heard, summaries=summaries, index=index, **_parts())


def to_index(summaries: Sequence[Summary]) -> str:
    """A web page that lists documents, each with a link to its own page, and who is heard in them.

    Raises:
        MissingExtraError: If Jinja2 is missing.
    """
    template = _template("page.html.j2")
    heard = _voices(summaries)
    return template.render(title="Who says what", views=[], voices=heard, summaries=summaries, index=None, **_parts())


def summary(document: Document, href: str) -> Summary:
    """What an index page says of a document whose page is at `href`."""
    voices = Counter(visible(quote.speaker.name) for quote in document.quotes if quote.speaker)
    return Summary(href, _title(document), len(document.quotes), voices)


def framed(page: str) -> str:
    """A page in a frame of its own, so that its style and script touch nothing of the notebook around it."""
    style = "width: 100%; height: 32rem; border: 0; border-radius: 8px"
    return f'<iframe sandbox="allow-scripts" title="Quotations" style="{style}" srcdoc="{escape(page)}"></iframe>'


@attrs.frozen
class _Voice:
    """A row of the list of speakers beside a text; `number` is 0 for nobody."""

    key: str
    number: int
    name: str
    kind: str
    count: int

    @property
    def hue(self) -> int:
        return (self.number - 1) % _HUES


class _View:
    """What the template asks of a document."""

    def __init__(self, document: Document, number: int) -> None:
        self.document = document
        self.number = number
        self.title = _title(document)
        self._places = places(document)
        self._heads = {index for index, quote in enumerate(document.quotes) if quote.start < quote.end}

    @property
    def pieces(self) -> Iterator[dict[str, Any]]:
        """The text and its layers in order, every character something that HTML can hold.

        The white space behind a paragraph is told apart, since the page has a margin there.
        """
        text, at, shown = self.document.text, 0, 0
        for piece in nested(self.document):
            if isinstance(piece, str):
                end = at + len(piece)
                middle = min(max(shown, at), end)
                yield {"layer": "text", "text": visible(text[at:middle])}
                yield {"layer": "gap", "text": visible(text[middle:end])}
                at = end
            else:
                if isinstance(piece, Opens) and isinstance(piece.layer, Paragraph):
                    start = piece.layer.start
                    shown = start + len(text[start : piece.layer.end].rstrip())
                yield self.shape(piece)

    @property
    def voices(self) -> list[_Voice]:
        """The speakers with the number of their quotations, then those that nobody is named for."""
        counts = Counter(self.key(quote) for quote in self.document.quotes)
        voices = [
            _Voice(f"s{place}", place + 1, visible(speaker.name), speaker.kind, counts[f"s{place}"])
            for place, speaker in enumerate(self.document.speakers)
        ]
        nobody = (("unknown", "Speaker not known"), ("nobody", "Quotes nobody"))
        return voices + [_Voice(key, 0, name, "", counts[key]) for key, name in nobody if counts[key]]

    @property
    def quotes(self) -> Iterator[dict[str, Any]]:
        """The quotations for the list of them all."""
        for index, quote in enumerate(self.document.quotes):
            text = visible(" ".join(quote.text.split()))
            yield {
                "index": index,
                "key": self.key(quote),
                "number": self.speaker_number(quote),
                "text": text if len(text) <= _SHORT else text[:_SHORT].rstrip() + " …",
                "name": visible(self.name(quote)),
                "kind": f"{quote.kind}, {quote.speaker.kind}" if quote.speaker else quote.kind,
                "confidence": quote.confidence,
                "why": visible(quote.why),
                "unclosed": not quote.closed,
                "linked": index in self._heads,
            }

    def key(self, quote: Quote) -> str:
        """What the filter knows a quotation's speaker by."""
        if quote.speaker:
            return f"s{self._places[quote.speaker.id]}"
        return "nobody" if quote.kind == "term" else "unknown"

    def speaker_number(self, quote: Quote) -> int:
        """The number of the speaker on the list, 0 for nobody."""
        return self._places[quote.speaker.id] + 1 if quote.speaker else 0

    def name(self, quote: Quote) -> str:
        """Who says it, in words."""
        if quote.speaker:
            return quote.speaker.name
        return "Quotes nobody" if quote.kind == "term" else "Speaker not known"

    def shape(self, piece: Opens | Closes) -> dict[str, Any]:
        """What the template needs to know of a layer that begins or ends."""
        shape: dict[str, Any] = {
            "opens": isinstance(piece, Opens),
            "first": isinstance(piece, Opens) and not piece.part,
        }
        match piece.layer:
            case Paragraph():
                shape["layer"] = "paragraph"
            case QuoteLayer(index=index, quote=quote):
                number = self.speaker_number(quote)
                shape |= {"layer": "quote", "index": index, "key": self.key(quote), "number": number}
                shape |= {"hue": (number - 1) % _HUES, "name": visible(self.name(quote)), "depth": quote.depth}
            case MentionLayer(speaker=speaker, quotes=quotes):
                shape |= {"layer": "mention", "hue": speaker % _HUES, "of": quotes}
            case CueLayer(quotes=quotes):
                shape |= {"layer": "cue", "of": quotes}
        return shape


def visible(text: str) -> str:
    """`text` with pictures for the control characters that HTML cannot hold.

    >>> visible("a\\x00b")
    'a␀b'
    """
    return _CONTROLS.sub(_picture, text)


def _picture(char: re.Match[str]) -> str:
    code = ord(char[0])
    if code > 0x7F:
        return "\N{REPLACEMENT CHARACTER}"  # half of a character
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else chr(0x2400 + code)


def _title(document: Document) -> str:
    return visible(document.id or "") or "Untitled text"


def _voices(summaries: Iterable[Summary]) -> list[tuple[str, int, int]]:
    """Those who are heard most in all documents: name, quotations, documents."""
    said: Counter[str] = Counter()
    where: Counter[str] = Counter()
    for one in summaries:
        said.update(one.voices)
        where.update(one.voices.keys())
    return [(name, count, where[name]) for name, count in said.most_common(_VOICES)]


def _parts() -> dict[str, str]:
    """The style, the script, and the script's hash, by which the page allows this script and no other."""
    style, script = (files(__package__).joinpath("report", name).read_text("utf-8") for name in _OWN)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"style": style, "script": script, "digest": digest}


_OWN = ("report.css", "report.js")


def _template(name: str) -> Template:
    jinja2 = need("jinja2", "html", "a report in HTML")
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda path: files(__package__).joinpath("report", path).read_text("utf-8")),
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    template: Template = environment.get_template(name)
    return template
