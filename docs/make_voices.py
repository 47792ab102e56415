"""Draws ``docs/voices.svg``: the plot at the end of the tutorial, by running the tutorial.

Run in a checkout: ``python docs/make_voices.py``. It needs the extra ``docs``.
"""

from __future__ import annotations

import contextlib
import doctest
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        import matplotlib

        # The same file for the same plot: letters as letters, and no names at random.
        matplotlib.rcParams |= {"svg.hashsalt": "voices", "svg.fonttype": "none"}
        failed = doctest.testfile(str(DOCS / "tutorial.md"), module_relative=False).failed
        drawn = Path("voices.svg").read_text("utf-8")
    if failed:
        raise SystemExit("the tutorial does not run")
    lines = [line.rstrip() for line in drawn.splitlines() if "<dc:date>" not in line]
    (DOCS / "voices.svg").write_text("\n".join(lines) + "\n", "utf-8")
