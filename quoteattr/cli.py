"""The command line: `quoteattr FILE...`."""

from __future__ import annotations

import argparse
import contextlib
import functools
import io
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import attrs

from quoteattr import examples
from quoteattr._version import __version__
from quoteattr.attributor import Attributor
from quoteattr.destinations import Key, growing, key_of, resume, whole, write_folder
from quoteattr.document import Document
from quoteattr.extras import MissingExtraError, need
from quoteattr.inputs import Input, Problem, Source, read, sources
from quoteattr.output import FORMATS
from quoteattr.output.terminal import printable
from quoteattr.parallel import check_workers, ordered
from quoteattr.progress import Progress

_EPILOG = """\
A .txt file is one document and its name without the ending is the document's id. A .jsonl file is one
document a line: an object with "text", and with "id", "characters" and "spans" where you have them. Of a
folder, all its .txt and .jsonl files are read. Files are UTF-8; a byte order mark is dropped. What cannot be
read is named on standard error, the rest is done, and the exit status is 1.
"""
_INTERRUPTED = 128 + signal.SIGINT


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the files that the arguments name, write who says what, and return the exit status.

    Args:
        arguments: The command line without the program's name; by default that of the process.

    Returns:
        0, or 1 if some input could not be read or the output not be written, or 130 if it was interrupted. Wrong
        usage exits with 2.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    found = list(sources(options.files))
    try:
        name = _form(options, found)
        attributor = Attributor(**_settings(options))
        done = resume(options.output) if options.resume else Counter()
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        parser.error(f"{options.output}: {error.strerror or error}")
    with Progress(_total(found), wanted=_watched(options.output)) as progress:
        run = _Run(progress, done)
        work = functools.partial(_attribute, attributor, options.indirect)
        results = ordered(work, run.inputs(options, found), options.workers, _size)
        try:
            with contextlib.closing(results):
                _write(run.documents(results), name, options.output, options.resume)
        except BrokenPipeError:  # the reader, such as `head`, has seen enough
            _silence(sys.stdout)
        except (OSError, MissingExtraError) as error:
            if options.output is None:
                _silence(sys.stdout)
            what = error.strerror if isinstance(error, OSError) else None
            run.complain(Problem(str(options.output or "standard output"), what or str(error)))
        except BrokenExecutor:
            told = "another process was ended while it worked, perhaps for lack of memory: pass fewer workers"
            run.complain(Problem(f"--workers {options.workers}", told))
        except KeyboardInterrupt:
            progress.say("quoteattr: interrupted")
            return _INTERRUPTED
    return run.status


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    """Those options that are settings of `Attributor`."""
    return {"language": options.language, "genre": options.genre, "threshold": options.threshold}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quoteattr",
        usage="quoteattr [options] FILE...",
        description="Find the quotations in texts and say who each one belongs to.",
        epilog=_EPILOG,
    )
    file = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}  # how shells complete the name of a file
    add = parser.add_argument
    files = add("files", nargs="*", metavar="FILE", help=".txt or .jsonl file, or folder of them; - is standard input")
    add("--example", action="store_true", help="read the article that comes with quoteattr")
    add(
        "--format",
        choices=FORMATS,
        help="how to write (default: as the ending of --output says, else table on a terminal, else jsonl)",
    )
    output = add(
        "--output",
        type=Path,
        metavar="PATH",
        help="write to this file, whole or not at all; or into this folder, each document in a file of its own",
    )
    add("--resume", action="store_true", help="add to the .jsonl file of --output what it lacks")
    add("--workers", type=int, default=1, metavar="N", help="work in N processes (default: 1)")
    add(
        "--input-format",
        choices=("txt", "jsonl"),
        help="read every FILE as this (default: by its name, standard input as txt)",
    )
    add(
        "--threshold",
        type=float,
        default=0.0,
        metavar="P",
        help="name no speaker with a confidence under P, 0 to 1 (default: 0)",
    )
    add("--genre", choices=("news", "fiction"), help="what the texts are (default: as they look)")
    add("--indirect", action="store_true", help="find what is reported without marks, too")
    add("--language", help="language of the texts, such as en (default: any)")
    add("--print-completion", choices=("bash", "zsh", "tcsh"), action=_Completion, help="print the shell's completion")
    add("--version", action="version", version=f"quoteattr {__version__}")
    for action in (files, output):
        action.complete = file  # type: ignore[attr-defined]
    return parser


class _Completion(argparse.Action):
    """Prints what a shell needs to complete this command line, and stops."""

    def __call__(self, parser: argparse.ArgumentParser, _: argparse.Namespace, shell: object, *__: object) -> None:
        try:
            shtab = need("shtab", "cli", "completion")
        except MissingExtraError as error:
            parser.error(str(error))
        print(shtab.complete(parser, shell))
        parser.exit()


