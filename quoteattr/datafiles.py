"""The data files that the package carries: word lists, tables, weights."""

from __future__ import annotations

import pkgutil


def read(package: str, name: str) -> bytes:
    """A file that stands beside the modules of a package.

    `pkgutil` reads it wherever the package comes from, an archive too, and is quicker to import than
    `importlib.resources`, which would take a tenth of the time that importing this package takes.

    Args:
        package: The package's full name.
        name: The file's name.

    Raises:
        FileNotFoundError: If there is no such file.
    """
    content = pkgutil.get_data(package, name)
    assert content is not None, f"the loader of {package} reads no data"
    return content


def rows(package: str, name: str) -> list[list[str]]:
    """The fields of each line of a table; a tab parts them, and ``#`` begins a line of comment.

    Args:
        package: The full name of the package that has it.
        name: The table's name.
    """
    lines = read(package, name).decode("utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
