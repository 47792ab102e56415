"""Word lists as data files, each with its source in its first lines."""

from __future__ import annotations

import functools
from importlib import resources


def _rows(name: str) -> list[list[str]]:
    lines = resources.files(__package__).joinpath(name).read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@functools.cache
def words(kind: str) -> frozenset[str]:
    """The words of one class of ``words.tsv``, in lower case.

    Raises:
        ValueError: If there is no such class.
    """
    classes = {row[0]: frozenset(row[1].split()) for row in _rows("words.tsv")}
    if kind not in classes:
        raise ValueError(f"no class {kind!r} of words: pass one of {', '.join(classes)}")
    return classes[kind]


@functools.cache
def noun_kinds() -> dict[str, str]:
    """Nouns that can head a source, in lower case, with what they name: ``person``, ``group``, …"""
    kinds: dict[str, str] = {}
    for kind, nouns in _rows("nouns.tsv"):
        for noun in nouns.split():
            kinds.setdefault(noun, kind)
    return kinds


@functools.cache
def verb_classes() -> dict[str, str]:
    """Every form of the verbs that mark a saying, in lower case, with its class: ``say``, ``write``, …"""
    classes: dict[str, str] = {}
    for verb_class, verbs in _rows("reporting_verbs.tsv"):
        for verb in verbs.split():
            for form in _forms(verb):
                classes.setdefault(form, verb_class)
    return classes


@functools.cache
def abbreviations() -> frozenset[str]:
    """Abbreviations whose full stop ends no sentence, without the stop."""
    return frozenset(word for row in _rows("abbreviations.txt") for word in row[0].split())


@functools.cache
def tags() -> dict[str, str]:
    """The most frequent tag of each common English word, in lower case (see ``tags.tsv``)."""
    return {word: tag for tag, group in _rows("tags.tsv") for word in group.split()}


def _forms(verb: str) -> list[str]:
    """The forms of a verb, given as its lemma or as ``lemma:past:participle:-ing``.

    >>> _forms("reply")
    ['reply', 'replies', 'replied', 'replied', 'replying']
    """
    if ":" in verb:
        lemma, past, participle, gerund = verb.split(":")
        return [lemma, _third_person(lemma), past, participle, gerund]
    stem = verb.removesuffix("e")
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else stem + "ed"
    return [verb, _third_person(verb), past, past, stem + "ing"]


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "s"
