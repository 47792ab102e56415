"""Annotated articles, and which of the choices that the model has are right by them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from .. import lexicons
from ..ranking.candidates import Candidates
from ..reading.around import Reading

Interval: TypeAlias = tuple[int, int]
Article: TypeAlias = Mapping[str, Any]

_SAME_SPAN = 0.5  # of the union of two spans, their common part


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a file: one JSON object a line with ``text``, ``quoted`` and ``attributions``.

    Raises:
        ValueError: If a line is no such object.
    """
    with path.open(encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    article = json.loads(line)
                except ValueError as error:
                    raise ValueError(f"{path}, line {number}: no JSON: {error}") from None
                if not isinstance(article, dict):
                    raise ValueError(f"{path}, line {number}: no object")
                if missing := {"text", "quoted", "attributions"} - article.keys():
                    raise ValueError(f"{path}, line {number}: lacks {', '.join(sorted(missing))}")
                yield article


def right_choices(article: Article, reading: Reading, candidates: Candidates) -> npt.NDArray[np.bool_]:
    """Which choices are right: the pairs; then, a quotation each, nobody, the source before it, the source behind it.

    A quotation that the annotators have not marked, and one whose source is no candidate, has no right choice.
    """
    sources = _sources(article, reading)
    count, pair_count = len(sources), len(candidates.quotations)
    right = np.zeros(pair_count + 3 * count, np.bool_)
    pairs, nobody, repeats, follows = np.split(right, pair_count + count * np.arange(3))  # views
    for number, source in enumerate(sources):
        nobody[number] = source == []
        if source:
            own = np.flatnonzero(candidates.quotations == number)
            pairs[own[right_mentions(reading, candidates.mentions[own].tolist(), source)]] = True
            repeats[number] = number > 0 and source == sources[number - 1]
            # Only where nothing else is right, so that neighbours do not point at each other.
            known = repeats[number] or right[own].any()
            follows[number] = not known and number + 1 < count and source == sources[number + 1]
    return right


def _sources(article: Article, reading: Reading) -> list[list[Interval] | None]:
    """The source of each quotation: empty where it quotes nobody, `None` where the annotators do not tell."""
    owners = {tuple(span): attribution for attribution in article["attributions"] for span in attribution["quoted"]}
    marked = [(start, end) for start, end in article["quoted"]]
    sources: list[list[Interval] | None] = []
    for span in reading.spans:
        gold = same_span((span.start, span.end), marked)
        if gold is None:
            sources.append(None)
        elif gold in owners:
            sources.append([(start, end) for start, end in owners[gold]["source"]] or None)
        else:
            sources.append([])
    return sources


def is_right(article: Article, span: Interval, mention: Interval | None) -> bool | None:
    """Whether an answer for a quotation names the right speaker, by whatever mention; `None` where nobody can tell.

    Args:
        article: The annotated article.
        span: Start and end of the quotation.
        mention: Start and end of the mention that is answered, `None` for nobody.
    """
    gold = same_span(span, [(start, end) for start, end in article["quoted"]])
    if gold is None:
        return None
    owner = next((each for each in article["attributions"] if list(gold) in each["quoted"]), None)
    if owner is None or mention is None:
        return owner is None and mention is None
    if not owner["source"]:
        return None
    return any(overlap(mention, (one[0], one[1])) for one in (*owner["source"], *owner["same_speaker"]))


def same_span(span: Interval, others: Sequence[Interval]) -> Interval | None:
    """The one of the others that is the same span, give or take some of its ends, or `None`."""
    best = max(others, key=lambda other: similarity(span, other), default=None)
    return best if best and similarity(span, best) >= _SAME_SPAN else None


def similarity(one: Interval, other: Interval) -> float:
    common = overlap(one, other)
    return common / (one[1] - one[0] + other[1] - other[0] - common) if common else 0.0


def overlap(one: Interval, other: Interval) -> int:
    """How many code points two intervals have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _is_role(reading: Reading, number: int) -> bool:
    mention = reading.mentions[number]
    return mention.type != "name" and lexicons.noun_kinds().get(reading.tokens.words[mention.head]) == "person"


def right_mentions(reading: Reading, mentions: Sequence[int], source: Sequence[Interval]) -> list[int]:
    """Of the mentions in each part of the source, the first, in its longest form that does not leave the part."""
    tokens, found = reading.tokens, []
    ends = {reading.mentions[number].last: place for place, number in enumerate(mentions)}
    for part in source:
        hits = []
        for place, number in enumerate(mentions):
            start, end = reading.extent(number)
            if overlap((start, end), part):
                hits.append((max(start, part[0]), end > part[1] + 1, -end, place))
        if hits:
            best = min(hits)[-1]
            found.append(best)
            # "The coroner, Philippa Naylor, said": annotators differ in where such a source begins.
            first = reading.mentions[mentions[best]].first
            if reading.mentions[mentions[best]].type == "name" and tokens.words[first - 1] == ",":
                found.extend(
                    place for end, place in ends.items() if end == first - 1 and _is_role(reading, mentions[place])
                )
    return found
