"""Where sentences begin, and with which word."""

from __future__ import annotations

import re

from . import tags as tagging

_BREAKS = frozenset((tagging.PARAGRAPH, tagging.NOTHING))
_STOPS = frozenset("!?…" + tagging.ENDED)
_CARRY_ON = frozenset(",.);:’'")  # begins what belongs to the sentence before
_BEGINS = r"[\n.!](?:(?<=\n)|(?=[!\-wN]))"  # a class of signs first, because the engine skips fast to what is in it
_BEFORE_FIRST_WORD = r"(?:[,-]|[.!](?![!\-wN]))*+"
_SENTENCE = re.compile(rf"{_BEGINS}{_BEFORE_FIRST_WORD}([Nn]?)")


def seam_of(form: str, tag: str) -> str:
    """What a word or mark has to do with where sentences begin.

    Args:
        form: The word or mark.
        tag: What `tags.guess` says of it.

    Returns:
        ``N`` for a name and ``w`` for another word, ``n`` and ``s`` for those that begin with a small letter; ``.`` for
        a full stop, ``!`` for another and for a quotation that ends with one; ``,`` for any other mark that carries a
        sentence on, ``-`` for one that does not, and a line feed for a break.

    >>> forms = ["He", "Lind", "d'Este", "spoke", ".", "!", ",", "“"]
    >>> "".join(seam_of(form, tagging.guess(form)) for form in forms)
    'wNns.!,-'
    """
    first = form[0]
    if form in _BREAKS:
        return tagging.PARAGRAPH
    if form == ".":
        return form
    if first in _STOPS:
        return "!"
    carries_on = first.islower() or first in _CARRY_ON
    if not first.isalnum():
        return "," if carries_on else "-"
    if tag == "P":
        return "n" if carries_on else "N"
    return "s" if carries_on else "w"


def find_sentences(seams: str) -> tuple[list[int], list[int]]:
    """Where sentences begin: with a paragraph, and behind a stop, outside or at the end of a quotation, unless a small
    letter follows or a mark that carries the sentence on.

    Args:
        seams: What `seam_of` says of each word and mark.

    Returns:
        The index of each sentence's first token; and of its first word, where that is a name.

    >>> find_sentences("\\n-Nsws.wsN.\\nws")
    ([0, 7, 11], [2])
    """
    begins, names = [], []
    for match in _SENTENCE.finditer(seams):
        start = match.start()
        begins.append(start if seams[start] == tagging.PARAGRAPH else start + 1)
        if match[1]:
            names.append(match.start(1))
    return begins, names
