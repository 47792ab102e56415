"""From the choices for the quotations to the `Document`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from .discourse import Choice
from .document import Document, Quote, Span, Speaker
from .explanation import explain
from .kinds import kind_of
from .marks import QuotedSpan
from .reading.around import Reading
from .reading.cues import find_cue
from .speakers import Cast, Identity


@attrs.frozen
class Scene:
    """Quotations side by side in one narration, each with the choice of its source.

    Attributes:
        members: Number of each quotation among those of the document.
        reading: The narration.
        choices: The choice for each.
        cast: Who its mentions name.
    """

    members: Sequence[int]
    reading: Reading
    choices: Sequence[Choice]
    cast: Cast


def assemble(text: str, quoted: Sequence[QuotedSpan], scenes: Iterable[Scene], threshold: float) -> Document:
    """The document of these quotations.

    Args:
        text: The document's text.
        quoted: All its quotations.
        scenes: Each of them in the scene that it stands in.
        threshold: Speakers with a lower confidence are left out.
    """
    drafts: dict[int, tuple[Quote, Identity | None]] = {}
    mentions: dict[str, set[Span]] = {}
    listed: set[tuple[int, str]] = set()
    for scene_number, scene in enumerate(scenes):
        for place, member, choice in zip(scene.reading.places, scene.members, scene.choices, strict=True):
            identity = None
            sure = choice.confidence >= threshold
            if choice.mention is not None and sure:
                identity = scene.cast.identify(choice.mention)
                parent = quoted[member].parent
                if identity.first_person and parent is not None and (outer := drafts[parent][1]):
                    identity = outer  # “I told him ‘no’,” said Lind: both are of Lind
                named = mentions.setdefault(identity.key, set())
                if (scene_number, identity.key) not in listed:
                    listed.add((scene_number, identity.key))
                    named.update(_spans(scene.reading, scene.cast.mentions_of(identity)))
                named.add(_span(scene.reading, choice.mention))
            drafts[member] = _draft(scene, quoted[member], place, choice, sure), identity
    speakers = _speakers([drafts[number][1] for number in range(len(quoted))], mentions)
    quotes = [
        attrs.evolve(draft, speaker=speakers[identity.key]) if identity else draft
        for draft, identity in (drafts[number] for number in range(len(quoted)))
    ]
    return Document(text, quotes, tuple(speakers.values()))


def _speakers(identities: Sequence[Identity | None], mentions: Mapping[str, set[Span]]) -> dict[str, Speaker]:
    """One speaker a key, in order of the first quotation."""
    speakers: dict[str, Speaker] = {}
    for identity in identities:
        if identity and identity.key not in speakers:
            ordered = sorted(mentions[identity.key], key=lambda span: (span.start, span.end))
            speakers[identity.key] = Speaker(f"s{len(speakers)}", identity.name, identity.kind, tuple(ordered))
    return speakers


def _draft(scene: Scene, span: QuotedSpan, place: int, choice: Choice, sure: bool) -> Quote:
    """The quotation without its speaker."""
    reading = scene.reading
    mention = cue = runner_up = None
    if choice.mention is not None:
        mention = _span(reading, choice.mention)
        if found := find_cue(reading, place, reading.mentions[choice.mention]):
            cue = _cut(reading, *found)
    if choice.runner_up is not None:
        runner_up = _span(reading, choice.runner_up)
    return Quote(
        start=span.start,
        end=span.end,
        text=reading.text[span.start : span.end],
        content=reading.text[span.content_start : span.content_end],
        kind=kind_of(reading, span, place, attributed=choice.mention is not None),
        mention=mention if sure else None,
        cue=cue if sure else None,
        confidence=round(choice.confidence, 4),
        depth=span.depth,
        parent=span.parent,
        continues=span.continues,
        closed=span.closed,
        why=explain(choice, mention, cue, runner_up),
    )


def _span(reading: Reading, mention: int) -> Span:
    return _cut(reading, reading.mentions[mention].first, reading.mentions[mention].last)


def _spans(reading: Reading, mentions: Iterable[int]) -> list[Span]:
    return [_span(reading, mention) for mention in mentions]


def _cut(reading: Reading, first: int, last: int) -> Span:
    """The text from one token up to another."""
    start, end = reading.tokens.starts[first], reading.tokens.ends[last - 1]
    return Span(start, end, reading.text[start:end])
