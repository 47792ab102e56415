"""What the words around a quotation say outright, where examples are too few to learn it from.

Where a rule knows the answer, the share of spans for which the rule is right, among those of news-train, of the texts
written for training and of other-dev, takes the place of the model's probability, if that is smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from . import lexicons
from .marks import QuotedSpan
from .ranking.candidates import Candidates
from .ranking.columns import Flags
from .ranking.model import Scores
from .ranking.table import Floats
from .reading.around import Reading

#: 28 of 29 short spans between two words of a name quote nobody.
NICKNAME = 0.96
#: 27 of 29 spans behind "the list of" or "a designation:" quote nobody.
NAMED = 0.93
#: 14 of 16 single words in single marks, where speech stands in double ones, quote nobody.
TERM = 0.875
#: "These are the words of": too few to count, so as sure as the rule before.
TOLD_BEHIND = 0.875

_DOUBLE = frozenset('"“”„«»')
_SPEECH = 2  # quotations in double marks that show these to be the marks of speech
_POINTING_BACK = re.compile(r"\n[DO]X[DS]?A{0,2}N")
_WITHIN_NAME = "PZP"  # Robert “Bob” Carling
_NICKNAME_LENGTH = 20  # code points
_LIKELY = 0.5


def weigh(scores: Scores, reading: Reading, candidates: Candidates) -> Scores:
    """The probabilities of the choices, those of quotations whose surroundings tell what they are changed.

    Args:
        scores: Probabilities of the choices.
        reading: The narration with its quotations.
        candidates: The pairs of these with mentions.
    """
    terms = list(_terms(reading))
    told = [(number, mention) for number, mention in _told_behind(reading) if scores.nobody[number] > _LIKELY]
    if not terms and not told:
        return scores
    parts = [scores.pairs, scores.nobody, scores.repeats, scores.follows]
    numbers = np.arange(len(scores.nobody))
    owners = np.concatenate([candidates.quotations, numbers, numbers, numbers])
    shares = np.concatenate(parts)
    size = len(candidates.quotations)
    for number, share in terms:
        _raise(shares, owners == number, size + number, share)
    for number, mention in told:
        for pair in np.flatnonzero((candidates.quotations == number) & (candidates.mentions == mention)).tolist():
            _raise(shares, owners == number, pair, TOLD_BEHIND)
    return Scores(*np.split(shares, np.cumsum(list(map(len, parts[:-1])))))


def _raise(shares: Floats, own: Flags, place: int, share: float) -> None:
    """Let a choice have at least this share of the probability of its quotation."""
    if shares[place] < share:
        shares[own] *= (1.0 - share) / (1.0 - shares[place])
        shares[place] = share


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
    """Whether a quotation is one word, in no double marks nor inside another quotation."""
    content = text[span.content_start : span.content_end]
    return not span.depth and text[span.start] not in _DOUBLE and content.isalpha()


def _is_nickname(content: str) -> bool:
    return len(content) <= _NICKNAME_LENGTH and content[-1:].isalnum()


def _told_behind(reading: Reading) -> Iterator[tuple[int, int]]:
    """Quotations, and the mention of whom the next paragraph says that they are: These are the words of Ann Lee."""
    tokens, mentions = reading.tokens, reading.mentions
    for match in _POINTING_BACK.finditer(tokens.tags):
        this, noun = match.start() + 1, match.end() - 1
        if tokens.words[this] in lexicons.words("pointing") and tokens.words[noun] in lexicons.words("authored"):
            whose = (number for number, mention in enumerate(mentions) if mention.first > noun)
            source = next((number for number in whose if mentions[number].type != "relative"), None)
            for number, place in enumerate(reading.places):
                if source is not None and tokens.paragraphs[place] + 1 == tokens.paragraphs[noun]:
                    yield number, source
