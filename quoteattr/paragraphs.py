"""Where the paragraphs of a text are.

Some texts put a blank line between paragraphs and wrap the lines inside them; others, the web's above all,
give each paragraph one line. Which of the two a text does is read off its own lines: in a wrapped text
nearly every line ends because the next word would not have fitted.
"""

from __future__ import annotations

import itertools
import re

#: What is on a line, without the white space around it, where all ends of lines are line feeds.
_LINE = re.compile(r"\S(?:.*\S)?")
#: The other ends of lines of Unicode's newline guidelines (UAX 14, class BK, CR, LF and NL).
_OTHER_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HARD_BREAK = re.compile(r"[\x0c\u2029]")
_FIRST_WORD = re.compile(r"\S{1,80}")

#: No hard-wrapped text is wider than this (code points); a wider line is a whole paragraph.
_WIDEST = 120
#: Of the line breaks that are not blank lines, the share that must look like wrapping.
_MOSTLY = 0.7
#: What a paragraph ends with, and a wrapped line only now and then.
_ENDS = frozenset(".!?…:\"'”’»“«)。")
#: So many single line breaks show a width; fewer count as wrapping where a sentence runs on in lower case.
_ENOUGH = 4


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Finds the paragraphs of a text.

    Blank lines always part paragraphs. A single line break parts them where the text's habit is one line a
    paragraph, and does not where the text is hard-wrapped.

    Args:
        text: Any text.

    Returns:
        ``(start, end)`` of each paragraph in code points, end exclusive, without the white space around it,
        in order.

    Raises:
        TypeError: `text` is not a string.

    Examples:
        >>> split_paragraphs("One.\\n\\nTwo.")
        [(0, 4), (6, 10)]
    """
    if not isinstance(text, str):
        raise TypeError(f"split_paragraphs() takes the text as a str, not {type(text).__name__}")
    plain = text
    for sign in _OTHER_ENDS:
        plain = plain.replace(sign, "\n")
    lines = [match.span() for match in _LINE.finditer(plain)]
    # Lines that follow another one with nothing but one line break between.
    joints = [
        number
        for number, ((_, end), (start, _)) in enumerate(itertools.pairwise(lines), 1)
        if _is_single_break(text, end, start)
    ]
    if not joints or not _is_wrapped(text, lines, joints):
        return lines
    joined = set(joints)
    paragraphs: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(lines):
        if index in joined:
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
    return paragraphs


def _is_single_break(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if gap == "\n":
        return True
    if gap == "\n\n":
        return False
    # Three line ends already say that a blank line is among them: no need to look at a megabyte of them.
    return len(_BREAK.findall(gap[:400])) == 1 and len(gap) < 400 and not _HARD_BREAK.search(gap)


def _runs_on(text: str, end: int, start: int) -> bool:
    return text[start].islower() and text[end - 1] not in ".!?…:;"


def _is_wrapped(text: str, lines: list[tuple[int, int]], joints: list[int]) -> bool:
    """Whether the single line breaks are those of a program that filled lines up to a width."""
    if len(joints) < _ENOUGH:
        return all(_runs_on(text, lines[joint - 1][1], lines[joint][0]) for joint in joints)
    before = sorted(lines[joint - 1][1] - lines[joint - 1][0] for joint in joints)
    width = before[-1 - len(before) // 50]  # but for the few longest: a URL may stick out
    if not 20 <= width <= _WIDEST:
        return False
    filled = ended = 0
    for joint in joints:
        start, end = lines[joint - 1]
        word = _FIRST_WORD.match(text, lines[joint][0])
        ended += text[end - 1] in _ENDS
        filled += word is not None and end - start + 1 + len(word.group()) > width - 4
    return filled >= _MOSTLY * len(joints) and ended < _MOSTLY * len(joints)
