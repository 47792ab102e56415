"""What the README and the other documents show is so; their examples in Python run as doctests."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from quoteattr import __version__
from quoteattr.cli import main

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text("utf-8")
DOCUMENTS = [CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
INSTALL = re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE)


def _load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_commands() -> None:
    """The README has two commands for a fresh machine, and CI runs the one that tests, to the letter."""
    run, tests = INSTALL
    assert run.endswith("/quoteattr --example")
    assert tests.endswith("/python -m pytest")
    assert f"\n{tests}\n" in (CHECKOUT / ".ci/run").read_text("utf-8")


def test_example_command(capsys: pytest.CaptureFixture[str]) -> None:
    """What the first command runs works."""
    command = shlex.split(INSTALL[0])
    assert main(command[command.index(".venv/bin/quoteattr") + 1 :]) == 0
    assert "Tomas Ferreira" in capsys.readouterr().out


def test_picture() -> None:
    """The picture shows what is printed now, but for how sure it is."""
    module = _load(CHECKOUT / "docs/make_picture.py")
    drawn = (CHECKOUT / "docs/picture.svg").read_text("utf-8")
    now = module.picture(module.table())
    sure = re.compile(r" *<text[^>]*>\d+%</text>")
    assert sure.sub("", drawn) == sure.sub("", now), "run: python docs/make_picture.py"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links(path: Path) -> None:
    """Every link into the repository leads somewhere."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_options_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    """Every option of the command line is in its document, and no other."""
    with pytest.raises(SystemExit):
        main(["--help"])
    options = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    document = (CHECKOUT / "docs/command-line.md").read_text("utf-8")
    assert set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", document)) == options


def test_changelog() -> None:
    """The version at hand is in the list of changes."""
    assert f"\n## {__version__}" in (CHECKOUT / "CHANGELOG.md").read_text("utf-8")
