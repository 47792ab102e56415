"""Where the quotations of a text start and end: the scanner.

It works on characters and knows nothing of speakers. Each paragraph is read by itself: `marking` finds its
marks, `pairing` pairs them (`plain` at once those that leave no doubt), `recovery` ends what the paragraph
leaves open. Here the paragraphs are linked: marks that one leaves open and the next opens again belong to one
utterance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from quoteattr.marks.marking import Mark, Side, find_marks
from quoteattr.marks.measures import may_be_inches
from quoteattr.marks.plain import plain_pairs
from quoteattr.marks.table import Dialogue, MarkType, dialogue, mark_types
from quoteattr.paragraphs import split_paragraphs

if TYPE_CHECKING:
    from quoteattr.marks.pairing import Paragraph
    from quoteattr.marks.stack import Pair

#: The depth of the innermost spans that are told. Nobody quotes that deep, but a text of opening marks only would hold
#: as many spans inside each other as it has marks, each with all the text behind it.
DEEPEST: Final = 9


class QuotedSpan(NamedTuple):
    """A stretch of text in quotation marks, within one paragraph.

    All offsets are code points of the text, end exclusive.

    Attributes:
        start: Offset of the first mark.
        end: Offset behind the last mark.
        content_start: Offset of what stands inside the marks and the space next to them.
        content_end: Offset behind it.
        depth: 0 outside, 1 inside one other span, and so on.
        parent: Index of the span around this one, or ``None``.
        continues: Index of the span that this one carries on, because its paragraph opens again the marks
            that the paragraph before left open; or ``None``.
        closed: Whether the text closes the marks that it opens.
        opener: The mark that opens it; ``""`` where the text closes in this paragraph what it opened in the
            one before.
    """

    start: int
    end: int
    content_start: int
    content_end: int
    depth: int
    parent: int | None
    continues: int | None
    closed: bool
    opener: str


def scan(text: str, language: str | None = None, paragraphs: list[tuple[int, int]] | None = None) -> list[QuotedSpan]:
    """Finds the quotations of a text by their marks.

    Any text is read, in time and memory linear in its length; so no span is deeper than `DEEPEST`. An error in
    the marks of a paragraph changes nothing in the others.

    Args:
        text: Any text.
        language: The language of the text, as BCP 47 writes it (``"de"``, ``"de-CH"``). Without it the
            marks and their neighbours say what opens and what closes; dashes begin dialogue only in a
            language that uses them so.
        paragraphs: ``(start, end)`` of its paragraphs in code points, in order; `split_paragraphs` finds
            them if they are not given.

    Returns:
        The spans in order of `start`, an outer one before those inside it.

    Raises:
        TypeError: `text` is not a string, or `language` is neither a string nor ``None``.
        ValueError: `language` is none that the tables know.

    Examples:
        >>> [(span.start, span.end, span.depth) for span in scan("“He said ‘go,’” she said.")]
        [(0, 15, 0), (9, 14, 1)]
    """
    if not isinstance(text, str):
        raise TypeError(f"scan() takes the text as a str, not {type(text).__name__}")
    if language is not None and not isinstance(language, str):
        raise TypeError(f"scan() takes the language as a str such as 'de', not {type(language).__name__}")
    if paragraphs is None:
        paragraphs = split_paragraphs(text)
    types = mark_types(language)
    turns = dialogue(language)
    spans: list[QuotedSpan] = []
    left_open: list[tuple[int, str]] = []  # what the paragraph before left open: spans and their families
    last = -1  # the paragraph with marks before
    marked = find_marks(text, paragraphs, types)
    for number in marked if turns is None else range(len(paragraphs)):
        marks, (start, end) = marked.get(number, []), paragraphs[number]
        speaks = turns is not None and start < end and text[start] in turns.dashes
        if not marks and not speaks:
            continue
        if number > last + 1:
            left_open = []
        last = number
        if not left_open and not speaks and (plain := plain_pairs(text, marks)):
            spans.extend(_plain_spans(text, plain))
            continue
        family = _family_at(text, start, types)
        reopens = family in [left for _, left in left_open]
        next_family = ""
        if family and number + 1 < len(paragraphs):  # only what begins with a mark is carried on by the next
            next_family = _family_at(text, paragraphs[number + 1][0], types)
        paragraph, open_pairs = _paired(text, (start, end), marks, types, reopens, next_family)
        speech = _speech(paragraph, turns) if turns is not None else []
        paragraph.stack.pairs.extend(speech)
        carried = None if reopens or speech or not left_open else _carried_over(paragraph, left_open)
        left_open = _emit(paragraph, carried, left_open if reopens else [], open_pairs, spans)
    return spans


def _paired(
    text: str,
    extent: tuple[int, int],
    marks: list[Mark],
    types: Mapping[str, MarkType],
    reopens: bool,
    next_family: str,
) -> tuple[Paragraph, list[Pair]]:
    """A paragraph with its quotations, and those that run to its end; few paragraphs need the code for it."""
    from quoteattr.marks.pairing import Paragraph
    from quoteattr.marks.recovery import close_at_end

    paragraph = Paragraph(text, extent, marks, types, reopens=reopens, next_family=next_family)
    paragraph.pair()
    return paragraph, close_at_end(paragraph)


def _speech(paragraph: Paragraph, turns: Dialogue) -> list[Pair]:
    """What a dash introduces; few languages need the code for it."""
    from quoteattr.marks.dashes import find_speech

    return find_speech(paragraph.text, paragraph.start, paragraph.end, turns, _outermost(paragraph))


def _plain_spans(text: str, pairs: list[tuple[Mark, Mark]]) -> Iterator[QuotedSpan]:
    """The spans of pairs of which none is inside another."""
    for opener, closer in pairs:
        inside, inside_end = _trim(text, opener.end, closer.start)
        if inside < inside_end:
            sign = text[opener.start : opener.end]
            yield QuotedSpan(opener.start, closer.end, inside, inside_end, 0, None, None, True, sign)


def _family_at(text: str, start: int, types: Mapping[str, MarkType]) -> str:
    """The family of the mark at an offset, or ``""``."""
    mark_type = types.get(text[start : start + 2]) or types.get(text[start : start + 1])
    return mark_type.family if mark_type is not None else ""


def _outermost(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Where the closed quotations of a paragraph are that no other encloses."""
    found: list[tuple[int, int]] = []
    for pair in paragraph.stack.pairs:
        if pair.kept and pair.closed and (not found or pair.start >= found[-1][1]):
            found.append((pair.start, pair.end))
    return found


