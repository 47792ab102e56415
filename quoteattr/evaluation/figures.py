"""How often the library is right on benchmarks that lie beside the checkout, by their own scoring script."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

from quoteattr.attributor import Attributor
from quoteattr.inputs import Input, Problem, read


@attrs.frozen
class Benchmark:
    """Where a benchmark lies under the benchmarks' directory, and how it is scored.

    Attributes:
        scorer: The function of ``tools/score.py`` that compares gold and predicted documents.
        gold: The file of the answers.
        texts: The texts: a directory of ``.txt`` files, or the gold file where it holds them.
    """

    scorer: str
    gold: str
    texts: str


BENCHMARKS: Mapping[str, Benchmark] = {
    "news-dev": Benchmark("news", "data/news-dev.jsonl", "data/news-dev.jsonl"),
    "seeds": Benchmark("seeds", "seeds/gold.jsonl", "seeds"),
}

_SCRIPT = "tools/score.py"


def benchmarks_beside(checkout: Path) -> Path | None:
    """The directory of benchmarks beside a checkout, or `None` where there is none."""
    directory = checkout.absolute().parent / "shared"
    needed = [_SCRIPT, *(path for one in BENCHMARKS.values() for path in (one.gold, one.texts))]
    return directory if all((directory / path).exists() for path in needed) else None


def figures(name: str, directory: Path) -> dict[str, Any]:
    """Attribute a benchmark's texts and score the answers.

    Args:
        name: A key of `BENCHMARKS`.
        directory: Where the benchmarks lie.

    Returns:
        The figures by name, and beside them whatever else the scoring script reports.

    Raises:
        ValueError: If a text cannot be read.
    """
    benchmark = BENCHMARKS[name]
    script = _load(directory / _SCRIPT)
    attributor = Attributor()
    predicted = {
        item.id: attributor.attribute(item.text, characters=item.characters).to_dict()
        for item in _items(directory / benchmark.texts)
    }
    gold = script.lines(directory / benchmark.gold)
    scores: dict[str, Any] = getattr(script, benchmark.scorer)(gold, predicted)
    return scores


def _items(texts: Path) -> Iterator[Input]:
    for path in sorted(texts.glob("*.txt")) if texts.is_dir() else [texts]:
        for item in read(str(path)):
            if isinstance(item, Problem):
                raise ValueError(f"{item.where}: {item.what}")
            yield item


def _load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(script.stem, script)
    if spec is None or spec.loader is None:
        raise ValueError(f"{script} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
