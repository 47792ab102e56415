"""Makes ``lexicons/tags.tsv``, the most frequent tag of each common word, with a spaCy pipeline that has a tagger.

    python -m quoteattr.training.tags PIPELINE OUTPUT TEXTS.jsonl...

`TEXTS` are files of one ``{"text": ...}`` a line. Words seen fewer than `MIN_COUNT` times in lower case are left out.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

MIN_COUNT = 4
_CHUNK = 5000  # characters tagged at once

_WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+)*")
# Penn Treebank tag -> ours (see `quoteattr.reading.tags`).
_PENN = {
    "CC": "K", "CD": "C", "DT": "D", "EX": "O", "FW": "U", "IN": "J", "JJ": "A", "JJR": "A", "JJS": "A", "MD": "M",
    "NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "PDT": "D", "PRP": "O", "PRP$": "S", "RB": "R", "RBR": "R",
    "RBS": "R", "RP": "R", "TO": "T", "UH": "U", "VB": "B", "VBD": "V", "VBG": "G", "VBN": "E", "VBP": "V", "VBZ": "V",
    "WDT": "W", "WP": "W", "WP$": "W", "WRB": "Q",
}  # fmt: skip


def _chunks(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        with open(path, encoding="utf8") as file:
            for line in file:
                text = json.loads(line)["text"]
                yield from (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))


def main(arguments: list[str]) -> None:
    """Tag the texts, count, and write the list."""
    if len(arguments) < 3:
        sys.exit(__doc__)
    import spacy

    pipeline, output, *paths = arguments
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    nlp = spacy.load(pipeline, exclude=["parser", "ner"])
    for doc in nlp.pipe(_chunks(paths)):
        for token in doc:
            if _WORD.fullmatch(token.text) and token.tag_ in _PENN:
                counts[token.text][_PENN[token.tag_]] += 1
    groups: dict[str, list[str]] = collections.defaultdict(list)
    for word, tags in sorted(counts.items()):
        if tags.total() >= MIN_COUNT:
            tag = tags.most_common(1)[0][0]
            if tag != "P":
                groups[tag].append(word)
    lines = [
        "# The most frequent tag of each word, learned by quoteattr.training.tags from a tagger's reading of news and "
        "novels.",
        *(f"{tag}\t{' '.join(words)}" for tag, words in sorted(groups.items())),
    ]
    Path(output).write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1:])
