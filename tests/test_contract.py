"""What `attribute` and `Attributor` promise, whatever the answer."""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

import quoteattr
from quoteattr import Attributor, Character, Document, attribute
from quoteattr.examples import article

TEXT = "“We will rebuild,” said Mary Hobbs. “By June.”"


def test_public_names() -> None:
    """The package gives its public names, and their documentation."""
    assert sorted(quoteattr.__all__) == [
        "Annotations",
        "Attributor",
        "Character",
        "Document",
        "Line",
        "Quote",
        "Span",
        "Speaker",
        "__version__",
        "attribute",
    ]
    assert all(getattr(quoteattr, name).__doc__ for name in quoteattr.__all__)


def test_light_import() -> None:
    """Importing the package imports no integration's library, and nothing that not every text needs."""
    integrations = {"spacy", "pandas", "pyarrow", "jinja2", "torch"}
    later = {"multiprocessing", "concurrent.futures", "importlib.resources", "zipfile"}
    own = {"quoteattr.fiction.novel", "quoteattr.indirect.model", "quoteattr.parallel", "quoteattr.output"}
    code = f"import quoteattr, sys; print({integrations | later | own} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    assert done.stdout.strip() == b"set()"


def test_rooms_open_when_needed() -> None:
    """Novels and reports are read by what is imported for them, which an article in marks does without."""
    code = (
        "import quoteattr, sys\n"
        "rooms = lambda: [name for name in ('fiction.novel', 'indirect.model') if f'quoteattr.{name}' in sys.modules]\n"
        f"quoteattr.attribute({TEXT!r})\n"
        "print(rooms())\n"
        f"quoteattr.attribute({TEXT!r}, indirect=True)\n"
        "print(rooms())\n"
        f"quoteattr.Attributor(genre='fiction').attribute({TEXT!r})\n"
        "print(rooms())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True, text=True)
    assert done.stdout.splitlines() == ["[]", "['indirect.model']", "['fiction.novel', 'indirect.model']"]


def test_works_without_network() -> None:
    """Nothing is fetched: no socket is opened from import to answer."""
    code = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    assert not event.startswith('socket.'), event\n"
        "sys.addaudithook(watch)\n"
        "import quoteattr\n"
        f"print(quoteattr.attribute({TEXT!r}).quotes[0].speaker.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    assert done.stdout.strip() == b"Mary Hobbs"


def test_main_example() -> None:
    """A document holds its quotations and speakers, each where the text has it."""
    document = attribute(TEXT)
    assert [quote.text for quote in document.quotes] == ["“We will rebuild,”", "“By June.”"]
    assert [quote.content for quote in document.quotes] == ["We will rebuild,", "By June."]
    assert [quote.kind for quote in document.quotes] == ["direct", "direct"]
    assert [quote.speaker for quote in document.quotes] == [document.speakers[0]] * 2
    assert [quote.continues for quote in document.quotes] == [None, 0]
    first = document.quotes[0]
    assert first.mention is not None
    assert (first.mention.start, first.mention.end, first.mention.text) == (24, 34, "Mary Hobbs")
    assert first.cue is not None
    assert first.cue.text == "said"
    assert first.why


@pytest.mark.parametrize("value", [None, b"bytes", 3, ["text"], Document("")])
def test_no_text(value: Any) -> None:
    """Anything but a string is a type error that names its type."""
    with pytest.raises(TypeError, match=type(value).__name__):
        attribute(value)
    with pytest.raises(TypeError, match=type(value).__name__):
        Attributor().attribute(value)
    with pytest.raises(TypeError, match=type(value).__name__):
        list(Attributor().pipe([value]))


def test_empty_text() -> None:
    """An empty text is an empty document."""
    assert attribute("") == Document("")


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\ud800",
        "\udfff\ud800",
        "“\udc80” said \ud83d.",
        "\ufeff“a”",
        "\n\n\n",
        " ",
        '"',
        "“",
        "”",
        "'",
    ],
)
def test_odd_text(text: str) -> None:
    """Surrogates, NUL, and nothing but marks or white space make a document of that very text."""
    document = attribute(text)
    assert document.text == text
    assert Document.from_dict(document.to_dict()) == document


def test_attributor_is_attribute() -> None:
    """The function and the object give the same answer, the object again and again."""
    attributor = Attributor()
    assert attributor.attribute(article()) == attribute(article()) == attributor.attribute(article())


def test_pipe_is_lazy_and_in_order() -> None:
    """Texts are read one by one, as documents are asked for."""
    asked = []

    def texts() -> Iterator[str]:
        for number in itertools.count():
            asked.append(number)
            yield f"“Number {number} is ready,” said Ann Lee."

    documents = Attributor().pipe(texts())
    assert asked == []
    first = list(itertools.islice(documents, 3))
    assert [document.quotes[0].content for document in first] == [f"Number {n} is ready," for n in range(3)]
    assert asked == [0, 1, 2]


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_bad_threshold(threshold: float) -> None:
    """A threshold is a probability."""
    with pytest.raises(ValueError, match="threshold"):
        Attributor(threshold=threshold)


def test_threshold() -> None:
    """Under the threshold nobody is named; the quotations stay."""
    sure = Attributor(threshold=1.0).attribute(article())
    every = attribute(article())
    assert [(quote.start, quote.end) for quote in sure.quotes] == [(quote.start, quote.end) for quote in every.quotes]
    assert all(quote.speaker is None for quote in sure.quotes if quote.confidence < 1)
    assert Attributor(threshold=0.0).attribute(article()) == every


