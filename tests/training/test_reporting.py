"""The command that makes the weights of reported speech, on a handful of sentences."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

import quoteattr.training.indirect as training
from quoteattr.indirect.clauses import Batch, read_clauses
from quoteattr.indirect.model import ARRAYS, Model
from quoteattr.indirect.sentences import describe, mention_marks, split_sentences
from quoteattr.training.gold import Article
from quoteattr.training.reports import Report, cue_token, sentences_of

torch = pytest.importorskip("torch")

from quoteattr.training import reporting  # noqa: E402, it needs PyTorch

NAMES = ["Ana Keller", "Bo Diaz", "The mayor", "She", "Flo Ricci"]
SAID = ["the wall would hold", "nobody had asked", "it was too late", "the boats were back", "the fund was empty"]


def _article(name: str, said: str) -> Article:
    text = f"The rain went on. {name} said that {said}. It was “{said}” then, {name} wrote."
    start, cue, content = text.index(name), text.index("said"), text.index("that " + said)
    behind, piece = text.rindex(name), text.index("“")
    return {
        "text": text,
        "quoted": [[piece, piece + len(said) + 2]],
        "attributions": [
            {
                "source": [[start, start + len(name)]],
                "cue": [[cue, cue + 4]],
                "content": [[content, content + len(said) + 5]],
                "quoted": [],
                "same_speaker": [],
            },
            {
                "source": [[behind, behind + len(name)]],
                "cue": [[len(text) - 6, len(text) - 1]],
                "content": [[piece - 7, behind - 2]],
                "quoted": [[piece, piece + len(said) + 2]],
                "same_speaker": [],
            },
        ],
    }


ARTICLES = [_article(name, said) for name in NAMES for said in SAID]


def _train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, seed: int, epochs: int) -> bytes:
    articles, output = tmp_path / "articles.jsonl", tmp_path / "weights.npy"
    articles.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES), "utf-8")
    monkeypatch.setattr(reporting, "EPOCHS", epochs)
    monkeypatch.setattr(reporting, "BATCH", 100)
    monkeypatch.setattr(reporting, "AVERAGED", 0.5)
    monkeypatch.setattr(sys, "argv", ["indirect", str(output), str(articles), f"--seed={seed}"])
    training.main()
    return output.read_bytes()


def test_same_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed gives the same file, byte by byte; another gives another."""
    first = _train(tmp_path, monkeypatch, seed=1, epochs=1)
    assert _train(tmp_path, monkeypatch, seed=1, epochs=1) == first
    assert _train(tmp_path, monkeypatch, seed=2, epochs=1) != first


def test_trained_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written can be loaded, and has learned who says what."""
    model = Model.from_bytes(_train(tmp_path, monkeypatch, seed=0, epochs=25))
    assert "from 25 articles" in capsys.readouterr().out
    article = ARTICLES[0]
    reading = training.read_article(article)
    clauses, around = read_clauses(model, reading, [0])
    best = max(clauses, key=lambda clause: clause.evidence)
    said = reading.tokens.starts[best.first], reading.tokens.ends[best.last - 1]
    assert training.is_right(said, reading.extent(best.mention), article["attributions"][0])
    first, last = around[0]
    assert article["text"][reading.tokens.starts[first] : reading.tokens.ends[last - 1]] == (
        "It was “the wall would hold” then"
    )


def test_reports() -> None:
    """An attribution is learned by the tokens of its sentence."""
    reading = training.read_article(ARTICLES[0])
    sentences = list(sentences_of(ARTICLES[0], reading, training.learn_words([reading])))
    assert [len(sentence.reports) for sentence in sentences] == [0, 1, 1]
    assert sentences[1].reports == [Report(2, (3, 7), [0], False)]
    assert sentences[2].utterances == [(2, 0, 3)]


def test_cue_token() -> None:
    """A cue of several words stands by its verb, else its noun, else its first word."""
    reading = training.read_article({"text": "Lind has never denied it. In a statement: no."})
    words = reading.tokens.words
    assert words[cue_token(reading, words.index("has"), words.index("it"))] == "denied"
    assert words[cue_token(reading, words.index("in"), words.index(":"))] == "statement"
    assert words[cue_token(reading, words.index(":"), words.index(":") + 1)] == ":"


def test_network_is_model() -> None:
    """The network that is trained and the model that is used give tokens the same states."""
    reading = training.read_article(ARTICLES[0])
    words = training.learn_words([reading])
    network = reporting.Network(words.table_size, len(words.vocabulary.words) + 1).eval()
    model = Model(words, network.arrays())
    assert set(model.weights) == set(ARRAYS) - {"probability", "least"}
    extents = split_sentences(reading.tokens)
    lengths = extents[:, 1] - extents[:, 0]
    rows = [describe(reading, words)[slice(*extent)] for extent in extents]
    filled = np.zeros((len(rows), lengths.max(), rows[0].shape[1]), np.int64)
    for line, own in zip(filled, rows, strict=True):
        line[: len(own)] = own
    trained = network.encode(torch.from_numpy(filled), torch.from_numpy(lengths)).detach().numpy()
    count = len(reading.tokens)
    vectors = model.embed(reading, 0, count, mention_marks(reading.lines, count))
    states = model.encode(vectors, lengths)
    batch = Batch(extents, states)
    for number, (first, length) in enumerate(zip(batch.firsts, batch.lengths, strict=True)):
        assert states[first : first + length] == pytest.approx(trained[number, :length], abs=1e-5)
