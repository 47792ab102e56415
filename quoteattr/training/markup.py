"""Articles written for training, with their annotation in the text: see ``texts/``.

``<q by="1">“We are done,”</q> said <s id="1" who="Anna Keller">Keller</s>.``: a span in marks, by the source of that
number; without ``by`` it quotes nobody. ``who`` is the same for all mentions of one speaker. A line ``=== title``
stands before each article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from typing import Any

from .gold import Article

_TAG = re.compile(r"<(/?)([qs])((?: [a-z]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
_TITLE = re.compile(r"^=== .*\n", re.MULTILINE)


def own_articles() -> Iterator[Article]:
    """The articles of this package, in the form of `quoteattr.training.gold`."""
    folder = resources.files(__package__).joinpath("texts")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            for marked in _TITLE.split(file.read_text(encoding="utf8"))[1:]:
                yield parse(marked.strip())


def parse(marked: str) -> Article:
    """The article that a text with annotation is of.

    Raises:
        ValueError: If a tag is not closed, or a quotation names a source that is not there.

    >>> parse('<q by="1">“No,”</q> said <s id="1" who="Ana">Ana</s>.')["quoted"]
    [[0, 5]]
    """
    text: list[str] = []
    length = at = 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    quoted: list[tuple[int, int, str | None]] = []
    sources: dict[str, list[list[int]]] = defaultdict(list)
    people: dict[str, list[list[int]]] = defaultdict(list)
    who_is: dict[str, str] = {}
    for tag in _TAG.finditer(marked):
        text.append(marked[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        if not tag[1]:
            opened.append((tag[2], length, dict(_ATTRIBUTE.findall(tag[3]))))
            continue
        if not opened or opened[-1][0] != tag[2]:
            raise ValueError(f"</{tag[2]}> closes nothing, near {marked[max(0, at - 60) : at]!r}")
        name, start, attributes = opened.pop()
        if name == "q":
            depth = sum(outer == "q" for outer, _, _ in opened)
            if not depth:
                quoted.append((start, length, attributes.get("by")))
            continue
        people[attributes.get("who", "")].append([start, length])
        if source := attributes.get("id"):
            sources[source].append([start, length])
            who_is[source] = attributes.get("who", "")
    text.append(marked[at:])
    if opened:
        raise ValueError(f"<{opened[-1][0]}> is not closed in {marked[:60]!r}")
    attributions: dict[str, dict[str, Any]] = {}
    for start, end, by in quoted:
        if by is None:
            continue
        if by not in sources:
            raise ValueError(f"no source {by!r} in {marked[:60]!r}")
        attribution = attributions.setdefault(
            by,
            {"source": sources[by], "quoted": [], "same_speaker": people[who_is[by]], "name": who_is[by]},
        )
        attribution["quoted"].append([start, end])
    return {
        "text": "".join(text),
        "quoted": [[start, end] for start, end, _ in quoted],
        "attributions": list(attributions.values()),
    }
