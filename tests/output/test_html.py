"""Web pages, read as a browser's parser reads them."""

import base64
import hashlib
import re
import sys
from html import unescape
from html.parser import HTMLParser

import pytest
from articles import example
from hypothesis import given
from strategies import HOSTILE, documents

from quoteattr import Document, Quote, Speaker
from quoteattr.extras import MissingExtraError
from quoteattr.output.html import summary, to_html, to_index, visible, write_html

pytest.importorskip("jinja2")

VOID = {"meta", "link", "input", "img", "br"}


class Page(HTMLParser):
    """The text of the articles of a page, and all its tags."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.path: list[str] = []
        self.feed(page)
        self.close()
        assert self.path == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.path.append(tag)
        if tag == "article":
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.path:
            self.texts[-1] += data


@given(documents())
def test_every_character(document: Document) -> None:
    """The page shows every character of the text, and is well-formed, whatever the document holds."""
    page = Page(document.to_html())
    assert page.texts == [visible(document.text)]
    shown = {attributes["data-quote"] for _, attributes in page.tags if "data-quote" in attributes}
    assert shown == {str(index) for index, quote in enumerate(document.quotes) if quote.text}


@given(documents())
def test_only_our_markup(document: Document) -> None:
    """No text, name or id makes an element, an attribute or a script of its own."""
    page = Page(document.to_html())
    names = {tag for tag, _ in page.tags}
    assert not names & {"img", "textarea", "iframe", "object", "svg", "form", "base"}
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    described = {attributes["aria-describedby"] for _, attributes in page.tags if "aria-describedby" in attributes}
    assert described <= set(ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """Hostile text in a text, a name, the evidence and an id is shown as text, on a page and in an index."""
    speaker = Speaker("s0", text, "person")
    document = Document(text, [Quote(0, len(text), text, text, "direct", speaker, why=text)], [speaker], text)
    for page in (document.to_html(), "".join(write_html([document] * 2)), to_index([summary(document, "a.html")])):
        body = unescape(page)
        assert "<script>document.title" not in page
        assert 'onerror="document' not in page
        assert visible(text).splitlines()[0] in body
        assert "49" not in re.sub(r"<style>.*?</style>|<script>.*?</script>|sha256-[^']*", "", page, flags=re.S)
        Page(page)


def test_one_file() -> None:
    """A page needs no other file and no network, and lets no script run but its own."""
    page = example().to_html()
    tags = Page(page).tags
    assert [attributes["href"] for tag, attributes in tags if tag == "link"] == ["data:,"]
    assert not [attributes for _, attributes in tags if "src" in attributes]
    assert not re.search(r"https?://|@import|url\(", page)
    [policy] = [attributes["content"] for _, attributes in tags if attributes.get("http-equiv")]
    script = re.search(r"<script>(.*?)</script>", page, re.S)
    assert script is not None
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_speakers_are_listed() -> None:
    """Each speaker has a button with the number of quotations, and so has nobody."""
    page = example().to_html()
    listed = re.findall(r'<button[^>]* data-speaker="(\w+)".*?<span class="count">(\d+)', page)
    assert listed[: len(example().speakers)] == [
        (speaker.id, str(len(example().quotes_by(speaker)))) for speaker in example().speakers
    ]
    assert sum(int(count) for _, count in listed) == len(example().quotes)


def test_several() -> None:
    """Of several documents, a page has a list first; an index links to pages."""
    page = "".join(write_html([example(), Document("Quiet.", id="quiet")]))
    assert re.findall(r'<li><a href="(#d\d)"><bdi>(.*?)</bdi>', page) == [("#d0", "harbour-wall"), ("#d1", "quiet")]
    assert Page(page).texts == [example().text, "Quiet."]
    index = to_index([summary(example(), "harbour-wall.html")])
    assert '<a href="harbour-wall.html"><bdi>harbour-wall</bdi></a>' in index
    assert Page(index).texts == []


def test_notebook() -> None:
    """A notebook shows the page in a frame whose content is escaped and cannot reach the notebook."""
    frame = example()._repr_html_()
    assert frame is not None
    [(tag, attributes)] = Page(frame).tags
    assert (tag, attributes["sandbox"], attributes["srcdoc"]) == ("iframe", "allow-scripts", example().to_html())


def test_without_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Jinja2 the error says what to install, and a notebook shows the plain representation."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quoteattr\[html\]"'):
        to_html(example())
    assert example()._repr_html_() is None
