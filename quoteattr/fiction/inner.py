"""Quotations inside what somebody says: only a tag beside them tells who is quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from ..document import QuoteKind
from ..kinds import kind_of
from ..marks import QuotedSpan
from ..reading.around import Reading, read
from ..reading.tokens import APART
from .naming import find_namings
from .people import Names
from .tagging import FIRST, GRADES, NAME, Anchor, best, find_anchors, grade
from .turns import find_turns


@attrs.frozen
class Inner:
    """A quotation inside another.

    Attributes:
        member: Its number among the quotations of the novel.
        person: Number of the person who is quoted; `None` where no tag tells.
        anchor: The words that name the person.
        reading: What stands around it.
        place: Its token there.
        kind: What sort of quotation it is.
    """

    member: int
    person: int | None
    anchor: Anchor | None
    reading: Reading
    place: int
    kind: QuoteKind


def find_inner(
    text: str, quoted: Sequence[QuotedSpan], names: Names, speaker_of: Callable[[int], int | None]
) -> Iterator[Inner]:
    """The quotations inside others, outer ones first.

    Args:
        text: The novel.
        quoted: All its quotations.
        names: Of its people.
        speaker_of: Who says a quotation, by its number, once it has been told; "I" inside it is this person.
    """
    for depth in range(1, max((span.depth for span in quoted), default=0) + 1):
        members = [number for number, span in enumerate(quoted) if span.depth == depth]
        around = sorted({quoted[member].parent or 0 for member in members})
        parts = [
            (quoted[outer].content_start, quoted[outer].content_end, APART * place)
            for place, outer in enumerate(around)
        ]
        reading = read(text, [quoted[member] for member in members], parts)
        turns = find_turns(reading)
        for turn, anchors in zip(turns, find_anchors(reading, turns, find_namings(reading, names)), strict=True):
            tag = best([one for one in anchors if one.sort in (NAME, FIRST) and grade(one.slot) == GRADES - 1])
            for number in range(turn.first, turn.last):
                member, place = members[number], reading.places[number]
                person = None
                if tag is not None:
                    person = tag.person if tag.sort == NAME else speaker_of(quoted[member].parent or 0)
                kind = kind_of(reading, quoted[member], place, attributed=person is not None)
                yield Inner(member, person, tag if person is not None else None, reading, place, kind)
