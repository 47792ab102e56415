"""The command that makes the weights for novels, on a handful of stories."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

import quoteattr.training.__main__ as training
from quoteattr import Attributor
from quoteattr.fiction import model as fiction
from quoteattr.fiction import novel as path
from quoteattr.training.novels import read_novels

pytest.importorskip("torch")

from quoteattr.training import novel_network

PEOPLE = ["Ana Keller", "Bo Diaz", "Cy Okafor", "Dee Marsh", "Eli Brandt", "Flo Ricci"]
SCENE = '"No," said {0}.\n\n"Why not, {0}?" asked {1}.\n\n"Because it rains."\n\n"It always rains."\n\n'
ORDER = (0, 1, 0, 1)


def _story(number: int) -> dict[str, object]:
    """An annotated story; each has two people of its own."""
    pair = [PEOPLE[number], PEOPLE[(number + 1) % len(PEOPLE)]]
    text = SCENE.format(*pair) * 10
    quotes = []
    at = 0
    for turn in range(4 * 10):
        start = text.index('"', at) + 1
        at = text.index('"', start) + 1
        quotes.append({"spans": [[start, at - 1]], "speaker": pair[ORDER[turn % 4]], "type": "Implicit"})
    characters = [{"name": name, "aliases": [], "gender": "U", "category": "major"} for name in pair]
    return {"id": f"story {number}", "text": text, "characters": characters, "quotes": quotes}


def _train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, epochs: int) -> bytes:
    novels, output = tmp_path / "novels.jsonl", tmp_path / "weights.npy"
    novels.write_text("".join(json.dumps(_story(number)) + "\n" for number in range(len(PEOPLE))), "utf-8")
    monkeypatch.setattr(novel_network, "EPOCHS", epochs)
    monkeypatch.setattr(sys, "argv", ["training", "--genre=fiction", str(output), str(novels), f"--seed={seed}"])
    training.main()
    return output.read_bytes()


def test_same_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed gives the same file, byte by byte; another gives another."""
    first = _train(tmp_path, monkeypatch, seed=1, epochs=1)
    assert _train(tmp_path, monkeypatch, seed=1, epochs=1) == first
    assert _train(tmp_path, monkeypatch, seed=2, epochs=1) != first


def test_trained_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written can be loaded, and has learned who speaks; what unseen stories got is printed."""
    model = fiction.NovelModel.from_bytes(_train(tmp_path, monkeypatch, seed=0, epochs=12))
    printed = capsys.readouterr().out
    assert "story 5" in printed
    assert "named: mean 100.0, standard deviation 0.0" in printed
    assert "from 6 novels" in printed
    monkeypatch.setattr(path, "load", lambda: model)
    document = Attributor(genre="fiction").attribute(SCENE.format("Gus Tamm", "Hal Orr") * 3)
    assert [quote.speaker and quote.speaker.name for quote in document.quotes] == ["Gus Tamm", "Hal Orr"] * 6


def test_network_is_model(tmp_path: Path) -> None:
    """The network that is trained and the model that is used give the same probabilities."""
    file = tmp_path / "novels.jsonl"
    file.write_text(json.dumps(_story(0)), "utf-8")
    (novel,) = read_novels(file)
    weights = novel_network.train([(novel, None)], seed=0)
    scores = fiction.Pass.of(weights).score(novel.describer, None)
    sums = np.zeros(novel.describer.pairs.count)
    np.add.at(sums, novel.describer.pairs.owners, scores)
    assert sums == pytest.approx(np.ones(len(sums)), abs=1e-5)
    assert (scores[novel.right] > 0.5).mean() > 0.9


@pytest.mark.parametrize("line", ["[]", '{"id": "a", "text": ""}', "{"])
def test_refused_novels(line: str, tmp_path: Path) -> None:
    """A file of something else is refused."""
    file = tmp_path / "novels.jsonl"
    file.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(ValueError, match="line 2: no"):
        list(read_novels(file))


@pytest.mark.parametrize("data", [b"", b"PK", fiction.load().to_bytes()[:500]])
def test_refused_weights(data: bytes) -> None:
    """Data that is no model is refused, and so is a model that lacks a part."""
    with pytest.raises(ValueError, match="no weights of quoteattr"):
        fiction.NovelModel.from_bytes(data)


def test_incomplete_weights(tmp_path: Path) -> None:
    """A model that lacks an array is refused."""
    model = fiction.load()
    whole = model.passes[1].arrays(1)
    whole.pop("1_bias")
    with pytest.raises(ValueError, match="the file lacks 1_bias"):
        fiction.Pass.from_arrays(whole, 1)
