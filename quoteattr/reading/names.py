"""Names that other software has found and that the reader would miss: lower case, or a word of every day."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right

import attrs

from ..annotations import Annotations
from .tags import narrations
from .tokens import Tokens

_NAME = "P"
_CLOSED = "DSFTJKQWHOoZ\n.,:-()*"  # tags of words that make no name
_BEFORE = "DSACNPEGF-"  # behind these, words go on with a phrase
_BEHIND = "NPC-"  # these go on with one


def tag_names(tokens: Tokens, annotations: Annotations) -> Tokens:
    """The tokens with a name's tag for the words of names in which the reader saw none: said [adidas].

    What stands in the middle of a phrase stays as it is, for there the reader has a mention already.
    """
    if not annotations.names:
        return tokens
    tags = list(tokens.tags)
    for (low, high), (start, end, _) in itertools.product(narrations(tokens.tags), annotations.names):
        first = max(bisect_right(tokens.starts, start, low, high) - 1, low)  # not the paragraph's own token
        last = bisect_left(tokens.starts, end, low, high)
        words = tokens.tags[first:last]
        if not words or tokens.starts[first] != start or tokens.ends[last - 1] != end or set(words) & set(_CLOSED):
            continue
        alone = tokens.tags[first - 1] not in _BEFORE and tokens.tags[last : last + 1] not in tuple(_BEHIND)
        if _NAME not in words and alone:
            tags[first:last] = _NAME * (last - first)
    return attrs.evolve(tokens, tags="".join(tags))
