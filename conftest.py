"""What pytest leaves out where something is missing that only an extra, or installing, brings."""

import os
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec

_NEEDS = {
    "quoteattr/training/network.py": ["torch"],
    "quoteattr/integrations/frames.py": ["pyarrow"],
    "quoteattr/integrations/spark.py": ["pyarrow", "pyspark"],
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
