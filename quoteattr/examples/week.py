"""A week of articles of a town's paper, all invented: the same ones every time. `python -m quoteattr.examples.week`.

They are made from templates, for trying out what is done with many articles.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

_A_DAY = 8  # articles


def articles(seed: int = 0) -> Iterator[tuple[str, str]]:
    """The name and the text of each article, from Monday to Sunday.

    >>> [name for name, _ in articles()][:3]
    ['1-monday-1', '1-monday-2', '1-monday-3']
    """
    data = json.loads(files(__package__).joinpath("week.json").read_bytes())
    choose = random.Random(seed)
    for number, day in enumerate(data["days"], 1):
        for index in range(1, _A_DAY + 1):
            yield f"{number}-{day}-{index}", "\n\n".join(_paragraphs(data, choose, day.capitalize())) + "\n"


def write(folder: str | Path, seed: int = 0) -> Path:
    """Write each article into a file of the folder, which is made if it is missing."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles(seed):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def _paragraphs(data: Mapping[str, Any], choose: random.Random, day: str) -> Iterator[str]:
    topic = choose.choice(data["topics"])
    weights = [data["people"][key]["weight"] for key in topic["people"]]
    first, second = _two(topic["people"], weights, choose)
    clauses = choose.sample(topic["clauses"], len(topic["clauses"]))

    def fill(kind: str, person: Mapping[str, Any]) -> str:
        template: str = choose.choice(data[kind])
        while "{Clause}" in template:
            clause = clauses.pop()
            template = template.replace("{Clause}", clause[0].upper() + clause[1:], 1)
        slots = {**person, **topic, "day": day, "piece": choose.choice(topic["pieces"])}
        text = template.format(**slots)
        return text[0].upper() + text[1:]

    yield choose.choice(topic["headlines"])
    yield fill("first", data["people"][first])
    for key in (first, second):
        person = data["people"][key]
        yield fill("introduce", person)
        if len(clauses) > 3:
            yield fill("again", person)
        yield fill("between", person)


def _two(keys: Sequence[str], weights: Sequence[int], choose: random.Random) -> tuple[str, str]:
    """Two different ones; those of more weight come more often."""
    [first] = choose.choices(keys, weights)
    rest = [(key, weight) for key, weight in zip(keys, weights, strict=True) if key != first]
    [second] = choose.choices([key for key, _ in rest], [weight for _, weight in rest])
    return first, second


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m quoteattr.examples.week FOLDER")
    print(f"{len(list(write(sys.argv[1]).glob('*.txt')))} articles in {sys.argv[1]}")
