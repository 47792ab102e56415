"""Articles of our own, made from templates, for what is done with many."""

from __future__ import annotations

import functools
from pathlib import Path

import attrs

from quoteattr import Document, attribute
from quoteattr.evaluation.corpus import generate
from quoteattr.examples import NAME, article


def write_folder(folder: Path, number: int) -> Path:
    """A folder of so many articles."""
    folder.mkdir()
    for index, text in enumerate(generate(number, seed=11)):
        (folder / f"article-{index:03}.txt").write_text(text, "utf-8")
    return folder


@functools.cache
def example() -> Document:
    """The article that comes along, attributed."""
    return attrs.evolve(attribute(article()), id=NAME)