def _carried_over(paragraph: Paragraph, left_open: list[tuple[int, str]]) -> tuple[Mark, int] | None:
    """The mark that closes what the paragraph before left open without being opened again, and that span."""
    if not paragraph.stack.strays:
        return None
    stray = paragraph.stack.strays[0]
    if stray.side is not Side.CLOSES or may_be_inches(stray) or stray.type.family == "single":
        return None
    if any(pair.start < stray.end for pair in paragraph.stack.pairs[:1]):
        return None
    for index, family in left_open:
        if family == stray.type.family:
            return stray, index
    return None


def _emit(
    paragraph: Paragraph,
    carried: tuple[Mark, int] | None,
    reopened: list[tuple[int, str]],
    open_pairs: list[Pair],
    spans: list[QuotedSpan],
) -> list[tuple[int, str]]:
    """Appends the spans of a paragraph, nested and linked; returns those that it leaves open."""
    text = paragraph.text
    if carried is not None:
        mark, continues = carried
        content = _trim(text, paragraph.start, mark.start)
        spans.append(QuotedSpan(paragraph.start, mark.end, *content, 0, None, continues, True, ""))
    pairs = [pair for pair in paragraph.stack.pairs if pair.kept and pair.end > pair.inside]
    if len(pairs) > 1 and any(later.start < pair.start for pair, later in pairwise(pairs)):
        pairs.sort(key=lambda pair: (pair.start, -pair.end))
    around: list[int] = []
    at: dict[int, int] = {}
    lead = paragraph.start
    for pair in pairs:
        content_start, content_end = _trim(text, pair.inside, pair.inside_end)
        if content_start >= content_end:
            continue
        while around and spans[around[-1]].end <= pair.start:
            around.pop()
        if len(around) > DEEPEST:
            continue
        end = pair.end
        if around and pair.start < spans[around[-1]].content_start:
            continue  # a stretch of a turn of dialogue that begins with the very mark of a quotation
        closed = pair.closed
        if around and end > spans[around[-1]].content_end:
            content_end, closed = min(content_end, spans[around[-1]].content_end), False
            if content_start >= content_end:
                continue
        if not closed:
            end = content_end
        carries_on = at.get(id(pair.carries_on))
        if pair.start == lead:
            lead = pair.inside
            while reopened:
                index, family = reopened.pop(0)
                if family == pair.family:
                    carries_on = index
                    break
        at[id(pair)] = len(spans)
        spans.append(
            QuotedSpan(
                pair.start,
                end,
                content_start,
                content_end,
                len(around),
                around[-1] if around else None,
                carries_on,
                closed,
                text[pair.start : pair.inside],
            )
        )
        around.append(len(spans) - 1)
    return [(at[id(pair)], pair.family) for pair in open_pairs if id(pair) in at]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leaves out the space at either side."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
