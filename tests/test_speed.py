"""The measuring of speed: each part measures what it says, on little."""

import subprocess
import sys
from pathlib import Path

import pytest

from quoteattr.evaluation.speed import __main__ as command
from quoteattr.evaluation.speed import growth, start, throughput, timing

TEXTS = ["“Yes,” said Ann Lee.", "No é."]


def test_turns() -> None:
    """Works take turns, after one turn to warm up."""
    done: list[int] = []
    seconds = timing.median_seconds(2, lambda: done.append(1), lambda: done.append(2))
    assert done == [1, 2] * 3
    assert all(0 <= spent < 1 for spent in seconds)


def test_beside_tokenizer() -> None:
    """All of the texts are counted and timed, and the ratios are of the figures beside them."""
    text = "\n\n".join(TEXTS * 50)  # long, so that three decimals tell its speed
    figures = dict(throughput.beside_tokenizer([text] * 4, repeats=1))
    assert figures["documents"] == "4"
    assert float(figures["megabytes"]) == pytest.approx(4 * len(text.encode()) / 1e6, abs=0.001)
    for name in ("attribute", "attribute(indirect=True)"):
        ratio = float(figures[f"{name}, MB/s"]) / float(figures["tokenizer, MB/s"])
        assert float(figures[f"{name} / tokenizer"]) == pytest.approx(ratio, rel=0.2)


def test_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same texts go through one worker, through two, and a half each through two processes that wait for nobody."""
    texts = ["\n\n".join(TEXTS * 100)] * 40
    monkeypatch.setattr(throughput, "_MUCH", sum(map(len, texts)))
    one, two, apart, ratio, ceiling = map(float, dict(throughput.with_workers(texts, repeats=1)).values())
    assert ratio == pytest.approx(one / two, rel=0.2)
    assert ceiling == pytest.approx(one / apart, rel=0.2)


def test_starting() -> None:
    """Importing the package takes longer than importing nothing but what it builds on."""
    *times, ratio, first = map(float, dict(start.starting(1)).values())
    assert all(spent > 0 for spent in times)
    assert first > 0
    assert ratio == pytest.approx(times[1] / times[0], rel=0.01)


def test_long_texts() -> None:
    """Long texts hold one article after the other, as many as asked for."""
    assert list(growth.long_texts(["one", "two", "é"], 8)) == ["one\n\ntwo"]
    assert list(growth.long_texts(["one", "two", "é"], 8, 16)) == ["one\n\ntwo", "é\n\none"]


def test_growing_time() -> None:
    """Each size is timed over the same articles."""
    figures = dict(growth.growing_time(TEXTS * 3, 1, (1 << 10, 1 << 12)))
    assert list(figures) == ["texts of 1 KB, ns a byte", "texts of 4 KB, ns a byte", "time a byte, around its middle"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read where Linux tells it")
def test_growing_memory() -> None:
    """Longer texts take more memory, without what is reported and with it."""
    figures = dict(growth.growing_memory(TEXTS, (1 << 10, 1 << 18)))
    assert len(figures) == 2
    assert all(float(value) > 1 for value in figures.values())
    assert growth.peak() > 1 << 20


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command measures the parts that are asked for, over the texts of a file of lines."""
    monkeypatch.setattr(command.growth, "growing_time", lambda articles, repeats: [("articles", str(len(articles)))])
    file, articles = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    file.write_text('{"text": "“Yes,” said Ann Lee."}\n', "utf-8")
    articles.write_text('{"text": "a"}\n' * 3, "utf-8")
    assert command.main([str(file), "--articles", str(articles), "--only", "tokenizer", "time", "--repeats=1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["documents", "1"]
    assert lines[-1].split() == ["articles", "3"]


@pytest.mark.parametrize(
    ("lines", "option", "complaint"),
    [
        ('{"text": "a"}\n{}\n', "--repeats=1", "1 of 2 lines"),
        ('{"text": ""}\n', "--repeats=1", "nothing to measure"),
        ('{"text": "a"}\n', "--repeats=0", "--repeats is 0"),
    ],
)
def test_command_of_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, option: str, complaint: str
) -> None:
    """A file that cannot be read whole, or holds nothing, is not timed; nor is anything no times."""
    file = tmp_path / "a.jsonl"
    file.write_text(lines, "utf-8")
    with pytest.raises(SystemExit) as caught:
        command.main([str(file), option])
    assert caught.value.code == 2
    assert complaint in capsys.readouterr().err


def test_one_thread() -> None:
    """The command runs with numeric libraries kept to one thread."""
    done = subprocess.run(
        [sys.executable, "-m", "quoteattr.evaluation.speed", "--help"], capture_output=True, check=True
    )
    assert b"--only" in done.stdout
