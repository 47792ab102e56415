"""What sort of quotation a span in marks is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .discourse import Choice
from .document import QuoteKind
from .marks import QuotedSpan
from .reading.around import Reading
from .reading.tags import tag_of
from .remembered import Remembered

_VERBS = "VXM"
_INTRODUCES = ",:\n.-Z("  # tags behind which a sentence of its own may begin
_CLAUSE_WORDS = 3
_SENTENCE_WORDS = 5  # from which an unattributed sentence is taken for speech rather than for a term
_AROUND_WORDS = ",.;:!?…()[]"
_READ = 200  # code points that show whether there is a clause
_REMEMBERED = 50_000  # words, of which texts without end have ever more


def kinds_of(reading: Reading, choices: Sequence[Choice]) -> list[QuoteKind]:
    """The kind of each quotation of a narration.

    Args:
        reading: The narration.
        choices: The source of each.
    """
    return [
        kind_of(reading, span, place, attributed=choice.mention is not None)
        for span, place, choice in zip(reading.spans, reading.places, choices, strict=True)
    ]


def kind_of(reading: Reading, span: QuotedSpan, place: int, attributed: bool) -> QuoteKind:
    """Direct, mixed or term.

    Args:
        reading: The narration that the quotation stands in.
        span: The quotation.
        place: Its token index.
        attributed: Whether somebody is quoted.
    """
    start, end = span.content_start, span.content_end
    content, close = reading.text[start : min(start + _READ, end)], reading.text[max(start, end - 1) : end]
    capital = content[:1].isupper()
    introduced = attributed and reading.tokens.tags[place - 1] in _INTRODUCES
    if introduced and capital and close in (".", "!", "?", ","):
        return "direct"
    if not (capital or introduced):
        return "mixed" if attributed else "term"
    words = content.split()
    sentence = capital and len(words) >= _CLAUSE_WORDS  # if it has a verb too
    if not attributed:
        ended = close in (".", "!", "?", "…", ",")
        return "direct" if sentence and ended and len(words) >= _SENTENCE_WORDS and _has_verb(words) else "term"
    return "direct" if (sentence or introduced) and _has_verb(words) else "mixed"


def _is_verb(word: str) -> bool:
    """Whether a word is a verb, with what stands around it."""
    bare = word.strip(_AROUND_WORDS)
    return bool(bare) and tag_of(bare) in _VERBS


_IS_VERB = Remembered(_is_verb, _REMEMBERED)


def _has_verb(words: Iterable[str]) -> bool:
    return any(map(_IS_VERB.__getitem__, words))
