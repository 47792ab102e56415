"""Word lists hold what their names say."""

from collections import Counter
from importlib import resources

import pytest


@pytest.mark.parametrize("file", ["words.tsv", "organizations.tsv", "places.tsv"])
def test_classes_stand_once(file: str) -> None:
    """A class that stood twice would lose the words of its first line."""
    lines = resources.files("quoteattr.lexicons").joinpath(file).read_text(encoding="utf8").splitlines()
    classes = Counter(line.split("\t")[0] for line in lines if line and not line.startswith("#"))
    assert [name for name, count in classes.items() if count > 1] == []
