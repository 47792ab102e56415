"""Those who speak in a text, where the caller knows them beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from attrs import validators

from .record import Record


def _aliases(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


_text = validators.instance_of(str)


@attrs.frozen(repr=False)
class Character(Record):
    """Somebody who may speak in a text.

    Attributes:
        name: The name by which the speaker is to be called.
        aliases: Other names of the same one.
        gender: ``"male"``, ``"female"`` or `None` where it is not known; any other word counts as not known.
    """

    name: str = attrs.field(validator=validators.and_(_text, validators.min_len(1)))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_aliases, validator=validators.deep_iterable(_text))
    gender: str | None = attrs.field(default=None, validator=validators.optional(_text))


def to_characters(characters: Iterable[Character | Mapping[str, Any]]) -> tuple[Character, ...]:
    """Characters from what the caller has: `Character` objects or mappings with ``name``, ``aliases``, ``gender``.

    Raises:
        TypeError: If one is neither.
        ValueError: If a mapping has no name.
    """
    if isinstance(characters, str | Mapping) or not isinstance(characters, Iterable):
        raise TypeError(f"characters is {type(characters).__name__}: pass a list of Character or of mappings")
    return tuple(map(_to_character, characters))


def _to_character(character: Character | Mapping[str, Any]) -> Character:
    if isinstance(character, Character):
        return character
    if not isinstance(character, Mapping):
        raise TypeError(
            f"a character is {type(character).__name__}: pass a Character or a mapping with 'name' and 'aliases'"
        )
    if not character.get("name"):
        raise ValueError("a character lacks its 'name'")
    aliases = character.get("aliases") or ()
    if isinstance(aliases, str):
        raise TypeError("a character's 'aliases' is str: pass a list of names")
    return Character(character["name"], tuple(aliases), character.get("gender"))
