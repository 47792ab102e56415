"""How fast quotations are attributed, and what that costs: `python -m quoteattr.evaluation.speed [FILE.jsonl]`.

Each part prints ratios, which travel between machines better than seconds do: the sides of a ratio take turns, so that
they meet the same machine, and each is the median of its turns.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from quoteattr.evaluation.corpus import generate
from quoteattr.inputs import Input, read

from . import growth, start, throughput
from .timing import run_on_one_thread

_PARTS = ("tokenizer", "workers", "start", "time", "memory")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.speed", description=__doc__)
    parser.add_argument("file", nargs="?", metavar="FILE.jsonl", help="texts (default: generated ones)")
    parser.add_argument(
        "--articles", metavar="FILE.jsonl", help="what long texts are made of (default: generated articles)"
    )
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS, help="the parts to measure (default: all)")
    parser.add_argument(
        "--repeats", type=int, default=5, help="how often each is timed, what is short thrice as often (default: 5)"
    )
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error(f"--repeats is {options.repeats}: pass 1 or more")
    try:
        texts = _texts(options.file, 100)
        articles = _texts(options.articles, 3_500) if {"time", "memory"}.intersection(options.only) else []
    except ValueError as error:
        parser.error(str(error))
    short = 3 * options.repeats
    parts: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
        "tokenizer": lambda: throughput.beside_tokenizer(texts, short),
        "workers": lambda: throughput.with_workers(texts, options.repeats),
        "start": lambda: start.starting(short),
        "time": lambda: growth.growing_time(articles, options.repeats),
        "memory": lambda: growth.growing_memory(articles),
    }
    for name in options.only:
        for figure, value in parts[name]():
            print(f"{figure:48}{value}", flush=True)
    return 0


def _texts(file: str | None, count: int) -> list[str]:
    """The texts of a file, or so many generated ones.

    Raises:
        ValueError: If a line cannot be read, or no text has anything in it.
    """
    if file is None:
        return list(generate(count))
    items = list(read(file, "jsonl"))
    texts = [item.text for item in items if isinstance(item, Input)]
    if len(texts) < len(items):
        raise ValueError(f"{len(items) - len(texts)} of {len(items)} lines of {file} cannot be read")
    if not any(texts):
        raise ValueError(f"nothing to measure: {file} holds no text that is not empty")
    return texts


if __name__ == "__main__":
    sys.exit(run_on_one_thread("quoteattr.evaluation.speed", main))
