"""Several processes: the same documents, in order, in bounded memory, and none left behind."""

import collections
import functools
import gc
import inspect
import itertools
import multiprocessing
import os
import pickle
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import pytest

from quoteattr import Attributor
from quoteattr.evaluation.corpus import generate
from quoteattr.parallel import ordered


def _square(number: int) -> int:
    return number * number


def _inverse(number: int) -> float:
    return 1 / number


def _process(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def _none_left() -> bool:
    end = time.monotonic() + 30
    while multiprocessing.active_children() and time.monotonic() < end:
        time.sleep(0.02)
    return not multiprocessing.active_children()


def test_same_documents() -> None:
    """Two workers give what one gives, in order, empty and long texts among them."""
    texts = [*generate(40, seed=2), "", "“a” " * 3_000, *generate(200, seed=3), "\ud800"]
    attributor = Attributor(threshold=0.5, language="en")
    one = list(attributor.pipe(texts))
    assert list(attributor.pipe(texts, workers=2)) == one
    assert list(attributor.pipe([], workers=2)) == []
    assert _none_left()


def test_this_process_works_too() -> None:
    """Of two workers one is the process that asks, which neither waits for the other to start nor does all."""
    results = ordered(_process, [0.001] * 1000, 2, lambda number: 1)
    assert next(results) == os.getpid()
    processes = collections.Counter(results)
    assert len(processes) == 2
    assert min(processes.values()) >= 100, processes
    assert _none_left()


def test_few_need_no_other() -> None:
    """What is done before another process has started is done here, without one."""
    results = ordered(_process, [0.0] * 4 * 32, 4, lambda number: 1)
    assert next(results) == os.getpid()
    assert not multiprocessing.active_children()
    assert set(results) == {os.getpid()}


@pytest.mark.parametrize(("items", "size"), [(4 * 32 + 1, 1), (2, 400_000)])
def test_many_or_large_need_others(items: int, size: int) -> None:
    """Many items are shared, and so are two large ones."""
    results = ordered(_process, [0.0] * items, 4, lambda number: size)
    next(results)
    assert multiprocessing.active_children()
    assert set(results) - {os.getpid()}
    assert _none_left()


def _die_elsewhere(process: int) -> int:
    if os.getpid() != process:
        os._exit(1)
    return process


def test_other_that_dies() -> None:
    """Where another process is ended, as one that takes too much memory is, this one does not wait for ever."""
    results = ordered(_die_elsewhere, itertools.repeat(os.getpid()), 2, lambda number: 1)
    with pytest.raises(BrokenExecutor):
        collections.deque(results, maxlen=0)
    assert _none_left()


def test_settings_travel() -> None:
    """Every setting goes to another process."""
    settings = {"language": "de", "genre": "fiction", "threshold": 0.25}
    attributor = pickle.loads(pickle.dumps(Attributor(**settings)))  # type: ignore[arg-type]
    assert {name: getattr(attributor, name) for name in settings} == settings
    assert set(inspect.signature(Attributor).parameters) == set(settings)
    assert len(pickle.dumps(attributor)) < 500


@pytest.mark.parametrize("place", [2, 40, 77, 998])
def test_raised_in_its_turn(place: int) -> None:
    """What an item raises, here or in another process, comes after the results before it, and ends the work."""
    numbers = [*range(1, place + 1), 0, *range(1, 1000 - place)]
    results = ordered(_inverse, numbers, 2, lambda number: 1)
    assert list(itertools.islice(results, place)) == [1 / number for number in range(1, place + 1)]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(results) == []
    assert _none_left()


@pytest.mark.parametrize("many", [0, 50, 1000])
def test_items_that_raise(many: int) -> None:
    """What the iterable raises comes after the results of what it gave."""

    def items() -> Iterator[int]:
        yield from range(many)
        raise OSError("gone")

    results = ordered(_square, items(), 2, lambda number: 1)
    assert list(itertools.islice(results, many)) == [number * number for number in range(many)]
    with pytest.raises(OSError, match="gone"):
        next(results)
    assert _none_left()


def test_no_str() -> None:
    """What is no text raises as with one worker."""
    texts = ["“a”"] * 40
    documents = Attributor().pipe([*texts, b"b", *5 * texts], workers=2)  # type: ignore[list-item]
    assert [next(documents).quotes[0].text for _ in texts] == texts
    with pytest.raises(TypeError, match="text is bytes"):
        next(documents)
    assert _none_left()


def test_closed_early() -> None:
    """An endless iterable is read a little ahead, and closing or dropping the iterator ends the processes."""
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        for number in itertools.repeat(2):
            taken += 1
            yield number

    results = ordered(_square, endless(), 2, lambda number: 1)
    assert list(itertools.islice(results, 200)) == [4] * 200
    assert taken <= 200 + 32 * (2 * 4 + 1)
    results.close()
    assert _none_left()
    results = ordered(_square, endless(), 2, lambda number: 1)
    next(results)
    del results
    gc.collect()
    assert _none_left()


def test_large_items_go_alone() -> None:
    """Of large items few are on their way at once."""
    taken = 0

    def large() -> Iterator[str]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield "a" * 200_000

    results = ordered(len, large(), 2, len)
    assert next(results) == 200_000
    assert taken <= 2 * 4
    results.close()


@pytest.mark.parametrize("workers", [0, -1])
def test_too_few(workers: int) -> None:
    """Less than one worker is refused at once."""
    with pytest.raises(ValueError, match="pass 1 or more"):
        Attributor().pipe([], workers=workers)


@pytest.mark.parametrize("workers", ["2", 2.0, None, True])
def test_no_number(workers: object) -> None:
    """A number of workers is an int."""
    with pytest.raises(TypeError, match="as an int"):
        Attributor().pipe([], workers=workers)  # type: ignore[arg-type]


def test_work_that_cannot_travel() -> None:
    """Work that cannot be pickled is an error, not a process that waits for ever."""
    with pytest.raises((AttributeError, pickle.PicklingError, TypeError)):
        list(ordered(functools.partial(lambda number: number), range(1000), 2, lambda number: 1))
    assert _none_left()
