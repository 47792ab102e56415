"""Hypothesis strategies: texts that are built from known quotations, so that nobody has to read them to
know these.

They share nothing with the scanner: neither its tables nor its rules.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from hypothesis import strategies as st

from quoteattr import Document, Quote, Span, Speaker, attribute

#: Examples a property is tried on; more where there is time: ``QUOTEATTR_EXAMPLES=2000 pytest``.
EXAMPLES = int(os.environ.get("QUOTEATTR_EXAMPLES", "30"))


@dataclass(frozen=True)
class Convention:
    """A way to set quotations: the pairs of marks from outside in, and the space inside them."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    space: str = ""
    language: str | None = None
    between_words: str = " "
    deepest: int = 3

    def pair(self, depth: int) -> tuple[str, str]:
        """The marks at a depth; further in they alternate."""
        return self.pairs[depth % len(self.pairs)]

    def __repr__(self) -> str:
        return self.name


CONVENTIONS = [
    Convention("curly", (("“", "”"), ("‘", "’"))),
    Convention("British", (("‘", "’"), ("“", "”"))),
    Convention("straight", (('"', '"'), ("'", "'"))),
    Convention("straight British", (("'", "'"), ('"', '"'))),
    Convention("French", (("«", "»"), ("“", "”")), "\u00a0"),
    Convention("French, thin space", (("«", "»"), ("‹", "›")), "\u202f"),
    Convention("French, plain space", (("«", "»"), ("“", "”")), " "),
    Convention("Swiss", (("«", "»"), ("‹", "›"))),
    Convention("German", (("„", "“"), ("‚", "‘"))),
    Convention("German books", (("»", "«"), ("›", "‹"))),
    Convention("Polish", (("„", "”"), ("‚", "’"))),
    Convention("Hungarian", (("„", "”"), ("»", "«"))),
    Convention("Russian", (("«", "»"), ("„", "“"))),
    Convention("Swedish", (("”", "”"),)),
    Convention("Swedish, told so", (("”", "”"), ("’", "’")), language="sv"),
    Convention("Finnish books", (("»", "»"),), language="fi"),
    Convention("Arabic", (("”", "“"),), language="ar"),
    Convention("Japanese", (("「", "」"), ("『", "』")), between_words=""),
    Convention("Japanese without spaces", (("「", "」"), ("『", "』")), between_words=""),
    Convention("prime", (("〝", "〟"),), between_words=""),
    Convention("Chinese", (("“", "”"), ("‘", "’")), between_words=""),
    Convention("full width", (("＂", "＂"),)),
    Convention("TeX", (("``", "''"), ("`", "'")), deepest=1),
    Convention("archive", (("''", "''"), ("'", "'")), deepest=1),
    Convention("doubled singles", (("‘‘", "’’"),)),
]

LATIN = [
    "we",
    "saw",
    "no",
    "one",
    "there",
    "yet",
    "every",
    "door",
    "stood",
    "open",
    "don't",
    "it’s",
    "they'd",
    "o'clock",
    "O’Brien",
    "24",
    "percent",
    "(again)",
    "naïve",
    "l’été",
    "well-known",
    "U.S.",
    "Überraschung",
    "$3.50",
    "e.g.",
    "dis-moi",
]
#: Words with an apostrophe at an end, and lengths: signs that are no quotation marks.
TRICKY = ["the workers’ union", "the '90s", "the ’60s", "rock ’n’ roll", "tell 'em so", "6'2\" tall"]
TRICKY.append('a 12" pipe')
HAN = list("我们今天没有看见任何人可是门都开着雨还在下")
STOPS = [",", ".", "!", "?", "…"]
HAN_STOPS = ["，", "。", "！", "？"]


@dataclass(frozen=True)
class Known:
    """A quotation that a text was built with; the fields are those of the scanner's spans."""

    start: int
    end: int
    depth: int
    parent: int | None
    continues: int | None = None
    closed: bool = True


