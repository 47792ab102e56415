"""The command line with many files: folders, files that it writes, going on after a crash, several processes."""

import functools
import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from articles import write_folder

from quoteattr import Attributor
from quoteattr.cli import main
from quoteattr.destinations import whole
from quoteattr.inputs import Source, sources
from quoteattr.output import FORMATS, from_csv, from_tei

COMMAND = [sys.executable, "-m", "quoteattr"]
SHELLS = ["bash", "zsh", "tcsh"]
MANY = 200  # articles, so many that several processes share them

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many articles of our own."""
    return write_folder(tmp_path_factory.mktemp("week") / "articles", MANY)


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[str]:
    """What is written of these articles, by the library."""
    attribute = Attributor().attribute
    documents = [(file.stem, attribute(file.read_text("utf-8"))) for file in sorted(folder.iterdir())]
    return [json.dumps({**document.to_dict(), "id": name}, ensure_ascii=False) for name, document in documents]


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").split("\n")[:-1]


def _ids(file: Path) -> list[Any]:
    return [json.loads(line)["id"] for line in _lines(file)]


# Folders


def test_folder(tmp_path: Path) -> None:
    """Of a folder, the texts and lines in it and its folders are read, in order, each with its path as its id."""
    for name in ("b/2.txt", "b/1.jsonl", "a.TXT", "note.md", ".hidden.txt", ".git/a.txt", "b/c/3.x.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    found = list(sources([str(tmp_path), "-", "other.txt"]))
    paths = [str(tmp_path / name) for name in ("a.TXT", "b/1.jsonl", "b/2.txt", "b/c/3.x.txt")]
    assert found == [
        *map(Source, paths, ["a", "b/1", "b/2", "b/c/3.x"]),
        Source("-"),
        Source("other.txt"),
    ]
    assert [source.size for source in found if isinstance(source, Source)] == [0, 0, 0, 0, None, 0]


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b\x08", b"{\\rtf1"])
def test_no_text(start: bytes, tmp_path: Path, capsys: Capture) -> None:
    """What is no text file is called what it is."""
    file = tmp_path / "a.txt"
    file.write_bytes(start + b"\xff")
    assert main([str(file)]) == 1
    assert "file, not a text: save it as plain text first" in capsys.readouterr().err


# What is written


@pytest.mark.parametrize("name", ["html", "tei", "csv", "jsonl"])
def test_many_articles(name: str, folder: Path, lines: list[str], tmp_path: Path, capsys: Capture) -> None:
    """A folder of articles is written in every form without a word."""
    if name == "html":
        pytest.importorskip("jinja2")
    file = tmp_path / f"week{FORMATS[name].ending}"
    assert main([str(folder), "--output", str(file)]) == 0
    assert capsys.readouterr() == ("", "")
    quotes = [quote for line in lines for quote in json.loads(line)["quotes"]]
    if name == "jsonl":
        assert _lines(file) == lines
    elif name == "tei":
        documents = from_tei(file.read_bytes())
        assert [document.text for document in documents] == [json.loads(line)["text"] for line in lines]
        assert [quote.text for document in documents for quote in document.quotes] == [
            quote["text"] for quote in quotes
        ]
    elif name == "csv":
        with file.open(encoding="utf-8", newline="") as table:
            assert [row["text"] for row in from_csv(table)] == [quote["text"] for quote in quotes]
    else:
        assert file.read_text("utf-8").count('tabindex="0"') == len(quotes)
    assert list(tmp_path.iterdir()) == [file]


def test_folder_of_pages(folder: Path, tmp_path: Path) -> None:
    """An output without an ending is a folder: a page for each article, and one that links to them all."""
    pytest.importorskip("jinja2")
    pages = tmp_path / "deep/pages"
    assert main([str(folder), "--format", "html", "--output", str(pages)]) == 0
    assert sorted(file.stem for file in pages.iterdir()) == [
        *(f"article-{number:03}" for number in range(MANY)),
        "index",
    ]
    index = (pages / "index.html").read_text("utf-8")
    assert all(f'href="article-{number:03}.html"' in index for number in range(MANY))
    assert all('<a href="index.html">All documents</a>' in file.read_text("utf-8") for file in pages.glob("a*.html"))


def test_file_names(tmp_path: Path) -> None:
    """No id leads out of the folder, and no two documents share a file."""
    ids = ["../../a", "a", "A", None, "", "index", "con/é 1", ".hid", "x" * 500, "..", "\x00\ud800"]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"id": name, "text": "“a”"}) + "\n" for name in ids), "ascii")
    folder = tmp_path / "out"
    folder.mkdir()
    assert main([str(file), "--format", "tei", "--output", str(folder)]) == 0
    names = sorted(path.name for path in folder.iterdir())
    plain = ["a", "a-2", "A-3", "index-2", "con-é-1", "hid", "x" * 80]
    plain += [f"document{end}" for end in ("", "-2", "-3", "-4")]
    assert names == sorted(f"{name}.xml" for name in plain)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out"]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.html", "<!DOCTYPE"),
        ("a.xml", "<?xml"),
        ("a.csv", "document,"),
        ("a.jsonld", "{"),
        ("a.txt", "harbour-wall:"),
    ],
)
def test_form_by_name(name: str, start: str, tmp_path: Path) -> None:
    """The ending of the output says in which form it is."""
    file = tmp_path / name
    assert main(["--example", "--output", str(file)]) == 0
    assert file.read_text("utf-8").startswith(start)


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file appears when all of it is written; an error leaves what was there."""
    file = tmp_path / "a.csv"
    file.write_text("before", "utf-8")

    def fail() -> Iterator[str]:
        yield "half"
        assert file.read_text("utf-8") == "before"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), whole(file) as stream:
        stream.writelines(fail())
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert file.read_text("utf-8") == "before"
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    with whole(link) as stream:
        stream.write("after")
    assert (link.is_symlink(), file.read_text("utf-8")) == (True, "after")


