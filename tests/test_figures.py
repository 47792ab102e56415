"""The figures of the benchmarks beside the checkout, and their floor."""

import json
import re
from pathlib import Path

import pytest

from quoteattr.evaluation import figures as measuring
from quoteattr.evaluation import floor as floors
from quoteattr.evaluation.corpus import generate
from quoteattr.evaluation.figures import BENCHMARKS, CHECKOUT, Benchmark, benchmarks_beside, figures, to_markdown

DIRECTORY = benchmarks_beside(CHECKOUT)

Capture = pytest.CaptureFixture[str]


@pytest.mark.skipif(DIRECTORY is None, reason="no benchmarks beside the checkout")
@pytest.mark.parametrize("name", floors.load_floor())
def test_floor(name: str) -> None:
    """No figure falls below its floor."""
    assert DIRECTORY is not None
    assert floors.below({name: floors.load_floor()[name]}, {name: figures(name, DIRECTORY)}) == []


def test_floor_file() -> None:
    """The floor is of benchmarks that there are, in the form that the command writes."""
    floor = floors.load_floor()
    assert set(floor) == set(BENCHMARKS)
    assert floors.FLOOR_FILE.read_text("utf-8") == json.dumps(floor, indent=2) + "\n"


def test_figures_page() -> None:
    """The documented figures are those that the floor was raised to."""
    page = floors.PAGE.read_text("utf-8")
    rows = re.findall(r"^\| (\S+) \| (\w+) \| (\S+) \|$", page, re.MULTILINE)
    documented: dict[str, dict[str, float]] = {}
    for name, figure, value in rows:
        documented.setdefault(name, {})[figure] = float(value)
    floor = floors.load_floor()
    assert floors.moved(floor, documented) == floor


def _benchmark(directory: Path) -> None:
    """One text, a scoring script that counts what it is given, and answers that it ignores."""
    text = "‘One,’ said Ann Lee. “Two ‘three’,” she said. «Four,» she said."
    (directory / "gold.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n", "utf-8")
    (directory / "tools").mkdir()
    (directory / "tools/score.py").write_text(
        "import json\n\n"
        "def lines(path):\n"
        "    return [json.loads(path.read_text('utf-8'))]\n\n"
        "def count(gold, predicted):\n"
        "    quotes = predicted[gold[0]['id']]['quotes']\n"
        "    return {'span_p': len(quotes), 'span_f1': 5, 'texts': '|'.join(quote['text'] for quote in quotes)}\n",
        "utf-8",
    )


def test_unmarked_quotations_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only quotations in marks that the annotators looked for are scored; the figures of all stand beside."""
    _benchmark(tmp_path)
    every, double = Benchmark("count", "gold.jsonl", "gold.jsonl"), Benchmark("count", "gold.jsonl", "gold.jsonl", "“")
    monkeypatch.setattr(measuring, "BENCHMARKS", {"every": every, "double": double})
    texts = "‘One,’|“Two ‘three’,”|‘three’|«Four,»"
    assert figures("every", tmp_path) == {"span_p": 4, "span_f1": 5, "texts": texts}
    assert figures("double", tmp_path) == {
        "span_p": 1,
        "span_f1": 5,
        "texts": "“Two ‘three’,”",
        "span_p_all_marks": 4,
        "span_f1_all_marks": 5,
    }


def test_figures_command(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """The command prints the figures of all benchmarks, or of those that are named."""
    monkeypatch.setattr(measuring, "benchmarks_beside", lambda checkout: checkout)
    monkeypatch.setattr(measuring, "figures", lambda name, directory: {"f1": len(name)})
    assert measuring.main([]) == 0
    assert capsys.readouterr().out == to_markdown({name: {"f1": len(name)} for name in BENCHMARKS}) + "\n"
    assert measuring.main(["seeds"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["| seeds | f1 | 5 |"]


@pytest.mark.parametrize(("argument", "what"), [("none", "no benchmark none"), ("seeds", "no benchmarks beside")])
def test_figures_command_refuses(argument: str, what: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A benchmark that there is not, and a checkout without any, are wrong usage."""
    monkeypatch.setattr(measuring, "benchmarks_beside", lambda checkout: None)
    with pytest.raises(SystemExit) as caught:
        measuring.main([argument])
    assert caught.value.code == 2
    assert what in capsys.readouterr().err


def test_no_benchmarks(tmp_path: Path) -> None:
    """A checkout without benchmarks beside it has none."""
    assert benchmarks_beside(tmp_path) is None


@pytest.mark.parametrize(
    ("arguments", "now", "status", "after"),
    [
        ([], 88.38, 0, 88.3),
        ([], 87.0, 0, 87.0),
        ([], 86.99, 1, 87),
        (["--lower"], 86.99, 0, 86.9),
        (["--lower"], 90, 0, 90.0),
    ],
)
def test_floor_moves(
    arguments: list[str],
    now: float,
    status: int,
    after: float,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    """The floor rises with the figures, and falls only when told so."""
    file, page = tmp_path / "floor.json", tmp_path / "figures.md"
    file.write_text('{"news": {"f1": 87}}', "utf-8")
    before = "A\n\n| benchmark | figure | |\n|---|---|---|\n| news | f1 | 1 |\n\n| other | table |\n"
    page.write_text(before, "utf-8")
    monkeypatch.setattr(floors, "FLOOR_FILE", file)
    monkeypatch.setattr(floors, "PAGE", page)
    monkeypatch.setattr(floors, "benchmarks_beside", lambda checkout: checkout)
    monkeypatch.setattr(floors, "figures", lambda name, directory: {"f1": now, "other": 3})
    assert floors.main(arguments) == status
    assert json.loads(file.read_text("utf-8")) == {"news": {"f1": after}}
    assert ("news f1 is 86.99, its floor 87" in capsys.readouterr().out) == (status == 1)
    rows = f"| news | f1 | {now} |\n| news | other | 3 |"
    assert page.read_text("utf-8") == (before if status else before.replace("| news | f1 | 1 |", rows))


def test_floor_without_benchmarks(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Without benchmarks the floor cannot be moved."""
    monkeypatch.setattr(floors, "benchmarks_beside", lambda checkout: None)
    with pytest.raises(SystemExit) as caught:
        floors.main([])
    assert caught.value.code == 2
    assert "no benchmarks" in capsys.readouterr().err


def test_corpus() -> None:
    """Generated articles are the same for the same seed, differ between seeds, and leave no slot open."""
    texts = list(generate(20, seed=1))
    assert texts == list(generate(20, seed=1))
    assert texts != list(generate(20, seed=2))
    assert len(set(texts)) == 20
    assert not any("{" in text or "}" in text for text in texts)
    assert all(1000 < len(text) < 12_000 for text in texts)
