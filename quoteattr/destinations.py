"""Where the command line writes: a file, whole or not at all; a file that grows; a folder."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from quoteattr.document import Document
from quoteattr.output import Format
from quoteattr.output.html import Summary, summary, to_index, write_html

#: A document by what tells it from others: its id, and a digest of its text.
Key = tuple[str | None, bytes]

_INDEX = "index"
_LONGEST = 80  # code points of a file's name
_UNSAFE = re.compile(r"[^\w.\-]+")


@contextlib.contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A file to write that appears under its name when all is written, and not at all if something fails.

    A device or a pipe of that name is written to as it is.
    """
    if path.exists() and not path.is_file():
        with _opened(path, "w") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))  # the file behind a symbolic link, not the link, is replaced
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(part, "x") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


@contextlib.contextmanager
def growing(path: Path) -> Iterator[TextIO]:
    """A file to add to; what is written is there line by line."""
    with _opened(path, "a") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def _opened(path: Path, mode: str) -> TextIO:
    # What no UTF-8 can hold is a lone surrogate: JSON has this escape for it.
    return io.TextIOWrapper(open(path, mode + "b"), "utf-8", "backslashreplace", "", line_buffering=mode == "a")


def write_folder(documents: Iterable[Document], form: Format, folder: Path) -> None:
    """Each document in a file of its own, named by its id; of web pages, an index of them too.

    Args:
        documents: What to write.
        form: The form of each file.
        folder: Where; it is made if it is missing. Files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages, index = form.write is write_html, _INDEX + form.ending
    taken = {_INDEX}
    listed: list[Summary] = []
    for document in documents:
        name = _file_name(document.id, taken) + form.ending
        with whole(folder / name) as stream:
            stream.writelines(write_html([document], index) if pages else form.write([document]))
        if pages:
            listed.append(summary(document, name))
    if pages:
        with whole(folder / index) as stream:
            stream.write(to_index(listed))


def _file_name(key: str | None, taken: set[str]) -> str:
    """A name that no other file has, on systems too that do not tell capitals apart; it becomes one of the taken."""
    plain = _UNSAFE.sub("-", key or "document")[:_LONGEST].strip(".-") or "document"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain}-{number}"
    taken.add(name.lower())
    return name


def key_of(name: str | None, text: str) -> Key:
    """What tells a document from others."""
    return name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def resume(path: Path) -> Counter[Key]:
    """The documents that a ``.jsonl`` output holds already; a last line that a crash has cut is taken away.

    Raises:
        OSError: If it cannot be read or mended.
        ValueError: If it holds a line that is no document.
    """
    done: Counter[Key] = Counter()
    if not path.exists():
        return done
    end = 0
    with open(path, "r+b") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break
            end += len(line)
            try:
                record = json.loads(line)
                done[key_of(record["id"], record["text"])] += 1
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise ValueError(f"{path}:{number} is no document that quoteattr wrote") from None
        file.truncate(end)
    return done
