"""What the command line reads: text files, JSON lines and standard input.

Every file is UTF-8. A byte order mark at its start is no part of the text, and line ends stay as they are, so
that offsets count the code points of the text as the file has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO, Literal

import attrs

STANDARD_INPUT = "-"

InputFormat = Literal["txt", "jsonl"]


@attrs.frozen
class Input:
    """A text to read, where it came from (`where`), and what came with it."""

    where: str
    text: str
    id: str | None = None
    characters: list[Any] | None = None
    spans: list[Any] | None = None


@attrs.frozen
class Problem:
    """What is wrong (`what`) with a file or a line of it (`where`)."""

    where: str
    what: str


def read(name: str, form: InputFormat | None = None) -> Iterator[Input | Problem]:
    """The texts of a file, one after the other, and what kept others from being read.

    Args:
        name: The file, or ``"-"`` for standard input.
        form: ``"txt"``, one document, or ``"jsonl"``, one document a line. By default a name in ``.jsonl``
            says the latter, any other the former.
    """
    standard = name == STANDARD_INPUT
    form = form or ("jsonl" if name.lower().endswith(".jsonl") else "txt")
    try:
        with open(0 if standard else name, "rb", closefd=not standard) as file:
            if form == "jsonl":
                yield from _lines(file, name)
            else:
                yield _text(file, name, None if standard else PurePath(name).stem)
    except OSError as error:
        yield Problem(name, error.strerror or str(error))


def _text(file: BinaryIO, name: str, key: str | None) -> Input | Problem:
    try:
        return Input(name, file.read().decode("utf-8-sig"), key)
    except UnicodeDecodeError as error:
        return Problem(name, _undecodable(error))


def _lines(file: BinaryIO, name: str) -> Iterator[Input | Problem]:
    for number, line in enumerate(file, 1):
        where = f"{name}:{number}"
        try:
            content = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip()
            if content:
                yield _record(json.loads(content), where)
        except UnicodeDecodeError as error:
            yield Problem(where, _undecodable(error))
        except json.JSONDecodeError as error:
            yield Problem(where, f"no JSON: {error.msg} (column {error.colno})")
        except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
            yield Problem(where, f"no JSON that can be read: {error}")


def _record(record: Any, where: str) -> Input | Problem:
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
    return Input(where, record["text"], name, record.get("characters"), record.get("spans"))


def _json_type(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _undecodable(error: UnicodeDecodeError) -> str:
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"
