"""How fast quotations are attributed: `python -m quoteattr.evaluation.speed [FILE.jsonl]`.

On one core, spaCy's blank English tokenizer and `Attributor.attribute` take turns over the same texts, so
that both meet the same machine. The medians are printed, and their ratio, which travels between machines
better than either figure.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence

import attrs
import spacy

from quoteattr.attributor import Attributor
from quoteattr.evaluation.corpus import generate
from quoteattr.inputs import Input, read

#: What numeric libraries read to know how many threads they may use.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@attrs.frozen
class Speed:
    """What one measurement found.

    Attributes:
        documents: How many texts.
        megabytes: Their size together, UTF-8, in millions of bytes.
        attribute: Megabytes a second through `Attributor.attribute`, the median.
        tokenize: Megabytes a second through the tokenizer of ``spacy.blank("en")``, the median.
    """

    documents: int
    megabytes: float
    attribute: float
    tokenize: float

    @property
    def ratio(self) -> float:
        """How many times as fast as the tokenizer the attribution is."""
        return self.attribute / self.tokenize


def measure(texts: Sequence[str], repeats: int = 5) -> Speed:
    """Time both over the texts, in turns.

    Args:
        texts: What to read; together a megabyte or so gives steady figures.
        repeats: How often each is timed.

    Raises:
        ValueError: If there is no text, or no repeat.
    """
    if not any(texts) or repeats < 1:
        raise ValueError("nothing to measure: give at least one text that is not empty, and one repeat")
    attribute, tokenize = Attributor().attribute, spacy.blank("en").make_doc
    attribute(texts[0])  # loads the weights
    megabytes = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    turns = [(_seconds(tokenize, texts), _seconds(attribute, texts)) for _ in range(repeats)]
    tokenizing, attributing = map(statistics.median, zip(*turns, strict=True))
    return Speed(len(texts), megabytes, megabytes / attributing, megabytes / tokenizing)


def _seconds(work: Callable[[str], object], texts: Iterable[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.speed", description=__doc__)
    parser.add_argument("file", nargs="?", metavar="FILE.jsonl", help="texts (default: generated ones)")
    parser.add_argument("--repeats", type=int, default=5, help="how often each is timed (default: 5)")
    options = parser.parse_args(arguments)
    pin()
    if options.file:
        items = list(read(options.file, "jsonl"))
        texts = [item.text for item in items if isinstance(item, Input)]
        if len(texts) < len(items):
            parser.error(f"{len(items) - len(texts)} of {len(items)} lines of {options.file} cannot be read")
    else:
        texts = list(generate(300))
    try:
        speed = measure(texts, options.repeats)
    except ValueError as error:
        parser.error(str(error))
    print(f"documents           {speed.documents}")
    print(f"megabytes           {speed.megabytes:.3f}")
    print(f"attribute  MB/s     {speed.attribute:.3f}")
    print(f"tokenize   MB/s     {speed.tokenize:.3f}")
    print(f"ratio               {speed.ratio:.3f}")
    return 0


def pin() -> None:
    """Stay on one core, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    # Numeric libraries read these when they are imported, which importing this package may already have done.
    if all(os.environ.get(name) == "1" for name in THREADS):
        sys.exit(main())
    command = [sys.executable, "-m", "quoteattr.evaluation.speed", *sys.argv[1:]]
    sys.exit(subprocess.call(command, env={**os.environ, **dict.fromkeys(THREADS, "1")}))
