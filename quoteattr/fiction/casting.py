"""Finds the people of a novel whose characters nobody has listed, by the names that the text has for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .. import lexicons
from ..reading.around import Reading
from ..speakers.descriptions import gender_of_noun, kind_of_noun
from .grouping import Form, gather
from .naming import INVERTED, SPEAKING, SUBJECT, WORD, role_of
from .people import Person, is_word

_WORD_OR_MARK = re.compile(rf"(?:[A-Z]\.){{1,3}}|{WORD.pattern}|[^\w\s]")
_LONGEST = 5  # words of a name
_LEAST = 2  # namings of a person, but in a story
_SHORT = 100  # quotations of a story
_CALLED = 3  # times that one is called whom the narration does not name
_TOLD = 3  # tags of one who is only described
_REACH = 4  # tokens between a name and the quotation that it tags
_OPENS = frozenset(".!?—–-\"“‘'")  # behind which a capital tells nothing
_BEFORE_CALLED = frozenset((",", ".", "!", "?", "—", "-", "dear", "my", "oh"))
_AFTER_CALLED = frozenset(",.!?;—-")


def find_people(reading: Reading) -> list[Person]:
    """The people that a novel names more than once, and those whom it describes again and again as they speak."""
    forms: dict[tuple[str, ...], Form] = {}
    tokens = reading.tokens
    for words, text, first, last in _narrated(reading):
        form = forms.setdefault(words, Form(words, text))
        role = role_of(reading, first, last)
        form.count += 1
        form.speaking += role in (SPEAKING, INVERTED) and "Z" in tokens.tags[max(first - _REACH, 0) : last + _REACH + 1]
        form.acting += role == SUBJECT
        form.placed += first > 0 and tokens.words[first - 1] in lexicons.words("placing")
    for words, text, called in _said(reading):
        form = forms.setdefault(words, Form(words, text))
        form.count += 1
        form.called += called
    kept = [form for form in forms.values() if _is_person(form)]
    surnames = {form.words[-1:] for form in kept if len(form.words) > 1}
    kept += [form for words, form in forms.items() if words in surnames and not (is_word(words[0]) or _is_person(form))]
    groups = gather(sorted(kept, key=lambda form: (-form.count, form.words)))
    least = _LEAST if len(reading.spans) > _SHORT else 1
    people = [group.person() for group in groups if group.weight >= least]
    return people + list(_described(reading))


def _narrated(reading: Reading) -> Iterator[tuple[tuple[str, ...], str, int, int]]:
    """Names in the narration, with their tokens."""
    tokens = reading.tokens
    tags, words = tokens.tags, tokens.words
    particles = lexicons.words("name_only_particle")
    at = 0
    while at < len(tags):
        last = at
        while tags[last : last + 1] == "P" and words[last] not in ("i", "&") and last - at < _LONGEST:
            last += 1 + (
                words[last + 1 : last + 2] != [] and words[last + 1] in particles and tags[last + 2 : last + 3] == "P"
            )
        if last > at:
            text = reading.text[tokens.starts[at] : tokens.ends[last - 1]]
            yield tuple(words[at:last]), " ".join(text.split()), at, last
        at = max(last, at + 1)


def _said(reading: Reading) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Names in what is said, and whether somebody is called by them."""
    for span in reading.spans:
        content = reading.text[span.content_start : span.content_end]
        found = list(_WORD_OR_MARK.finditer(content))
        forms = [match.group() for match in found]
        at = 0
        while at < len(forms):
            last = at
            while last < len(forms) and last - at < _LONGEST and forms[last][0].isupper() and forms[last] != "I":
                last += 1
            opens = at == 0 or forms[at - 1] in _OPENS
            first = forms[at].lower()
            if last > at and not (opens and is_word(first) and first not in lexicons.titles()):
                before, after = forms[at - 1].lower() if at else ",", forms[last] if last < len(forms) else "."
                text = " ".join(content[found[at].start() : found[last - 1].end()].split())
                called = before in _BEFORE_CALLED and after in _AFTER_CALLED
                yield tuple(form.lower() for form in forms[at:last]), text, called
                at = last
            else:
                at += 1


def _is_person(form: Form) -> bool:
    """Whether a name is a person's, by its words and by what the narration does with it."""
    words, titles = form.words, lexicons.titles()
    if form.text.isupper() and len(words) > 1:
        return False  # a headline
    calendar = lexicons.words("day") | lexicons.words("month")
    if lexicons.sort_of_name(" ".join(words)) or not calendar.isdisjoint(words):
        return form.speaking >= 2
    if len(words) > 1 and words[0] in titles:
        return True
    if words[0] in titles or words[0] in lexicons.words("kin"):
        return form.speaking + form.called >= 2
    if form.speaking >= 2 or (form.speaking and form.placed <= form.count / 3):
        return True
    if form.placed > form.count / 2:
        return False
    if words[0] in lexicons.first_names() and not is_word(words[0]):
        return True
    if is_word(words[-1]):
        return False
    if form.called >= _CALLED and words[0] not in lexicons.words("greeting"):
        return True
    return form.acting > 0 and form.acting + form.called >= max(form.count / 5, 2)


def _described(reading: Reading) -> Iterator[Person]:
    """Those who are called by a description only, and speak again and again: the waiter."""
    tokens = reading.tokens
    counts: Counter[str] = Counter()
    for mention in reading.mentions:
        noun = tokens.words[mention.head]
        plain = mention.type == "definite" and mention.head == mention.last - 1 and tokens.words[mention.first] == "the"
        if plain and (kind_of_noun(noun) == "person" or gender_of_noun(noun)):
            near = "Z" in tokens.tags[max(mention.first - _REACH, 0) : mention.last + _REACH]
            counts[noun] += near and role_of(reading, mention.first, mention.last) in (SPEAKING, INVERTED)
    for noun, count in sorted(counts.items()):
        if count >= _TOLD:
            yield Person(f"the {noun}", [(noun,)], gender_of_noun(noun))
