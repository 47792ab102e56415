"""From the answers for a novel's turns to its `Document`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs

from ..document import Document, Quote, Span, Speaker
from ..kinds import kind_of
from ..marks import QuotedSpan
from ..reading.around import Reading
from ..reading.cues import find_cue
from .inner import Inner, find_inner
from .people import Names
from .scene import Scene
from .tagging import DESCRIPTION, FIRST, NAME, THEY, Anchor, best, grade
from .turns import Turn

_TAGGED, _TERM = 0.9, 0.5  # confidence where the model has not been asked: a tag inside another's words, no tag


@attrs.frozen
class Answer:
    """Who speaks in a turn.

    Attributes:
        person: Number of the person.
        confidence: Probability that this is right.
        runner_up: Number of the next best, `None` where there is none.
        runner_up_confidence: Its probability.
    """

    person: int
    confidence: float
    runner_up: int | None
    runner_up_confidence: float


class Teller:
    """Writes down who says what.

    Args:
        scene: The novel.
        answers: The answer for each turn.
        threshold: Speakers with a lower confidence are left out.
    """

    def __init__(self, scene: Scene, answers: Sequence[Answer | None], threshold: float) -> None:
        self._scene = scene
        self._answers = answers
        self._threshold = threshold
        self._mentions: dict[int, set[Span]] = defaultdict(set)

    def tell(self, quoted: Sequence[QuotedSpan], spoken: Sequence[int]) -> Document:
        """The document of all quotations.

        Args:
            quoted: All quotations of the novel.
            spoken: The numbers among them of those in the turns, in order.
        """
        text = self._scene.reading.text
        drafts: dict[int, tuple[Quote, int | None]] = {}
        for number, turn in enumerate(self._scene.turns):
            drafts.update(self._tell_turn(number, turn, quoted, spoken))
        for number, span in enumerate(quoted):
            if not span.depth and number not in drafts:
                drafts[number] = term(text, span), None
        if any(span.depth for span in quoted):
            names = Names(self._scene.people)
            for inner in find_inner(text, quoted, names, lambda outer: drafts[outer][1]):
                drafts[inner.member] = self._tell_inner(inner, quoted[inner.member])
        ordered = [drafts[number] for number in range(len(quoted))]
        speakers = self._speakers([who for _, who in ordered])
        quotes = [draft if who is None else attrs.evolve(draft, speaker=speakers[who]) for draft, who in ordered]
        return Document(text, quotes, tuple(speakers.values()))

    def _tell_turn(
        self, number: int, turn: Turn, quoted: Sequence[QuotedSpan], spoken: Sequence[int]
    ) -> Iterator[tuple[int, tuple[Quote, int | None]]]:
        """The quotations of a turn by their numbers, each with the number of its speaker."""
        reading, answer = self._scene.reading, self._answers[number]
        anchor = None if answer is None else anchor_of(self._scene, number, answer.person)
        mention = None if anchor is None else _cut(reading, anchor.first, anchor.last)
        sure = answer is not None and answer.confidence >= self._threshold
        cue = None
        if answer is not None and anchor is not None and mention is not None:
            places = reading.places[turn.first : turn.last]
            cue = _cue(reading, min(places, key=lambda place: abs(place - anchor.first)), anchor)
            if sure:
                self._mentions[answer.person].add(mention)
        for place in range(turn.first, turn.last):
            span = quoted[spoken[place]]
            draft = _quote(
                reading.text,
                span,
                kind=kind_of(reading, span, reading.places[place], attributed=answer is not None),
                mention=mention if sure else None,
                cue=cue if sure else None,
                confidence=0.0 if answer is None else round(answer.confidence, 4),
                why="nobody is named" if answer is None else self._explain(number, answer, mention, cue),
            )
            if draft.continues is None and place > turn.first:
                draft = attrs.evolve(draft, continues=spoken[place - 1])
            yield spoken[place], (draft, answer.person if answer is not None and sure else None)

    def _tell_inner(self, inner: Inner, span: QuotedSpan) -> tuple[Quote, int | None]:
        """A quotation inside another, with the number of its speaker."""
        if inner.person is None or inner.anchor is None or self._threshold > _TAGGED:
            why = "no tag beside it, inside another’s words"
            return _quote(self._scene.reading.text, span, kind=inner.kind, confidence=_TERM, why=why), None
        mention = _cut(inner.reading, inner.anchor.first, inner.anchor.last)
        cue = _cue(inner.reading, inner.place, inner.anchor)
        self._mentions[inner.person].add(mention)
        why = f"“{mention.text}” beside it, inside another’s words"
        told = {"kind": inner.kind, "mention": mention, "cue": cue, "confidence": _TAGGED, "why": why}
        return _quote(self._scene.reading.text, span, **told), inner.person

    def _explain(self, number: int, answer: Answer, mention: Span | None, cue: Span | None) -> str:
        people = self._scene.people
        if mention is not None and cue is not None:
            reason = f"“{mention.text}” with “{cue.text}”"
        elif mention is not None:
            reason = f"“{mention.text}” acts beside it"
        else:
            reason = self._conversation(number)
        runner_up = "nobody" if answer.runner_up is None else people[answer.runner_up].name
        return f"{reason} ({answer.confidence:.2f}); next {runner_up} ({answer.runner_up_confidence:.2f})"

    def _conversation(self, number: int) -> str:
        """What the turns around tell of a turn that nothing beside it tells of."""
        who = self._speaker_of(number)
        for side in (-1, 1):
            other = self._speaker_of(number + side)
            if self._speaker_of(number + 2 * side) == who != other is not None:
                return f"alternates with {self._scene.people[other].name}"
        if self._speaker_of(number - 1) == who:
            return "goes on speaking"
        return "fits best of those near"

    def _speaker_of(self, number: int) -> int | None:
        answer = self._answers[number] if 0 <= number < len(self._answers) else None
        return None if answer is None else answer.person

    def _speakers(self, ordered: Sequence[int | None]) -> dict[int, Speaker]:
        """Those who speak, in order of the first quotation."""
        scene = self._scene
        speaking = dict.fromkeys(who for who in ordered if who is not None)
        namings = scene.namings
        for person, start, end in zip(
            namings.people.tolist(), namings.offsets.tolist(), namings.ends.tolist(), strict=True
        ):
            if person in speaking:
                self._mentions[person].add(Span(start, end, scene.reading.text[start:end]))
        speakers = {}
        for number, person in enumerate(speaking):
            mentions = sorted(self._mentions[person], key=lambda span: (span.start, span.end))
            speakers[person] = Speaker(f"s{number}", scene.people[person].name, "person", tuple(mentions))
        return speakers


def anchor_of(scene: Scene, turn: int, person: int) -> Anchor | None:
    """The words beside a turn that name the one who speaks in it: the tag, else who acts in its paragraph."""
    return best([one for one in scene.anchors[turn] if grade(one.slot) and _may_name(scene, one, person)])


def _may_name(scene: Scene, anchor: Anchor, person: int) -> bool:
    if anchor.sort == NAME:
        return person == anchor.person or person in anchor.others
    if anchor.sort == FIRST:
        return person == scene.narrator
    if grade(anchor.slot) < 3 or anchor.sort == THEY:
        return False
    gender = scene.people[person].gender
    return gender is None or gender == anchor.gender or (anchor.sort == DESCRIPTION and anchor.gender is None)


def term(text: str, span: QuotedSpan) -> Quote:
    """A quotation that quotes nobody."""
    return _quote(text, span, kind="term", confidence=_TERM, why="words in marks inside the narrator’s own sentence")


def _cue(reading: Reading, place: int, anchor: Anchor) -> Span | None:
    """The words that mark the saying, where the anchor belongs to a tag."""
    if grade(anchor.slot) < 2:
        return None
    found = find_cue(reading, place, anchor.first, anchor.last)
    return _cut(reading, *found) if found else None


def _quote(text: str, span: QuotedSpan, **told: object) -> Quote:
    """A quotation with what the marks tell, and more."""
    own = {"depth": span.depth, "parent": span.parent, "continues": span.continues, "closed": span.closed}
    content = text[span.content_start : span.content_end]
    return Quote(span.start, span.end, text[span.start : span.end], content, **(own | told))  # type: ignore[arg-type]


def _cut(reading: Reading, first: int, last: int) -> Span:
    """The text from one token up to another."""
    start, end = reading.tokens.starts[first], reading.tokens.ends[last - 1]
    return Span(start, end, reading.text[start:end])
