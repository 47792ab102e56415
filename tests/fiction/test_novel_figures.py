"""Measuring novels: what is given to the library, the worst of them, and what confidence is worth."""

import json
import sys
from pathlib import Path

import pytest

from quoteattr.evaluation import confidence
from quoteattr.evaluation import figures as measuring
from quoteattr.evaluation.figures import Benchmark, figures, known

TEXT = '"You are late," said Ann Lee.\n\n"The boat was late," said Bo Diaz.\n'
NOVEL = {
    "id": "a",
    "text": TEXT,
    "characters": [{"name": "Ann", "aliases": ["Ann Lee"], "gender": "F"}, {"name": "Bo Diaz", "aliases": []}],
    "quotes": [{"spans": [[1, 14]], "speaker": "Ann"}, {"spans": [[32, 50]], "speaker": "Bo Diaz"}],
}
SCRIPT = """
import json

def lines(path):
    return {"a": json.loads(path.read_text("utf-8"))}

def names(gold, predicted):
    names = [quote["speaker"]["name"] for quote in predicted["a"]["quotes"]]
    return {"names": ", ".join(names), "by_novel": {"a": 80.0, "b": 70.5}}
"""


def test_known() -> None:
    """Characters and quotations of the annotators, as the library takes them."""
    assert known(NOVEL) == {"characters": NOVEL["characters"], "spans": [(1, 14), (32, 50)]}


@pytest.mark.parametrize(("given", "names"), [(True, "Ann, Bo Diaz"), (False, "Ann Lee, Bo Diaz")])
def test_given(given: bool, names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A benchmark may give what the annotators know; the worst novel is a figure."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/score.py").write_text(SCRIPT, "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(NOVEL), "utf-8")
    monkeypatch.setattr(measuring, "BENCHMARKS", {"a": Benchmark("names", "gold.jsonl", "gold.jsonl", given=given)})
    scores = figures("a", tmp_path)
    assert (scores["names"], scores["worst_novel"]) == (names, 70.5)


def test_confidence_of_novels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says what confidence is worth in novels."""
    file = tmp_path / "novels.jsonl"
    file.write_text(json.dumps(NOVEL) + "\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["confidence", "--genre=fiction", str(file)])
    confidence.main()
    printed = capsys.readouterr().out
    assert "novels: 2 answers" in printed
    assert "| 0.0 | 100.0% | 100.0% |" in printed