@dataclass
class Builder:
    """Writes a text piece by piece and remembers where its quotations are."""

    text: str = ""
    known: list[Known] = field(default_factory=list)
    around: list[int] = field(default_factory=list)

    def write(self, piece: str) -> None:
        self.text += piece

    def begin(self, mark: str, continues: int | None = None) -> None:
        parent = self.around[-1] if self.around else None
        self.around.append(len(self.known))
        self.known.append(Known(len(self.text), -1, len(self.around) - 1, parent, continues))
        self.write(mark)

    def end(self, mark: str) -> int:
        self.write(mark)
        index = self.around.pop()
        begun = self.known[index]
        closed = bool(mark)
        self.known[index] = Known(begun.start, len(self.text), begun.depth, begun.parent, begun.continues, closed)
        return index


@st.composite
def word_lists(draw: st.DrawFn, convention: Convention, tricky: bool = False) -> str:
    """A few words in a row, in the script of the convention."""
    if not convention.between_words:
        return "".join(draw(st.lists(st.sampled_from(HAN), min_size=1, max_size=8)))
    words = LATIN + TRICKY if tricky else LATIN
    return " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=6)))


def stops(convention: Convention) -> st.SearchStrategy[str]:
    """A mark that ends a clause."""
    return st.sampled_from(STOPS if convention.between_words else HAN_STOPS)


@st.composite
def _quotation(draw: st.DrawFn, build: Builder, convention: Convention, depth: int, tricky: bool) -> None:
    opener, closer = convention.pair(depth)
    build.begin(opener + convention.space)
    _fill(draw, build, convention, depth, tricky)
    build.end(convention.space + closer)


def _fill(draw: st.DrawFn, build: Builder, convention: Convention, depth: int, tricky: bool) -> None:
    """What stands inside a quotation: words, one quotation more at most, and a stop."""
    gap = convention.between_words
    can_nest = len(convention.pairs) > 1 and depth < convention.deepest
    where = draw(st.sampled_from(["", "", "start", "middle", "end"])) if can_nest else ""
    if where != "start":
        build.write(draw(word_lists(convention, tricky)))
    if where:
        if where != "start":
            build.write(gap)
        draw(_quotation(build, convention, depth + 1, tricky))
    if where in ("start", "middle"):
        build.write(gap + draw(word_lists(convention, tricky)))
    if where != "end":
        build.write(draw(stops(convention)))


@st.composite
def _paragraph(draw: st.DrawFn, build: Builder, convention: Convention, tricky: bool) -> None:
    """Narration and quotations in turn."""
    gap = convention.between_words
    if draw(st.booleans()):
        build.write(draw(word_lists(convention, tricky)).capitalize())
        build.write(draw(st.sampled_from([",", ":", ""])) + gap)
    for number in range(draw(st.integers(1, 3))):
        if number:
            build.write(gap)
        draw(_quotation(build, convention, 0, tricky))
        build.write(gap + draw(word_lists(convention, tricky)))
        build.write(draw(stops(convention)))


@st.composite
def built_texts(
    draw: st.DrawFn, conventions: list[Convention] | None = None, *, tricky: bool = False
) -> tuple[Convention, str, list[Known]]:
    """A text in one convention, in paragraphs with blank lines between, and its quotations."""
    convention = draw(st.sampled_from(conventions or CONVENTIONS))
    build = Builder()
    for number in range(draw(st.integers(1, 4))):
        if number:
            build.write("\n\n")
        if draw(st.integers(0, 3)):
            draw(_paragraph(build, convention, tricky))
        else:
            build.write(draw(word_lists(convention)).capitalize() + ".")
    return convention, build.text, build.known


@st.composite
def block_quotations(draw: st.DrawFn, conventions: list[Convention]) -> tuple[Convention, str, list[Known]]:
    """One utterance over several paragraphs: each opens the marks again, only the last closes them."""
    convention = draw(st.sampled_from(conventions))
    opener, closer = convention.pair(0)
    build = Builder()
    build.write(draw(word_lists(convention)).capitalize() + ":\n\n")
    count = draw(st.integers(2, 4))
    index = None
    for number in range(count):
        build.begin(opener + convention.space, index)
        _fill(draw, build, convention, 0, False)
        last = number == count - 1
        index = build.end(convention.space + closer if last else "")
        build.write("" if last else "\n\n")
    build.write("\n\n" + draw(word_lists(convention)).capitalize() + ".")
    return convention, build.text, build.known


