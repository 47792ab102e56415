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


def count_contents(text: str, spans: Sequence[QuotedSpan]) -> Counter[str]:
    """How often each quoted content occurs in marks, in lower case without its last mark."""
    return Counter(_plain(text, span) for span in spans)


def _plain(text: str, span: QuotedSpan) -> str:
    return text[span.content_start : min(span.content_end, span.content_start + _READ)].rstrip(_ENDINGS).lower()


def describe_content(text: str, span: QuotedSpan, contents: Counter[str]) -> list[tuple[int, int]]:
    """Value and number of values of each feature of the quoted words."""
    content = text[span.content_start : span.content_end]
    words = _WORD.findall(content[:_READ])
    tags = [tag_of(word) for word in words]
    lower = {word.lower().replace("’", "'") for word in words}
    first, last = content[:1], content[-1:]
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    capitals = sum(word[0].isupper() for word in words)
    small = sum(word[0].islower() and tag not in _SMALL_IN_TITLES for word, tag in zip(words, tags, strict=True))
    title = 0 if len(words) < _LINE_OF_TITLE else 1 + (small == 0 and capitals > 0) + (small == 0 and capitals > 1)
    verbs = sum(tag in "VXM" for tag in tags)
    opener = text[span.start : span.start + 1]
    return [
        (min(len(words), 12), 13),
        (len(content) // 40, 8),
        (1 + first.isupper() + 2 * first.islower() if first else 0, 4),
        (_ENDINGS.find(last) + 1 if last else 0, len(_ENDINGS) + 1),
        (title, 4),
        (min(verbs, 2), 3),
        (bool(lower & lexicons.words("first_person")) + 2 * bool(lower & lexicons.words("second_person")), 4),
        (1 + _WORD_TAGS.find(tags[0]) if tags else 0, len(_WORD_TAGS) + 1),
        (1 + _WORD_TAGS.find(tags[-1]) if tags else 0, len(_WORD_TAGS) + 1),
        ("“\"‘'«".find(opener) + 1 if opener else 0, 6),
        (span.depth, 3),
        (span.closed + 2 * (span.continues is not None), 4),
        (0 if not before else 1 + before.isspace() + 2 * (before == "\n") + 4 * (before in "(["), 8),
        (0 if not after else 1 + after.isspace() + 2 * (after == "\n") + 4 * (after in ")],.;:"), 8),
        (contents[_plain(text, span)] - 1, 3),
        (sum(content.count(mark) for mark in ".?!"), 4),
        (bool(words) and content.isupper() and len(content) > 1, 2),
    ]
