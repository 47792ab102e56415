"""What the model sees of a turn and of a person who may speak in it.

Every feature is a column of small numbers, each value having a row of weights of its own (see `ranking.columns`).
"""

from __future__ import annotations

import re

import numpy as np

from .. import lexicons
from ..ranking.columns import Columns, Ints
from ..ranking.table import Floats
from .answers import answer_columns
from .pairs import GENDERS, Pairs
from .scene import Scene
from .surroundings import add_gaps, add_recency, add_said
from .tagging import DESCRIPTION, FIRST, GRADES, HE, NAME, PRIORITY, SHE, SLOTS, THEY, best, grade

REACH = 4  # turns on either side whose tags are seen one by one
_LENGTHS = np.array([12, 30, 60, 120, 250, 500, 1200])
_MAN, _WOMAN = (
    re.compile(rf"\b(?:{'|'.join(sorted(lexicons.words(kind)))})\b(?! [A-Z])".replace("_", " "), re.IGNORECASE)
    for kind in ("called_man", "called_woman")
)
_OWN, _YOUR = re.compile(r"\bI\b"), re.compile(r"\byour?\b")
_NO_TAG = 6  # beside the sorts of anchors
_RELATIONS = 13


class Describer:
    """The features of a novel.

    Args:
        scene: The novel.

    Attributes:
        pairs: Its pairs.
        turn_columns: Features of each turn.
        pair_columns: Features of each pair.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.pairs = Pairs(scene)
        self._tags = [best(anchors) for anchors in scene.anchors]
        self._sorts = np.array([_NO_TAG if tag is None else tag.sort for tag in self._tags], dtype=np.int64)
        self._grades = np.array([0 if tag is None else grade(tag.slot) for tag in self._tags], dtype=np.int64)
        self._told = np.array([0 if tag is None else GENDERS[tag.gender] for tag in self._tags], dtype=np.int64)
        text, spans = scene.reading.text, scene.reading.spans
        self._contents = [
            " ".join(text[span.content_start : span.content_end] for span in spans[turn.first : turn.last])
            for turn in scene.turns
        ]
        named = [{one.person for one in anchors if one.sort == NAME} for anchors in scene.anchors]
        self._named = np.array(list(map(len, named)), dtype=np.int64)
        tags = scene.reading.tokens.tags
        introduced = [tags[turn.start - 1 : turn.start] in (":", ",") for turn in scene.turns]
        self._introduced = np.array(introduced, dtype=np.bool_)
        self._called = np.array(list(map(_called, self._contents)), dtype=np.int64)
        self.turn_columns = self._describe_turns()
        self.pair_columns = self._describe_pairs()
        self.turns, self.rows = self.turn_columns.matrix(), self.pair_columns.matrix()

    def answers(self, shares: Floats) -> Columns:
        """The features that the answers of the pass before give (see `answer_columns`)."""
        return answer_columns(self.pairs, shares)

    def _describe_turns(self) -> Columns:
        scene, columns, gaps = self.scene, Columns(), self.pairs.gaps
        reading = scene.reading
        columns.add(_LENGTHS.searchsorted(list(map(len, self._contents))), 8)
        columns.add_counts(np.array([turn.end - turn.start - 1 - turn.last + turn.first for turn in scene.turns]))
        columns.add([turn.last - turn.first - 1 for turn in scene.turns], 4)
        columns.add_counts(gaps)
        columns.add_counts(np.append(gaps[1:], gaps[:1]))
        columns.add(self._sorts * GRADES + self._grades, (_NO_TAG + 1) * GRADES)
        columns.add([SLOTS if tag is None else tag.slot for tag in self._tags], SLOTS + 1)
        asks = np.array([content.rstrip(" _\"'”’").endswith("?") for content in self._contents], dtype=np.bool_)
        columns.add(asks + 2 * np.append(False, asks[:-1]) + 4 * np.append(asks[1:], False), 8)
        columns.add([reading.places[turn.first] == turn.start + 1 for turn in scene.turns], 2)
        columns.add(self._introduced, 2)
        columns.add(self._named, 4)
        columns.add(self._called, 3)
        columns.add([scene.narrator is not None] * self.pairs.count, 2)
        persons = [(_OWN.search(said) is not None) + 2 * (_YOUR.search(said) is not None) for said in self._contents]
        columns.add(persons, 4)
        return columns

    def _describe_pairs(self) -> Columns:
        columns = Columns()
        self._add_paragraph(columns)
        relation = self._add_tag(columns)
        add_gaps(columns, self.pairs, self._introduced)
        add_recency(columns, self.pairs, self._told, self._tags)
        add_said(columns, self.pairs, self._called)
        pairs = self.pairs
        for step in (*range(-REACH, 0), *range(1, REACH + 1)):
            turn, there, apart = pairs.around(step)
            there &= self._grades[turn] >= 2
            found = np.where(there, pairs.lookup(turn, relation), 0)
            other = there & (found == 0) & (self._sorts[turn] == NAME)
            columns.add(np.where(other, 2, found) * 3 + apart, 3 * _RELATIONS)
        columns.add(pairs.genders() * 2 + pairs.narrator(), 6)
        return columns

    def _add_paragraph(self, columns: Columns) -> None:
        """Whether and how the turn's own paragraphs name the person."""
        slots: dict[tuple[int, int], int] = {}
        counts: dict[tuple[int, int], int] = {}
        edges: dict[tuple[int, int], int] = {}
        for number, anchors in enumerate(self.scene.anchors):
            named = [one for one in anchors if one.sort == NAME]
            for one in named:
                key = (number, one.person)
                slots[key] = min(slots.get(key, one.slot), one.slot, key=PRIORITY.__getitem__)
                counts[key] = counts.get(key, 0) + 1
            if named:
                edges[number, named[0].person] = 1
                edges[number, named[-1].person] = edges.get((number, named[-1].person), 0) + 2
        keys = list(zip(self.pairs.owners.tolist(), self.pairs.persons.tolist(), strict=True))
        slot = np.array([slots.get(key, SLOTS) for key in keys], dtype=np.int64)
        columns.add(slot, SLOTS + 1)
        columns.add([counts.get(key, 0) for key in keys], 4)
        columns.add([edges.get(key, 0) for key in keys], 4)
        columns.add(np.where(slot < SLOTS, self._named[self.pairs.owners], 0), 5)

    def _add_tag(self, columns: Columns) -> Ints:
        """How the person fits the words that name the speaker best; returns that relation for each pair."""
        pairs, owners, persons = self.pairs, self.pairs.owners, self.pairs.persons
        named = np.array([-1 if tag is None or tag.sort != NAME else tag.person for tag in self._tags], dtype=np.int64)
        others = [() if tag is None else tag.others for tag in self._tags]
        either = np.array(
            [person in others[owner] for owner, person in zip(owners.tolist(), persons.tolist(), strict=True)],
            dtype=np.bool_,
        )
        fits, sort, narrator = pairs.agreement(self._told), self._sorts[owners], pairs.narrator()
        pronoun = (sort == HE) | (sort == SHE)
        cases = [
            (sort == NAME) & (named[owners] == persons),
            (sort == NAME) & ~either,
            pronoun & (fits == 1),
            pronoun & (fits == 2),
            pronoun,
            (sort == FIRST) & narrator,
            sort == FIRST,
            (sort == DESCRIPTION) & (fits == 1),
            (sort == DESCRIPTION) & (fits == 2),
            sort == DESCRIPTION,
            sort == THEY,
            sort == NAME,
        ]
        relation = np.select(cases, range(1, _RELATIONS), 0)
        grades = self._grades[owners]
        columns.add(relation * GRADES + grades, _RELATIONS * GRADES)
        columns.add((relation * 2 + narrator) * 2 + (grades == GRADES - 1), _RELATIONS * 4)
        genders = [{one.gender for one in anchors if one.sort in (HE, SHE)} for anchors in self.scene.anchors]
        only = np.array([GENDERS[one.copy().pop()] if len(one) == 1 else 0 for one in genders], dtype=np.int64)
        columns.add(pairs.agreement(only), 4)
        return relation


def _called(content: str) -> int:
    """The gender of the one who is spoken to, as words such as "sir" tell it, one of `GENDERS`."""
    man, woman = _MAN.search(content) is not None, _WOMAN.search(content) is not None
    return 0 if man == woman else 1 if man else 2
