"""Finds the people of a novel whose characters nobody has listed: their names, and which of them are one person's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import attrs

from .. import lexicons
from ..reading.around import Reading
from ..speakers.descriptions import gender_of_noun, kind_of_noun
from ..speakers.names import Gender, is_initial
from .naming import INVERTED, SPEAKING, SUBJECT, role_of
from .people import Person, is_word

_FORM = re.compile(
    r"(?:[A-Z]\.){1,3}|(?:M(?:r|rs|essrs|me|lle|s)|Dr|St|Capt|Col|Prof|Rev|Lt|Sgt)\.|[^\W\d_][^\W_]*(?:-[^\W_]+)*|[^\w\s]"
)
_LONGEST = 5
_GIVEN_TITLES = frozenset(["sir", "lady", "dame", "miss", "aunt", "uncle", "king", "queen", "prince", "princess", "brother", "sister", "father", "monsieur", "master", "don"])
_KIN = frozenset(["father", "mother", "mamma", "mama", "papa", "grandmother", "grandfather", "grandma", "grandpa", "mummy", "daddy", "nurse", "auntie", "granny"])
_PLACING = frozenset(["in", "at", "from", "near", "to", "through", "into", "across", "of"])
_LEAST = 2  # namings
_FEW = 10  # namings: whom both "Miss Bennet" and "Jane" name more often may be two


@attrs.define(eq=False)
class _Form:
    """A name as the text has it, and what speaks for a person's."""

    words: tuple[str, ...]
    text: str
    count: int = 0
    speaking: int = 0
    acting: int = 0
    placed: int = 0
    called: int = 0


def find_people(reading: Reading) -> list[Person]:
    """The people that a novel names twice or more, or whom it lets speak."""
    forms: dict[tuple[str, ...], _Form] = {}
    for words, text, first, last in _narrated(reading):
        form = forms.setdefault(words, _Form(words, text))
        form.count += 1
        role = role_of(reading, first, last)
        tags = reading.tokens.tags
        near = "Z" in tags[max(first - 4, 0) : last + 5]
        form.speaking += near and role in (SPEAKING, INVERTED)
        form.acting += role == SUBJECT
        form.placed += first > 0 and reading.tokens.words[first - 1] in _PLACING
    for words, text, called in _spoken(reading):
        form = forms.setdefault(words, _Form(words, text))
        form.count += 1
        form.called += called
    kept = [form for form in forms.values() if not (form.text.isupper() and len(form.words) > 1) and _is_person(form)]
    groups = _gather(sorted(kept, key=lambda form: (-form.count, form.words)))
    people = [group.person() for group in groups if group.count >= _LEAST]
    return people + list(_described(reading))


def _narrated(reading: Reading) -> Iterator[tuple[tuple[str, ...], str, int, int]]:
    """Names in the narration, with their tokens."""
    tokens, text = reading.tokens, reading.text
    tags, words = tokens.tags, tokens.words
    at = 0
    while at < len(tags):
        if tags[at] != "P" or words[at] in ("i", "&"):
            at += 1
            continue
        last = at + 1
        while last < len(tags) and last - at < _LONGEST:
            if tags[last] == "P":
                last += 1
            elif words[last] in lexicons.words("name_only_particle") and tags[last + 1 : last + 2] == "P":
                last += 2
            else:
                break
        start, end = tokens.starts[at], tokens.ends[last - 1]
        yield tuple(words[at:last]), " ".join(text[start:end].split()), at, last
        at = last


