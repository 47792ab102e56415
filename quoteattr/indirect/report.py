"""What is found of reported speech: the clauses without marks, and those of which a piece stands in marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..document import Span


class Report(NamedTuple):
    """A clause that somebody is reported to have said, without marks.

    Attributes:
        said: What is said.
        cue: The words that mark the saying.
        mention: Number of the mention that names who says it.
        confidence: Probability that it is reported, and of that source.
    """

    said: Span
    cue: Span
    mention: int
    confidence: float


class Reported(NamedTuple):
    """What a narration reports.

    Attributes:
        reports: The clauses without marks, in order, each once.
        utterances: For the numbers of quotations that are pieces of a clause: that clause. Pieces of one share it.
    """

    reports: Sequence[Report] = ()
    utterances: Mapping[int, Span] = MappingProxyType({})
