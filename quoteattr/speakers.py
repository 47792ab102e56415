"""Who is who: one speaker for all mentions that name the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import attrs

from . import lexicons
from .characters import Character
from .document import SpeakerKind
from .reading.around import Reading
from .reading.mentions import Mention

_REACH = 40  # mentions that are looked through for the one that a pronoun stands for


@attrs.frozen
class Identity:
    """Who a mention names.

    Attributes:
        key: The same for all mentions of one speaker.
        name: The fullest form that the document gives.
        kind: What sort of speaker it is.
    """

    key: str
    name: str
    kind: SpeakerKind


class Cast:
    """All who are named in a document.

    Args:
        reading: The document's narration.
        characters: Those whom the caller knows.
    """

    def __init__(self, reading: Reading, characters: Sequence[Character] = ()) -> None:
        self._reading = reading
        self._forms: dict[str, list[str]] = defaultdict(list)
        self._keys: list[str | None] = []
        self._known = {
            alias.lower(): character for character in characters for alias in (character.name, *character.aliases)
        }
        for mention in reading.mentions:
            name = self._name_words(mention) if mention.type == "name" else []
            key = name[-1].lower() if name else None
            self._keys.append(key)
            if key:
                self._forms[key].append(" ".join(name))

    def identify(self, number: int) -> Identity:
        """Who the mention of that number names."""
        mention = self._reading.mentions[number]
        words = self._words(mention)
        key = self._keys[number] or self._refers_to(number)
        if key:
            name = self._fullest(key)
            if character := self._known.get(name.lower()) or self._known.get(key):
                return Identity(character.name, character.name, "person")
            return Identity(key, name, self._kind(name))
        noun = self._reading.tokens.words[mention.head]
        kinds: dict[str, SpeakerKind] = {
            "person": "person", "group": "group", "organization": "organization", "document": "document",
        }  # fmt: skip
        return Identity(words.lower(), words, kinds.get(lexicons.noun_kinds().get(noun, ""), "unknown"))

    def mentions_of(self, identity: Identity) -> list[int]:
        """The numbers of the mentions that name somebody outright."""
        return [number for number, key in enumerate(self._keys) if key == identity.key]

    def _words(self, mention: Mention) -> str:
        tokens = self._reading.tokens
        return self._reading.text[tokens.starts[mention.first] : tokens.ends[mention.last - 1]]

    def _name_words(self, mention: Mention) -> list[str]:
        """The capitalised words that end a mention, without a day's name before them."""
        tokens = self._reading.tokens
        first = mention.last
        while first > mention.first and tokens.tags[first - 1] in "PF-":
            first -= 1
        words = [self._reading.text[tokens.starts[i] : tokens.ends[i]] for i in range(first, mention.last)]
        calendar = lexicons.words("day") | lexicons.words("month")
        while len(words) > 1 and words[0].lower().rstrip(".") in calendar:
            del words[0]
        return words

    def _fullest(self, key: str) -> str:
        return max(dict.fromkeys(self._forms[key]), key=lambda form: len(form.split()))

    def _kind(self, name: str) -> SpeakerKind:
        return "person" if " " in name else "unknown"

    def _refers_to(self, number: int) -> str | None:
        """The name that a pronoun or a description ("the judge") stands for, where one fits."""
        reading = self._reading
        mention = reading.mentions[number]
        if mention.type in ("pronoun", "object", "possessive", "relative"):
            return self._antecedent(number, reading.tokens.words[mention.first])
        if mention.type == "definite":
            noun = reading.tokens.words[mention.head]
            fitting = {
                key for key, forms in self._forms.items() if any(noun in form.lower().split() for form in forms)
            }
            return fitting.pop() if len(fitting) == 1 else None
        return None

    def _antecedent(self, number: int, pronoun: str) -> str | None:
        if pronoun not in ("he", "she", "him", "her", "his", "who"):
            return None
        for earlier in range(number - 1, max(number - _REACH, -1), -1):
            if key := self._keys[earlier]:
                return key
        return None
