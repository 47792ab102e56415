"""Where a claim ends that is its sentence's subject: "the claim that it had been closed | surprised the council"."""

from __future__ import annotations

import re

from .. import lexicons
from ..reading.around import Reading
from ..reading.tags import PARAGRAPH
from .clauses import Clause
from .sentences import LONGEST

_BEFORE = PARAGRAPH + "K"  # before a subject that begins its sentence
_PLAIN = re.compile(rf"[DSRACNPGHJFTBoOEVXM]{{0,{LONGEST}}}")  # up to a mark, or to what begins another clause
# The verb of a clause with what belongs to it; behind its participle begins another: had been found | surprised the.
_VERB = re.compile(r"[VXM](?:R?[XMB])*(?:R?E)?|(?<=E)E(?=[DSPo])")
_TO = "T"


def end_of_claim(reading: Reading, clause: Clause) -> int:
    """Behind what is claimed: before the verb of the sentence, where that claim is its subject and the verb is plain.

    A clause has one verb, "to" begins one that has none of these, and what is one more is the sentence's. It is not
    looked for behind a mark, a conjunction, or anything else with which a clause of its own may begin.

    Args:
        reading: The narration.
        clause: What is claimed, and by whom.
    """
    tags, words = reading.tokens.tags, reading.tokens.words
    source, owns = reading.columns.firsts[clause.mention], reading.columns.possessors[clause.mention]
    claims = words[clause.cue] in lexicons.speech_nouns() and owns and source < clause.cue
    if not claims or clause.first <= clause.cue or not _begins_sentence(reading, source):
        return clause.last
    infinitive = tags[clause.first] == _TO
    if infinitive and tags[clause.first + 1] != "B" and words[clause.cue] not in lexicons.words("noun_or_wanting"):
        return clause.last  # her advice to reporters
    first = clause.first + (words[clause.first] == "that")
    plain = _PLAIN.match(tags, first)
    verbs = [match.span() for match in _VERB.finditer(tags, first, plain.end() if plain else first)]
    if len(verbs) != (1 if infinitive else 2):
        return clause.last
    own = first + 1 if infinitive else verbs[0][1] - 1
    main = verbs[-1][0]
    between = tags[own + 1 : main]
    # That he believed the council had lied: the verb may be that of what he believed.
    deeper = words[own] in lexicons.verb_classes() and any(tag in "DSPNo" for tag in between)
    return clause.last if deeper or between.endswith("O") else min(main, clause.last)


def _begins_sentence(reading: Reading, place: int) -> bool:
    """Whether nothing but a conjunction stands before a token of its sentence."""
    tags, sentences = reading.tokens.tags, reading.tokens.sentences
    while place and tags[place - 1] in _BEFORE and sentences[place - 1] == sentences[place]:
        place -= 1
    return place == 0 or sentences[place - 1] != sentences[place]
