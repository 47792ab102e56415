"""What the README and the other documents show is so; their examples in Python run as doctests."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import attrs
import pytest

from quoteattr import __version__, attribute
from quoteattr.cli import main
from quoteattr.examples import NAME, article
from quoteattr.output import to_table

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text("utf-8")
DOCUMENTS = [CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
_TABLE_WORDS = {"nobody", "unknown", "continued", "unclosed"}
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
    """The picture is a well-formed drawing of the article's table, with quotations and speakers that the article has.

    Who says what moves with the weights, and the picture need not be drawn again whenever it does.
    """
    drawn = (CHECKOUT / "docs/picture.svg").read_text("utf-8")
    texts = [element.text or "" for element in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "$ quoteattr --example"
    assert re.fullmatch(rf"{NAME}: \d+ quotations, \d+ speakers", texts[1])
    shown = " ".join(texts)
    assert attribute(article()).quotes[0].content.split()[:3] == re.findall(r"“([^”]*)", shown)[0].split()[:3]
    assert "Mayor Ines Calloway" in shown
    words = set(re.findall(r"[\w’]+", article()))
    assert {word for text in texts[3:] for word in re.findall(r"[^\W\d][\w’]+", text)} <= words | _TABLE_WORDS


def test_picture_drawing() -> None:
    """Every line that is drawn stands in its row, and what SVG would read as markup is escaped."""
    module = _load(CHECKOUT / "docs/make_picture.py")
    lines = [
        "$ quoteattr --example",
        "a: 1 quotation",
        "──",
        "",
        "Ann <Lee>               “Salt & pepper”".ljust(76) + "97%",
    ]
    drawn = ElementTree.fromstring(module.picture(lines))
    texts = list(drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert [text.text for text in texts] == [*lines[:3], "Ann <Lee>", "“Salt & pepper”", "97%"]
    rows = [float(text.attrib["y"]) for text in texts]
    assert rows == sorted(rows)
    assert len(set(rows)) == 4
    assert module.picture(lines) == module.picture(lines)


def test_picture_table() -> None:
    """What is drawn is what the command prints, as many whole quotations as there is room for."""
    module = _load(CHECKOUT / "docs/make_picture.py")
    head, *lines = module.table()
    assert head == "$ quoteattr --example"
    printed = to_table(attrs.evolve(attribute(article()), id=NAME), module.COLUMNS).splitlines()
    assert lines[-2:] == ["", "…"]
    assert len(lines) <= module.ROWS + 1
    assert lines[:-1] == printed[: len(lines) - 1]


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
