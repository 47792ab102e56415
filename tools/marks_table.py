#!/usr/bin/env python3
"""Writes quoteattr/marks/cldr.tsv anew: the quotation marks of each language, from Unicode's CLDR.

    python tools/marks_table.py                 fetch the npm package (needs npm)
    python tools/marks_table.py PACKAGE.tgz     use the one given

The package is `cldr-misc-full`, of the version named below. Its licence, Unicode-3.0, is written beside the
table.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "cldr-misc-full"
VERSION = "48.2.0"
HERE = Path(__file__).resolve().parent.parent / "quoteattr" / "marks"
KEYS = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")
HEAD = f"""\
# The quotation marks of each language in CLDR, from the npm package {PACKAGE} {VERSION}
# (main/<locale>/delimiters.json). Copyright (c) Unicode, Inc.; licence Unicode-3.0, see
# UNICODE-LICENSE.txt. Written by tools/marks_table.py: change the script, not this file.
# A locale that has the marks of its parent (fr-CA those of fr) has no row.
#
# locale	outer start	outer end	inner start	inner end
"""


def fetch(folder: Path) -> Path:
    """The package, downloaded by npm into the folder."""
    subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
    return next(folder.glob("*.tgz"))


def marks_of(package: tarfile.TarFile) -> dict[str, tuple[str, ...]]:
    """Each locale's four marks."""
    found = {}
    for member in package.getmembers():
        name = re.fullmatch(r"package/main/([^/]+)/delimiters\.json", member.name)
        file = package.extractfile(member)
        if name and file:
            delimiters = json.load(file)["main"][name[1]]["delimiters"]
            found[name[1]] = tuple(delimiters[key] for key in KEYS)
    return found


def parent(locale: str) -> str:
    """The locale without its last subtag."""
    return locale.rpartition("-")[0]


def main() -> None:
    """Writes the table and the licence."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(sys.argv[1]) if len(sys.argv) > 1 else fetch(Path(folder))
        with tarfile.open(archive) as package:
            marks = marks_of(package)
            licence = package.extractfile("package/LICENSE")
            assert licence is not None
            (HERE / "UNICODE-LICENSE.txt").write_bytes(licence.read())

    def inherited(locale: str) -> tuple[str, ...] | None:
        above = parent(locale)
        while above and above not in marks:
            above = parent(above)
        return marks.get(above)

    rows = [[locale, *marks[locale]] for locale in sorted(marks) if marks[locale] != inherited(locale)]
    table = HEAD + "".join("\t".join(row) + "\n" for row in rows)
    (HERE / "cldr.tsv").write_text(table, encoding="utf8")
    print(f"{len(rows)} rows of {len(marks)} locales")


if __name__ == "__main__":
    main()
