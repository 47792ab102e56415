"""From the choices for the quotations to the `Document`."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .annotations import Extent
from .discourse import Choice, carried_on
from .document import Document, Quote, QuoteKind, Span, Speaker
from .explanation import explain
from .indirect.report import Report, Reported
from .marks import QuotedSpan
from .reading.around import Reading
from .reading.cues import find_cue
from .reading.mentions import apposed_name
from .speakers import Cast, Identity


class Scene(NamedTuple):
    """Quotations side by side in one narration, each with the choice of its source.

    Attributes:
        members: Number of each quotation among those of the document.
        reading: The narration.
        choices: The choice for each.
        cast: Who its mentions name.
        kinds: The kind of each quotation.
        reported: What the narration reports beside them.
    """

    members: Sequence[int]
    reading: Reading
    choices: Sequence[Choice]
    cast: Cast
    kinds: Sequence[QuoteKind]
    reported: Reported


class _Spans(dict[Extent, Span]):
    """Stretches of a text by start and end, each made once."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, extent: Extent) -> Span:
        start, end = extent
        span = self[extent] = Span(start, end, self._text[start:end])
        return span


def assemble(text: str, quoted: Sequence[QuotedSpan], scenes: Sequence[Scene], threshold: float) -> Document:
    """The document of these quotations.

    Args:
        text: The document's text.
        quoted: All its quotations.
        scenes: Each of them in the scene that it stands in, those around before those inside.
        threshold: Speakers with a lower confidence are left out.
    """
    spans = _Spans(text)
    sources: dict[int, int] = {}  # by the number of a quotation: that of the mention that names its source
    told: list[tuple[Report, Span]] = []
    identities: dict[int | None, Identity] = {}  # by the number of a quotation; behind them those of what is told
    named: dict[str, set[Extent]] = defaultdict(set)
    for scene in scenes:
        reading, cast = scene.reading, scene.cast
        heard: dict[str, Identity] = {}
        for member, choice in zip(scene.members, scene.choices, strict=True):
            if choice.mention is None:
                continue
            source = sources[member] = _fullest(reading, choice.mention)
            if choice.confidence >= threshold:
                identity = cast.identify(source)
                if identity.first_person:  # “I told him ‘no’,” said Lind: both are of Lind
                    identity = identities.get(quoted[member].parent, identity)
                identities[member] = heard[identity.key] = identity
                named[identity.key].add(reading.extent(source))
        for report in scene.reported.reports:
            source = _fullest(reading, report.mention)
            if report.confidence >= threshold:
                identity = cast.identify(source)
                identities[len(quoted) + len(told)] = heard[identity.key] = identity
                named[identity.key].add(reading.extent(source))
            told.append((report, spans[reading.extent(source)]))
        for key, numbers in cast.mentions_of(heard.values()).items():
            named[key].update(map(reading.extent, numbers))
    order = _order([*quoted, *(report.said for report, _ in told)])
    speakers = _speakers(spans, (identities[number] for number in order if number in identities), named)
    whose = {number: speakers[identity.key] for number, identity in identities.items()}
    places: dict[int | None, int] = dict(zip(order, itertools.count()))
    quotes: dict[int, Quote] = {}
    for scene in scenes:
        carried = carried_on(scene.reading, scene.choices)
        for number, (member, before) in enumerate(zip(scene.members, carried, strict=True)):
            span = quoted[member]
            continues = scene.members[before] if span.continues is None and before is not None else span.continues
            linked = places.get(span.parent), places.get(continues)
            quotes[member] = _quote(scene, number, span, sources.get(member), whose.get(member), linked, spans)
    for number, (report, mention) in enumerate(told, len(quoted)):
        quotes[number] = _indirect(report, mention, whose.get(number))
    return Document(text, map(quotes.__getitem__, order), speakers.values())


def _fullest(reading: Reading, source: int) -> int:
    """The mention of the name that stands in apposition to this one, or this one."""
    name = apposed_name(reading.tokens, reading.columns, source)
    return source if name is None else name


def _order(stretches: Sequence[QuotedSpan | Span]) -> list[int]:
    """The numbers of some stretches of the text by where they start, one around others before them."""
    extents = [(stretch.start, -stretch.end) for stretch in stretches]
    return sorted(range(len(extents)), key=extents.__getitem__)


def _speakers(
    spans: _Spans, identities: Iterable[Identity], named: Mapping[str, Iterable[Extent]]
) -> dict[str, Speaker]:
    """One speaker a key, in order of the first quotation, with all places where the text names it."""
    speakers: dict[str, Speaker] = {}
    for identity in identities:
        if identity.key not in speakers:
            mentions = map(spans.__getitem__, sorted(named[identity.key]))
            speakers[identity.key] = Speaker(f"s{len(speakers)}", identity.name, identity.kind, mentions)
    return speakers


def _quote(
    scene: Scene,
    number: int,
    span: QuotedSpan,
    source: int | None,
    speaker: Speaker | None,
    linked: tuple[int | None, int | None],
    spans: _Spans,
) -> Quote:
    """The quotation of this number in its scene.

    Args:
        scene: The scene.
        number: Its number.
        span: Where it stands.
        source: Number of the mention that names its source, or `None` for nobody.
        speaker: Who that is, where it is sure enough to be told.
        linked: The quotations of the document that it stands in, and that it carries on.
        spans: The stretches of the document.
    """
    reading, choice = scene.reading, scene.choices[number]
    parent, continues = linked
    cue = runner_up = None
    if source is not None:
        first, last = reading.columns.firsts[source], reading.columns.lasts[source]
        if found := find_cue(reading, reading.places[number], first, last):
            first, last = found
            cue = spans[reading.tokens.starts[first], reading.tokens.ends[last - 1]]
    if choice.runner_up is not None:
        start, end = reading.extent(choice.runner_up)
        runner_up = reading.text[start:end]
    mention = None if source is None else spans[reading.extent(source)]
    why = explain(choice, mention.text if mention else None, cue.text if cue else None, runner_up)
    return Quote(
        start=span.start,
        end=span.end,
        text=reading.text[span.start : span.end],
        content=reading.text[span.content_start : span.content_end],
        kind=scene.kinds[number],
        speaker=speaker,
        mention=mention if speaker else None,
        cue=cue if speaker else None,
        confidence=round(choice.confidence, 4),
        depth=span.depth,
        parent=parent,
        continues=continues,
        closed=span.closed,
        why=why,
        utterance=scene.reported.utterances.get(number),
    )


def _indirect(report: Report, mention: Span, speaker: Speaker | None) -> Quote:
    """The quotation of a report; without a speaker, its source is not to be told."""
    said, cue = report.said, report.cue
    return Quote(
        start=said.start,
        end=said.end,
        text=said.text,
        content=said.text,
        kind="indirect",
        speaker=speaker,
        mention=mention if speaker else None,
        cue=cue if speaker else None,
        confidence=round(report.confidence, 4),
        why=f"“{cue.text}” reports it ({report.confidence:.2f})",
    )
