"""Whom a pronoun stands for: those named before it are weighed by how they were named, with learned weights."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Collection, Sequence

import attrs

from .. import lexicons
from ..document import SpeakerKind
from ..reading.around import Reading
from .entities import Entity
from .names import Gender

_MOST = 8  # of those named last are weighed
_FAR = 3  # sentences or paragraphs from which the distance counts the same
_NEAR = 1  # sentences back that "they" and "it" are looked for
_SHARES = (0.25, 0.75)  # of the mentions of the one who is named most
_VERBS = "VXM"
_GOVERNING = "JFT"  # prepositions: in "a friend of Lind says", Lind is no subject
_TRANSITIVE = "VBEG"
_ASIDES = ",(J"  # opens what may stand between a subject and its verb: Lind, a friend, says; Cole on Friday said
_ASIDE = re.compile(r"(?:\([^()\n]{1,12}\)|,[^,.\nZ:]{1,30},|J[DSACNP]{1,4}(?=R?[VX])){1,3}R?[VXM]")
_ENDING = bytes(chr(tag) in ".\n" for tag in range(256))  # 1 for the tags that end a sentence
_PERSONS = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
_SINCE = ("nobody", "others", "a subject")  # who was named since the speaker of the quotation before
_ROLES = ("subject", "possessor", "object", "oblique", "first", "other")


def _layout() -> tuple[list[str], dict[str, int]]:
    """The names of all features, and where each group of them begins."""
    places, cases, yes = range(_FAR + 1), ("object", "subject"), (False, True)
    groups = {
        "sentences": [f"{place} {role} {case}" for place in places for role in _ROLES for case in cases],
        "paragraphs": [f"{place}" for place in places],
        "rank": [f"{place}" for place in places],
        "pronoun": [f"{flag}" for flag in yes],
        "gender": [f"{flag}" for flag in yes],
        "person": [f"{flag}" for flag in yes],
        "share": [f"{place}" for place in range(len(_SHARES) + 1)],
        "described": [f"{flag}" for flag in yes],
        "speaker": ["no", *(f"{flag} {place} {since}" for flag in yes for place in places for since in _SINCE)],
        "speaker back": ["no", *(f"{place} {since}" for place in places for since in _SINCE)],
        "before": [f"{flag}" for flag in yes],
    }
    names: list[str] = []
    begins = {}
    for group, features in groups.items():
        begins[group] = len(names)
        names += [f"{group} {feature}" for feature in features]
    return names, begins


#: What may speak for or against an antecedent, each by its name; weights and features are in this order.
FEATURES, _BEGIN = _layout()
(_SENTENCES, _PARAGRAPHS, _RANK, _PRONOUN, _GENDER, _PERSON, _SHARE, _DESCRIBED, _SPEAKER, _BACK, _BEFORE) = (
    _BEGIN.values()
)


@attrs.define(eq=False)
class Trace:
    """Where and how an entity was named last; the place only where pronouns may stand for it.

    Attributes:
        entity: The entity.
        told_gender: Whether the text tells the gender.
        told_person: Whether the text tells that it is a person.
        among: Those named last of each gender that it may have; none where it is no person.
        sentence: Number of the sentence.
        paragraph: Number of the paragraph.
        role: Index of the mention's part in the sentence: subject, possessor, …
        pronoun: Whether it was a pronoun.
    """

    entity: Entity
    told_gender: bool
    told_person: bool
    among: Collection[dict[str, Trace]]
    sentence: int = 0
    paragraph: int = 0
    role: int = 0
    pronoun: bool = False


class Focus:
    """Who was named last, and how.

    Args:
        reading: The narration.
        novel: Whether it is a novel's.
    """

    def __init__(self, reading: Reading, novel: bool = False) -> None:
        self._weigh = _weights("novel" if novel else "news").__getitem__
        self._tokens = reading.tokens
        self._mentions = reading.mentions
        self._sentences = list(itertools.accumulate(reading.tokens.tags.encode().translate(_ENDING)))
        self._traces: dict[str, Trace] = {}
        self._persons: dict[Gender, dict[str, Trace]] = {"male": {}, "female": {}}  # the one named last stands last
        self._last: dict[Gender, Entity] = {}
        self.speaker: Entity | None = None

    def name(self, entity: Entity, number: int, gender: Gender | None = None) -> None:
        """Note that a mention names an entity.

        Args:
            entity: The entity.
            number: The mention's number.
            gender: Of the pronoun, where the mention is one.
        """
        entity.last = number
        if gender:
            self._last[gender] = entity
        key = entity.key
        trace = self._traces.get(key)
        if trace is None or trace.entity is not entity:
            trace = self._traces[key] = self._trace(entity)
        if trace.among:
            mention, tokens = self._mentions[number], self._tokens
            first = mention.first
            trace.sentence, trace.paragraph = self._sentences[first], tokens.paragraphs[first]
            trace.role = _POSSESSOR if mention.possessor else _role(tokens.tags, tokens.words, first, mention.last)
            trace.pronoun = gender is not None
            for persons in trace.among:
                persons.pop(key, None)
                persons[key] = trace

    def _trace(self, entity: Entity) -> Trace:
        """The trace of one who takes the place of whoever had the same key before."""
        for persons in self._persons.values():
            persons.pop(entity.key, None)
        gender, person = entity.gender, entity.is_person()
        among: Collection[dict[str, Trace]] = ()
        if person or (person is None and not entity.described):
            among = (self._persons[gender],) if gender else self._persons.values()
        return Trace(entity, gender is not None, person is True, among)

    def candidates(self, number: int, gender: Gender, source: bool) -> list[tuple[Entity, tuple[int, ...]]]:
        """Those for whom a pronoun may stand, the last one first, each with the `FEATURES` that it has.

        Args:
            number: The pronoun's number among the mentions.
            gender: Its gender.
            source: Whether it names the source of a quotation.
        """
        first, tokens = self._mentions[number].first, self._tokens
        sentence, paragraph = self._sentences[first], tokens.paragraphs[first]
        subject = tokens.tags[first] == "O"
        traces = list(itertools.islice(reversed(self._persons[gender].values()), _MOST))
        most = max([trace.entity.count for trace in traces], default=1)
        seldom, often = _SHARES[0] * most, _SHARES[1] * most
        before, spoke = self._last.get(gender), self.speaker
        found: list[tuple[Entity, tuple[int, ...]]] = []
        since = 0
        for rank, trace in enumerate(traces):
            entity, role, pronoun, count = trace.entity, trace.role, trace.pronoun, trace.entity.count
            sentences, paragraphs = sentence - trace.sentence, paragraph - trace.paragraph
            sentences = sentences if sentences < _FAR else _FAR
            paragraphs = paragraphs if paragraphs < _FAR else _FAR
            speaker = back = 0
            if entity is spoke:
                back = len(_SINCE) * sentences + since + 1
                speaker = len(_SINCE) * (source * (_FAR + 1) + paragraphs) + since + 1
            features = (
                _SENTENCES + 2 * (len(_ROLES) * sentences + role) + subject,
                _PARAGRAPHS + paragraphs,
                _RANK + (rank if rank < _FAR else _FAR),
                _PRONOUN + pronoun,
                _GENDER + trace.told_gender,
                _PERSON + trace.told_person,
                _SHARE + (count > seldom) + (count > often),
                _DESCRIBED + entity.described,
                _SPEAKER + speaker,
                _BACK + back,
                _BEFORE + (entity is before),
            )
            found.append((entity, features))
            if since < 2:
                since = 2 if role == _SUBJECT and not pronoun else 1
        return found

    def antecedent(self, number: int, gender: Gender, source: bool) -> Entity | None:
        """The one for whom a pronoun most probably stands."""
        best, most = None, float("-inf")
        for entity, features in self.candidates(number, gender, source):
            score = sum(map(self._weigh, features))
            if score > most:
                best, most = entity, score
        return best

    def last_of(self, owners: Sequence[Entity | None], number: int, kinds: Collection[SpeakerKind]) -> Entity | None:
        """One of these kinds that was named in this sentence or the one before.

        The speaker of the quotation before goes first, then the last subject, then the last of all.

        Args:
            owners: Whom each mention names, up to the pronoun.
            number: Number of the pronoun that stands for it.
            kinds: What it may be.
        """
        tokens, mentions = self._tokens, self._mentions
        sentence = self._sentences[mentions[number].first]
        subject = other = None
        seen = set()
        for named in range(number - 1, -1, -1):
            mention, entity = mentions[named], owners[named]
            if sentence - self._sentences[mention.first] > _NEAR:
                break
            if entity is None or entity.key in seen:
                continue
            seen.add(entity.key)
            if not entity.person and entity.speaker_kind() in kinds:
                if entity is self.speaker:
                    return entity
                if subject is None and not mention.possessor:
                    role = _role(tokens.tags, tokens.words, mention.first, mention.last)
                    subject = entity if role == _SUBJECT else None
                other = other or entity
        return subject or other


def gender_of(word: str) -> Gender | None:
    """The gender of a pronoun, or of one with its verb: she's."""
    return _PERSONS.get(word.partition("'")[0])  # type: ignore[return-value]