def test_spans_are_kept() -> None:
    """Quotations that are given are taken as they are, with marks or without, and no others found."""
    document = attribute(TEXT, spans=[(1, 17), (37, 45)])
    assert [(quote.start, quote.end) for quote in document.quotes] == [(1, 17), (37, 45)]
    assert [quote.text for quote in document.quotes] == ["We will rebuild,", "By June."]
    assert document.quotes[0].speaker is not None
    assert document.quotes[0].speaker.name == "Mary Hobbs"
    assert attribute(TEXT, spans=[]).quotes == ()


@pytest.mark.parametrize(
    "spans", [[(0, 1000)], [(-1, 5)], [(5, 3)], [(1,)], [3], ["ab"], [("0", "1")], [(0.0, 1.0)], 3]
)
def test_bad_spans(spans: Any) -> None:
    """Spans that the text does not have are refused, by value or by type."""
    with pytest.raises((TypeError, ValueError), match="span"):
        attribute(TEXT, spans=spans)


@pytest.mark.parametrize(
    "characters",
    [
        [{"name": "Elizabeth Bennet", "aliases": ["Lizzy"], "gender": "female"}, {"name": "Jane Bennet"}],
        [Character("Elizabeth Bennet", ["Lizzy"], "female"), Character("Jane Bennet")],
    ],
)
def test_characters(characters: Any) -> None:
    """A character that is named by an alias speaks by the character's name."""
    document = attribute("“I am not afraid,” said Lizzy.", characters=characters)
    assert [speaker.name for speaker in document.speakers] == ["Elizabeth Bennet"]


@pytest.mark.parametrize(
    "characters",
    [
        3,
        [3],
        ["Lizzy"],
        [{}],
        [{"name": 3}],
        [{"name": "Lizzy", "aliases": "Liz"}],
        [{"name": "Lizzy", "aliases": [3]}],
        [{"name": "Lizzy", "gender": 3}],
    ],
)
def test_bad_characters(characters: Any) -> None:
    """Characters that are none are refused, by value or by type."""
    with pytest.raises((TypeError, ValueError), match=r"character|name|alias|gender"):
        attribute(TEXT, characters=characters)


def test_other_keys_of_characters() -> None:
    """What else a character's mapping holds is left alone."""
    characters = [{"name": "Mary Hobbs", "aliases": [], "gender": None, "category": "major"}]
    assert attribute(TEXT, characters=characters).speakers[0].name == "Mary Hobbs"


def test_json() -> None:
    """The article's document survives JSON."""
    document = attribute(article())
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


def test_article() -> None:
    """The article that comes along, read whole: who says what in every style it has."""
    document = attribute(article())
    said = {quote.content: quote.speaker.name if quote.speaker else None for quote in document.quotes}
    assert said["We paid for fifty years and we got six,"] == "Mayor Ines Calloway"
    assert said["Nobody has yet explained to me where the rest went."] == "Mayor Ines Calloway"
    assert said["I wrote down every crack,"] == "Tomas Ferreira"
    assert said["The sea did not wait."] == "Tomas Ferreira"
    assert said["and the answers should be simple too."] == "Judge Helen Okafor"
    assert said["You had the photographs!"] == "Leila Brandt"
    assert said["January wall,"] is None


def test_megabyte_of_marks() -> None:
    """A megabyte of marks is a document."""
    text = '"' * 1_000_000
    assert attribute(text).text == text


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "”",
        "'",
        "“‘",
        "“\n\n",
        "“a ‘b ",
        "« a » ",
        "a",
        " ",
        "\n",
        "1,",
        "[",
        "e\u0301",
        "“a” ",
        '"a',
        "a said ",
        "Mary Hobbs ",
        "Mary Hobbs, who, which, ",
        "OKORO: ",
        "Lee (",
        "Bank of the ",
        "going in the old house of the ",
        "“No,” she said. ",
        "“No,” said Ann Lee.\n\n",
        "Lee: “a” ",
        "1 ",
        "old ",
        "quickly ",
        "Lee" + 60 * " ,",
    ],
)
def test_linear_time(piece: str) -> None:
    """Four times the text around a quotation takes some four times as long, and not sixteen."""
    attributor = Attributor()

    def seconds(size: int) -> float:
        text = "“Yes,” said Mary Hobbs. " + piece * (size // len(piece)) + " “No,” she said."
        start = time.perf_counter()
        attributor.attribute(text)
        return time.perf_counter() - start

    seconds(10_000)
    assert min(seconds(40_000) for _ in range(2)) < 10 * min(seconds(10_000) for _ in range(3)) + 0.1


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("In a statement, Orchard Bank: “We regret the outage of last weekend.”", "In a statement"),
        ("Here is Lumora’s statement:\n\n“We regret the outage. All will be refunded.”", "statement"),
        ("Lind’s claim that the fund was “empty before I came” is false.", "claim"),
        ("According to Ann Lee, the fund was “empty.”", "According to"),
    ],
)
def test_cue_phrases(text: str, cue: str) -> None:
    """Words that mark a saying are not only verbs."""
    [quote] = attribute(text).quotes
    assert quote.cue is not None
    assert quote.cue.text == cue
