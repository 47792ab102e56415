"""What the words around a quotation say outright, where examples are too few to learn it from.

Where a rule knows the answer, the share of spans for which the rule is right, among those of news-train, of the texts
written for training and of other-dev, takes the place of the model's probability, if that is smaller.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from . import lexicons
from .marks import QuotedSpan
from .ranking.candidates import Candidates
from .ranking.model import Scores
from .ranking.table import Floats
from .reading.around import Reading
from .reading.mentions import TYPES

#: 28 of 29 short spans between two words of a name quote nobody.
NICKNAME = 0.96
#: 27 of 29 spans behind "the list of" or "a designation:" quote nobody.
NAMED = 0.93
#: 14 of 16 single words in single marks, where speech stands in double ones, quote nobody.
TERM = 0.875
#: "These are the words of": too few to count, so as sure as the rule before.
TOLD_BEHIND = 0.875

_DOUBLE = frozenset('"“”„«»')
_SINGLE = frozenset("'‘‚‹")
_SPEECH = 2  # quotations in double marks that show these to be the marks of speech
_POINTING_BACK = re.compile(r"\n[DO]X[DS]?A{0,2}N")
_WITHIN_NAME = "PZP"  # Robert “Bob” Carling
_NICKNAME_LENGTH = 20  # code points
_LIKELY = 0.5
_RELATIVE = TYPES.index("relative")


def weigh(scores: Scores, reading: Reading, candidates: Candidates) -> Scores:
    """The probabilities of the choices, those of quotations whose surroundings tell what they are changed.

    Args:
        scores: Probabilities of the choices.
        reading: The narration with its quotations.
        candidates: The pairs of these with mentions.
    """
    terms = dict(_terms(reading))
    told = dict(_told_behind(reading))
    if not terms and not told:
        return scores
    weighed = Scores(*(part.copy() for part in scores))
    numbers = np.array(sorted(terms | told))
    bounds = candidates.quotations.searchsorted(np.array([numbers, numbers + 1]))
    for number, start, end in np.array([numbers, *bounds]).T.tolist():
        nobody = weighed.nobody[number : number + 1]
        pairs = weighed.pairs[start:end]
        rest = [pairs, nobody, weighed.repeats[number : number + 1], weighed.follows[number : number + 1]]
        if number in terms:
            _raise(nobody, rest, terms[number])
        elif nobody[0] > _LIKELY:
            place = int(candidates.mentions[start:end].searchsorted(told[number]))
            if place < len(pairs) and candidates.mentions[start + place] == told[number]:
                _raise(pairs[place : place + 1], rest, TOLD_BEHIND)
    return weighed


def _raise(chosen: Floats, rest: Sequence[Floats], share: float) -> None:
    """Let a choice have at least this share of the probability of its quotation, in place.

    Args:
        chosen: Its probability.
        rest: Those of all choices, parts of the same arrays.
        share: What it is to have.
    """
    if chosen[0] < share:
        less = (1.0 - share) / (1.0 - chosen[0])
        for part in rest:
            part *= less
        chosen[0] = share


def _terms(reading: Reading) -> Iterator[tuple[int, float]]:
    """Quotations that quote nobody, and how sure that is."""
    text, words, tags = reading.text, reading.tokens.words, reading.tokens.tags
    outer = [text[span.start] for span in reading.spans if not span.depth]
    spoken = sum(map(outer.count, _DOUBLE)) >= _SPEECH
    naming = lexicons.words("naming_noun")
    for number, (span, place) in enumerate(zip(reading.spans, reading.places, strict=True)):
        if words[place - 1] in ("of", ":") and tags[place - 2] == "N" and words[place - 2] in naming:
            yield number, NAMED
        elif tags[place - 1 : place + 2] == _WITHIN_NAME and _is_nickname(text[span.content_start : span.content_end]):
            yield number, NICKNAME
        elif spoken and _is_word(text, span):
            yield number, TERM


def _is_word(text: str, span: QuotedSpan) -> bool:
    """Whether a quotation is one word in single marks, outside all others."""
    in_single = not span.depth and text[span.start : span.content_start] in _SINGLE
    return in_single and text[span.content_start : span.content_end].isalpha()


def _is_nickname(content: str) -> bool:
    return len(content) <= _NICKNAME_LENGTH and content[-1:].isalnum()


def _told_behind(reading: Reading) -> Iterator[tuple[int, int]]:
    """Quotations, and the mention of whom the next paragraph says that they are: These are the words of Ann Lee."""
    tokens, firsts, types = reading.tokens, reading.lines[0], reading.lines[3]
    paragraphs = [tokens.paragraphs[place] for place in reading.places]
    for match in _POINTING_BACK.finditer(tokens.tags):
        this, noun = match.start() + 1, match.end() - 1
        if tokens.words[this] in lexicons.words("pointing") and tokens.words[noun] in lexicons.words("authored"):
            source = int(firsts.searchsorted(noun, "right"))
            if source < len(firsts) and types[source] == _RELATIVE:
                source += 1
            before = tokens.paragraphs[noun] - 1
            for number in range(bisect_left(paragraphs, before), bisect_right(paragraphs, before)):
                yield number, source
