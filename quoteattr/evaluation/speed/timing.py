"""Timing that holds on a machine with other work: in turns, on one core, medians."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

#: What numeric libraries read to know how many threads they may use.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def median_seconds(repeats: int, *works: Callable[[], object]) -> list[float]:
    """How long each work takes: the median of some turns, in which the works follow one another.

    Args:
        repeats: How many turns; one more goes before them to warm up.
        works: What to time.
    """
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(repeats + 1):
        for work, times in zip(works, seconds, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [statistics.median(times[1:]) for times in seconds]


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """Stay on one core meanwhile, where the system lets a process choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def run_on_one_thread(module: str, main: Callable[[], int]) -> int:
    """Run a command whose numeric libraries may use one thread, and return its exit status.

    They read so when they are imported, which may have happened already: then the command runs in a process of its own.

    Args:
        module: The module that is run.
        main: Its main function.
    """
    if all(os.environ.get(name) == "1" for name in _THREADS):
        return main()
    command = [sys.executable, "-m", module, *sys.argv[1:]]
    return subprocess.call(command, env={**os.environ, **dict.fromkeys(_THREADS, "1")})
