"""Sentences that report without marks, drawn for training from the patterns of ``reported.tsv``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

import numpy as np

from .gold import Article

DRAWN = 20  # sentences of each pattern
_NAME = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"<(/?)([scr])>")


def reporting_sentences(seed: int) -> Iterator[Article]:
    """Sentences in the form of `quoteattr.training.gold`, each an article of its own.

    Args:
        seed: Of all that is drawn by chance.
    """
    lists: dict[str, list[str]] = defaultdict(list)
    for line in resources.files(__package__).joinpath("reported.tsv").read_text("utf8").splitlines():
        if not line.startswith("#"):
            name, text = line.split("\t")
            lists[name].append(text)
    chance = np.random.default_rng(seed)
    for pattern in lists["sentence"]:
        for _ in range(DRAWN):
            yield parse(draw(pattern, lists, chance))


def draw(pattern: str, lists: Mapping[str, Sequence[str]], chance: np.random.Generator) -> str:
    """The pattern with every name in braces filled from its list; one with a capital begins with a capital.

    >>> draw("{Who} left.", {"who": ["the mayor"]}, np.random.default_rng(0))
    'The mayor left.'
    """

    def fill(match: re.Match[str]) -> str:
        choices = lists[match[1].lower()]
        filled = draw(choices[int(chance.integers(len(choices)))], lists, chance)
        return filled[0].upper() + filled[1:] if match[1][0].isupper() else filled

    return _NAME.sub(fill, pattern)


def parse(marked: str) -> Article:
    """The article that a sentence is of, in which ``<s>``, ``<c>`` and ``<r>`` mark source, cue and what is said.

    >>> parse("<s>She</s> <c>said</c> <r>no</r>.")["attributions"][0]["content"]
    [[9, 11]]
    """
    spans: dict[str, list[list[int]]] = {"s": [], "c": [], "r": []}
    text = ""
    at = 0
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            spans[tag[2]][-1].append(len(text))
        else:
            spans[tag[2]].append([len(text)])
    text += marked[at:]
    report = {"source": spans["s"], "cue": spans["c"], "content": spans["r"], "quoted": []}
    return {"text": text, "quoted": [], "attributions": [report] if spans["r"] else []}
