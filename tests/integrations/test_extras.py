"""What is said where the library of an extra is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "missing", "extra"), [("frames", "pyarrow", "pandas"), ("spark", "pyspark", "spark")]
)
def test_missing(module: str, missing: str, extra: str) -> None:
    """The error names the extra that brings it."""
    program = f"import sys; sys.modules[{missing!r}] = None; import quoteattr.integrations.{module}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    message = f"ImportError: quoteattr.integrations.{module} needs {missing}: pip install 'quoteattr[{extra}]'"
    assert done.stderr.splitlines()[-1] == message
