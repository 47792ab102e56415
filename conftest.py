"""What pytest leaves out where a library is missing that only an extra brings, and where snippets run."""

import contextlib
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

_NEEDS = {"quoteattr/training/network.py": "torch", "docs/tutorial.md": "matplotlib", "docs/reports.md": "jinja2"}

collect_ignore = [path for path, library in _NEEDS.items() if not find_spec(library)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Snippets of the documentation write into a folder of their own."""
    if item.path.suffix != ".md":
        return (yield)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return (yield)
