"""Whether a quotation of a novel is speech, or a word or title in marks."""

from __future__ import annotations

import re

from .. import lexicons
from ..marks import QuotedSpan

_LAST_WORD = re.compile(r"([\w'’]+)\s*$")
_ENDED = ".,!?;:…—–-_"
_FEW = 5  # words of a term
_BEFORE = 30  # code points in which the word before stands


def is_speech(text: str, span: QuotedSpan) -> bool:
    """Whether somebody says it: a few words inside the narrator's sentence, with no stop of their own, are a term."""
    content = text[span.content_start : span.content_end]
    if content[-1:] in _ENDED or len(content.split(maxsplit=_FEW)) > _FEW:
        return True
    before = _LAST_WORD.search(text[max(span.start - _BEFORE, 0) : span.start])
    if before is None or "\n\n" in before.group():
        return True
    return before.group(1).lower() in lexicons.verb_classes()
