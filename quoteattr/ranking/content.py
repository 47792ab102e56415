"""What the words of a quotation tell: whether they are a clause, a title, a single term."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .. import lexicons
from ..marks import QuotedSpan
from ..reading.tags import tag_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_READ = 300  # code points from which the words are read; a longer quotation has shown what it is by then
_WORD_TAGS = "VXMBGEDSANPCOoWRJKQTU"
_ENDINGS = ",.?!…-—:;"
_SMALL_IN_TITLES = frozenset("DJFTKQ")
_LINE_OF_TITLE = 2
_PERSONS = ((1, "first_person"), (2, "second_person"))


def count_contents(text: str, spans: Sequence[QuotedSpan]) -> Counter[str]:
    """How often each quoted content occurs in marks, in lower case without its last mark."""
    return Counter(_plain(text, span) for span in spans)


def _plain(text: str, span: QuotedSpan) -> str:
    return text[span.content_start : min(span.content_end, span.content_start + _READ)].rstrip(_ENDINGS).lower()


def describe_content(text: str, span: QuotedSpan, contents: Counter[str]) -> list[tuple[int, int]]:
    """Value and number of values of each feature of the quoted words."""
    content = text[span.content_start : span.content_end]
    words = _WORD.findall(content[:_READ])
    tags = "".join(map(tag_of, words))
    lower = " ".join(words).lower().replace("’", "'").split(" ")
    first, last = content[:1], content[-1:]
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    verbs = sum(map(tags.count, "VXM"))
    opener = text[span.start : span.start + 1]
    return [
        (min(len(words), 12), 13),
        (len(content) // 40, 8),
        (1 + first.isupper() + 2 * first.islower() if first else 0, 4),
        (_ENDINGS.find(last) + 1 if last else 0, len(_ENDINGS) + 1),
        (_title(words, tags), 4),
        (min(verbs, 2), 3),
        (sum(side * (not lexicons.words(person).isdisjoint(lower)) for side, person in _PERSONS), 4),
        (1 + _WORD_TAGS.find(tags[0]) if tags else 0, len(_WORD_TAGS) + 1),
        (1 + _WORD_TAGS.find(tags[-1]) if tags else 0, len(_WORD_TAGS) + 1),
        ("“\"‘'«".find(opener) + 1 if opener else 0, 6),
        (span.depth, 3),
        (span.closed + 2 * (span.continues is not None), 4),
        (0 if not before else 1 + before.isspace() + 2 * (before == "\n") + 4 * (before in "(["), 8),
        (0 if not after else 1 + after.isspace() + 2 * (after == "\n") + 4 * (after in ")],.;:"), 8),
        (contents[_plain(text, span)] - 1, 3),
        (sum(map(content.count, ".?!")), 4),
        (bool(words) and content.isupper() and len(content) > 1, 2),
    ]


def _title(words: Sequence[str], tags: str) -> int:
    """0 for a single word, 1 for what has small words as a title has not, 2 or 3 for one or more capitals else."""
    if len(words) < _LINE_OF_TITLE:
        return 0
    if any(word[0].islower() and tag not in _SMALL_IN_TITLES for word, tag in zip(words, tags, strict=True)):
        return 1
    return 1 + min(sum(word[0].isupper() for word in words), 2)
