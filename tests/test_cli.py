"""The command line."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Document, Quote, Span, Speaker, __version__, attribute
from quoteattr.cli import main
from quoteattr.examples import NAME, article
from quoteattr.inputs import Input, Problem, read
from quoteattr.output import to_jsonl, to_table
from quoteattr.output.terminal import pad, printable, width, wrap

TEXT = "“We will rebuild,” said Mary Hobbs."
COMMAND = [sys.executable, "-m", "quoteattr"]

Capture = pytest.CaptureFixture[str]


def _records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.split("\n")[:-1]]


def _run(*arguments: str, given: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=given, capture_output=True, timeout=60, **options)


def test_text_file(tmp_path: Path, capsys: Capture) -> None:
    """A text file is one document, its name without the ending its id."""
    file = tmp_path / "flood.2021.txt"
    file.write_text(TEXT, "utf-8")
    assert main([str(file)]) == 0
    [record] = _records(capsys.readouterr().out)
    assert record == {**attribute(TEXT).to_dict(), "id": "flood.2021"}
    assert record["quotes"][0]["speaker"]["name"] == "Mary Hobbs"


def test_json_lines(tmp_path: Path, capsys: Capture) -> None:
    """Each line is a document with its id; empty lines and other keys are left alone."""
    file = tmp_path / "news.jsonl"
    lines = [{"id": "a", "text": TEXT, "date": "2021"}, {"id": 7, "text": ""}, {"text": "Quiet."}]
    file.write_text("\n\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    assert main([str(file)]) == 0
    records = _records(capsys.readouterr().out)
    assert [record["id"] for record in records] == ["a", "7", None]
    assert [record["text"] for record in records] == [TEXT, "", "Quiet."]


def test_characters_and_spans(tmp_path: Path, capsys: Capture) -> None:
    """Characters and spans of a line reach the attribution."""
    characters = [{"name": "Mary Hobbs", "aliases": ["Mrs Hobbs"], "gender": "female"}]
    line = {"text": TEXT, "characters": characters, "spans": [[1, 17]]}
    file = tmp_path / "novel.jsonl"
    file.write_text(json.dumps(line), "utf-8")
    assert main([str(file)]) == 0
    [record] = _records(capsys.readouterr().out)
    assert record["quotes"] == attribute(TEXT, characters=characters, spans=[(1, 17)]).to_dict()["quotes"]
    assert [(quote["start"], quote["end"]) for quote in record["quotes"]] == [(1, 17)]


def test_standard_input() -> None:
    """`-` reads a text from standard input, which has no id."""
    done = _run("-", given=TEXT.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == attribute(TEXT).to_dict()


def test_standard_input_of_json_lines() -> None:
    """Standard input is JSON lines when so told."""
    done = _run("--input-format", "jsonl", "-", given=b'{"id": "a", "text": "b"}\n{}\n')
    assert (done.returncode, json.loads(done.stdout)["id"]) == (1, "a")
    assert done.stderr == b'quoteattr: -:2: no "text"\n'


def test_closed_standard_input() -> None:
    """Standard input that is closed is named like a missing file."""
    done = subprocess.run(["sh", "-c", '"$@" <&-', "sh", *COMMAND, "-"], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"quoteattr: -: ")


def test_several_files(tmp_path: Path, capsys: Capture) -> None:
    """Documents come in the order of the files, and what cannot be read is named and passed over."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    (tmp_path / "c.TXT").write_text("", "utf-8")
    (tmp_path / "d.txt").mkdir()
    names = [str(tmp_path / name) for name in ("c.TXT", "b.txt", "none.txt", "d.txt", "a.txt")]
    assert main(names) == 1
    captured = capsys.readouterr()
    assert [record["id"] for record in _records(captured.out)] == ["c", "a"]
    assert captured.err.splitlines() == [
        f"quoteattr: {names[1]}: not UTF-8: byte 0xe9 at offset 3",
        f"quoteattr: {names[2]}: No such file or directory",
        f"quoteattr: {names[3]}: a folder without .txt or .jsonl files",
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"text" "a"}', "no JSON: Expecting ':' delimiter (column 9)"),
        (b'{"text": "caf\xe9"}', "not UTF-8: byte 0xe9 at offset 13"),
        (b"[" * 100_000, "no JSON"),
        (b"1" * 10_000, "no JSON"),
        (b'["text"]', "an array, not an object"),
        (b'"text"', "a string, not an object"),
        (b"null", "null, not an object"),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"text": null}', '"text" is null'),
        (b'{"text": 3.5}', '"text" is a number'),
        (b'{"text": "a", "id": true}', '"id" is true or false'),
        (b'{"text": "a", "id": ["b"]}', '"id" is an array'),
        (b'{"text": "a", "characters": {"name": "b"}}', '"characters" is an object'),
        (b'{"text": "a", "spans": "0-1"}', '"spans" is a string'),
        (b'{"text": "a", "characters": [3]}', ""),
        (b'{"text": "a", "characters": [{}]}', ""),
        (b'{"text": "a", "characters": [{"name": 3}]}', ""),
        (b'{"text": "a", "characters": [{"name": "b", "aliases": "c"}]}', ""),
        (b'{"text": "a", "spans": [0, 1]}', ""),
        (b'{"text": "a", "spans": [["0", "1"]]}', ""),
        (b'{"text": "a", "spans": [[0, 1, 2]]}', ""),
        (b'{"text": "a", "spans": [[0, 2]]}', ""),
        (b'{"text": "a", "spans": [[1, 0]]}', ""),
        (b'{"text": "a", "spans": [[-1, 1]]}', ""),
    ],
)
def test_bad_line(line: bytes, what: str, tmp_path: Path, capsys: Capture) -> None:
    """A bad line is named with its number, and the others are done."""
    file = tmp_path / "news.jsonl"
    file.write_bytes(b'{"id": "a", "text": ""}\n' + line + b'\n{"id": "c", "text": ""}')
    assert main([str(file)]) == 1
    captured = capsys.readouterr()
    assert [record["id"] for record in _records(captured.out)] == ["a", "c"]
    [error] = captured.err.splitlines()
    start = f"quoteattr: {file}:2: "
    assert error.startswith(start + what)
    assert len(error) > len(start)


