"""A novel read: its turns, its people and who of them may speak in which turn."""

from __future__ import annotations

from collections.abc import Sequence

from ..characters import Character
from ..marks import QuotedSpan
from ..reading.around import read
from .candidates import find_candidates
from .casting import find_people
from .naming import find_namings
from .people import Names, Person, from_characters
from .scene import Scene
from .tagging import find_anchors
from .traits import find_narrator, tell_genders, tells_of_self
from .turns import find_turns

NARRATOR_NAME = "I"  # of a narrator whom nobody names


def stage(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    spans: Sequence[QuotedSpan],
    characters: Sequence[Character] = (),
) -> Scene:
    """Read a novel.

    Args:
        text: The novel.
        paragraphs: Start and end of its paragraphs.
        spans: What is said in it, in order, none inside another.
        characters: Who may speak; without any, those whom the text names are found.
    """
    reading = read(text, spans, [(start, end, number) for number, (start, end) in enumerate(paragraphs)])
    people = from_characters(characters) if characters else find_people(reading)
    namings = find_namings(reading, Names(people))
    tell_genders(reading, people, namings)
    narrator = None
    if tells_of_self(reading):
        narrator = find_narrator(people, namings)
        if narrator is None:
            narrator = len(people)
            people.append(Person(NARRATOR_NAME, narrator=True))
    turns = find_turns(reading)
    anchors = find_anchors(reading, turns, namings)
    owners, persons = find_candidates(reading, turns, namings, len(people), narrator)
    return Scene(reading, turns, people, namings, anchors, narrator, owners, persons)
