"""News articles made from templates, for measuring speed without any text of others.

A hundred of them are like as many of news in what speed depends on: some 4,800 characters and ten quotations each, one
word in six never met before, and in a thousand words six contractions, twelve abbreviations and fifteen possessives.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

_SLOT = re.compile(r"\{(\w+)\}")


def generate(documents: int, seed: int = 0) -> Iterator[str]:
    """Articles of some 4,800 characters, the same ones for the same seed.

    >>> [one] = generate(1, seed=5)
    >>> one == next(generate(2, seed=5))
    True
    """
    templates = json.loads(files(__package__).joinpath("templates.json").read_bytes())
    choose = random.Random(seed)
    for _ in range(documents):
        yield "\n\n".join(_paragraphs(templates, choose))


def _paragraphs(templates: Mapping[str, Sequence[str]], choose: random.Random) -> Iterator[str]:
    speaker = {"surname": _fill("{surname}", templates, {}, choose)}
    speaker["name"] = _fill("{first} {surname}", templates, speaker, choose)
    for kind in ["headline", "opening", *["paragraph"] * choose.randint(8, 28)]:
        known = speaker if kind != "paragraph" or choose.random() < 0.7 else {}  # now and then another speaks
        yield _fill(f"{{{kind}}}", templates, known, choose)


def _fill(
    template: str, templates: Mapping[str, Sequence[str]], person: Mapping[str, str], choose: random.Random
) -> str:
    """The template with its slots filled, and theirs; `{Clause}` is a `{clause}` with a capital letter."""

    def fill(slot: re.Match[str]) -> str:
        name = slot[1].lower()
        filled = person.get(name) or _fill(choose.choice(templates[name]), templates, person, choose)
        return filled if slot[1] == name else filled[0].upper() + filled[1:]

    return _SLOT.sub(fill, template)