_SUBJECT, _POSSESSOR, _OBJECT, _OBLIQUE, _FIRST, _OTHER = range(len(_ROLES))


def _role(tags: str, words: Sequence[str], first: int, last: int) -> int:
    """A mention's part in its sentence: a verb follows, or a reporting verb stands before as in: said Lind."""
    after = tags[last] if last < len(tags) else "\n"
    before = tags[first - 1] if first else "\n"
    governed = before in _GOVERNING and words[first - 1] not in lexicons.words("clause_opener")
    if not governed and (after in _VERBS or (after == "R" and tags[last + 1 : last + 2] in _VERBS)):
        return _SUBJECT
    if after in _ASIDES and before not in _GOVERNING + _TRANSITIVE and _ASIDE.match(tags, last):
        return _SUBJECT
    if before == "V" and first > 1 and tags[first - 2] in "Z,QN" and words[first - 1] in lexicons.verb_classes():
        return _SUBJECT
    if before in _TRANSITIVE:
        return _OBJECT
    if before in _GOVERNING:
        return _OBLIQUE
    if before in ".\nZ:":
        return _SUBJECT if after == "," else _FIRST
    return _OTHER


@functools.cache
def _weights(genre: str) -> list[float]:
    """The weight of each of the `FEATURES` in a genre."""
    weights = lexicons.antecedents(genre)
    return [weights.get(name, 0.0) for name in FEATURES]
