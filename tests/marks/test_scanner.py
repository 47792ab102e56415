"""What the scanner promises besides its spans: errors, arguments, order, time."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import time

import pytest

from quoteattr.marks import QuotedSpan, scan
from quoteattr.marks.scanner import DEEPEST
from quoteattr.marks.table import rows
from quoteattr.paragraphs import split_paragraphs


def test_span() -> None:
    """A span knows its marks, its content and its place."""
    outer, inner = scan("« Il a dit “non” hier », dit-elle.")
    assert QuotedSpan(0, 23, 2, 21, 0, None, None, True, "«") == outer
    assert QuotedSpan(11, 16, 12, 15, 1, 0, None, True, "“") == inner


@pytest.mark.parametrize("text", [5, None, b"bytes", ["list"]])
def test_text_of_another_type(text: object) -> None:
    """Anything but a string is refused by the name of its type."""
    with pytest.raises(TypeError, match=type(text).__name__):
        scan(text)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=type(text).__name__):
        split_paragraphs(text)  # type: ignore[arg-type]


def test_language_of_another_type() -> None:
    """A language is a string."""
    with pytest.raises(TypeError, match="int"):
        scan("“Yes.”", 5)  # type: ignore[arg-type]


def test_unknown_language() -> None:
    """A language without a row in the tables is refused, and the message says what to give."""
    with pytest.raises(ValueError, match=r"'xx'.*BCP 47"):
        scan("“Yes.”", "xx")


@pytest.mark.parametrize("language", ["en", "EN-us", "en_GB", "de-CH-1996", "zh-Hant-TW", "sr-Latn"])
def test_language_tags(language: str) -> None:
    """Tags are read in any case, with any subtags."""
    assert [(span.start, span.end) for span in scan("“Yes.” ", language)] == [(0, 6)]


def test_every_pair_of_the_tables() -> None:
    """Told the language, the scanner reads the marks of every row, also where letters touch them."""
    pairs = {(row[0], row[1], row[2]) for row in rows("cldr.tsv")}
    pairs |= {(row[0], row[3], row[4]) for row in rows("cldr.tsv")}
    pairs |= {(row[0], row[1], row[2]) for row in rows("regional.tsv")}
    pairs -= {("st", "“", "’")}  # a slip of CLDR: no other row mixes double and single marks
    missed = []
    for language, start, end in sorted(pairs):
        for text in (f"so {start}ja dort{end} da", f"so: {start}ja,{end} da. {start}Nein!{end}"):
            found = [text[span.start : span.end] for span in scan(text, language)]
            if found != re.findall(f"{start}.*?{end}", text):
                missed.append((language, text, found))
    assert missed == []


def test_paragraphs_given() -> None:
    """Paragraphs that the caller knows are kept."""
    text = "“One. “Two.”"
    assert [(span.start, span.end, span.continues) for span in scan(text, None, [(0, 5), (6, 12)])] == [
        (0, 5, None),
        (6, 12, 0),
    ]
    assert scan("", None, [(0, 0)]) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One.\n\nTwo.", 2),
        ("One.\r\n\r\nTwo.", 2),
        ("One.\n \t\nTwo.", 2),
        ("One.\u2029Two.\fThree.", 3),
        ("A headline\nAnother headline", 2),
        ("a sentence that goes\non in the next line", 1),
        ("", 0),
        (" \n\n\t\n", 0),
        ("\n\n One. \n\n", 1),
    ],
)
def test_paragraphs(text: str, count: int) -> None:
    """Blank lines part paragraphs; single line breaks do unless a sentence runs on."""
    assert count == len(split_paragraphs(text))


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines that end because the next word would not fit belong together."""
    words = ("every boat in the bay was late that day and nobody on the long pier knew the reason why " * 9).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) >= 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    text = "\n".join(lines)
    assert [(0, len(text))] == split_paragraphs(text)
    assert len(split_paragraphs(f"{text}\n\n{text}")) == 2


SIZES = 20_000, 200_000
UNITS = {
    "double": '"',
    "single": "'",
    "curly in turn": "“‘“‘",
    "guillemets": "«",
    "one unclosed": "“ ",
    "openers": "“a ",
    "straight openers": '"a ',
    "single openers": "'a ",
    "possessives": "s' ",
    "closers": 'a" ',
    "inches": '12" ',
    "sentences": '"a. ',
    "alone": '" ',
    "glued": 'a"a',
    "paragraphs": '"a\n\n',
    "lines": "a\n",
}


def seconds(text: str) -> float:
    """The least processor time that scanning a text took in three goes."""
    times = []
    for _ in range(3):
        gc.collect()
        gc.disable()
        start = time.process_time()
        scan(text)
        times.append(time.process_time() - start)
        gc.enable()
    return min(times)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_is_linear(unit: str) -> None:
    """Ten times the text takes no more than about ten times the time, whatever it is."""
    if unit == "“ ":
        small, big = ("“" + "a b " * (size // 4) for size in SIZES)
    else:
        small, big = ((unit * (size // len(unit) + 1))[:size] for size in SIZES)
    # Measured alone the ratio is below 1.3; a machine that does other things besides may add to it.
    assert seconds(big) < 20 * max(seconds(small), 0.002)


@pytest.mark.parametrize("unit", ["“a ", "“a ‘b ", "« a ", "„a"])
def test_depth_is_bounded(unit: str) -> None:
    """Opening marks without end nest as deep as is told, and no deeper."""
    spans = scan(unit * 1000)
    assert [span.depth for span in spans] == list(range(DEEPEST + 1))
    assert [span.parent for span in spans] == [None, *range(DEEPEST)]


def test_depth_of_closed_marks() -> None:
    """Inside the deepest quotation the others are passed over, and it keeps its end."""
    text = "“a ‘b " * 10 + "c" + " d’ e”" * 10
    spans = scan(text)
    assert [(span.start, span.end) for span in spans] == [(3 * n, len(text) - 3 * n) for n in range(DEEPEST + 1)]
    assert all(span.closed for span in spans)


def test_imports_little() -> None:
    """The scanner pulls in neither spaCy nor pandas."""
    code = "import sys, quoteattr.marks.scanner; print(*{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"spacy", "pandas"}.isdisjoint(run.stdout.split())
