"""The command that makes the weights, on a handful of articles."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

import quoteattr.training.__main__ as training
from quoteattr.attributor import Attributor
from quoteattr.ranking import model as ranking
from quoteattr.ranking.features import describe, table_sizes
from quoteattr.training.markup import parse

pytest.importorskip("torch")

from quoteattr.training import network

PEOPLE = ["Ana Keller", "Bo Diaz", "Cy Okafor", "Dee Marsh", "Eli Brandt", "Flo Ricci"]
MARKED = """\
The council met in Harwick on Monday. <q by="1">“We paid for fifty years,”</q> said <s id="1" who="{0}">{0}</s>.

<q by="1">“We got six.”</q> The film <q>“January Wall”</q> was shown in {2} Hall.

<s id="2" who="{1}">{1}</s> told reporters: <q by="2">“The wall stays closed.”</q>
"""
TEXT = "“The boats came back at noon,” said Gus Tamm."


def _train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, seed: int, epochs: int = 2) -> bytes:
    """What the command writes, few rounds over articles of this module only."""
    lines = [parse(MARKED.format(*PEOPLE[number:], *PEOPLE[:number])) for number in range(len(PEOPLE))]
    articles, output = tmp_path / "articles.jsonl", tmp_path / "weights.npy"
    articles.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    monkeypatch.setattr(network, "EPOCHS", epochs)
    monkeypatch.setattr(training, "WORD_IN_ARTICLES", 3)
    monkeypatch.setattr(training, "PATTERN_IN_ARTICLES", 3)
    monkeypatch.setattr(training, "BLOCK", 1)
    monkeypatch.setattr(training, "own_articles", list)
    monkeypatch.setattr(sys, "argv", ["training", str(output), str(articles), f"--seed={seed}"])
    training.main()
    return output.read_bytes()


def test_same_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed gives the same file, byte by byte; another gives another."""
    first = _train(tmp_path, monkeypatch, seed=1)
    assert _train(tmp_path, monkeypatch, seed=1) == first
    assert _train(tmp_path, monkeypatch, seed=2) != first


def test_trained_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written can be loaded, and has learned who says what."""
    model = ranking.Model.from_bytes(_train(tmp_path, monkeypatch, seed=0, epochs=40))
    assert "from 6 articles" in capsys.readouterr().out
    monkeypatch.setattr(ranking, "load", lambda: model)
    document = Attributor().attribute(TEXT)
    assert [quote.speaker and quote.speaker.name for quote in document.quotes] == ["Gus Tamm"]


def test_refused_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of something else is refused before anything is written."""
    articles, output = tmp_path / "articles.jsonl", tmp_path / "weights.npy"
    articles.write_text('{"text": ""}\n', "utf-8")
    monkeypatch.setattr(sys, "argv", ["training", str(output), str(articles)])
    with pytest.raises(ValueError, match="line 1: lacks attributions, quoted"):
        training.main()
    assert not output.exists()


def test_network_is_model() -> None:
    """The network that is trained and the model that is used give the same probabilities."""
    article = training.read_article(parse(MARKED.format(*PEOPLE)))
    vocabulary = training.learn_vocabulary([article])
    _, reading, candidates = article
    features = describe(reading, candidates, vocabulary)
    trained = network.Network(dict(zip(network.TABLES, table_sizes(vocabulary), strict=True))).eval()
    batch = network._batch([network.Example(features, candidates, np.zeros(0, np.bool_))])
    powers = np.exp(trained(batch).detach().numpy())
    scores = ranking.Model.of(vocabulary, trained.arrays()).score(features, candidates)
    found = np.concatenate([scores.pairs, scores.nobody, scores.repeats, scores.follows])
    for number in range(len(reading.spans)):
        own = batch.owners.numpy() == number
        assert found[own] == pytest.approx(powers[own] / powers[own].sum(), abs=0.01)  # the model has 8 bits a weight
