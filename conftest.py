"""What pytest leaves out where something is missing that an extra, or installing, brings; where snippets run."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec

import pytest

_NEEDS = {
    "quoteattr/training/loss.py": ["torch"],
    "quoteattr/training/network.py": ["torch"],
    "quoteattr/training/novel_network.py": ["torch"],
    "quoteattr/training/reporting.py": ["torch"],
    "quoteattr/integrations/frames.py": ["pyarrow"],
    "quoteattr/integrations/spark.py": ["pyarrow", "pyspark"],
    "docs/tutorial.md": ["matplotlib"],
    "docs/reports.md": ["jinja2"],
    "docs/frames.md": ["pandas", "pyarrow"],
    "docs/spark.md": ["pyarrow", "pyspark"],
    "docs/quotes_by_day.py": ["pyspark"],
    "docs/ray.md": ["pyarrow", "ray"],
    "docs/dask.md": ["dask", "pandas", "pyarrow"],
}

collect_ignore = [path for path, modules in _NEEDS.items() if not all(map(find_spec, modules))]
if not entry_points(group="spacy_factories", name="quoteattr"):
    collect_ignore.append("docs/spacy.md")  # it names the component without an import

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Snippets of the documentation write into a folder of their own."""
    if item.path.suffix != ".md":
        return (yield)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return (yield)
