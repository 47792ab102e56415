"""The data files of this package, read once, and what a language makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Literal, NamedTuple, cast

from quoteattr import datafiles

Role = Literal["open", "close", "either"]
Aside = Literal["tight", "stop", "small", "verb", "none"]

#: The fields of each line of a data file of this package.
rows = partial(datafiles.rows, "quoteattr.marks")


class MarkType(NamedTuple):
    """One row of ``characters.tsv``: a quotation mark, or two signs that stand for one.

    Attributes:
        mark: The characters.
        family: Marks of one family may close each other.
        role: What the mark does where its neighbours do not say otherwise.
        partners: The marks that close it in well-formed text.
    """

    mark: str
    family: str
    role: Role
    partners: frozenset[str]


class Dialogue(NamedTuple):
    """One row of ``dialogue.tsv``.

    Attributes:
        dashes: The dashes that begin a turn.
        aside: How the narrator's words in a turn are told from the speech.
    """

    dashes: str
    aside: Aside


@cache
def words(name: str) -> frozenset[str]:
    """The words of a data file that has one a line."""
    return frozenset(row[0] for row in rows(name))


@cache
def mark_types(language: str | None = None) -> Mapping[str, MarkType]:
    """Every mark that the scanner knows, by its characters, with the roles that a language gives them.

    Args:
        language: A BCP 47 tag, or ``None`` for what holds without knowing.

    Raises:
        ValueError: Neither the language nor one above it has a row in the tables.
    """
    types: dict[str, MarkType] = {}
    for mark, family, role, partners, _name in rows("characters.tsv"):
        types[mark] = MarkType(mark, family, cast(Role, role), frozenset(partners.split()))
    if language is not None:
        _give_roles(types, _pairs_of(language))
    return types


@cache
def dialogue(language: str | None) -> Dialogue | None:
    """How a language writes dialogue with dashes, or ``None`` where it does not."""
    if language is None:
        return None
    table = {row[0].lower(): row for row in rows("dialogue.tsv")}
    for locale in _lineage(language):
        if locale in table:
            _, dashes, aside, _source = table[locale]
            return Dialogue(dashes, cast(Aside, aside))
    return None


def _lineage(language: str) -> list[str]:
    """The language and what it inherits from: de-ch-1996, de-ch, de."""
    subtags = language.replace("_", "-").lower().split("-")
    return ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1)]


def _pairs_of(language: str) -> list[tuple[str, str]]:
    """The pairs of marks of a language: its row of CLDR, and the nearest rows set by hand."""
    cldr = {row[0].lower(): row[1:] for row in rows("cldr.tsv")}
    by_hand: dict[str, list[tuple[str, str]]] = {}
    for locale, start, end, _source in rows("regional.tsv"):
        by_hand.setdefault(locale.lower(), []).append((start, end))
    pairs: list[tuple[str, str]] = []
    for locale in _lineage(language):
        if locale in by_hand:
            pairs += by_hand[locale]
            break
    for locale in _lineage(language):
        if locale in cldr:
            start, end, inner_start, inner_end = cldr[locale]
            return [*pairs, (start, end), (inner_start, inner_end)]
    raise ValueError(f"no quotation marks known for language {language!r}: give a BCP 47 tag, such as 'en' or 'de-CH'")


def _give_roles(types: dict[str, MarkType], pairs: list[tuple[str, str]]) -> None:
    starts, ends = {start for start, _ in pairs}, {end for _, end in pairs}
    for mark in starts | ends:
        if mark in types:
            role: Role = "either" if mark in starts & ends else "open" if mark in starts else "close"
            partners = types[mark].partners | {end for start, end in pairs if start == mark}
            types[mark] = types[mark]._replace(role=role, partners=partners)
