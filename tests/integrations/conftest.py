"""Pipelines for the tests of the integrations."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed

import quoteattr.integrations.spacy  # noqa: F401  # where quoteattr is not installed, nothing else names the factory

LABELLED = [
    ("Ines Calloway met Karim Lind .", [(0, 13, "PERSON"), (18, 28, "PERSON")]),
    ("Said Karim Lind of Vantor Works .", [(5, 15, "PERSON"), (19, 31, "ORG")]),
    ("Vantor Works sued Bo Diaz .", [(0, 12, "ORG"), (18, 25, "PERSON")]),
    ("The mayor left Vantor Works .", [(15, 27, "ORG")]),
]


def _blank() -> Language:
    return spacy.blank("en")


def _ruled() -> Language:
    nlp = spacy.blank("en")
    patterns = [{"label": "PERSON", "pattern": "Ines Calloway"}, {"label": "ORG", "pattern": "Lind"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def _trained() -> Language:
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    nlp.add_pipe("sentencizer")
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": entities}) for text, entities in LABELLED]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(15):
        nlp.update(examples, sgd=optimizer)
    return nlp


_MAKE = {"blank": _blank, "entity ruler": _ruled, "trained": _trained}


@pytest.fixture(scope="session", params=_MAKE)
def nlp(request: pytest.FixtureRequest) -> Language:
    """A pipeline with the component at its end."""
    pipeline = _MAKE[request.param]()
    pipeline.add_pipe("quoteattr")
    return pipeline
