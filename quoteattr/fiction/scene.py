"""A novel as the model sees it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..ranking.columns import Ints
from ..reading.around import Reading
from .naming import Namings
from .people import Person
from .tagging import Anchor
from .turns import Turn


@attrs.frozen(eq=False)
class Scene:
    """A novel as the model sees it.

    Attributes:
        reading: Its narration.
        turns: Its turns.
        people: Who may speak.
        namings: Where they are named.
        anchors: The words beside each turn that may name its speaker.
        narrator: Number of the person who tells the story, or `None`.
        owners: For each pair of a turn and a person who may speak in it, the number of the turn; rising.
        persons: For each pair, the number of the person; rising within a turn.
    """

    reading: Reading
    turns: Sequence[Turn]
    people: Sequence[Person]
    namings: Namings
    anchors: Sequence[Sequence[Anchor]]
    narrator: int | None
    owners: Ints
    persons: Ints
