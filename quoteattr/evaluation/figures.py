"""How often the library is right: `python -m quoteattr.evaluation.figures`.

Run in a checkout with the benchmarks beside it, this prints every figure that the benchmarks' own scoring
script gives, as a table in Markdown.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

from quoteattr.attributor import Attributor
from quoteattr.evaluation.utterances import compare
from quoteattr.inputs import Input, Problem, read
from quoteattr.training.gold import read_articles


@attrs.frozen
class Benchmark:
    """Where a benchmark lies under the benchmarks' directory, and how it is scored.

    Attributes:
        scorer: The function of ``tools/score.py`` that compares gold and predicted documents.
        gold: The file of the answers.
        texts: The texts: a directory of ``.txt`` files, or the gold file where it holds them.
        openers: The opening marks of the quotations that its annotators marked; empty where they marked all.
        given: Whether the characters and the quotations of the gold file are given with the text.
        indirect: Whether they marked what is reported without marks, too.
    """

    scorer: str
    gold: str
    texts: str
    openers: str = ""
    given: bool = False
    indirect: bool = False


BENCHMARKS: Mapping[str, Benchmark] = {
    # Its annotators marked what stands in double marks, and passed over single ones (in headlines) and pairs of
    # apostrophes (all of ''some articles''). These quotations are rightly found, so they must not count as wrong.
    "news-dev": Benchmark("news", "data/news-dev.jsonl", "data/news-dev.jsonl", openers='"“”„', indirect=True),
    "other-dev": Benchmark("news", "data/other-dev.jsonl", "data/other-dev.jsonl"),
    "seeds": Benchmark("seeds", "seeds/gold.jsonl", "seeds"),
    "fiction-dev": Benchmark("fiction", "data/fiction-dev.jsonl", "data/fiction-dev.jsonl", given=True),
    "fiction-dev-text": Benchmark("fiction", "data/fiction-dev.jsonl", "data/fiction-dev.jsonl"),
}

CHECKOUT = Path(__file__).parents[2]

#: Figures of all quotations, where `figures` compares only those that the annotators looked for.
UNFILTERED = {"span_p": "span_p_all_marks", "span_f1": "span_f1_all_marks"}

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
        The figures by name, and beside them whatever else the scoring script reports. Where the annotators marked
        only quotations in certain marks, they are of the outermost quotations in these; `UNFILTERED` names those of
        all.

    Raises:
        ValueError: If a text cannot be read.
    """
    benchmark, attributor = BENCHMARKS[name], Attributor()
    gold = _load(directory / _SCRIPT).lines(directory / benchmark.gold) if benchmark.given else {}
    predicted = {
        item.id: attributor.attribute(
            item.text, indirect=benchmark.indirect, **(known(gold[item.id]) if benchmark.given else {})
        ).to_dict()
        for item in _items(directory / benchmark.texts)
    }
    scores = scored(name, directory, predicted)
    if benchmark.indirect:
        articles = read_articles(directory / benchmark.gold)
        scores["utterance"] = compare((article, predicted[article["id"]]) for article in articles).share
    return scores


def texts_of(name: str, directory: Path) -> dict[str | None, str]:
    """The texts of a benchmark, by id."""
    return {item.id: item.text for item in _items(directory / BENCHMARKS[name].texts)}


def scored(name: str, directory: Path, predicted: Mapping[str | None, Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of answers that are there already.

    Args:
        name: A key of `BENCHMARKS`.
        directory: Where the benchmarks lie.
        predicted: The answers for each text, as `Document.to_dict` writes them.
    """
    benchmark = BENCHMARKS[name]
    script = _load(directory / _SCRIPT)
    gold = script.lines(directory / benchmark.gold)
    score = getattr(script, benchmark.scorer)
    scores: dict[str, Any] = score(gold, predicted)
    if "by_novel" in scores:
        scores["worst_novel"] = min(scores["by_novel"].values())
    if benchmark.openers:
        texts = texts_of(name, directory)
        kept = {key: _opened_by(benchmark.openers, texts[key], record) for key, record in predicted.items()}
        unfiltered = {name: scores[figure] for figure, name in UNFILTERED.items()}
        scores = score(gold, kept) | unfiltered
    return scores


def known(novel: Mapping[str, Any]) -> dict[str, Any]:
    """The characters and the quotations of an annotated novel, as `Attributor.attribute` takes them."""
    spans = sorted({(start, end) for quote in novel["quotes"] for start, end in quote["spans"]})
    return {"characters": novel["characters"], "spans": spans}


def _opened_by(openers: str, text: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """The document with its outermost quotations only that one of the marks opens, and those without marks."""
    quotes = [
        quote
        for quote in record["quotes"]
        if quote.get("kind") == "indirect" or (not quote.get("depth") and text[quote["start"]] in openers)
    ]
    return {**record, "quotes": quotes}


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


def to_markdown(measured: Mapping[str, Mapping[str, Any]]) -> str:
    """A table of figures by benchmark, one line a figure; what else a scoring script tells is left out.

    >>> print(to_markdown({"news": {"f1": 90.1, "the wrong ones": "..."}}))
    | benchmark | figure | |
    |---|---|---|
    | news | f1 | 90.1 |
    """
    rows = [
        f"| {name} | {figure} | {value} |"
        for name, scores in measured.items()
        for figure, value in scores.items()
        if isinstance(value, int | float)
    ]
    return "\n".join(["| benchmark | figure | |", "|---|---|---|", *rows])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.figures", description=__doc__)
    parser.add_argument("benchmarks", nargs="*", metavar="BENCHMARK", help=f"of {', '.join(BENCHMARKS)} (default: all)")
    options = parser.parse_args(arguments)
    if unknown := set(options.benchmarks) - set(BENCHMARKS):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(BENCHMARKS)}")
    directory = benchmarks_beside(CHECKOUT)
    if directory is None:
        parser.error("no benchmarks beside the checkout")
    print(to_markdown({name: figures(name, directory) for name in options.benchmarks or BENCHMARKS}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
