"""Makes the weights of reported speech from annotated articles.

python -m quoteattr.training.indirect quoteattr/weights/indirect.npy news-train.jsonl
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..indirect.clauses import EVIDENCE, Clause, distinct, read_clauses
from ..indirect.model import Model
from ..indirect.sentences import Words, ending, stem
from ..marks import scan
from ..paragraphs import split_paragraphs
from ..ranking.vocabulary import Vocabulary
from ..reading.around import Reading, read
from .gold import Article, Interval, overlap, read_articles, similarity
from .reports import sentences_of

#: In fewer articles, a word, its stem or its ending has no weights of its own; names and numbers never have.
WORD_IN_ARTICLES = 3
ENDING_IN_ARTICLES = 50
#: To tell what answers are worth, every fifth block of articles is answered by a network that has not learned from it.
PARTS = 5
BLOCK = 10
_SAME = 0.5  # of the union of two spans, their common part
_STEPS = 50


def read_article(article: Article) -> Reading:
    """What the library reads in an article."""
    text = article["text"]
    paragraphs = split_paragraphs(text)
    spans = [span for span in scan(text, paragraphs=paragraphs) if span.depth == 0]
    return read(text, spans, [(start, end, number) for number, (start, end) in enumerate(paragraphs)])


def learn_words(readings: Sequence[Reading]) -> Words:
    """The words and endings that enough articles have."""
    words: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    endings: Counter[str] = Counter()
    for reading in readings:
        tokens = reading.tokens
        general = {word for word, tag in zip(tokens.words, tokens.tags, strict=True) if _is_general(word, tag)}
        words.update(general)
        stems.update({stem(word) for word in general})
        endings.update({ending(word) for word in general} - {""})
    return Words(
        Vocabulary(_frequent(words, WORD_IN_ARTICLES), []),
        _frequent(stems, WORD_IN_ARTICLES),
        _frequent(endings, ENDING_IN_ARTICLES),
    )


def _is_general(word: str, tag: str) -> bool:
    return tag not in "PCZ\n" and word.replace("'", "").isalpha()


def _frequent(counts: Counter[str], least: int) -> list[str]:
    return sorted(form for form, count in counts.items() if count >= least)


def make_model(articles: Sequence[Article], seed: int) -> Model:
    """Train a model.

    Args:
        articles: Annotated articles.
        seed: Of all that is drawn by chance.
    """
    readings = [read_article(article) for article in articles]
    words = learn_words(readings)
    block = BLOCK if len(articles) >= PARTS * BLOCK else 1
    held = [place for place in range(len(articles)) if place // block % PARTS == 0]
    others = [place for place in range(len(articles)) if place // block % PARTS]
    unseeing = _train([articles[place] for place in others], [readings[place] for place in others], words, seed)
    sure = _calibrate(unseeing, [articles[place] for place in held], [readings[place] for place in held])
    return Model(words, _train(articles, readings, words, seed).weights | sure)


def _train(articles: Sequence[Article], readings: Sequence[Reading], words: Words, seed: int) -> Model:
    from .reporting import train  # PyTorch comes with quoteattr[train]

    sentences = [
        sentence
        for article, reading in zip(articles, readings, strict=True)
        for sentence in sentences_of(article, reading, words)
    ]
    return Model(words, train(sentences, words.table_size, len(words.vocabulary.words) + 1, seed).arrays())


def _calibrate(
    model: Model, articles: Sequence[Article], readings: Sequence[Reading]
) -> dict[str, npt.NDArray[np.float32]]:
    """What the evidence of a clause is worth, and the probability from which on a clause is told."""
    found = [read_clauses(model, reading)[0] for reading in readings]
    reported = [[each for each in article["attributions"] if is_reported(each)] for article in articles]
    right = [
        [
            any(is_right(_said(clause, reading), reading.extent(clause.mention), each) for each in gold)
            for clause in clauses
        ]
        for clauses, reading, gold in zip(found, readings, reported, strict=True)
    ]
    evidence = [clause.evidence for clauses in found for clause in clauses]
    verdicts = np.array([verdict for part in right for verdict in part], np.float64)
    weights = _logistic_regression(np.array(evidence, np.float64).reshape(-1, EVIDENCE), verdicts)
    judged = Model(model.words, {"probability": weights.astype(np.float32)})
    told: list[tuple[float, bool]] = []
    for clauses, part in zip(found, right, strict=True):
        chances = judged.sure([clause.evidence for clause in clauses]).tolist()
        told += [(chances[number], part[number]) for number in distinct(clauses, chances)]
    told.sort(key=lambda answer: -answer[0])
    hits = np.cumsum([verdict for _, verdict in told])
    balance = 2 * hits / (np.arange(1, len(told) + 1) + sum(map(len, reported)))
    least = told[int(balance.argmax())][0] if told else 1.0
    return judged.weights | {"least": np.array([least], np.float32)}


def _said(clause: Clause, reading: Reading) -> Interval:
    return reading.tokens.starts[clause.first], reading.tokens.ends[clause.last - 1]


def is_reported(attribution: Article) -> bool:
    """Whether an attribution is of somebody, and has nothing in marks."""
    return bool(attribution["source"] and attribution["content"] and not attribution["quoted"])


def is_right(said: Interval, mention: Interval, attribution: Article) -> bool:
    """Whether a clause is what an attribution says, and its mention names who says it."""
    content = attribution["content"][0][0], attribution["content"][-1][1]
    same = similarity(said, content) >= _SAME
    return same and any(overlap(mention, (start, end)) for start, end in attribution["source"])


def _logistic_regression(columns: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Weights of the columns, and a bias behind them, by Newton's method with a slight pull towards 0."""
    columns = np.append(columns, np.ones((len(columns), 1)), axis=1)
    weights = np.zeros(columns.shape[1])
    pull = np.eye(columns.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (right - chances) - weights
        curve = (columns * (chances * (1 - chances))[:, None]).T @ columns + pull
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Train on the articles and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.indirect", description=__doc__)
    parser.add_argument("output", type=Path, help="the .npy file to write")
    parser.add_argument("articles", type=Path, nargs="+", help="annotated articles, one JSON object a line")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    articles = [article for path in arguments.articles for article in read_articles(path)]
    data = make_model(articles, arguments.seed).to_bytes()
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data) / 1e6:.2f} MB from {len(articles)} articles")


if __name__ == "__main__":
    main()