def _spoken(reading: Reading) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Names in what is said, and whether somebody is called by them."""
    for span in reading.spans:
        content = reading.text[span.content_start : span.content_end]
        found = [(match.group(), match.start(), match.end()) for match in _FORM.finditer(content)]
        at = 0
        while at < len(found):
            form = found[at][0]
            opens = at == 0 or found[at - 1][0] in ".!?—–-" or found[at - 1][0] in "\"“‘'"
            if not form[0].isupper() or form == "I" or (opens and is_word(form.lower()) and form.lower() not in lexicons.titles()):
                at += 1
                continue
            last = at + 1
            while last < len(found) and last - at < _LONGEST and found[last][0][0].isupper():
                last += 1
            before = found[at - 1][0] if at else ","
            after = found[last][0] if last < len(found) else "."
            text = " ".join(content[found[at][1] : found[last - 1][2]].split())
            called = before.lower() in (",", ".", "!", "?", "dear", "my", "—", "-", "oh") and after in ",.!?;—-"
            yield tuple(form.lower() for form, _, _ in found[at:last]), text, called
            at = last


def _is_person(form: _Form) -> bool:
    words = form.words
    titles = lexicons.titles()
    if lexicons.sort_of_name(" ".join(words)) or any(word in lexicons.words("day") | lexicons.words("month") for word in words):
        return form.speaking >= 2
    if len(words) > 1 and words[0] in titles:
        return True
    if words[0] in titles or words[0] in _KIN:
        return form.speaking + form.called >= 2
    if form.speaking >= 2 or (form.speaking and form.placed <= form.count / 3):
        return True
    if form.placed > form.count / 2 and not form.speaking:
        return False
    if words[0] in lexicons.first_names() and not is_word(words[0]):
        return True
    if is_word(words[-1]):
        return form.speaking >= 2
    return form.acting > 0 and form.acting + form.called >= max(form.count / 5, 2)


@attrs.define(eq=False)
class _Group:
    """Forms of one person's name."""

    forms: list[_Form]
    title: str | None
    given: set[str]
    surname: str | None
    gender: Gender | None

    @property
    def count(self) -> int:
        return sum(form.count + 2 * form.speaking for form in self.forms)

    @property
    def familiar(self) -> int:
        """How often it is called by the first name alone."""
        return sum(form.count for form in self.forms if len(form.words) == 1 and form.words[0] in self.given)

    def person(self) -> Person:
        """The person, called by the fullest of the forms that are no rarity."""
        often = max(form.count for form in self.forms)
        fit = [form for form in self.forms if form.count >= max(often / 20, 1)]
        best = max(fit, key=lambda form: (len([w for w in form.words if w not in lexicons.titles()]), len(form.words) , form.count))
        return Person(best.text, [form.words for form in self.forms], self.gender)


def _parse(form: _Form) -> tuple[str | None, tuple[str, ...], str | None, Gender | None]:
    """Title, given names, surname and gender of a form."""
    titles, first_names = lexicons.titles(), lexicons.first_names()
    words = form.words
    at = 0
    gender: str | None = None
    title = None
    while at < len(words) - 1 and words[at] in titles:
        title = words[at].rstrip(".")
        gender = titles[words[at]][0] or gender
        at += 1
    skipped = lexicons.words("name_suffix") | lexicons.words("name_particle")
    core = tuple(word for word in words[at:] if word not in skipped)
    if len(core) == 1:
        (word,) = core
        known = word in first_names
        if title is None:
            return None, core, None, first_names.get(word) or gender  # type: ignore[return-value]
        if known and title in _GIVEN_TITLES:
            return title, core, None, gender  # type: ignore[return-value]
        return title, (), word, gender  # type: ignore[return-value]
    if not core:
        return title, (), None, gender  # type: ignore[return-value]
    gender = gender or next((first_names[word] for word in core[:1] if word in first_names), None)
    return title, core[:-1], core[-1], gender  # type: ignore[return-value]


