"""Whom a pronoun stands for: those named before it are weighed by how they were named, with learned weights."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

import attrs

from .. import lexicons
from ..document import SpeakerKind
from ..reading.around import Reading
from .entities import Entity
from .names import Gender

MOST = 8  # named last, that are weighed
_FAR = 3  # sentences or paragraphs from which the distance counts the same
_NEAR = 1  # sentences back that "they" and "it" are looked for
_SHARES = (0.25, 0.75)  # of the mentions of the one who is named most
_SUBJECT_VERBS = "VXM"
_PERSONS = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}


@attrs.define(eq=False)
class Trace:
    """Where and how an entity was named last.

    Attributes:
        entity: The entity.
        number: Number of the mention.
        sentence: Number of the sentence.
        paragraph: Number of the paragraph.
        role: Subject, possessor, object, behind a preposition, or other.
        pronoun: Whether it was a pronoun.
    """

    entity: Entity
    number: int
    sentence: int
    paragraph: int
    role: str
    pronoun: bool


class Focus:
    """Who was named last, and how.

    Args:
        reading: The narration.
        weights: What each thing that speaks for or against an antecedent counts.
    """

    def __init__(self, reading: Reading, weights: Mapping[str, float]) -> None:
        self._tokens = reading.tokens
        self._mentions = reading.mentions
        self._weights = weights
        self._traces: dict[str, Trace] = {}
        self._last: dict[Gender, Entity] = {}
        self.speaker: Entity | None = None

    def name(self, entity: Entity, number: int, gender: Gender | None = None) -> None:
        """Note that a mention names an entity.

        Args:
            entity: The entity.
            number: The mention's number.
            gender: Of the pronoun, where the mention is one.
        """
        mention, tokens = self._mentions[number], self._tokens
        self._traces.pop(entity.key, None)
        self._traces[entity.key] = Trace(
            entity,
            number,
            tokens.sentences[mention.first],
            tokens.paragraphs[mention.first],
            "possessor" if mention.possessor else _role(tokens.tags, tokens.words, mention.first, mention.last),
            gender is not None,
        )
        entity.last = number
        if gender:
            self._last[gender] = entity

    def candidates(self, number: int, gender: Gender, source: bool) -> Iterator[tuple[Entity, list[str]]]:
        """Those for whom a pronoun may stand, the last one first, each with what speaks for and against.

        Args:
            number: The pronoun's number among the mentions.
            gender: Its gender.
            source: Whether it names the source of a quotation.
        """
        mention, tokens = self._mentions[number], self._tokens
        sentence, paragraph = tokens.sentences[mention.first], tokens.paragraphs[mention.first]
        case = "subject" if tokens.tags[mention.first] == "O" else "other"
        found = []
        for trace in reversed(self._traces.values()):
            entity = trace.entity
            if entity.is_person() is False or (entity.gender or gender) != gender:
                continue
            if entity.described and entity.kind != "person":
                continue
            found.append(trace)
            if len(found) == MOST:
                break
        most = max((trace.entity.count for trace in found), default=1) or 1
        for rank, trace in enumerate(found):
            entity = trace.entity
            sentences = min(sentence - trace.sentence, _FAR)
            paragraphs = min(paragraph - trace.paragraph, _FAR)
            near = min(sentences, 1)
            features = [
                f"sentences {sentences} {case}",
                f"paragraphs {paragraphs}",
                f"rank {min(rank, 3)}",
                f"{trace.role} {near} {case}",
                f"pronoun {trace.pronoun}",
                f"gender {'known' if entity.gender else 'open'}",
                f"person {'known' if entity.is_person() else 'open'}",
                f"share {sum(entity.count > share * most for share in _SHARES)}",
            ]
            if len(found) == 1:
                features.append("alone")
            if entity.described:
                features.append("described")
            if entity is self.speaker:
                features.append(f"speaker {source} {paragraphs} {rank == 0}")
            if entity is self._last.get(gender):
                features.append(f"pronoun before {near}")
            yield entity, features

    def antecedent(self, number: int, gender: Gender, source: bool) -> Entity | None:
        """The one for whom a pronoun most probably stands."""
        best, most = None, float("-inf")
        weights = self._weights
        for entity, features in self.candidates(number, gender, source):
            score = 0.0
            for feature in features:
                score += weights.get(feature, 0.0)
            if score > most:
                best, most = entity, score
        return best


    def last_of(self, number: int, *kinds: SpeakerKind) -> Entity | None:
        """One of these kinds that was named in this sentence or the one before.

        The speaker of the quotation before goes first, then the last subject, then the last of all.

        Args:
            number: Number of the pronoun that stands for it.
            kinds: What it may be.
        """
        sentence = self._tokens.sentences[self._mentions[number].first]
        subject = other = None
        for trace in reversed(self._traces.values()):
            if sentence - trace.sentence > _NEAR:
                break
            entity = trace.entity
            if entity.speaker_kind() in kinds and not entity.person:
                if entity is self.speaker:
                    return entity
                subject = subject or (entity if trace.role == "subject" else None)
                other = other or entity
        return subject or other


def gender_of(word: str) -> Gender | None:
    """The gender of a pronoun."""
    return _PERSONS.get(word)  # type: ignore[return-value]


def _role(tags: str, words: Sequence[str], first: int, last: int) -> str:
    """A mention's part in its sentence: a verb follows, or a reporting verb stands before as in: said Lind."""
    after = tags[last : last + 2]
    before = tags[first - 1] if first else "\n"
    if after[:1] and (after[0] in _SUBJECT_VERBS or (after[0] == "R" and after[1:] and after[1] in _SUBJECT_VERBS)):
        return "subject"
    if before == "V" and first > 1 and tags[first - 2] in "Z,QN" and words[first - 1] in _verbs():
        return "subject"
    if before in "VBEG":
        return "object"
    if before in "JTF":
        return "oblique"
    if before in ".\nZ:":
        return "subject" if after[:1] == "," else "first"
    return "other"


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(lexicons.verb_classes())
