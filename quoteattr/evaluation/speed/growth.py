"""How time and memory grow with the length of one text, from 64 KB to 16 MB."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from quoteattr.attributor import Attributor

from .timing import median_seconds, one_core

SIZES = (1 << 16, 1 << 20, 1 << 22, 1 << 24)  # bytes
_MEMORY_SIZES = SIZES[-2:]
_PEAK = """
import sys
import quoteattr
from quoteattr.evaluation.speed.growth import peak
quoteattr.attribute(sys.stdin.buffer.read().decode("utf-8", "surrogatepass"), indirect={indirect})
print(peak())
"""


def growing_time(articles: Sequence[str], repeats: int, sizes: Sequence[int] = SIZES) -> Iterator[tuple[str, str]]:
    """Time a byte in texts of growing size. Each size reads the same articles, but for what only the longest holds.

    Args:
        articles: What the texts are made of, again and again where they are too few.
        repeats: How often each size is timed.
        sizes: Bytes of a text.
    """
    attribute = Attributor().attribute
    texts = [list(long_texts(articles, size, max(sizes[:-1], default=0))) for size in sizes]
    with one_core():
        seconds = median_seconds(repeats, *(_over(some, attribute) for some in texts))
    rates = [
        1e9 * spent / sum(len(text.encode("utf-8", "surrogatepass")) for text in some)
        for spent, some in zip(seconds, texts, strict=True)
    ]
    for size, rate in zip(sizes, rates, strict=True):
        yield f"texts of {size >> 10} KB, ns a byte", f"{rate:.0f}"
    middle = (min(rates) + max(rates)) / 2
    yield "time a byte, around its middle", f"± {100 * (max(rates) / middle - 1):.1f} %"


def growing_memory(articles: Sequence[str], sizes: Sequence[int] = _MEMORY_SIZES) -> Iterator[tuple[str, str]]:
    """Memory a character beyond what any text needs: the most that is resident, in processes afresh.

    Args:
        articles: What the texts are made of.
        sizes: Bytes of the shorter text and of the longer.
    """
    if not _STATUS.exists():
        yield "peak memory a character", "is read where Linux tells it"
        return
    texts = [next(long_texts(articles, size)) for size in sizes]
    for indirect in (False, True):
        less, more = (_peak_of(text, indirect) for text in texts)
        added = (more - less) / (len(texts[1]) - len(texts[0]))
        yield f"peak memory a character{', indirect=True' * indirect}, bytes", f"{added:.1f}"


def long_texts(articles: Sequence[str], size: int, total: int = 0) -> Iterator[str]:
    """Texts of at least so many bytes each, of one article after the other, until they have so many together.

    Args:
        articles: What they are made of, from the first again behind the last.
        size: Bytes of each text.
        total: Bytes of all; there is always one text.
    """
    parts: list[str] = []
    length = 0
    for article in itertools.cycle(articles):
        parts.append(article)
        length += len(article.encode("utf-8", "surrogatepass")) + 2
        if length >= size:
            yield "\n\n".join(parts)
            total -= length
            if total <= 0:
                return
            parts, length = [], 0


_STATUS = Path("/proc/self/status")


def peak() -> int:
    """The most memory, in bytes, that this process has had resident; `resource` would count its parent's, too."""
    found = re.search(r"^VmHWM:\s*(\d+) kB$", _STATUS.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) << 10


def _peak_of(text: str, indirect: bool) -> int:
    code = _PEAK.format(indirect=indirect)
    given = text.encode("utf-8", "surrogatepass")
    return int(subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True).stdout)


def _over(texts: Iterable[str], work: Callable[[str], object]) -> Callable[[], object]:
    def run() -> None:
        for text in texts:
            work(text)

    return run
