"""What is said where the library of an extra is missing."""

from __future__ import annotations

import sys

import pytest


@pytest.mark.parametrize(
    ("module", "missing", "extra"),
    [("frames", "pyarrow", "pandas"), ("spark", "pyspark", "spark"), ("spark", "pyspark.sql", "spark")],
)
def test_missing(monkeypatch: pytest.MonkeyPatch, module: str, missing: str, extra: str) -> None:
    """The error names the extra that brings it."""
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, f"quoteattr.integrations.{module}", raising=False)
    with pytest.raises(ImportError, match=rf"needs {missing.split('.')[0]}: pip install 'quoteattr\[{extra}\]'"):
        __import__(f"quoteattr.integrations.{module}")