def test_text_is_kept(tmp_path: Path, capsys: Capture) -> None:
    """Line ends stay, a byte order mark goes."""
    file = tmp_path / "a.txt"
    text = "One.\r\n\r\n“Two,” said Ann Lee.\rThree.\u2028\n\n"
    file.write_bytes(text.encode("utf-8-sig"))
    assert main([str(file)]) == 0
    assert _records(capsys.readouterr().out)[0]["text"] == text


def test_byte_order_mark_before_json_lines(tmp_path: Path) -> None:
    """A byte order mark at the start of a file of lines goes too."""
    file = tmp_path / "a.jsonl"
    file.write_bytes('{"text": "\ufeff"}'.encode("utf-8-sig"))
    assert list(read(str(file))) == [Input(f"{file}:1", "\ufeff")]


def test_input_format_overrules_the_name(tmp_path: Path) -> None:
    """`--input-format` reads a file as told, whatever its name."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "b"}', "utf-8")
    assert list(read(str(file), "txt")) == [Input(str(file), '{"text": "b"}', "a")]
    other = file.rename(tmp_path / "a.txt")
    assert list(read(str(other), "jsonl")) == [Input(f"{other}:1", "b")]
    assert list(read(str(tmp_path / "A.JSONL"))) == [Problem(str(tmp_path / "A.JSONL"), "No such file or directory")]


def test_lone_surrogates(tmp_path: Path) -> None:
    """A lone surrogate comes out as it came in: as an escape."""
    file = tmp_path / "a.jsonl"
    file.write_text(r'{"id": "\udc00", "text": "“a\ud800” é"}', "utf-8")
    done = _run(str(file), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8")) == {**attribute("“a\ud800” é").to_dict(), "id": "\udc00"}


def test_one_line_for_every_reader() -> None:
    """No character of a text splits its line, whatever a reader takes for a line end."""
    text = "\n \r \x0b \x0c \x1c \x1d \x1e \x85 \u2028 \u2029"
    line = to_jsonl(Document(text))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == text


def test_example(capsys: Capture) -> None:
    """`--example` reads the article that comes along."""
    assert main(["--example", "--format", "jsonl"]) == 0
    [record] = _records(capsys.readouterr().out)
    assert record == {**attribute(article()).to_dict(), "id": NAME}


def test_default_format(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """The default is a table on a terminal, and JSON lines elsewhere."""
    assert main(["--example"]) == 0
    assert capsys.readouterr().out.startswith('{"id"')
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["--example"]) == 0
    assert capsys.readouterr().out.startswith(f"{NAME}: ")


def test_no_file(capsys: Capture) -> None:
    """Without a file there is nothing to do: wrong usage."""
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
    assert "no FILE given" in capsys.readouterr().err


@pytest.mark.parametrize("threshold", ["-0.1", "1.1", "nan", "half"])
def test_bad_threshold(threshold: str, capsys: Capture) -> None:
    """A threshold that is no probability is wrong usage."""
    with pytest.raises(SystemExit) as caught:
        main(["--example", f"--threshold={threshold}"])
    assert caught.value.code == 2
    assert "threshold" in capsys.readouterr().err


def test_threshold(capsys: Capture) -> None:
    """`--threshold` reaches the attribution."""
    assert main(["--example", "--threshold=1"]) == 0
    [record] = _records(capsys.readouterr().out)
    assert all(quote["speaker"] is None or quote["confidence"] == 1 for quote in record["quotes"])


def test_version(capsys: Capture) -> None:
    """`--version` prints it."""
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"quoteattr {__version__}\n"


def test_interrupted_reader(tmp_path: Path) -> None:
    """When the reader of the output goes away, the command goes quietly."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "“a”"}\n' * 5000, "utf-8")
    pipe = subprocess.Popen([*COMMAND, str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert pipe.stdout is not None
    assert pipe.stderr is not None
    assert pipe.stdout.readline().startswith(b"{")
    pipe.stdout.close()
    with pipe.stderr as errors:
        assert errors.read() == b""
    assert pipe.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_full_disk() -> None:
    """Output that cannot be written is an error, in one line."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "--example"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 1
    assert done.stderr == b"quoteattr: standard output: No space left on device\n"


def test_hostile_file_name(capsys: Capture) -> None:
    """No control character of a file's name reaches the terminal."""
    assert main(["\x1b[2Jgone.txt"]) == 1
    assert capsys.readouterr().err == "quoteattr: �[2Jgone.txt: No such file or directory\n"


def test_terminal_without_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table for a terminal that shows ASCII alone is still printed."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["--example", "--format=table"]) == 0
    stream.flush()
    assert b"?Not for money,?" in stream.buffer.getvalue()  # type: ignore[attr-defined]


# The table

HOBBS = Speaker("s0", "Mary Hobbs", "person")
QUOTE = Quote(0, 18, TEXT[:18], TEXT[1:17], "direct", HOBBS, Span(24, 34, "Mary Hobbs"), Span(19, 23, "said"), 0.934)


def test_table() -> None:
    """Who, what, how sure, and the words that say so."""
    assert to_table(Document(TEXT, [QUOTE], [HOBBS], "flood"), 60).splitlines() == [
        "flood: 1 quotation, 1 speaker",
        "─" * 60,
        "",
        "Mary Hobbs          “We will rebuild,”                   93%",
        "[said Mary Hobbs]",
        "",
    ]


def test_table_without_quotations() -> None:
    """A document without quotations has its head."""
    assert to_table(Document("Quiet."), 40).splitlines() == ["0 quotations, 0 speakers", "─" * 40, ""]


def test_table_of_every_sort() -> None:
    """Nobody, an unknown speaker, an unclosed, a nested and a carried on quotation are told apart."""
    text = "“a” “b ‘c’ “d” He and they said"
    quotes = [
        Quote(0, 3, "“a”", "a", "term", confidence=1),
        Quote(4, 10, "“b ‘c’", "b ‘c’", "direct", closed=False, confidence=0),
        Quote(7, 10, "‘c’", "c", "direct", HOBBS, depth=1, parent=1, closed=False, confidence=0.5),
        Quote(11, 14, "“d”", "d", "direct", HOBBS, Span(15, 17, "He"), Span(27, 31, "said"), 0.5),
        Quote(14, 15, " ", "", "direct", HOBBS, continues=2, confidence=0.5),
    ]
    assert to_table(Document(text, quotes, [HOBBS]), 50).splitlines()[3:] == [
        "(nobody)         “a”                          100%",
        "",
        "(unknown)        “b ‘c’ [unclosed]              0%",
        "",
        "Mary Hobbs         ‘c’                         50%",
        "",
        "Mary Hobbs       “d”                           50%",
        "[He … said]",
        "",
        "Mary Hobbs                                     50%",
        "[continued]",
        "",
    ]


def test_table_wraps() -> None:
    """No line of a table is wider than the table, whatever the text."""
    text = "“" + "日本" * 60 + " é́́ " + "x" * 300 + " plain words that wrap " * 9 + "”"
    speaker = Speaker("s0", "W" * 90 + " von " + "V" * 40, "person")
    document = Document(text, [Quote(0, len(text), text, text[1:-1], "direct", speaker)], [speaker], "I" * 99)
    for columns in (1, 40, 77, 100, 1000):
        table = to_table(document, columns)
        assert max(map(width, table.splitlines())) <= min(max(columns, 40), 100)
        assert sum(table.count(char) for char in "日本") == 120
        assert (table.count("x"), table.count("W"), table.count("wrap")) == (300, 90, 9)


def test_table_is_safe() -> None:
    """No text can steer the terminal through a table."""
    bad = "a\x1b[31m\x07\x9b\x00\u202e\u2066\udc80b"
    speaker = Speaker("s0", bad, "person")
    quote = Quote(0, len(bad), bad, bad, "direct", speaker, Span(0, 3, bad), Span(3, 4, bad))
    table = to_table(Document(bad, [quote], [speaker], bad))
    assert not set(table) & set("\x1b\x07\x9b\x00\u202e\u2066\udc80")
    assert table.count("�") == 5 * 7


def test_printable_keeps_writing() -> None:
    """Joiners and marks that scripts need stay; white space becomes one space."""
    text = "می‌خواهم क्‍ष e\u0301"
    assert printable(f" {text}\r\n\t{text}\u2029") == f"{text} {text}"


def test_wrap() -> None:
    """Words that do not fit on a line are cut."""
    assert wrap("", 5) == []
    assert wrap("ab abcdefg h", 3) == ["ab", "abc", "def", "g h"]
    assert wrap("日本日", 5) == ["日本", "日"]
    assert pad("日", 4) == "日  "
