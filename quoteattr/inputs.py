"""What the command line reads: text files, JSON lines, folders of both, and standard input.

Every file is UTF-8. A byte order mark at its start is no part of the text, and line ends stay as they are, so
that offsets count the code points of the text as the file has it.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Literal

import attrs

STANDARD_INPUT = "-"

InputFormat = Literal["txt", "jsonl"]

#: The files of a folder that are read.
_ENDINGS = (".txt", ".jsonl")
#: What files begin with that hold a text, but not as text.
_NO_TEXT = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a Word, EPUB or ZIP file",
    b"\x1f\x8b": "a gzip file",
    b"{\\rtf": "an RTF file",
}


@attrs.frozen
class Source:
    """A file to read, and the id of its document if it is one of a folder; other files give it by their names."""

    name: str
    key: str | None = None

    @property
    def size(self) -> int | None:
        """Its bytes, 0 if it is missing, `None` if nobody knows before it ends."""
        if self.name == STANDARD_INPUT:
            return None
        try:
            found = os.stat(self.name)
        except OSError:
            return 0
        return found.st_size if stat.S_ISREG(found.st_mode) else None


@attrs.frozen
class Input:
    """A text to read, where it came from (`where`), what came with it, and the bytes that it took there (`size`)."""

    where: str
    text: str
    id: str | None = None
    characters: list[Any] | None = None
    spans: list[Any] | None = None
    size: int = attrs.field(default=0, eq=False)


@attrs.frozen
class Problem:
    """What is wrong (`what`) with a file or a line of it (`where`)."""

    where: str
    what: str


def sources(names: Iterable[str]) -> Iterator[Source | Problem]:
    """The files that are named, and those in the folders that are named.

    Of a folder, and the folders in it, these are the files in ``.txt`` and ``.jsonl`` whose names do not begin with a
    dot, in order of their names. The id of such a text is its path from the folder on, without the ending.
    """
    for name in names:
        if name != STANDARD_INPUT and os.path.isdir(name):
            inside = sorted(_inside(Path(name)))
            yield from (Source(str(path), path.relative_to(name).with_suffix("").as_posix()) for path in inside)
            if not inside:
                yield Problem(name, "a folder without .txt or .jsonl files")
        else:
            yield Source(name)


def _inside(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                yield Path(parent, name)


def read(name: str, form: InputFormat | None = None, key: str | None = None) -> Iterator[Input | Problem]:
    """The texts of a file, one after the other, and what kept others from being read.

    Args:
        name: The file, or ``"-"`` for standard input.
        form: ``"txt"``, one document, or ``"jsonl"``, one document a line. By default a name in ``.jsonl``
            says the latter, any other the former.
        key: The id of a file that is one document; by default its name without the ending.
    """
    standard = name == STANDARD_INPUT
    form = form or ("jsonl" if name.lower().endswith(".jsonl") else "txt")
    try:
        with open(0 if standard else name, "rb", closefd=not standard) as file:
            if form == "jsonl":
                yield from _lines(file, name)
            else:
                yield _text(file.read(), name, None if standard else key or PurePath(name).stem)
    except OSError as error:
        yield Problem(name, error.strerror or str(error))


def _text(content: bytes, name: str, key: str | None) -> Input | Problem:
    for start, what in _NO_TEXT.items():
        if content.startswith(start):
            return Problem(name, f"{what}, not a text: save it as plain text first")
    try:
        return Input(name, content.decode("utf-8-sig"), key, size=len(content))
    except UnicodeDecodeError as error:
        return Problem(name, _undecodable(error))


def _lines(file: BinaryIO, name: str) -> Iterator[Input | Problem]:
    for number, line in enumerate(file, 1):
        where = f"{name}:{number}"
        try:
            content = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip()
            if content:
                yield _record(json.loads(content), where, len(line))
        except UnicodeDecodeError as error:
            yield Problem(where, _undecodable(error))
        except json.JSONDecodeError as error:
            yield Problem(where, f"no JSON: {error.msg} (column {error.colno})")
        except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
            yield Problem(where, f"no JSON that can be read: {error}")


def _record(record: Any, where: str, size: int) -> Input | Problem:
    if not isinstance(record, dict):
        return Problem(where, f"{_json_type(record)}, not an object")
    if "text" not in record:
        return Problem(where, 'no "text"')
    wanted: dict[str, type | tuple[type, ...]] = {
        "text": str,
        "id": (str, int, type(None)),
        "characters": (list, type(None)),
        "spans": (list, type(None)),
    }
    for key, types in wanted.items():
        value = record.get(key)
        if not isinstance(value, types) or isinstance(value, bool):
            return Problem(where, f'"{key}" is {_json_type(value)}')
    name = None if record.get("id") is None else str(record["id"])
    return Input(where, record["text"], name, record.get("characters"), record.get("spans"), size)


def _json_type(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _undecodable(error: UnicodeDecodeError) -> str:
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"
