"""How much text goes through in a second, beside spaCy's tokenizer, and through two processes beside one."""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from quoteattr.attributor import Attributor

from .timing import median_seconds, one_core

_MUCH = 32_000_000  # code points, some 6,000 articles, beside which the starting of processes is little


def beside_tokenizer(texts: Sequence[str], repeats: int) -> Iterator[tuple[str, str]]:
    """Attribution on one core, without and with what is reported without marks, and spaCy's blank English tokenizer.

    Args:
        texts: What to read; together a megabyte or so gives steady figures.
        repeats: How often each is timed.
    """
    import spacy  # not before: each of several processes reads this module, and none needs it

    attributor, tokenize = Attributor(), spacy.blank("en").make_doc
    megabytes = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    with one_core():
        tokenizing, attributing, reporting = median_seconds(
            repeats,
            _over(texts, tokenize),
            _over(texts, attributor.attribute),
            _over(texts, lambda text: attributor.attribute(text, indirect=True)),
        )
    yield "documents", str(len(texts))
    yield "megabytes", f"{megabytes:.3f}"
    yield "tokenizer, MB/s", f"{megabytes / tokenizing:.3f}"
    yield "attribute, MB/s", f"{megabytes / attributing:.3f}"
    yield "attribute / tokenizer", f"{tokenizing / attributing:.3f}"
    yield "attribute(indirect=True), MB/s", f"{megabytes / reporting:.3f}"
    yield "attribute(indirect=True) / tokenizer", f"{tokenizing / reporting:.3f}"


def with_workers(texts: Sequence[str], repeats: int) -> Iterator[tuple[str, str]]:
    """Two processes, the start of the second included, and one.

    How much two processes get done on a machine at all is measured in the same turns: two that have been started
    before, each with half of the texts, and nothing to hand over.

    Args:
        texts: What to read, as often as it takes for much.
        repeats: How often each is timed.
    """
    attributor = Attributor()
    rounds = 2 * math.ceil(_MUCH / sum(map(len, texts)) / 2)

    def through(workers: int) -> Callable[[], object]:
        return lambda: _exhaust(attributor.pipe(itertools.chain(*[texts] * rounds), workers=workers))

    with contextlib.ExitStack() as stack:
        apart = [stack.enter_context(ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))) for _ in range(2)]
        one, two, ceiling = median_seconds(
            repeats,
            through(1),
            through(2),
            lambda: _exhaust(map(Future.result, [process.submit(_read, texts, rounds // 2) for process in apart])),
        )
    yield "pipe, one worker, s", f"{one:.2f}"
    yield "pipe, two workers, s", f"{two:.2f}"
    yield "two processes apart, s", f"{ceiling:.2f}"
    yield "two workers / one", f"{one / two:.3f}"
    yield "two processes apart / one", f"{one / ceiling:.3f}"


def _read(texts: Sequence[str], rounds: int) -> None:
    """Read the texts so often, in another process."""
    _exhaust(_attributor().pipe(itertools.chain(*[texts] * rounds)))


@functools.cache
def _attributor() -> Attributor:
    return Attributor()


def _over(texts: Sequence[str], work: Callable[[str], object]) -> Callable[[], object]:
    return lambda: _exhaust(map(work, texts))


def _exhaust(results: Iterable[object]) -> None:
    for _ in results:
        pass
