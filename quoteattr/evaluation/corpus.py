"""News articles made from templates, for measuring speed without any text of others.

A hundred of them are like as many of news in what speed and memory depend on: some 5,000 characters each, in a thousand
of these three quotations and 35 mentions, one word in eight never met before, and in a thousand words seven
contractions, eight abbreviations and eleven possessives.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

_SLOT = re.compile(r"\{(\w+)\}")
_LENGTH = 8, 26  # paragraphs at least and at most
_PEOPLE = 3  # that an article has most to do with, and so many of each of these
_RECURRING = ("organization", "place")
_OLD = 0.7  # of the names are theirs


def generate(documents: int, seed: int = 0) -> Iterator[str]:
    """Articles of some 5,000 characters, the same ones for the same seed.

    >>> [one] = generate(1, seed=5)
    >>> one == next(generate(2, seed=5))
    True
    """
    templates = json.loads(files(__package__).joinpath("templates.json").read_bytes())
    choose = random.Random(seed)
    for _ in range(documents):
        yield "\n\n".join(_paragraphs(templates, choose))


def _paragraphs(templates: Mapping[str, Sequence[str]], choose: random.Random) -> Iterator[str]:
    people = [_person(templates, choose) for _ in range(_PEOPLE)]
    named = {slot: [_fill(f"{{{slot}}}", templates, {}, choose) for _ in range(_PEOPLE)] for slot in _RECURRING}
    for kind in ["headline", "opening", *["paragraph"] * choose.randint(*_LENGTH)]:
        known = dict(people[0] if kind != "paragraph" else choose.choice(people) if _is_likely(choose) else {})
        known |= {slot: choose.choice(forms) for slot, forms in named.items() if _is_likely(choose)}
        yield _fill(f"{{{kind}}}", templates, known, choose)


def _person(templates: Mapping[str, Sequence[str]], choose: random.Random) -> dict[str, str]:
    surname = _fill("{surname}", templates, {}, choose)
    return {"surname": surname, "name": _fill("{first} {surname}", templates, {"surname": surname}, choose)}


def _is_likely(choose: random.Random) -> bool:
    """Whether what comes next is known already; now and then it is something new."""
    return choose.random() < _OLD


def _fill(
    template: str, templates: Mapping[str, Sequence[str]], known: Mapping[str, str], choose: random.Random
) -> str:
    """The template with its slots filled, and theirs; `{Clause}` is a `{clause}` with a capital letter."""

    def fill(slot: re.Match[str]) -> str:
        name = slot[1].lower()
        filled = known.get(name) or _fill(choose.choice(templates[name]), templates, known, choose)
        return filled if slot[1] == name else filled[0].upper() + filled[1:]

    return _SLOT.sub(fill, template)
