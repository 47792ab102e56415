"""Makes ``lexicons/first_names_learned.tsv``: first names and the gender that they tell, from news and novels.

    python -m quoteattr.training.first_names OUTPUT TEXTS.jsonl...

In articles, the pronouns of a chain of ``same_speaker`` tell the gender of the full names in it; in novels, the
``characters`` have one. Names of the curated list are left out.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import lexicons

MIN_COUNT = 3  # texts that a name is seen in
MIN_SHARE = 0.9  # of them that tell one gender

_FULL_NAME = re.compile(r"([A-Z][a-zé'’]+) (?:[A-Z]\.? )?[A-Z][\w’'-]+")
_GENDERS = {"M": "male", "F": "female"}


def _observations(line: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """First names in a line, each with a gender."""
    for character in line.get("characters", ()):
        if gender := _GENDERS.get(character["gender"]):
            matches = map(_FULL_NAME.fullmatch, (character["name"], *character["aliases"]))
            yield from ((match[1].lower(), gender) for match in matches if match)
    chains = {tuple(map(tuple, one["same_speaker"])) for one in line.get("attributions", ())}
    for chain in chains:
        forms = [line["text"][start:end] for start, end in chain]
        pronouns = collections.Counter(_pronoun_gender(form.lower()) for form in forms)
        male, female = pronouns["male"], pronouns["female"]
        if bool(male) == bool(female):
            continue
        names = {match[1].lower() for form in forms if (match := _FULL_NAME.fullmatch(form))}
        yield from ((name, "male" if male else "female") for name in names)


def _pronoun_gender(word: str) -> str | None:
    genders = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
    return genders.get(word)


def main(arguments: list[str]) -> None:
    """Count, and write the list."""
    if len(arguments) < 2:
        sys.exit(__doc__)
    output, *paths = arguments
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for path in paths:
        with open(path, encoding="utf8") as file:
            for line in file:
                for name, gender in sorted(set(_observations(json.loads(line)))):
                    counts[name][gender] += 1
    curated = lexicons.first_names("first_names.tsv")
    groups: dict[str, list[str]] = {"male": [], "female": []}
    for name, genders in sorted(counts.items()):
        gender, count = genders.most_common(1)[0]
        common = name in lexicons.tags() or name in lexicons.titles() or lexicons.sort_of_name(name)
        if name not in curated and not common and count >= MIN_COUNT and count >= MIN_SHARE * genders.total():
            groups[gender].append(name)
    lines = [
        "# First names by the gender that they tell, learned by quoteattr.training.first_names from news and novels.",
        *(f"{gender}\t{' '.join(names)}" for gender, names in groups.items()),
    ]
    Path(output).write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{output}: {sum(map(len, groups.values()))} names")


if __name__ == "__main__":
    main(sys.argv[1:])
