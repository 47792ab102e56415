"""The data files that the package carries: word lists, tables, weights."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any


def read(package: str, name: str) -> bytes:
    """A file that stands beside the modules of a package.

    What has loaded the package reads it, wherever that is, in an archive too. `pkgutil` and `importlib.resources`
    would, too, but to import them takes a thirtieth and a tenth of the time that importing this package takes.

    Args:
        package: The package's full name.
        name: The file's name.

    Raises:
        FileNotFoundError: If there is no such file.
    """
    module = import_module(package)
    loader: Any = module.__loader__
    content: bytes = loader.get_data(os.path.join(module.__path__[0], name))
    return content


def rows(package: str, name: str) -> list[list[str]]:
    """The fields of each line of a table; a tab parts them, and ``#`` begins a line of comment.

    Args:
        package: The full name of the package that has it.
        name: The table's name.
    """
    lines = read(package, name).decode("utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