def _gather(forms: Sequence[_Form]) -> list[_Group]:
    """Groups of forms that name one person each: full names, then titles with a surname, then single words."""
    parsed = [(form, *_parse(form)) for form in forms]
    surnames = {row[3] for row in parsed if row[3]}
    groups: list[_Group] = []
    by_surname: dict[str, list[_Group]] = defaultdict(list)
    by_given: dict[str, list[_Group]] = defaultdict(list)

    def add(form: _Form, title: str | None, given: Sequence[str], surname: str | None, gender: Gender | None) -> None:
        group = _Group([form], title, set(given), surname, gender)
        groups.append(group)
        note(group, given, surname)

    def note(group: _Group, given: Sequence[str], surname: str | None) -> None:
        for word in given:
            if not is_initial(word) and group not in by_given[word]:
                by_given[word].append(group)
        if surname and group not in by_surname[surname]:
            by_surname[surname].append(group)

    def join(group: _Group, form: _Form, title: str | None, given: Sequence[str], surname: str | None, gender: Gender | None) -> None:
        group.forms.append(form)
        group.title = group.title or title
        group.given.update(given)
        group.surname = group.surname or surname
        group.gender = group.gender or gender
        note(group, given, surname)

    for form, title, given, surname, gender in parsed:  # Elizabeth Bennet
        if given and surname:
            same = [one for one in by_surname[surname] if _agree(one.gender, gender) and _same_given(one.given, given)]
            same = [one for one in same if _same_wife(one, title, given)]
            if same:
                join(same[0], form, title, given, surname, gender)
            else:
                add(form, title, given, surname, gender)
    single = [row for row in parsed if row[3] is None]
    titled = [row for row in parsed if row[3] and not row[2]]
    for form, title, given, _, gender in single:  # Elizabeth, Lizzy
        word = given[0] if given else form.words[-1]
        found = [one for one in _of_given(by_given, word) if _agree(one.gender, gender) and one.title != "mrs"]
        if found:
            join(max(found, key=lambda one: one.count), form, title, given, None, gender)
        elif title or word not in surnames:
            add(form, title, given or (word,), None, gender)
    for form, title, _, surname, gender in titled:  # Miss Bennet
        same = [one for one in by_surname[surname] if _agree(one.gender, gender) and _same_title(one.title, title)]
        same = [one for one in same if title != "mrs" or (one.title == title and not one.given)]
        if len(same) == 1 and min(same[0].familiar, form.count) < _FEW:
            join(same[0], form, title, (), surname, gender)
        else:
            add(form, title, (), surname, gender)
    for form, title, given, _, gender in single:  # Darcy
        word = given[0] if given else form.words[-1]
        if title is None and word in surnames and not _of_given(by_given, word):
            found = [one for one in by_surname[word] if one.gender != "female"] or by_surname[word]
            join(max(found, key=lambda one: one.count), form, None, (), None, gender)
    return groups


def _of_given(by_given: dict[str, list[_Group]], word: str) -> list[_Group]:
    found = list(by_given.get(word, ()))
    short = lexicons.nicknames()
    for other in (*short.get(word, ()), *(name for name in by_given if word in short.get(name, ()))):
        found += [one for one in by_given.get(other, ()) if one not in found]
    return found


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_given(one: set[str], other: Sequence[str]) -> bool:
    short = lexicons.nicknames()
    return any(
        a == b or ((is_initial(a) or is_initial(b)) and a[0] == b[0]) or a in short.get(b, ()) or b in short.get(a, ())
        for a in one
        for b in other
    )


def _same_wife(group: _Group, title: str | None, given: Sequence[str]) -> bool:
    """Whether not just one of the two is a wife by her husband's name: Mrs. John Dashwood."""
    wife = lexicons.first_names().get(given[0]) != "female"
    return not wife or (group.title == "mrs") == (title == "mrs")


def _same_title(one: str | None, other: str | None) -> bool:
    return one == other or not {one, other} & {"mrs", "miss", "lady", "mademoiselle", "madame", "master"} - {None} or None in (
        one,
        other,
    )


def _described(reading: Reading) -> Iterator[Person]:
    """Those who are called by a description only, and speak again and again: the waiter."""
    tokens = reading.tokens
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for mention in reading.mentions:
        noun = tokens.words[mention.head]
        if mention.type in ("definite",) and mention.head == mention.last - 1 and tokens.words[mention.first] == "the":
            if kind_of_noun(noun) != "person" and not gender_of_noun(noun):
                continue
            near = "Z" in tokens.tags[max(mention.first - 3, 0) : mention.last + 3]
            if near and role_of(reading, mention.first, mention.last) in (SPEAKING, INVERTED):
                counts[noun] += 1
                texts.setdefault(noun, "the " + noun)
    for noun, count in sorted(counts.items()):
        if count >= 3:
            yield Person(texts[noun], [(noun,)], gender_of_noun(noun))
