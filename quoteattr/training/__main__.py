"""Makes the weights, from annotated articles and from those of ``texts/``, or from annotated novels.

python -m quoteattr.training quoteattr/weights/news.npy news-train.jsonl
python -m quoteattr.training --genre fiction quoteattr/weights/fiction.npy fiction-train.jsonl
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..discourse import choose
from ..marks import scan
from ..paragraphs import split_paragraphs
from ..ranking.candidates import Candidates, find_candidates
from ..ranking.features import between_patterns, describe, table_sizes
from ..ranking.model import CURVE, TABLES, Model
from ..ranking.vocabulary import Vocabulary
from ..reading.around import Reading, read
from .calibration import confidence_curve
from .gold import Article, is_right, read_articles, right_choices
from .markup import own_articles
from .novels import cross_validation, make_novel_model, read_novels

if TYPE_CHECKING:
    from .network import Example

#: In fewer articles, a word tells more of their topics than of how people are quoted.
WORD_IN_ARTICLES = 60
PATTERN_IN_ARTICLES = 4
#: To calibrate confidence, each part of the articles is answered by a network trained on the others. Articles that
#: stand together in a file, and so are of one source or kind, go to one part.
FOLDS = 3
BLOCK = 10


def read_article(article: Article) -> tuple[Article, Reading, Candidates]:
    """An article with what the library reads in it."""
    text = article["text"]
    paragraphs = split_paragraphs(text)
    spans = [span for span in scan(text, paragraphs=paragraphs) if span.depth == 0]
    reading = read(text, spans, [(start, end, number) for number, (start, end) in enumerate(paragraphs)])
    return article, reading, find_candidates(reading)


def learn_vocabulary(read_articles: Sequence[tuple[Article, Reading, Candidates]]) -> Vocabulary:
    """The words and patterns that enough articles have."""
    in_articles: Counter[str] = Counter()
    for _, reading, _ in read_articles:
        tokens = reading.tokens
        in_articles.update(
            {word for word, tag in zip(tokens.words, tokens.tags, strict=True) if _is_general(word, tag)}
        )
    words = sorted(word for word, count in in_articles.items() if count >= WORD_IN_ARTICLES)
    vocabulary = Vocabulary(words, [])
    with_pattern: Counter[int] = Counter()
    for _, reading, candidates in read_articles:
        codes = between_patterns(reading, candidates, vocabulary)
        with_pattern.update(set(codes[codes >= 0].tolist()))
    return Vocabulary(words, sorted(code for code, count in with_pattern.items() if count >= PATTERN_IN_ARTICLES))


def _is_general(word: str, tag: str) -> bool:
    return tag not in "PCZ\n" and word.replace("'", "").isalpha()


def make_model(articles: Sequence[Article], seed: int) -> Model:
    """Train a model.

    Args:
        articles: Annotated articles.
        seed: Of all that is drawn by chance.
    """
    from .network import Example  # PyTorch comes with quoteattr[train]

    ready = [item for item in map(read_article, articles) if len(item[2].quotations)]
    vocabulary = learn_vocabulary(ready)
    examples = [
        Example(describe(reading, candidates, vocabulary), candidates, right_choices(article, reading, candidates))
        for article, reading, candidates in ready
    ]
    model = _train(vocabulary, examples, seed)
    probabilities, right = [], []
    block = BLOCK if len(ready) >= FOLDS * BLOCK else 1
    for fold in range(FOLDS):
        folds = [place // block % FOLDS for place in range(len(ready))]
        held = [place for place, own in enumerate(folds) if own == fold]
        others = [example for example, own in zip(examples, folds, strict=True) if own != fold]
        unseeing = _train(vocabulary, others or examples, seed)
        for place in held:
            article, reading, candidates = ready[place]
            scores = unseeing.score(examples[place].features, candidates)
            choices = choose(scores, candidates, [len(reading.spans)], lambda share: share)
            for span, choice in zip(reading.spans, choices, strict=True):
                mention = None if choice.mention is None else reading.extent(choice.mention)
                if (verdict := is_right(article, (span.start, span.end), mention)) is not None:
                    probabilities.append(choice.confidence)
                    right.append(verdict)
    curve = dict(zip(CURVE, confidence_curve(probabilities, right), strict=True))
    return model._replace(weights=model.weights | curve)


def _train(vocabulary: Vocabulary, examples: Sequence[Example], seed: int) -> Model:
    from .network import train

    sizes = dict(zip(TABLES, table_sizes(vocabulary), strict=True))
    return Model.of(vocabulary, train(examples, sizes, seed).arrays())


def main() -> None:
    """Train on the articles and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training", description=__doc__)
    parser.add_argument("output", type=Path, help="the .npy file to write")
    parser.add_argument("articles", type=Path, nargs="+", help="annotated articles or novels, one JSON object a line")
    parser.add_argument("--genre", choices=("news", "fiction"), default="news", help="what they are (default: news)")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.genre == "fiction":
        novels = [novel for path in arguments.articles for novel in read_novels(path)]
        novel_model, answers = make_novel_model(novels, arguments.seed)
        print(cross_validation(novels, answers))
        data = novel_model.to_bytes()
        arguments.output.write_bytes(data)
        print(f"{arguments.output}: {len(data) / 1e6:.2f} MB from {len(novels)} novels")
        return
    articles = [article for path in arguments.articles for article in read_articles(path)]
    articles += own_articles()
    data = make_model(articles, arguments.seed).to_bytes()
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data) / 1e6:.2f} MB from {len(articles)} articles")


if __name__ == "__main__":
    main()
