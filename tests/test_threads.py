"""One `Attributor` for many threads: the answers of one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from quoteattr import Attributor, Document
from quoteattr.evaluation.corpus import generate
from quoteattr.examples import article

THREADS = 8
TURNS = ["“Who is there?” asked Ann.", "“It is me!” said Bo. “You know me.”", "“I do not.”", "“Then I shall wait.”"]
TEXTS = [article(), "", "“a” " * 300, "\n\n".join(TURNS * 20), *generate(6, seed=4)]


def at_once(work: Callable[[str], Document], texts: list[str]) -> list[list[Document]]:
    """What each thread finds in all texts, each beginning with another one, all at the same moment."""
    start = Barrier(THREADS)

    def run(thread: int) -> list[Document]:
        start.wait(60)
        found = {number: work(texts[number]) for number in [*range(thread, len(texts)), *range(thread)]}
        return [found[number] for number in range(len(texts))]

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


@pytest.mark.parametrize("indirect", [False, True])
def test_same_answers(indirect: bool) -> None:
    """Eight threads find at once what one finds, novels and what is reported without marks included."""
    attributor = Attributor()
    expected = [attributor.attribute(text, indirect=indirect) for text in TEXTS]
    assert any(quote.kind == "indirect" for document in expected for quote in document.quotes) == indirect
    assert at_once(lambda text: attributor.attribute(text, indirect=indirect), TEXTS) == [expected] * THREADS


@pytest.mark.parametrize("settings", [{}, {"genre": "fiction"}])
def test_one_core(settings: dict[str, str]) -> None:
    """A text takes one core, though numpy may use more: two processes on two cores do not stand in each other's way."""
    code = (
        "import time\n"
        "import quoteattr\n"
        "from quoteattr.evaluation.corpus import generate\n"
        f"attributor = quoteattr.Attributor(**{settings})\n"
        'text = "\\n\\n".join(generate(60, seed=5))\n'
        "attributor.attribute(text, indirect=True)\n"  # while the threads that numpy begins with fall asleep
        "here, everywhere = time.thread_time(), time.process_time()\n"
        "attributor.attribute(text, indirect=True)\n"
        "print((time.thread_time() - here) / (time.process_time() - everywhere))\n"
    )
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300, check=True, env=free)
    assert float(done.stdout) > 0.95


def test_first_use() -> None:
    """So they do where everything is loaded meanwhile: tables, weights, what novels and reports are read by."""
    code = (
        "import json, sys\n"
        f"sys.path.append({str(Path(__file__).parent)!r})\n"
        "sys.setswitchinterval(1e-5)\n"
        "import quoteattr\n"
        "from test_threads import TEXTS, at_once\n"
        "found = at_once(lambda text: quoteattr.attribute(text, indirect=True), TEXTS)\n"
        "print(json.dumps([[document.to_dict() for document in documents] for documents in found]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300, check=True)
    attributor = Attributor()
    expected = [attributor.attribute(text, indirect=True).to_dict() for text in TEXTS]
    assert json.loads(done.stdout) == [expected] * THREADS
