"""What it takes to begin: the import, and the first text after it, each time in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec

#: What the import is compared with: what text libraries build on. regex is left out where it is not installed.
_BESIDE = ", ".join(name for name in ("numpy", "regex", "attrs") if find_spec(name))
_ARTICLE = (
    "“We will rebuild,” said Mary Hobbs, who chairs the council. “By June.”\n\n"
    "The filing calls the plan “little more than a gesture.” She added that the mayor, Tom Reed, had agreed."
)
_TIMED = """
from time import perf_counter
start = perf_counter()
import {modules}
imported = perf_counter()
{then}
print(imported - start, perf_counter() - imported)
"""


def starting(repeats: int) -> Iterator[tuple[str, str]]:
    """The import beside that of other libraries, and the first text.

    Args:
        repeats: How often each is timed; the processes take turns.
    """
    beside = _TIMED.format(modules=_BESIDE, then="")
    own = _TIMED.format(modules="quoteattr", then=f"quoteattr.attribute({_ARTICLE!r})")
    with tempfile.TemporaryDirectory() as cache:
        turns = [(_seconds(beside, cache), _seconds(own, cache)) for _ in range(repeats + 1)]
    [[others, _], [package, first]] = [
        [statistics.median(times) for times in zip(*runs, strict=True)] for runs in zip(*turns[1:], strict=True)
    ]
    yield f"import {_BESIDE}, ms", f"{1000 * others:.1f}"
    yield "import quoteattr, ms", f"{1000 * package:.1f}"
    yield "import quoteattr / the others", f"{package / others:.3f}"
    yield "first attribute, ms", f"{1000 * first:.1f}"


def _seconds(code: str, cache: str) -> list[float]:
    """What the code prints, modules compiled into a folder before, as they are where a package is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = cache
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return list(map(float, done.stdout.split()))
