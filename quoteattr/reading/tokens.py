"""The narration token by token, every quotation in it being one token."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import attrs

from .. import lexicons
from . import tags as tagging

_abbreviated = "|".join(rf"(?<=\b{re.escape(word)}\.)" for word in sorted(lexicons.abbreviations()))
_TOKEN = re.compile(
    r"((?:[A-Z]\.){1,6}(?![a-z])"  # U.S., J.
    r"|['’][sS]\b"  # a possessive by itself
    r"|[$£€#@]?[^\W_]++(?:(?:[-&/.]|,(?=\d)|['’](?![sS]\b))[^\W_]++)*+"  # words, numbers
    rf"(?:\.(?!\w)(?:{_abbreviated}))?"  # Sen.
    r"|[^\w\s])"
)
_LABEL = re.compile(r"\s{0,3}((?:[A-Z][A-Z.’'-]{1,30} ){0,4}[A-Z][A-Z.’'-]{1,30}):\s")
_SENTENCE_END = ".!?…"
_CARRY_ON = frozenset(",.);:’'\n")  # begins what belongs to the sentence before, or a paragraph, which counts itself
_NAME = re.compile("P")
_TO = re.compile("T")
_MAY_PART = re.compile(rf"[.{tagging.QUOTATION}{tagging.PARAGRAPH}]")


@attrs.frozen
class Tokens:
    """The narration of a document, token by token; lists of one length.

    Attributes:
        starts: Offset of each token's first code point.
        ends: Offset behind each token's last code point.
        words: Each token in lower case with straight apostrophes; a quotation is ``""``.
        tags: One letter a token (see `quoteattr.reading.tags`).
        paragraphs: Number of each token's paragraph.
        sentences: Number of each token's sentence, counted through the document.
        quotations: Token index of each quotation, by its number in the list that was given.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    tags: str
    paragraphs: Sequence[int]
    sentences: Sequence[int]
    quotations: dict[int, int]

    def __len__(self) -> int:
        return len(self.tags)


def read_tokens(
    text: str, paragraphs: Iterable[tuple[int, int, int]], quotations: Sequence[tuple[int, int, int]]
) -> Tokens:
    """The tokens of stretches of the text, the quotations in them taken as one token each.

    Args:
        text: The document.
        paragraphs: Start, end and number of each stretch to read, in order.
        quotations: Start, end and number of the quotations in these stretches, in order, none inside another.
    """
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    numbers: list[int] = []
    places: dict[int, int] = {}
    headlines: list[tuple[int, int]] = []

    def append(start: int, end: int, form: str) -> None:
        starts.append(start)
        ends.append(end)
        forms.append(form)

    def read(start: int, end: int) -> None:
        pieces = _TOKEN.split(text[start:end])  # what is between, a token, what is between, ...
        bounds = list(itertools.accumulate(map(len, pieces), initial=start))
        starts.extend(bounds[1:-1:2])
        ends.extend(bounds[2::2])
        forms.extend(pieces[1::2])

    pending = list(quotations)[::-1]
    at = 0
    for start, end, number in paragraphs:
        first = len(forms)
        append(start, start, tagging.PARAGRAPH)
        at = max(at, start)
        while pending and pending[-1][0] < end:
            quote_start, quote_end, index = pending.pop()
            read(at, quote_start)
            # A transcript's label inside the marks ("PENCE: Well, look) is narration.
            if label := _LABEL.match(text, quote_start + 1, quote_end):
                read(label.start(1), label.end())
            places[index] = len(forms)
            append(quote_start, quote_end, "")
            at = max(at, quote_end)
        read(at, end)
        numbers.extend([number] * (len(forms) - first))
        if tagging.is_headline(forms[first + 1 :]):
            headlines.append((first, len(forms)))

    for quote_start, quote_end, index in reversed(pending):  # white space that the caller takes for quotations
        append(quote_start, quote_start, tagging.PARAGRAPH)
        places[index] = len(forms)
        append(quote_start, quote_end, "")
        numbers.extend([len(numbers)] * 2)
    raw = list(map(tagging.guess, forms))
    unsettled = "".join(raw)
    for match in _TO.finditer(unsettled):
        raw[match.start()] = tagging.settle_to(forms[match.start() - 1])  # a break stands before every paragraph
    sentences = _number_sentences(text, ends, forms, unsettled)
    names = [match.start() for match in _NAME.finditer(unsettled)]
    _settle(forms, raw, names, sentences, headlines)
    words = " ".join(forms).lower().replace("’", "'").split(" ")  # no form holds a space
    return Tokens(starts, ends, words, tagging.correct("".join(raw)), numbers, sentences, places)


def _number_sentences(text: str, ends: Sequence[int], forms: Sequence[str], tags: str) -> list[int]:
    """A sentence ends with a stop, outside or at the end of a quotation, unless a small letter follows."""
    steps = [0] * (len(forms) + 1)
    for match in _MAY_PART.finditer(tags):
        index = match.start()
        tag = tags[index]
        if tag == tagging.PARAGRAPH:
            steps[index] += 1
        elif tag == "." or _ends_sentence(text, ends[index]):
            after = forms[index + 1][:1] if index + 1 < len(forms) else tagging.PARAGRAPH
            steps[index + 1] += not (after.islower() or after in _CARRY_ON)
    return list(itertools.accumulate(steps[:-1]))


def _ends_sentence(text: str, end: int) -> bool:
    return text[end - 1] in _SENTENCE_END or text[end - 2] in _SENTENCE_END


def _settle(
    forms: Sequence[str],
    tags: list[str],
    names: Sequence[int],
    sentences: Sequence[int],
    headlines: Sequence[tuple[int, int]],
) -> None:
    """Settle, in place, the tags of words taken for names whose capital comes from where they stand."""
    first_words = []
    inner_names = set()
    worded, at = -1, 0  # the last sentence that has shown a word, and the name up to which all is looked through
    for index in names:
        sentence = sentences[index]
        before = index - 1
        while worded != sentence and before >= at and sentences[before] == sentence:
            if forms[before][:1].isalnum():
                worded = sentence
            before -= 1
        at = index
        if worded != sentence or tags[index - 1] in "Z:(":
            first_words.append(index)
        else:
            inner_names.add(forms[index])
    for first, last in headlines:
        first_words.extend(index for index in range(first, last) if tags[index] == "P")
    for index in first_words:
        form = forms[index]
        if not form.isupper() or len(form) == 1:
            tags[index] = tagging.settle_first(form, form in inner_names)