#: Every sign that can play a part in quoting, and some that get in the way.
SIGNS = (
    "\"'“”„‟‘’‚‛«»‹›「」『』〝〞〟＂`´,.!?…:;()[]{}=\\—–-―°′″0123456789abs nN éß 我"
    "\t\n\r\u2029\u00a0\u202f\ufeff\x00\ud800\U0001f600"
)


def noisy_texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Any text at all, mostly of signs that matter to the scanner; lone surrogates and NUL among them."""
    return st.one_of(
        st.text(st.sampled_from(SIGNS), max_size=max_size),
        st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=max_size),
    )


def noisy_paragraphs(max_size: int = 60) -> st.SearchStrategy[str]:
    """The same without line ends."""
    signs = st.sampled_from([sign for sign in SIGNS if sign not in "\n\r\u2029"])
    return st.text(signs, min_size=1, max_size=max_size)


#: What a text or a name may hold to break out of the markup or the table that it is put in.
HOSTILE = [
    "<script>document.title = 'broken'</script>",
    '"><img src=x onerror="document.title = \'broken\'">',
    "</style></title></textarea></script><b>",
    "<!-- ]]> --> <![CDATA[ <?xml",
    "&lt;&amp;&#0;&quot;",
    "{{ 7 * 7 }}{% raw %}{# #}",
    "'; --=1+1",
    "=HYPERLINK(0)",
    "\u202eevil\u2066",
    "a\x00\x08\x1b[31m\x7f\x85\u2028\ud800\ufffe",
]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents that no text has, with any name, and spans anywhere: what reads them must bear it."""
    words = st.one_of(noisy_texts(20), st.sampled_from(HOSTILE))
    text = "".join(draw(st.lists(words, max_size=6)))

    def span() -> Span:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        return Span(start, end, text[start:end])

    kinds = st.sampled_from(["person", "organization", "document", "group", "unknown"])
    speakers = [
        Speaker(f"s{number}", draw(words), draw(kinds), [span() for _ in range(draw(st.integers(0, 2)))])
        for number in range(draw(st.integers(0, 3)))
    ]
    quotes = []
    for place in sorted((span() for _ in range(draw(st.integers(0, 5)))), key=lambda place: (place.start, -place.end)):
        told = draw(st.booleans())
        quotes.append(
            Quote(
                place.start,
                place.end,
                place.text,
                place.text[1:-1],
                draw(st.sampled_from(["direct", "mixed", "indirect", "term"])),
                draw(st.sampled_from([None, *speakers])),
                span() if told else None,
                span() if draw(st.booleans()) else None,
                draw(st.floats(0, 1)),
                continues=draw(st.sampled_from([None, *range(len(quotes))])),
                closed=draw(st.booleans()),
                why=draw(words),
            )
        )
    return Document(text, quotes, speakers, draw(st.one_of(st.none(), words)))


def attributed(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """The documents of texts."""
    return texts.map(attribute)


_TELLING = """
Ann Lee|She|they|The mayor|Judge Bo Diaz’s|who|nobody|OKORO:|the filing|said|says|told reporters|asked whether|denied
according to|claim that|vowed to|accused the board of|in a statement|called for|, that|was reported|added:|the bridge
would open in June|it was late|“childish”|“No,”|‘a joke’|“We left.”|to|not|the old wall|.|, |: |;|?|—|(
The mayor said that the bridge would open in June.|The wall, Ann Lee said, was “old” and would not hold.
It was late, according to the filing.|She told reporters: “We left.”|Bo Diaz denied hiding the plan.
"""

#: Texts that report what somebody says, with marks and without, and much that only looks like it.
reports = st.lists(
    st.sampled_from(_TELLING.strip().replace("\n", "|").split("|")) | st.just("\n\n") | noisy_texts(6), max_size=25
).map(" ".join)
