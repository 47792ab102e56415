"""What other software has found in a text: names with their kinds, and mentions of one and the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias, get_args

import attrs

from .document import SpeakerKind
from .record import Record

Extent: TypeAlias = tuple[int, int]
Named: TypeAlias = tuple[int, int, SpeakerKind]


def _names(values: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted((start, end, kind) for start, end, kind in values))


def _clusters(values: Iterable[Iterable[Extent]]) -> tuple[tuple[Extent, ...], ...]:
    return tuple(tuple((start, end) for start, end in cluster) for cluster in values)


@attrs.frozen(repr=False)
class Annotations(Record):
    """What is known of a text beside its words.

    Attributes:
        names: Where names stand and of what kind they are: start and end in code points, end exclusive, and a speaker's
            kind, ``"unknown"`` where nothing tells. Where two overlap, the one that begins later counts.
        clusters: The mentions of one and the same: start and end of each.
    """

    names: tuple[Named, ...] = attrs.field(converter=_names, default=())
    clusters: tuple[tuple[Extent, ...], ...] = attrs.field(converter=_clusters, default=())

    @names.validator
    def _check(self, _: object, names: tuple[Named, ...]) -> None:
        for start, end, kind in names:
            if not 0 <= start < end:
                raise ValueError(f"name ({start}, {end}) is no stretch of text: pass start and end in code points")
            if kind not in get_args(SpeakerKind):
                raise ValueError(f"kind of a name is {kind!r}: pass one of {', '.join(get_args(SpeakerKind))}")

    def kind_at(self, offset: int) -> SpeakerKind | None:
        """The kind of the name that stands there, or `None`.

        >>> Annotations([(4, 9, "person")]).kind_at(8)
        'person'
        """
        place = bisect_right(self.names, offset, key=lambda name: name[0]) - 1
        if place < 0 or offset >= self.names[place][1] or self.names[place][2] == "unknown":
            return None
        return self.names[place][2]


NONE = Annotations()
