"""Makes ``lexicons/antecedents.tsv``, the weights for the antecedents of pronouns, from annotated texts.

    python -m quoteattr.training.antecedents OUTPUT TEXTS.jsonl...

Articles say who each source is by ``same_speaker``, all mentions of the same one, or by ``name``; the package's own
articles are added to them. Novels say it by ``characters`` and ``quotes``. Each genre has weights of its own.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from .. import discourse
from ..characters import to_characters
from ..lexicons import words
from ..marks import QuotedSpan, scan
from ..paragraphs import split_paragraphs
from ..ranking import model as ranking
from ..ranking.candidates import find_candidates
from ..ranking.features import describe
from ..reading.around import Reading, read
from ..speakers.cast import Cast
from ..speakers.entities import Entity
from ..speakers.names import Gender
from ..speakers.parts import PRONOUNS
from ..speakers.pronouns import Focus, cells, gender_of
from .gold import Article
from .markup import own_articles

_STEPS = 500
_RATE = 0.02
_DECAY = 2e-4
_SURE = 0.8  # confidence from which the ranker is believed about the mention beside a novel's quotation
_DOUBT = 0.2  # probability below which an example is taken for an error of the annotation
_OWN = 3  # times that the package's own articles count, which people have annotated
_MOST = 0.7  # of the names of a chain that have one surname, or it is not trusted
_PRONOUNS = {*words("subject_pronoun"), *words("object_pronoun"), *words("possessive"), "himself", "herself", "who"}
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s)*([A-Z][\w’'-]+?)(?:[’']s)?")

#: All that may speak for or against an antecedent, in order, each with its number.
FEATURES = {name: number for number, name in enumerate(dict.fromkeys(name for cell in cells() for name in cell))}


@attrs.frozen
class Example:
    """A pronoun: what speaks for each candidate, and which of them it stands for."""

    features: Sequence[Sequence[int]]
    right: Sequence[bool]


@attrs.frozen
class Known:
    """Whom a pronoun stands for: a surname or a character's name, or else where the same one is mentioned."""

    name: str | None
    spans: frozenset[tuple[int, int]] = frozenset()

    def fits(self, entity: Entity, spans: set[tuple[int, int]]) -> bool:
        """Whether it stands for this one, whose mentions are these."""
        if entity.character:
            return entity.character.name == self.name
        if self.name and not entity.described:
            return entity.proper[-1] == self.name
        return bool(spans & self.spans)


class Collector(Focus):
    """Collects examples, and lets each pronoun stand for the one that it is known to stand for."""

    def __init__(self, reading: Reading, known: Mapping[int, Known], novel: bool) -> None:
        super().__init__(reading, novel)
        self._known = known
        self._spans: dict[str, set[tuple[int, int]]] = collections.defaultdict(set)
        self._collected = 0
        self.examples: list[Example] = []

    def antecedent(self, owners: Sequence[Entity | None], number: int, gender: Gender, source: bool) -> Entity | None:
        """The one that the annotation names, if it is among the candidates."""
        if number in self._known:
            self._collect(owners, number)
            found = list(self.candidates(number, gender, source))
            right = [self._known[number].fits(entity, self._spans[entity.key]) for entity, *_ in found]
            features = [[FEATURES[name] for cell in numbers for name in cells()[cell]] for _, *numbers in found]
            self.examples.append(Example(features, right))
            if any(right):
                return found[right.index(True)][0]
        return super().antecedent(owners, number, gender, source)

    def _collect(self, owners: Sequence[Entity | None], number: int) -> None:
        """Note where those named up to a mention are named, other than by a pronoun that tells a gender."""
        for named in range(self._collected, number):
            first, last, entity = self._firsts[named], self._lasts[named], owners[named]
            starts, ends = self._tokens.starts, self._tokens.ends
            pronoun = self._types[named] in PRONOUNS and gender_of(self._tokens.words[first])
            if entity is not None and not pronoun:
                self._spans[entity.key].add((starts[first], ends[last - 1]))
        self._collected = number


def from_article(article: Article) -> list[Example]:
    """The pronouns among the sources of an article."""
    text = article["text"]
    reading, _ = _read(text)
    tokens = reading.tokens
    at = {tokens.starts[mention.first]: number for number, mention in enumerate(reading.mentions)}
    known, sources = {}, set()
    for attribution in article["attributions"]:
        for start, _ in attribution["source"][:1]:
            if start in at:
                sources.add(at[start])
                spans = frozenset((a, b) for a, b in attribution["same_speaker"])
                forms = [attribution["name"]] if "name" in attribution else [text[a:b] for a, b in sorted(spans)]
                known[at[start]] = Known(_surname(forms), spans)
    collector = Collector(reading, known, novel=False)
    Cast(reading, sources=sources).resolve(collector)
    return collector.examples


