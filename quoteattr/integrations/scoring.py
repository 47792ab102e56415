"""How right the quotations of a spaCy pipeline are: the scorer of `nlp.evaluate`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.scorer import PRFScore
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

KEY = "quotes"  # of the span group
SCORER = "quoteattr_scorer.v1"
WEIGHTS: dict[str, float | None] = {"quotes_f": 0.5, "quotes_p": None, "quotes_r": None, "quotes_speaker_acc": 0.5}


def score(examples: Iterable[Example], **_: Any) -> dict[str, float | None]:
    """Compare predicted quotations with those of the reference.

    A reference holds its quotations as ``doc.spans["quotes"]``, each with the speaker's name as ``kb_id_``; examples
    whose reference has no such group do not count.

    Returns:
        ``quotes_p``, ``quotes_r`` and ``quotes_f``: quotations with the very same tokens. ``quotes_speaker_acc``: of
        the reference's quotations that have a speaker, how many were found with a speaker of that name. `None` where
        there is nothing to compare.
    """
    found = PRFScore()
    named = right = 0
    annotated = False
    for example in examples:
        if KEY not in example.reference.spans:
            continue
        annotated = True
        expected, predicted = _speakers(example.reference), _speakers(example.predicted)
        found.score_set(set(predicted), set(expected))
        for extent, name in expected.items():
            named += bool(name)
            right += bool(name) and predicted.get(extent) == name
    return {
        "quotes_p": found.precision if annotated else None,
        "quotes_r": found.recall if annotated else None,
        "quotes_f": found.fscore if annotated else None,
        "quotes_speaker_acc": right / named if named else None,
    }


def _speakers(doc: Doc) -> dict[tuple[int, int], str]:
    """The speaker's name of each quotation, by its extent."""
    return {(span.start_char, span.end_char): span.kb_id_ for span in doc.spans.get(KEY, ())}


def make_scorer() -> Callable[..., dict[str, float | None]]:
    """`score`, for configs."""
    return score


registry.scorers(SCORER, func=make_scorer)
