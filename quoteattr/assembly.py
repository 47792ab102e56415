"""From the choices for the quotations to the `Document`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

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


class _Finding(NamedTuple):
    """What a scene tells of one of its quotations.

    Attributes:
        scene: The scene.
        number: Number of the quotation in it.
        source: Number of the mention that names its source, or `None` for nobody.
        mention: Where that mention stands.
        identity: Whom it names, where it is sure enough to be told.
        continues: Number of the quotation of the document that it carries on behind a tag, or `None`.
    """

    scene: Scene
    number: int
    source: int | None
    mention: Span | None
    identity: Identity | None
    continues: int | None


class _Spans(dict[Extent, Span]):
    """Stretches of a text by start and end, each made once."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, extent: Extent) -> Span:
        start, end = extent
        span = self[extent] = Span(start, end, self._text[start:end])
        return span


def assemble(text: str, quoted: Sequence[QuotedSpan], scenes: Iterable[Scene], threshold: float) -> Document:
    """The document of these quotations.

    Args:
        text: The document's text.
        quoted: All its quotations.
        scenes: Each of them in the scene that it stands in, those around before those inside.
        threshold: Speakers with a lower confidence are left out.
    """
    spans = _Spans(text)
    findings: dict[int, _Finding] = {}
    told: list[tuple[Report, Span, Identity | None]] = []
    named: dict[str, set[Extent]] = defaultdict(set)
    for scene in scenes:
        reading, cast = scene.reading, scene.cast
        heard: dict[str, Identity] = {}
        carried = carried_on(reading, scene.choices)
        for number, (member, choice) in enumerate(zip(scene.members, scene.choices, strict=True)):
            source, mention, identity = choice.mention, None, None
            if source is not None:
                source = _fullest(reading, source)
                mention = spans[reading.extent(source)]
                if choice.confidence >= threshold:
                    identity = cast.identify(source)
                    parent = quoted[member].parent
                    if identity.first_person and parent is not None and (outer := findings[parent].identity):
                        identity = outer  # “I told him ‘no’,” said Lind: both are of Lind
                    heard[identity.key] = identity
                    named[identity.key].add((mention.start, mention.end))
            before = carried[number]
            continues = None if before is None else scene.members[before]
            findings[member] = _Finding(scene, number, source, mention, identity, continues)
        for report in scene.reported.reports:
            source, identity = _fullest(reading, report.mention), None
            mention = spans[reading.extent(source)]
            if report.confidence >= threshold:
                identity = cast.identify(source)
                heard[identity.key] = identity
                named[identity.key].add((mention.start, mention.end))
            told.append((report, mention, identity))
        for key, numbers in cast.mentions_of(heard.values()).items():
            named[key].update(map(reading.extent, numbers))
    ordered = [findings[number] for number in range(len(quoted))]
    identities = [finding.identity for finding in ordered] + [identity for _, _, identity in told]
    order = _order([*quoted, *(report.said for report, _, _ in told)])
    speakers = _speakers(spans, [identities[number] for number in order], named)
    quotes = [_quote(finding, span, speakers, spans) for finding, span in zip(ordered, quoted, strict=True)]
    quotes += [_indirect(report, mention, speakers[who.key] if who else None) for report, mention, who in told]
    return Document(text, _in_order(quotes, order) if told else quotes, speakers.values())


def _fullest(reading: Reading, source: int) -> int:
    """The mention of the name that stands in apposition to this one, or this one."""
    name = apposed_name(reading.tokens, reading.columns, source)
    return source if name is None else name


def _order(stretches: Sequence[QuotedSpan | Span]) -> list[int]:
    """The numbers of some stretches of the text by where they start, one around others before them."""
    extents = [(stretch.start, -stretch.end) for stretch in stretches]
    return sorted(range(len(extents)), key=extents.__getitem__)


def _in_order(quotes: Sequence[Quote], order: Sequence[int]) -> Iterator[Quote]:
    """The quotations in this order, their references to others by the new numbers."""
    places: dict[int | None, int] = {number: place for place, number in enumerate(order)}
    for quote in map(quotes.__getitem__, order):
        if quote.parent is None and quote.continues is None:
            yield quote
        else:
            yield attrs.evolve(quote, parent=places.get(quote.parent), continues=places.get(quote.continues))


def _speakers(
    spans: _Spans, identities: Iterable[Identity | None], named: Mapping[str, Iterable[Extent]]
) -> dict[str, Speaker]:
    """One speaker a key, in order of the first quotation, with all places where the text names it."""
    speakers: dict[str, Speaker] = {}
    for identity in identities:
        if identity and identity.key not in speakers:
            mentions = [spans[extent] for extent in sorted(named[identity.key])]
            speakers[identity.key] = Speaker(f"s{len(speakers)}", identity.name, identity.kind, mentions)
    return speakers


def _quote(finding: _Finding, span: QuotedSpan, speakers: Mapping[str, Speaker], spans: _Spans) -> Quote:
    """The quotation with what was found of it; `speakers` are those of the document, by their keys."""
    scene, number, source, mention, identity, continues = finding
    reading, choice = scene.reading, scene.choices[number]
    cue = runner_up = None
    if source is not None:
        first, last = reading.columns.firsts[source], reading.columns.lasts[source]
        if found := find_cue(reading, reading.places[number], first, last):
            first, last = found
            cue = spans[reading.tokens.starts[first], reading.tokens.ends[last - 1]]
    if choice.runner_up is not None:
        start, end = reading.extent(choice.runner_up)
        runner_up = reading.text[start:end]
    why = explain(choice, mention.text if mention else None, cue.text if cue else None, runner_up)
    return Quote(
        start=span.start,
        end=span.end,
        text=reading.text[span.start : span.end],
        content=reading.text[span.content_start : span.content_end],
        kind=scene.kinds[number],
        speaker=speakers[identity.key] if identity else None,
        mention=mention if identity else None,
        cue=cue if identity else None,
        confidence=round(choice.confidence, 4),
        depth=span.depth,
        parent=span.parent,
        continues=continues if span.continues is None else span.continues,
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
