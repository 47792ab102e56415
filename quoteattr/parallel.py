"""The same work over many items in several processes: in order, lazily, in bounded memory."""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from typing import Any, TypeAlias, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_Done: TypeAlias = tuple[list[Result], Exception | None]

#: Items that travel together: so many, or so many code points, whichever comes first.
_CHUNK_ITEMS, _CHUNK_SIZE = 32, 1 << 17
#: Less than so many chunks of this number or size is done before another process has started (measured on news).
_MUCH = 5
#: Chunks that each other process has before it: one being worked on, one waiting, once it has shown that it works.
_GIVEN = 2
#: Chunks for each process, under way or done and waiting for their turn; enough to do here while the others start.
_AHEAD = 4

_work: Callable[[Any], Any]


def check_workers(workers: int) -> int:
    """The number of processes, if it is one.

    Raises:
        TypeError: If it is no `int`.
        ValueError: If it is less than 1.
    """
    if isinstance(workers, bool) or not isinstance(workers, int):
        raise TypeError(f"workers is {type(workers).__name__}: pass a number of processes as an int")
    if workers < 1:
        raise ValueError(f"workers is {workers}: pass 1 or more")
    return workers


def ordered(
    work: Callable[[Item], Result], items: Iterable[Item], workers: int, size: Callable[[Item], int]
) -> Generator[Result, None, None]:
    """``map(work, items)``, done by several processes: this one, while results are asked of it, and others.

    Results come in the order of the items. What an item raises is raised when its turn comes, and ends it, as with
    `map`. Items are taken a few chunks ahead, so that memory does not grow with their number. When the generator is
    closed or an exception ends it, the other processes are ended too.

    Args:
        work: What to do; it is pickled once for each other process. They are started afresh (``spawn``), so a script
            must guard its main code with ``if __name__ == "__main__":``.
        items: What to do it with; what goes to another process is pickled.
        workers: How many processes, this one among them.
        size: How large an item is, in code points, to send small ones together.

    Raises:
        TypeError: If `workers` is no `int`.
        ValueError: If `workers` is less than 1.
        concurrent.futures.BrokenExecutor: If another process is ended from outside, as for lack of memory; when results
            are asked for.
    """
    check_workers(workers)
    if workers == 1:
        return (work(item) for item in items)
    return _ordered(work, items, workers, size)


def _ordered(
    work: Callable[[Item], Result], items: Iterable[Item], workers: int, size: Callable[[Item], int]
) -> Generator[Result, None, None]:
    chunks = _chunks(items, size)
    ahead: deque[list[Item]] = deque()  # taken, and no one's yet
    waiting: deque[Future[_Done[Result]]] = deque()  # in the order of the items
    there: list[Future[_Done[Result]]] = []
    failure: Exception | None = None
    pool = ProcessPoolExecutor(workers - 1, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(work,))

    def look_ahead(most: int) -> int:
        nonlocal failure
        try:
            while len(ahead) < most and (chunk := next(chunks, None)) is not None:
                ahead.append(chunk)
        except Exception as error:  # of the items: what came before it is still done
            failure = error
        return len(ahead)

    def take() -> list[Item] | None:
        return ahead.popleft() if len(waiting) < workers * _AHEAD and look_ahead(1) else None

    try:
        look_ahead(_MUCH)
        much = sum(max(1, sum(map(size, chunk)) / _CHUNK_SIZE) for chunk in ahead) >= _MUCH
        room = workers - 1 if much else 0  # for chunks under way in other processes
        while True:
            own = take()
            if own is not None:
                here: Future[_Done[Result]] = Future()
                waiting.append(here)
            if any(future.done() for future in there):
                room = (workers - 1) * _GIVEN
                there = [future for future in there if not future.done()]
            while len(there) < room and (chunk := take()) is not None:
                with _unheard():  # a submission may start a process, which then never listens to the keyboard
                    there.append(pool.submit(_do_there, chunk))
                waiting.append(there[-1])
            if own is not None:
                here.set_result(_do(work, own))
            elif waiting:
                wait((waiting[0],))
            else:
                break
            while waiting and waiting[0].done():
                results, raised = waiting.popleft().result()
                yield from results
                if raised is not None:
                    raise raised
        if failure is not None:
            raise failure
    finally:
        pool.shutdown(cancel_futures=True)


def _chunks(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Items in lists, each ended by their number or size; what the iterable raises comes after what it gave."""
    chunk: list[Item] = []
    total = 0
    failure: Exception | None = None
    iterator = iter(items)
    while True:
        try:
            item = next(iterator)
        except StopIteration:
            break
        except Exception as error:
            failure = error
            break
        chunk.append(item)
        total += size(item)
        if len(chunk) >= _CHUNK_ITEMS or total >= _CHUNK_SIZE:
            yield chunk
            chunk, total = [], 0
    if chunk:
        yield chunk
    if failure is not None:
        raise failure


def _do(work: Callable[[Item], Result], chunk: list[Item]) -> _Done[Result]:
    """The results of a chunk, up to the item that raises, and what it raises."""
    results: list[Result] = []
    for item in chunk:
        try:
            results.append(work(item))
        except Exception as error:
            return results, error
    return results, None


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Hold back an interruption from the keyboard, where the system can; it comes at the end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In another process


def _begin(work: Callable[[Any], Any]) -> None:
    """Make ready for work: only the first process listens to the keyboard, and none outlives it."""
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(os._exit, 0)  # who waits for the end need not wait until all that was read is taken apart
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = work


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do_there(chunk: list[Any]) -> _Done[Any]:
    return _do(_work, chunk)