def test_cannot_write(tmp_path: Path, capsys: Capture) -> None:
    """An output that cannot be written is named."""
    file = tmp_path / "none" / "a.csv"
    assert main(["--example", "--output", str(file)]) == 1
    assert capsys.readouterr().err == f"quoteattr: {file}: No such file or directory\n"


def test_missing_library(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Jinja2, the command line says what to install, and leaves no file."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    file = tmp_path / "a.html"
    assert main(["--example", "--output", str(file)]) == 1
    assert 'pip install "quoteattr[html]"' in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--resume"], "--resume needs --output"),
        (["--resume", "--output", "a.csv"], "--resume goes on with a .jsonl file alone"),
        (["--resume", "--output", "folder", "--format", "jsonl"], "--resume goes on with a .jsonl file alone"),
        (["--workers", "0"], "workers is 0: pass 1 or more"),
        (["--workers", "two"], "invalid int value"),
        (["--output", "none/a.jsonl", "--resume", "none/b.txt", "--format", "html"], "--resume goes on"),
        (["--format", "pdf"], "invalid choice: 'pdf'"),
        (["--language", "xx"], "language"),
    ],
)
def test_usage(
    arguments: list[str], what: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Options that do not go together are wrong usage, in one line after how to use it."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as caught:
        main(["--example", *arguments])
    assert caught.value.code == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "usage: quoteattr [options] FILE..."
    assert what in told[1]
    assert len(told) == 2


def test_output_is_input(tmp_path: Path, capsys: Capture) -> None:
    """A file is not read and written at once."""
    file = tmp_path / "a.jsonl"
    file.write_text("", "utf-8")
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--output", str(file)])
    assert f"{file} is also read" in capsys.readouterr().err


# Going on


def test_resume(folder: Path, lines: list[str], tmp_path: Path) -> None:
    """What is there is not done again, a line that was cut is, and documents that are new come behind."""
    file = tmp_path / "a.jsonl"
    start = "\n".join(lines[:20]) + "\n" + lines[20][:500]
    file.write_text(start, "utf-8")
    assert main([str(folder), "--output", str(file), "--resume"]) == 0
    assert _lines(file) == lines
    before = file.stat()
    assert main([str(folder), "--output", str(file), "--resume"]) == 0
    assert (_lines(file), file.stat().st_ino) == (lines, before.st_ino)
    new = tmp_path / "new.txt"
    new.write_text("“Yes,” said Ann Lee.", "utf-8")
    assert main([str(new), str(folder), "--output", str(file), "--resume", "--workers", "2"]) == 0
    assert (_lines(file)[:-1], _ids(file)[-1]) == (lines, "new")


def test_resume_tells_documents_apart(tmp_path: Path) -> None:
    """Equal texts, equal ids and documents without an id are each done as often as they come."""
    file, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    records = [
        {"text": "a"},
        {"text": "a"},
        {"id": "1", "text": "a"},
        {"id": "1", "text": "b"},
        {"id": "1", "text": "b"},
    ]
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    for done in range(6):
        assert main([str(file), "--output", str(output)]) == 0
        kept = _lines(output)
        output.write_text("".join(line + "\n" for line in kept[:done]), "utf-8")
        assert main([str(file), "--output", str(output), "--resume"]) == 0
        assert _lines(output) == kept


def test_resume_of_another_file(tmp_path: Path, capsys: Capture) -> None:
    """A file of something else is not touched."""
    file = tmp_path / "a.jsonl"
    for content in ('{"id": "a"}\n', "[]\n", "no\n", '{"id": "a", "text": 3}\n'):
        file.write_text(content, "utf-8")
        with pytest.raises(SystemExit) as caught:
            main(["--example", "--output", str(file), "--resume"])
        assert caught.value.code == 2
        assert f"{file}:1 is no document that quoteattr wrote" in capsys.readouterr().err
        assert file.read_text("utf-8") == content


@pytest.mark.skipif(os.name != "posix", reason="no signals to kill by")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed(workers: str, folder: Path, lines: list[str], tmp_path: Path) -> None:
    """Killed again and again and gone on with, the output has every document once, and no process is left."""
    file = tmp_path / "a.jsonl"
    arguments = [*COMMAND, str(folder), "--output", str(file), "--resume", "--workers", workers]
    for kills in range(2):
        run = subprocess.Popen(arguments, start_new_session=True)
        wanted, end = (kills + 1) * sum(map(len, lines)) // 3, time.monotonic() + 60
        while run.poll() is None and (not file.exists() or file.stat().st_size < wanted) and time.monotonic() < end:
            time.sleep(0.005)
        run.kill()
        run.wait(60)
        _wait_for_group(run.pid)
    with file.open("r+b") as stream:  # and a crash in the middle of a line
        stream.truncate(max(file.stat().st_size - 100, 0))
    assert subprocess.run(arguments, timeout=120).returncode == 0
    assert sorted(_lines(file)) == sorted(lines)


def _wait_for_group(group: int) -> None:
    """Wait until no process of a session is left."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.05)
    raise AssertionError("a process is left")


@pytest.mark.skipif(os.name != "posix", reason="no signals to interrupt by")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupted(workers: str, tmp_path: Path) -> None:
    """Control-C ends it with a word, without a trace of a file or a process."""
    given = tmp_path / "in.jsonl"
    given.write_text('{"text": "“a,” said Ann Lee."}\n' * 200_000, "utf-8")
    file = tmp_path / "a.csv"
    arguments = [*COMMAND, str(given), "--output", str(file), "--workers", workers]
    listen = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may not
    run = subprocess.Popen(arguments, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=listen)
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".*.part")) and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.5)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, told) == (130, b"quoteattr: interrupted\n")
    _wait_for_group(run.pid)
    assert list(tmp_path.iterdir()) == [given]


# Several processes


def test_workers(folder: Path, lines: list[str], capsys: Capture) -> None:
    """Several processes give the same lines in the same order, and the same complaints."""
    names = [str(folder), str(folder / "none.txt"), str(folder / "article-000.txt")]
    assert main([*names, "--workers", "2"]) == 1
    captured = capsys.readouterr()
    assert captured.out.split("\n")[:-1] == [*lines, lines[0]]
    assert captured.err == f"quoteattr: {names[1]}: No such file or directory\n"


def test_other_process_ended(tmp_path: Path, capsys: Capture) -> None:
    """Where another process is ended from outside, a word tells so, and there is no half a file."""
    given, file = tmp_path / "in.jsonl", tmp_path / "a.csv"
    given.write_text('{"text": "“a,” said Ann Lee."}\n' * 100_000, "utf-8")

    def end() -> None:
        while not (others := multiprocessing.active_children()):
            time.sleep(0.01)
        others[0].kill()

    ending = threading.Thread(target=end, daemon=True)
    ending.start()
    assert main([str(given), "--output", str(file), "--workers", "2"]) == 1
    ending.join(60)
    assert capsys.readouterr().err.startswith("quoteattr: --workers 2: another process was ended while it worked")
    assert list(tmp_path.iterdir()) == [given]


# Progress and completion


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar with rate and time left is on the screen, nothing of it elsewhere, and complaints stand above it."""
    pytest.importorskip("tqdm")
    monkeypatch.setattr("quoteattr.progress._DELAY", 0)
    monkeypatch.setattr(sys, "stderr", screen := _Screen())
    assert main([str(folder), str(tmp_path / "none.txt"), "--output", str(tmp_path / "a.csv")]) == 1
    shown = screen.getvalue()
    assert "documents" in shown
    assert "B/s" in shown
    assert "quoteattr: " in shown
    assert "No such file" in shown


def test_no_progress(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    """Where standard error is no screen there is no bar."""
    assert main([str(folder), "--output", str(tmp_path / "a.jsonl")]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_completion(shell: str, capsys: Capture) -> None:
    """Shells get what completes the command line."""
    pytest.importorskip("shtab")
    with pytest.raises(SystemExit) as caught:
        main(["--print-completion", shell])
    assert caught.value.code == 0
    assert "annotations" in capsys.readouterr().out


def test_completion_without_shtab(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without shtab, completion says what to install."""
    monkeypatch.setitem(sys.modules, "shtab", None)
    with pytest.raises(SystemExit) as caught:
        main(["--print-completion", "bash"])
    assert caught.value.code == 2
    assert 'pip install "quoteattr[cli]"' in capsys.readouterr().err


def test_table_at_eighty_columns(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table keeps to the columns of the terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["--example", "--format", "table"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) == 80