def from_novel(novel: Mapping[str, Any], model: ranking.Model) -> list[Example]:
    """The pronouns that the ranker is sure of, beside the quotations that have one."""
    reading, spans = _read(novel["text"])
    candidates = find_candidates(reading)
    scores = model.score(describe(reading, candidates, model.vocabulary), candidates)
    choices = discourse.choose(scores, candidates, [len(spans)], model.confidence)
    quotes = novel["quotes"]
    starts = [quote["spans"][0][0] for quote in quotes]
    known, sources = {}, set()
    for span, choice in zip(spans, choices, strict=True):
        if choice.mention is None:
            continue
        sources.add(choice.mention)
        place = bisect_left(starts, span.start)
        inside = place < len(starts) and starts[place] < span.end
        if inside and choice.confidence >= _SURE and quotes[place]["type"].startswith("Ana"):
            known[choice.mention] = Known(quotes[place]["speaker"])
    fields = ("name", "aliases", "gender")
    characters = to_characters({field: one[field] for field in fields} for one in novel["characters"])
    collector = Collector(reading, known, novel=True)
    Cast(reading, characters, sources).resolve(collector)
    return collector.examples


def _read(text: str) -> tuple[Reading, list[QuotedSpan]]:
    paragraphs = split_paragraphs(text)
    spans = [span for span in scan(text, paragraphs=paragraphs) if span.depth == 0]
    return read(text, spans, [(start, end, number) for number, (start, end) in enumerate(paragraphs)]), spans


def _surname(forms: Sequence[str]) -> str | None:
    """The surname of a chain, in lower case; none where its names differ."""
    matches = (_NAME.fullmatch(form) for form in forms if form.lower() not in _PRONOUNS)
    counts = collections.Counter(match[1].lower().replace("’", "'") for match in matches if match)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > _MOST * counts.total() else None


def learn(examples: Iterable[Example]) -> list[float]:
    """Weights from the examples that have a right candidate, without those that look like errors."""
    usable = [example for example in examples if any(example.right)]
    first = fit(usable)
    return fit([example for example in usable if _probability(example, first) > _DOUBT])


def _probability(example: Example, weights: Sequence[float]) -> float:
    """Of the right candidates."""
    scores = np.exp([sum(weights[feature] for feature in features) for features in example.features])
    return float(scores[np.array(example.right)].sum() / scores.sum())


def fit(examples: Sequence[Example]) -> list[float]:
    """Weights that give the right candidates the greatest probability, by gradient ascent."""
    rows = [features for example in examples for features in example.features]
    table = np.zeros((len(rows), len(FEATURES)))
    for number, features in enumerate(rows):
        table[number, list(features)] = 1
    owner = np.repeat(np.arange(len(examples)), [len(example.features) for example in examples])
    right = np.array([flag for example in examples for flag in example.right], dtype=float)
    first = np.searchsorted(owner, np.arange(len(examples)))
    weights, mean, square = (np.zeros(len(FEATURES)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        scores = table @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, first)[owner])
        among_right = shares * right
        shares /= np.add.reduceat(shares, first)[owner]
        among_right /= np.add.reduceat(among_right, first)[owner]
        slope = table.T @ (among_right - shares) / len(examples) - _DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights += _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return [round(float(weight), 2) for weight in weights]


def main(arguments: list[str]) -> None:
    """Collect, learn, and write the weights."""
    if len(arguments) < 2:
        sys.exit(__doc__)
    output, *paths = arguments
    model = ranking.load()
    examples: dict[str, list[Example]] = {"news": [], "novel": []}
    for article in own_articles():
        examples["news"] += from_article(article) * _OWN
    for path in paths:
        for line in Path(path).read_text(encoding="utf8").splitlines():
            text = json.loads(line)
            if "characters" in text:
                examples["novel"] += from_novel(text, model)
            else:
                examples["news"] += from_article(text)
    weights = {genre: learn(found) for genre, found in examples.items()}
    lines = [
        "# What speaks for and against the antecedent of a pronoun, with its weights in news and in novels, learned by",
        "# quoteattr.training.antecedents.",
        *(f"{name}\t{news}\t{novel}" for name, news, novel in zip(FEATURES, *weights.values(), strict=True)),
    ]
    Path(output).write_text("\n".join(lines) + "\n", encoding="utf8")
    for genre, found in examples.items():
        usable = [example for example in found if any(example.right)]
        best = sum(_probability(example, weights[genre]) > 1 / 2 for example in usable)
        print(f"{genre}: {len(found)} pronouns, {len(usable)} with the right one among the candidates, {best} right")


if __name__ == "__main__":
    main(sys.argv[1:])
