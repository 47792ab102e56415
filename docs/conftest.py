"""The snippets of these pages run in a folder of their own; those that need a plot run where matplotlib is."""

from importlib.util import find_spec

import pytest

collect_ignore = [] if find_spec("matplotlib") else ["tutorial.md"]
if not find_spec("jinja2"):
    collect_ignore.append("reports.md")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
