"""Word lists as data files, each with its source in its first lines."""

from __future__ import annotations

import functools

from .. import datafiles

_SPEECH_NOUNS = "noun"


_rows = functools.partial(datafiles.rows, __name__)


@functools.cache
def words(*kinds: str) -> frozenset[str]:
    """The words of one class of ``words.tsv``, or of several, in lower case.

    Raises:
        ValueError: If there is no such class.
    """
    return _of_classes("words.tsv", kinds)


@functools.cache
def _classes(file: str) -> dict[str, list[str]]:
    return {row[0]: row[1].split() for row in _rows(file)}


def _of_classes(file: str, kinds: tuple[str, ...]) -> frozenset[str]:
    classes = _classes(file)
    if unknown := set(kinds).difference(classes):
        raise ValueError(f"no class {unknown.pop()!r} of words: pass one of {', '.join(classes)}")
    return frozenset(word for kind in kinds for word in classes[kind])


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
        if verb_class != _SPEECH_NOUNS:
            for verb in verbs.split():
                for form in _forms(verb):
                    classes.setdefault(form, verb_class)
    return classes


@functools.cache
def speech_nouns() -> frozenset[str]:
    """Nouns that mark a saying, in lower case: ``claim``, ``statement``, …"""
    return frozenset(word for row in _rows("reporting_verbs.tsv") if row[0] == _SPEECH_NOUNS for word in row[1].split())


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


@functools.cache
def first_names(*files: str) -> dict[str, str | None]:
    """First names in lower case with the gender that they tell, ``male`` or ``female``, or `None` where it is either.

    Args:
        files: The lists; by default the curated one, which goes before, and the learned one.
    """
    names: dict[str, str | None] = {}
    for file in files or ("first_names.tsv", "first_names_learned.tsv"):
        for gender, group in _rows(file):
            for name in group.split():
                names.setdefault(name, None if gender == "either" else gender)
    return names


@functools.cache
def titles() -> dict[str, tuple[str | None, str]]:
    """Titles in lower case, with the gender that each tells and the role that it names."""
    found: dict[str, tuple[str | None, str]] = {}
    for gender, role, forms in _rows("titles.tsv"):
        for form in forms.split():
            found.setdefault(form, (None if gender == "-" else gender, role))
    return found


@functools.cache
def roles() -> dict[str, frozenset[str]]:
    """Other nouns for a role: the pastor may be called the reverend."""
    return {role: frozenset(nouns.split()) for role, nouns in _rows("roles.tsv")}


@functools.cache
def organization_words(*kinds: str) -> frozenset[str]:
    """Words that make a name an organisation's: ``last``, ``first``, ``company``, ``newspaper``, ``known``, …"""
    return _of_classes("organizations.tsv", kinds)


@functools.cache
def place_words(*kinds: str) -> frozenset[str]:
    """Words that show a name to be no person's: ``beginning`` or ``ending`` of a place's, ``thing_ending``."""
    return _of_classes("places.tsv", kinds)


@functools.cache
def _sorts_of_names() -> dict[str, str]:
    known = organization_words("known", "known_company")
    sorts = dict.fromkeys((name.replace("_", " ") for name in known), "organization")
    by_class = {"people": "people", "party": "party", "thing": "thing"}
    for kind, names in _rows("places.tsv"):
        if not kind.endswith(("ending", "beginning")):
            for name in names.split():
                sorts.setdefault(name.replace("_", " "), by_class.get(kind, "place"))
    return sorts


def sort_of_name(name: str) -> str | None:
    """What a name in lower case is known to be of, other than a person: ``organization``, ``place``, ``people``, …"""
    sorts = _sorts_of_names()
    return sorts.get(name) or (sorts.get(name.rstrip(".")) if name.endswith(".") else None)


@functools.cache
def nicknames() -> dict[str, frozenset[str]]:
    """The full names that a short form may stand for, both in lower case."""
    found: dict[str, set[str]] = {}
    for name, short_forms in _rows("nicknames.tsv"):
        for short in short_forms.split():
            found.setdefault(short, set()).add(name)
    return {short: frozenset(names) for short, names in found.items()}


@functools.cache
def antecedents(genre: str) -> dict[str, float]:
    """What speaks for and against a pronoun's antecedent, with its weight in a genre: ``news`` or ``novel``."""
    column = {"news": 1, "novel": 2}[genre]
    return {row[0]: float(row[column]) for row in _rows("antecedents.tsv")}


@functools.cache
def elected() -> dict[str, frozenset[str]]:
    """What the letters behind an elected official's name say, the words for each: of ``D-Va.``, ``d`` and ``va``."""
    return {letters: frozenset(group.split()) for letters, group in _rows("elected.tsv")}
