"""The main path of a novel: from its quotations to a `Document` with the speaker of every one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..characters import Character
from ..document import Document
from ..marks import QuotedSpan
from .features import Describer
from .model import NovelModel, load
from .scene import Scene
from .speech import is_speech
from .staging import stage
from .telling import Answer, Teller, term


def attribute(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    quoted: Sequence[QuotedSpan],
    characters: Sequence[Character],
    *,
    threshold: float,
    given: bool,
) -> Document:
    """Say who speaks in a novel.

    Args:
        text: The novel.
        paragraphs: Start and end of its paragraphs.
        quoted: Its quotations.
        characters: Who may speak; without any, those whom the text names are found.
        threshold: Speakers with a lower confidence are left out.
        given: Whether the caller has found the quotations: then each of them is speech.
    """
    spoken = [number for number, span in enumerate(quoted) if not span.depth and (given or is_speech(text, span))]
    if not spoken:
        return Document(text, [term(text, span) for span in quoted])
    model = load()
    scene = stage(text, paragraphs, [quoted[number] for number in spoken], characters)
    return Teller(scene, _answers(scene, model), threshold).tell(quoted, spoken)


def _answers(scene: Scene, model: NovelModel) -> list[Answer | None]:
    """The most probable person for each turn; nobody where nobody is named in the whole text."""
    answers: list[Answer | None] = [None] * len(scene.turns)
    if not len(scene.owners):
        return answers
    shares = model.score(Describer(scene))
    order = np.lexsort((scene.persons, -shares, scene.owners))
    first = np.searchsorted(scene.owners, np.arange(len(scene.turns) + 1))
    for turn, (low, high) in enumerate(zip(first[:-1].tolist(), first[1:].tolist(), strict=True)):
        if low < high:
            top, second = int(order[low]), int(order[low + 1]) if high > low + 1 else None
            answers[turn] = Answer(
                int(scene.persons[top]),
                model.sureness(float(shares[top])),
                None if second is None else int(scene.persons[second]),
                0.0 if second is None else float(shares[second]),
            )
    return answers
