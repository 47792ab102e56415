"""Makes the weights for novels: ``python -m quoteattr.training --genre fiction fiction.npy NOVELS.jsonl``.

The passes are trained one after the other. Each but the first sees what the pass before has answered, and so that this
is what it will see later, the answers for a novel come from networks that have read nothing of its author.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from ..characters import to_characters
from ..fiction.features import Describer
from ..fiction.model import NovelModel, Pass
from ..fiction.staging import stage
from ..given import given_spans
from ..paragraphs import split_paragraphs
from ..ranking.table import Floats
from .calibration import confidence_curve

PASSES = 3
FOLDS = 5


@attrs.frozen(eq=False)
class Novel:
    """An annotated novel as the model sees it.

    Attributes:
        id: Its name.
        author: Who wrote it.
        describer: Its features.
        right: For each pair, whether the person speaks in the turn.
        major: For each turn, whether its speaker is no minor character.
    """

    id: str
    author: str
    describer: Describer
    right: npt.NDArray[np.bool_]
    major: npt.NDArray[np.bool_]


def read_novels(path: Path) -> Iterator[Novel]:
    """The novels of a file: one JSON object a line with ``id``, ``text``, ``characters`` and ``quotes``.

    Raises:
        ValueError: If a line is no such object.
    """
    authors = _authors()
    with path.open(encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    record = json.loads(line)
                except ValueError as error:
                    raise ValueError(f"{path}, line {number}: no JSON: {error}") from None
                if not isinstance(record, dict) or not {"id", "text", "characters", "quotes"} <= record.keys():
                    raise ValueError(f"{path}, line {number}: no object with id, text, characters and quotes")
                yield read_novel(record, authors.get(record["id"], str(record["id"])))


def read_novel(record: Mapping[str, Any], author: str) -> Novel:
    """An annotated novel, its quotations and characters given."""
    gold = {(start, end): quote["speaker"] for quote in record["quotes"] for start, end in quote["spans"]}
    text, spans = record["text"], [span for span in given_spans(record["text"], gold) if span.depth == 0]
    known = [{key: each[key] for key in ("name", "aliases", "gender")} for each in record["characters"]]
    scene = stage(text, split_paragraphs(text), spans, to_characters(known))
    speakers = []
    for turn in scene.turns:
        names = Counter(gold[span.start, span.end] for span in spans[turn.first : turn.last])
        speakers.append(names.most_common(1)[0][0])
    numbers = {person.name: number for number, person in enumerate(scene.people)}
    right = np.array([numbers.get(name, -1) for name in speakers], dtype=np.int64)[scene.owners] == scene.persons
    minor = {each["name"] for each in record["characters"] if each.get("category") == "minor"}
    major = np.array([name not in minor for name in speakers], dtype=np.bool_)
    return Novel(record["id"], author, Describer(scene), right, major)


def _authors() -> dict[str, str]:
    lines = resources.files(__package__).joinpath("authors.tsv").read_text("utf8").splitlines()
    return {line.partition("\t")[0]: line.partition("\t")[2] for line in lines if not line.startswith("#")}


def make_novel_model(novels: Sequence[Novel], seed: int) -> tuple[NovelModel, list[Floats]]:
    """Train a model.

    Args:
        novels: Annotated novels.
        seed: Of all that is drawn by chance.

    Returns:
        The model, and for each novel what a model that has read nothing of its author answers.
    """
    from .novel_network import train  # PyTorch comes with quoteattr[train]

    folds = _folds(novels)
    passes: list[Pass] = []
    shares: list[Floats | None] = [None] * len(novels)
    for _ in range(PASSES):
        unseen: list[Floats | None] = list(shares)
        for fold in sorted(set(folds)):
            others = [(novel, share) for novel, share, own in zip(novels, shares, folds, strict=True) if own != fold]
            one = Pass.of(train(others or list(zip(novels, shares, strict=True)), seed))
            for place, novel in enumerate(novels):
                if folds[place] == fold:
                    unseen[place] = one.score(novel.describer, shares[place])
        passes.append(Pass.of(train(list(zip(novels, shares, strict=True)), seed)))
        shares = unseen
    answers = [share for share in shares if share is not None]
    probabilities, right = [], []
    for novel, share in zip(novels, answers, strict=True):
        top = novel.describer.pairs.rank(share) == 0
        probabilities += share[top].tolist()
        right += novel.right[top].tolist()
    return NovelModel(passes, *confidence_curve(probabilities, right)), answers


def _folds(novels: Sequence[Novel]) -> list[int]:
    """The fold of each novel; those of one author are in one."""
    authors = sorted({novel.author for novel in novels})
    return [authors.index(novel.author) % FOLDS for novel in novels]


def cross_validation(novels: Sequence[Novel], answers: Sequence[Floats]) -> str:
    """How often unseen authors' turns got the right speaker: each novel, mean and standard deviation."""
    rows, shares = [], []
    for novel, share in zip(novels, answers, strict=True):
        right = novel.right[novel.describer.pairs.rank(share) == 0]
        shares.append(100 * float(right[novel.major].mean()))
        rows.append(f"{novel.id:32} {100 * right.mean():5.1f} {shares[-1]:5.1f}")
    rows.append(f"named: mean {statistics.mean(shares):.1f}, standard deviation {statistics.pstdev(shares):.1f}")
    return "\n".join(rows)
