"""Whom a pronoun stands for: those named before it are weighed by how they were named, with learned weights."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from .. import lexicons
from ..document import SpeakerKind
from ..reading.around import Reading
from ..reading.mentions import TYPES
from ..reading.tags import PARAGRAPH
from .entities import Entity
from .names import Gender

_MOST = 8  # of those named last are weighed
_FAR = 3  # sentences or paragraphs from which the distance counts the same
_NEAR = 1  # sentences back that "they" and "it" are looked for
_MENTIONS_BACK = 100  # the same in mentions, for sentences without end
_SHARES = (0.25, 0.75)  # of the mentions of the one who is named most
_VERBS = "VXM"
_GOVERNING = "JFT"  # prepositions: in "a friend of Lind says", Lind is no subject
_TRANSITIVE = "VBEG"
_NO_SUBJECT = _GOVERNING + _TRANSITIVE
_ASIDES = ",(J"  # opens what may stand between a subject and its verb: Lind, a friend, says; Cole on Friday said
_ASIDE = re.compile(r"(?:\([^()\n]{1,12}\)|,[^,.\nZ:]{1,30},|J[DSACNP]{1,4}(?=R?[VX])){1,3}R?[VXM]")
_STOP = "."  # ends a sentence, as a break does
GENDERS: dict[str, Gender] = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
_PRONOUNS = tuple(map(TYPES.index, ("pronoun", "object", "possessive")))
_SINCE = ("nobody", "others", "a subject")  # who was named since the speaker of the quotation before
_ROLES = ("subject", "possessor", "object", "oblique", "first", "other")
_SUBJECT, _POSSESSOR, _OBJECT, _OBLIQUE, _FIRST, _OTHER = range(len(_ROLES))


@functools.cache
def cells() -> list[tuple[str, ...]]:
    """What may speak for or against an antecedent, by name, as it goes together: each candidate has three of these.

    One is of where it was named last, one of how it stands out, one of its having spoken before.
    """
    places, flags = range(_FAR + 1), (False, True)
    where = [
        (f"sentences {far} {role} {case}", f"paragraphs {apart}")
        for far, role, case, apart in itertools.product(places, _ROLES, ("object", "subject"), places)
    ]
    standing = [
        (
            f"rank {rank}", f"share {share}", f"before {before}",
            f"gender {gender}", f"person {person}", f"described {described}", f"pronoun {pronoun}",
        )
        for rank, share, before, gender, person, described, pronoun in itertools.product(
            places, range(len(_SHARES) + 1), flags, flags, flags, flags, flags
        )
    ]  # fmt: skip
    spoke = [
        (f"speaker {source} {apart} {since}", f"speaker back {far} {since}")
        for source, apart, far, since in itertools.product(flags, places, places, _SINCE)
    ]
    return [*where, *standing, *spoke, ("speaker no", "speaker back no")]


# How far apart they stand that differ in one thing only, and where those of each sort begin.
_CASE = _FAR + 1
_ROLE = 2 * _CASE
_SENTENCE = len(_ROLES) * _ROLE
_STANDING = (_FAR + 1) * _SENTENCE
_BEFORE = 2**4
_SHARE = 2**5
_RANK = (len(_SHARES) + 1) * _SHARE
_RANKS = [_RANK * min(rank, _FAR) for rank in range(_MOST)]
_SPOKE = _STANDING + (_FAR + 1) * _RANK
_SILENT = _SPOKE + 2 * (_FAR + 1) * (_FAR + 1) * len(_SINCE)


class Trace:
    """Where and how one for whom pronouns may stand was named last.

    Attributes:
        told: What tells it from others: whether the text tells the gender, and that it is a person, and whether no
            name is known; two to the power of 3, 2 and 1, from the first of the `cells` of how it stands out on.
        seen: Number of the mention that the rest is told of, which is found out when a pronoun comes.
        sentence: Number of the sentence.
        paragraph: Number of the paragraph.
        role: The mention's part in the sentence, as the first of the `cells` that tell it.
        pronoun: Whether it was a pronoun.
        subject: Whether it was a subject, and no pronoun.
    """

    def __init__(self, told: int) -> None:
        self.told = told
        self.seen = -1
        self.sentence = self.paragraph = self.role = 0
        self.pronoun = self.subject = False


class Focus:
    """Who was named last, and how.

    Args:
        reading: The narration.
        novel: Whether it is a novel's.

    Attributes:
        meant: Whom the last pronoun of each gender stands for.
        speaker: Who said the last quotation.
        latest: Those for whom a pronoun of each gender may stand, the one named last first.
    """

    def __init__(self, reading: Reading, novel: bool = False) -> None:
        genre = "novel" if novel else "news"
        self._weights, self._ceilings = _weights(genre), _ceilings(genre)
        self._tokens = reading.tokens
        self._firsts, self._lasts, _, self._types, self._possessors = reading.columns
        self._sentences = _sentences(reading.tokens.tags)
        self._traces: dict[Entity, Trace] = {}
        self.meant: dict[Gender, Entity] = {}
        self.speaker: Entity | None = None
        self.latest: dict[Gender, list[Entity]] = {"male": [], "female": []}

    def name(self, entity: Entity) -> None:
        """Note that one for whom pronouns may stand is named."""
        for gender in entity.genders:
            latest = self.latest[gender]
            if entity in latest:
                if latest[0] is entity:
                    continue
                latest.remove(entity)
            elif len(latest) == _MOST:
                latest.pop()
            latest.insert(0, entity)

    def _trace(self, entity: Entity) -> Trace:
        """Where and how one was named last."""
        trace = self._traces.get(entity)
        if trace is None:
            gender, person = entity.gender is not None, entity.is_person() is True
            trace = self._traces[entity] = Trace(_STANDING + 8 * gender + 4 * person + 2 * entity.described)
        if trace.seen != entity.last:
            tokens, number = self._tokens, entity.last
            first, role = self._firsts[number], self._role(number)
            trace.seen, trace.role = number, _ROLE * role
            trace.sentence, trace.paragraph = bisect(self._sentences, first), tokens.paragraphs[first]
            trace.pronoun = self._types[number] in _PRONOUNS and gender_of(tokens.words[first]) is not None
            trace.subject = role == _SUBJECT and not trace.pronoun
        return trace

    def _role(self, number: int) -> int:
        """A mention's part in its sentence: a verb follows, or a reporting verb stands before as in: said Lind."""
        if self._possessors[number]:
            return _POSSESSOR
        tags, words, first, last = self._tokens.tags, self._tokens.words, self._firsts[number], self._lasts[number]
        after = tags[last] if last < len(tags) else "\n"
        before = tags[first - 1]
        if after in _VERBS or (after == "R" and tags[last + 1 : last + 2] in _VERBS):
            if before not in _GOVERNING or words[first - 1] in lexicons.words("clause_opener"):
                return _SUBJECT
        elif after in _ASIDES and before not in _NO_SUBJECT and _ASIDE.match(tags, last):
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

    def candidates(self, number: int, gender: Gender, source: bool) -> Iterator[tuple[Entity, int, int, int]]:
        """Those for whom a pronoun may stand, the last one first, each with the numbers of the `cells` that it is in.

        Args:
            number: The pronoun's number among the mentions.
            gender: Its gender.
            source: Whether it names the source of a quotation.
        """
        latest, before, spoke = self.latest[gender], self.meant.get(gender), self.speaker
        first, tokens = self._firsts[number], self._tokens
        sentence, paragraph = bisect(self._sentences, first), tokens.paragraphs[first]
        case = _CASE if tokens.tags[first] == "O" else 0
        most = 0
        for entity in latest:
            if entity.count > most:
                most = entity.count
        seldom, often = _SHARES[0] * most, _SHARES[1] * most
        since = 0
        for rank, entity in zip(_RANKS, latest, strict=False):
            trace = self._trace(entity)
            far, apart, count = sentence - trace.sentence, paragraph - trace.paragraph, entity.count
            if far > _FAR:
                far = _FAR
            if apart > _FAR:
                apart = _FAR
            where = _SENTENCE * far + trace.role + case + apart
            standing = rank + trace.told + trace.pronoun
            if count > seldom:
                standing += 2 * _SHARE if count > often else _SHARE
            if entity is before:
                standing += _BEFORE
            turn = _SILENT
            if entity is spoke:
                turn = _SPOKE + ((source * (_FAR + 1) + apart) * (_FAR + 1) + far) * len(_SINCE) + since
            yield entity, where, standing, turn
            if since < 2:
                since = 2 if trace.subject else 1

    def antecedent(self, owners: Sequence[Entity | None], number: int, gender: Gender, source: bool) -> Entity | None:
        """The one for whom a pronoun most probably stands.

        Args:
            owners: Whom each mention names, up to the pronoun.
            number: The pronoun's number among the mentions.
            gender: Its gender.
            source: Whether it names the source of a quotation.
        """
        weights, ceilings, latest = self._weights, self._ceilings, self.latest[gender]
        before, speaker = self.meant.get(gender), self.speaker
        met, silent = before not in latest, speaker not in latest
        best, most = None, 0
        for rank, (entity, where, standing, turn) in enumerate(self.candidates(number, gender, source)):
            weight = weights[where] + weights[standing] + weights[turn]
            if best is None or weight > most:
                best, most = entity, weight
            met = met or entity is before
            silent = silent or entity is speaker
            if most >= ceilings[silent][met][rank][where]:
                break  # nobody who was named before can outweigh it
        return best

    def last_of(self, owners: Sequence[Entity | None], number: int, kinds: Collection[SpeakerKind]) -> Entity | None:
        """One of these kinds that was named in this sentence or the one before.

        The speaker of the quotation before goes first, then the last subject, then the last of all.

        Args:
            owners: Whom each mention names, up to the pronoun.
            number: Number of the pronoun that stands for it.
            kinds: What it may be.
        """
        firsts, sentences = self._firsts, self._sentences
        place = bisect(sentences, firsts[number]) - 1 - _NEAR
        earliest = sentences[max(place, 0)]
        subject = other = None
        seen = set()
        for named in range(number - 1, max(number - 1 - _MENTIONS_BACK, -1), -1):
            entity = owners[named]
            if entity is None:
                continue
            if firsts[named] < earliest:
                break
            if entity.key in seen:
                continue
            seen.add(entity.key)
            if not entity.person and entity.speaker_kind() in kinds:
                if entity is self.speaker:
                    return entity
                if subject is None and self._role(named) == _SUBJECT:
                    subject = entity
                other = other or entity
        return subject or other


