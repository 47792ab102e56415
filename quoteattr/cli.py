"""The command line: `quoteattr FILE...`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence

import attrs

from quoteattr import examples
from quoteattr._version import __version__
from quoteattr.attributor import Attributor
from quoteattr.document import Document
from quoteattr.inputs import Input, Problem, read
from quoteattr.output import FORMATS
from quoteattr.output.terminal import printable

_EPILOG = """\
A .txt file is one document and its name without the ending is the document's id. A .jsonl file is one
document a line: an object with "text", and with "id", "characters" and "spans" where you have them. Files
are UTF-8; a byte order mark is dropped. What cannot be read is named on standard error, the rest is done,
and the exit status is 1.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the files that the arguments name, print who says what, and return the exit status.

    Args:
        arguments: The command line without the program's name; by default that of the process.

    Returns:
        0, or 1 if some input could not be read or the output not be written. Wrong usage exits with 2.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if not (options.files or options.example):
        parser.error("no FILE given: name one, or - for standard input, or try --example")
    try:
        attributor = Attributor(language=options.language, genre=options.genre, threshold=options.threshold)
    except ValueError as error:
        parser.error(str(error))
    form = options.format or ("table" if sys.stdout.isatty() else "jsonl")
    _prepare(sys.stdout, form)
    status = 0
    try:
        for item in _inputs(options):
            result = _attribute(attributor, item) if isinstance(item, Input) else item
            if isinstance(result, Problem):
                _complain(result)
                status = 1
            else:
                sys.stdout.write(FORMATS[form](result))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        _complain(Problem("standard output", error.strerror or str(error)))
        status = 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quoteattr",
        description="Find the quotations in texts and say who each one belongs to.",
        epilog=_EPILOG,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help=".txt or .jsonl file; - is standard input")
    parser.add_argument("--example", action="store_true", help="read the article that comes with quoteattr")
    parser.add_argument("--format", choices=FORMATS, help="how to print (default: table on a terminal, else jsonl)")
    parser.add_argument(
        "--input-format",
        choices=("txt", "jsonl"),
        help="read every FILE as this (default: by its name, standard input as txt)",
    )
    parser.add_argument(
        "--threshold",
        type=float,
        default=0.0,
        metavar="P",
        help="name no speaker with a confidence under P, 0 to 1 (default: 0)",
    )
    parser.add_argument("--genre", choices=("news", "fiction"), help="what the texts are (default: as they look)")
    parser.add_argument("--language", help="language of the texts, such as en (default: any)")
    parser.add_argument("--version", action="version", version=f"quoteattr {__version__}")
    return parser


def _prepare(stream: object, form: str) -> None:
    """JSON is UTF-8 whatever the terminal speaks; of a table, what the terminal cannot show becomes ``?``."""
    if isinstance(stream, io.TextIOWrapper):
        if form == "table":
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _inputs(options: argparse.Namespace) -> Iterator[Input | Problem]:
    if options.example:
        yield Input(examples.NAME, examples.article(), examples.NAME)
    for name in options.files:
        yield from read(name, options.input_format)


def _attribute(attributor: Attributor, item: Input) -> Document | Problem:
    """A text never raises: what can is the characters and spans that came with it."""
    try:
        document = attributor.attribute(item.text, characters=item.characters, spans=item.spans)
    except (TypeError, ValueError) as error:
        return Problem(item.where, str(error.args[0]))
    return attrs.evolve(document, id=item.id)


def _complain(problem: Problem) -> None:
    print(f"quoteattr: {printable(problem.where)}: {printable(problem.what)}", file=sys.stderr)


def _silence(stream: io.TextIOBase | object) -> None:
    """Send what the interpreter still flushes at its end nowhere, since its reader is gone."""
    if isinstance(stream, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
