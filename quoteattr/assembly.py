"""From the choices for the quotations to the `Document`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from .discourse import Choice, carried_on
from .document import Document, Quote, QuoteKind, Span, Speaker
from .explanation import explain
from .indirect.reported import Report, Reported
from .marks import QuotedSpan
from .reading.around import Reading
from .reading.cues import find_cue
from .reading.mentions import apposed_name
from .speakers import Cast, Identity


@attrs.frozen
class Scene:
    """Quotations side by side in one narration, each with the choice of its source.

    Attributes:
        members: Number of each quotation among those of the document.
        reading: The narration.
        choices: The choice for each.
        cast: Who its mentions name.
        kinds: The kind of each.
        reported: What the narration reports beside them.
    """

    members: Sequence[int]
    reading: Reading
    choices: Sequence[Choice]
    cast: Cast
    kinds: Sequence[QuoteKind]
    reported: Reported


Draft: TypeAlias = tuple[Quote, Identity | None]


def assemble(text: str, quoted: Sequence[QuotedSpan], scenes: Iterable[Scene], threshold: float) -> Document:
    """The document of these quotations.

    Args:
        text: The document's text.
        quoted: All its quotations.
        scenes: Each of them in the scene that it stands in.
        threshold: Speakers with a lower confidence are left out.
    """
    drafts: dict[int, Draft] = {}
    reported: list[Draft] = []
    roll = _Roll()
    for place, scene in enumerate(scenes):
        reading = scene.reading
        carried = carried_on(reading, scene.choices)
        for number, (member, choice) in enumerate(zip(scene.members, scene.choices, strict=True)):
            source = choice.mention
            identity = None
            if source is not None:
                source = _fullest(reading, source)
                if choice.confidence >= threshold:
                    identity = scene.cast.identify(source)
                    parent = quoted[member].parent
                    if identity.first_person and parent is not None and (outer := drafts[parent][1]):
                        identity = outer  # “I told him ‘no’,” said Lind: both are of Lind
                    roll.call(place, scene, identity, source)
            before = carried[number]
            draft = _draft(scene, number, quoted[member], source, identity is not None)
            if before is not None and draft.continues is None:
                draft = attrs.evolve(draft, continues=scene.members[before])
            drafts[member] = draft, identity
        for report in scene.reported.reports:
            source, identity = _fullest(reading, report.mention), None
            if report.confidence >= threshold:
                identity = scene.cast.identify(source)
                roll.call(place, scene, identity, source)
            reported.append((_indirect(report, _span(reading, source) if identity else None), identity))
    ordered = _in_order([drafts[number] for number in range(len(quoted))], reported)
    speakers = _speakers([identity for _, identity in ordered], roll.mentions)
    quotes = [attrs.evolve(draft, speaker=speakers[who.key]) if who else draft for draft, who in ordered]
    return Document(text, quotes, tuple(speakers.values()))


class _Roll:
    """Those who are named as speakers, with all their mentions."""

    def __init__(self) -> None:
        self.mentions: dict[str, set[Span]] = defaultdict(set)
        self._gathered: set[tuple[int, str]] = set()

    def call(self, place: int, scene: Scene, identity: Identity, source: int) -> None:
        """Enter a speaker.

        Args:
            place: Number of the scene.
            scene: The scene that names the speaker.
            identity: Who it is.
            source: The mention.
        """
        mentions = self.mentions[identity.key]
        if (place, identity.key) not in self._gathered:
            self._gathered.add((place, identity.key))
            mentions.update(_spans(scene.reading, scene.cast.mentions_of(identity)))
        mentions.add(_span(scene.reading, source))


def _fullest(reading: Reading, source: int) -> int:
    """The mention of the name that stands in apposition to this one, or this one."""
    named = apposed_name(reading.tokens, reading.mentions, source)
    return source if named is None else named


def _in_order(quotations: Sequence[Draft], reported: Sequence[Draft]) -> Sequence[Draft]:
    """Both in order of the text, references to quotations by their new numbers."""
    if not reported:
        return quotations
    both = [*quotations, *reported]
    order = sorted(range(len(both)), key=lambda number: (both[number][0].start, -both[number][0].end))
    places: dict[int | None, int] = {number: place for place, number in enumerate(order)}
    moved = []
    for quote, who in (both[number] for number in order):
        if quote.parent is not None or quote.continues is not None:
            quote = attrs.evolve(quote, parent=places.get(quote.parent), continues=places.get(quote.continues))
        moved.append((quote, who))
    return moved


def _speakers(identities: Sequence[Identity | None], mentions: Mapping[str, set[Span]]) -> dict[str, Speaker]:
    """One speaker a key, in order of the first quotation."""
    speakers: dict[str, Speaker] = {}
    for identity in identities:
        if identity and identity.key not in speakers:
            ordered = sorted(mentions[identity.key], key=lambda span: (span.start, span.end))
            speakers[identity.key] = Speaker(f"s{len(speakers)}", identity.name, identity.kind, tuple(ordered))
    return speakers


def _draft(scene: Scene, number: int, span: QuotedSpan, source: int | None, sure: bool) -> Quote:
    """The quotation without its speaker; `sure` is whether its source is to be told."""
    reading, choice, place = scene.reading, scene.choices[number], scene.reading.places[number]
    mention = cue = runner_up = None
    if source is not None:
        mention = _span(reading, source)
        if found := find_cue(reading, place, reading.mentions[source]):
            cue = _cut(reading, *found)
    if choice.runner_up is not None:
        runner_up = _span(reading, choice.runner_up)
    return Quote(
        start=span.start,
        end=span.end,
        text=reading.text[span.start : span.end],
        content=reading.text[span.content_start : span.content_end],
        kind=scene.kinds[number],
        mention=mention if sure else None,
        cue=cue if sure else None,
        confidence=round(choice.confidence, 4),
        depth=span.depth,
        parent=span.parent,
        continues=span.continues,
        closed=span.closed,
        why=explain(choice, mention, cue, runner_up),
        utterance=scene.reported.utterances.get(number),
    )


def _indirect(report: Report, mention: Span | None) -> Quote:
    """The quotation of a report without its speaker; `mention` is `None` where its source is not to be told."""
    said, cue = report.said, report.cue
    return Quote(
        start=said.start,
        end=said.end,
        text=said.text,
        content=said.text,
        kind="indirect",
        mention=mention,
        cue=cue if mention else None,
        confidence=round(report.confidence, 4),
        why=f"“{cue.text}” reports it ({report.confidence:.2f})",
    )


def _span(reading: Reading, mention: int) -> Span:
    return _cut(reading, reading.mentions[mention].first, reading.mentions[mention].last)


def _spans(reading: Reading, mentions: Iterable[int]) -> list[Span]:
    return [_span(reading, mention) for mention in mentions]


def _cut(reading: Reading, first: int, last: int) -> Span:
    """The text from one token up to another."""
    start, end = reading.tokens.starts[first], reading.tokens.ends[last - 1]
    return Span(start, end, reading.text[start:end])
