"""The floor that the figures may not fall below: `python -m quoteattr.evaluation.floor`.

Run in a checkout with the benchmarks beside it, this measures every figure that ``floor.json`` holds, raises
its floor to what it is now, and writes the table of ``docs/figures.md``. It lowers a floor only if told so.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from quoteattr.evaluation.figures import CHECKOUT, benchmarks_beside, figures, to_markdown

FLOOR_FILE = Path(__file__).with_name("floor.json")
PAGE = CHECKOUT / "docs" / "figures.md"

_TABLE = re.compile(r"^\| benchmark \|.*(?:\n\|.*)*", re.MULTILINE)

Figures = Mapping[str, Mapping[str, float]]


def load_floor() -> Figures:
    """The least value of each figure, by benchmark."""
    floor: Figures = json.loads(FLOOR_FILE.read_text("utf-8"))
    return floor


def below(floor: Figures, now: Figures) -> list[str]:
    """What lies below the floor, one line a figure.

    >>> below({"news": {"f1": 87, "strict": 85}}, {"news": {"f1": 86.2, "strict": 85}})
    ['news f1 is 86.2, its floor 87']
    """
    return [
        f"{name} {figure} is {now[name][figure]}, its floor {least}"
        for name, floors in floor.items()
        for figure, least in floors.items()
        if now[name][figure] < least
    ]


def moved(floor: Figures, now: Figures) -> Figures:
    """The floor at the figures of now, rounded down to a tenth.

    >>> moved({"news": {"f1": 87}}, {"news": {"f1": 88.38, "strict": 90}})
    {'news': {'f1': 88.3}}
    """
    return {
        name: {figure: math.floor(now[name][figure] * 10) / 10 for figure in floors} for name, floors in floor.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, move the floor, and return the exit status: 1 if a figure lies below it."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.floor", description=__doc__)
    parser.add_argument("--lower", action="store_true", help="lower the floor where a figure fell below it")
    options = parser.parse_args(arguments)
    benchmarks = benchmarks_beside(CHECKOUT)
    if benchmarks is None:
        parser.error("no benchmarks beside the checkout")
    floor = load_floor()
    now = {name: figures(name, benchmarks) for name in floor}
    for name, floors in floor.items():
        for figure, least in floors.items():
            print(f"{name:12} {figure:12} {now[name][figure]:8} (floor {least})")
    fallen = below(floor, now)
    if fallen and not options.lower:
        print(*fallen, "the floor stays as it is; --lower lowers it", sep="\n")
        return 1
    FLOOR_FILE.write_text(json.dumps(moved(floor, now), indent=2) + "\n", "utf-8")
    PAGE.write_text(_TABLE.sub(lambda _: to_markdown(now), PAGE.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
