"""What other software tells of the speakers: their kinds, and which mentions are of the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..document import SpeakerKind
from ..reading.around import Reading
from .entities import Entity
from .pronouns import gender_of


def decide_kinds(reading: Reading, owners: Sequence[Entity | None]) -> None:
    """Give each, in place, of whose kind its words tell nothing the one that most of its mentions are told to be of."""
    annotations, tokens = reading.annotations, reading.tokens
    votes: dict[Entity, Counter[SpeakerKind]] = {}
    if not annotations.names:
        return
    for first, last, owner in zip(reading.columns.firsts, reading.columns.lasts, owners, strict=True):
        if owner is None or owner.is_person() is not None or owner.male + owner.female:
            continue
        of = tokens.tags.find("F", first, last)  # Harker of New York
        if kind := annotations.kind_at(tokens.starts[(last if of < 0 else of) - 1]):
            votes.setdefault(owner, Counter())[kind] += 1
    for owner, kinds in votes.items():
        owner.kind = kinds.most_common(1)[0][0]


def clustered(reading: Reading, owners: Sequence[Entity | None]) -> dict[int, Entity]:
    """The mentions without a name that are told to be of one who is named, with the one.

    Some tools tell whole mentions, some the head of each.
    """
    found: dict[int, Entity] = {}
    if not reading.annotations.clusters:
        return found
    tokens = reading.tokens
    heads = reading.columns.heads
    numbers = {(tokens.starts[head], tokens.ends[head]): number for number, head in enumerate(heads)}
    numbers.update((reading.extent(number), number) for number in range(len(heads)))
    for cluster in reading.annotations.clusters:
        members = [numbers[extent] for extent in cluster if extent in numbers]
        named = Counter(owner for member in members if (owner := owners[member]) is not None)
        if named:
            [(entity, _)] = named.most_common(1)
            found.update(
                (member, entity) for member in members if owners[member] is None and _fits(reading, member, entity)
            )
    return found


def _fits(reading: Reading, member: int, entity: Entity) -> bool:
    """Whether the pronoun, where the mention is one, may stand for an entity."""
    gender = gender_of(reading.tokens.words[reading.columns.firsts[member]])
    return gender is None or (entity.gender in (gender, None) and entity.is_person() is not False)