def _sentences(tags: str) -> Sequence[int]:
    """Where each sentence begins, by the tags."""
    sentences = tags.replace(PARAGRAPH, _STOP).split(_STOP)
    return list(itertools.accumulate([len(sentence) + 1 for sentence in sentences], initial=0))


def gender_of(word: str) -> Gender | None:
    """The gender of a pronoun, or of one with its verb: she's."""
    return GENDERS.get(word) or (GENDERS.get(word.partition("'")[0]) if "'" in word else None)


@functools.cache
def _weights(genre: str) -> list[int]:
    """The weight of each of the `cells` in a genre, in hundredths: their sums are exact."""
    weights = {name: round(100 * weight) for name, weight in lexicons.antecedents(genre).items()}
    return [sum([weights.get(name, 0) for name in cell]) for cell in cells()]


@functools.cache
def _ceilings(genre: str) -> list[list[list[list[int]]]]:
    """The most that those named before a candidate may weigh.

    By whether the speaker is surely none of them, whether the one whom the pronoun before stood for is none, by the
    candidate's rank, and by the cell of where it was named last: they were named no later, and the case is the same.
    """
    weights = _weights(genre)
    turns = max(weights[_SPOKE:]), weights[_SILENT]
    places = np.array(weights[:_STANDING]).reshape(_FAR + 1, len(_ROLES), 2, _CASE).max(axis=1, keepdims=True)
    places = np.maximum.accumulate(places[::-1, :, :, ::-1], axis=0)
    places = np.maximum.accumulate(places, axis=3)[::-1, :, :, ::-1].repeat(len(_ROLES), axis=1).ravel()
    standing = weights[_STANDING:_SPOKE]
    others = [weight for cell, weight in enumerate(standing) if not cell & _BEFORE]
    ranks = [(rank, rank // 2) for rank in (*_RANKS[1:], _RANKS[-1])]
    pairs = [[max(standing[rank:]) for rank, _ in ranks], [max(others[half:]) for _, half in ranks]]
    return [[[(turn + places + most).tolist() for most in found] for found in pairs] for turn in turns]