def _form(options: argparse.Namespace, found: Iterable[Source | Problem]) -> str:
    """The form of output, when the options have been found to go together.

    Raises:
        ValueError: If they do not.
    """
    output: Path | None = options.output
    if not (options.files or options.example):
        raise ValueError("no FILE given: name one, or - for standard input, or try --example")
    check_workers(options.workers)
    if options.resume and output is None:
        raise ValueError("--resume needs --output FILE.jsonl, the file to go on with")
    if output is not None and output.is_file():
        for source in found:
            if isinstance(source, Source) and os.path.exists(source.name) and output.samefile(source.name):
                raise ValueError(f"{output} is also read: write to another file")
    name: str | None = options.format
    if name is None and output is not None:
        fitting = [name for name, form in FORMATS.items() if output.name.lower().endswith(form.ending)]
        name = max(fitting, key=lambda name: len(FORMATS[name].ending), default=None)
    name = name or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    if options.resume and (name != "jsonl" or _is_folder(options.output)):
        raise ValueError("--resume goes on with a .jsonl file alone: other forms and folders are written anew")
    return name


def _is_folder(output: Path | str) -> bool:
    """Whether that is a folder, or named like one that there shall be: without an ending."""
    path = Path(output)
    return path.is_dir() or (not path.exists() and not path.suffix)


def _total(found: Iterable[Source | Problem]) -> int | None:
    """The bytes that are to be read, where that is known."""
    sizes = [source.size for source in found if isinstance(source, Source)]
    return None if None in sizes else sum(size or 0 for size in sizes)


def _watched(output: Path | None) -> bool:
    """Whether somebody sees standard error, and it is not the screen that the documents go to."""
    return sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())


class _Run:
    """One run over the inputs, what it has to say, and how it ends."""

    def __init__(self, progress: Progress, done: Counter[Key]) -> None:
        self.status = 0
        self._progress = progress
        self._done = done

    def inputs(self, options: argparse.Namespace, found: Iterable[Source | Problem]) -> Iterator[Input | Problem]:
        """What is to be attributed: all that has not been done before."""
        if options.example:
            yield Input(examples.NAME, examples.article(), examples.NAME)
        for source in found:
            items = read(source.name, options.input_format, source.key) if isinstance(source, Source) else [source]
            for item in items:
                if isinstance(item, Input) and self._was_done(item):
                    self._progress.advance(item.size)
                else:
                    yield item

    def _was_done(self, item: Input) -> bool:
        if not self._done:
            return False
        key = key_of(item.id, item.text)
        if not self._done[key]:
            return False
        self._done[key] -= 1
        return True

    def documents(self, results: Iterable[tuple[int, Document | Problem]]) -> Iterator[Document]:
        """The documents, one after the other; problems are told and passed over."""
        for size, result in results:
            self._progress.advance(size)
            if isinstance(result, Problem):
                self.complain(result)
            else:
                yield result

    def complain(self, problem: Problem) -> None:
        """Say what is wrong, and remember that something was."""
        self.status = 1
        self._progress.say(f"quoteattr: {printable(problem.where)}: {printable(problem.what)}")


def _attribute(attributor: Attributor, indirect: bool, item: Input | Problem) -> tuple[int, Document | Problem]:
    """The document of an input, and the bytes read. A text never raises: the characters and spans with it can."""
    if isinstance(item, Problem):
        return 0, item
    try:
        document = attributor.attribute(item.text, characters=item.characters, spans=item.spans, indirect=indirect)
    except (TypeError, ValueError) as error:
        return item.size, Problem(item.where, str(error.args[0]))
    return item.size, attrs.evolve(document, id=item.id)


def _size(item: Input | Problem) -> int:
    return len(item.text) if isinstance(item, Input) else 0


def _write(documents: Iterator[Document], name: str, output: Path | None, resumed: bool) -> None:
    form = FORMATS[name]
    if output is None:
        _prepare(sys.stdout, name)
        sys.stdout.writelines(form.write(documents))
        sys.stdout.flush()
    elif _is_folder(output):
        write_folder(documents, form, output)
    else:
        with growing(output) if resumed else whole(output) as stream:
            stream.writelines(form.write(documents))


def _prepare(stream: object, name: str) -> None:
    """All forms are UTF-8 whatever the terminal speaks; of a table, what the terminal cannot show becomes ``?``."""
    if isinstance(stream, io.TextIOWrapper):
        if name == "table":
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _silence(stream: io.TextIOBase | object) -> None:
    """Send what the interpreter still flushes at its end nowhere, since its reader is gone."""
    if isinstance(stream, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
