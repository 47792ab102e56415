"""A one-letter tag for each word: a guess from a word list and from what stands beside it.

Good enough to find noun phrases and verbs by regular expressions over the string of tags:

    ======  ==========================  ======  ==========================  ======  ==================
    ``D``   determiner                  ``V``   finite verb                 ``J``   preposition
    ``S``   possessive pronoun          ``B``   base form of a verb         ``F``   "of"
    ``A``   adjective                   ``E``   past participle             ``T``   "to"
    ``N``   common noun                 ``G``   -ing form                   ``K``   "and", "or", "but"
    ``P``   name                        ``M``   modal                       ``Q``   "that", "because"
    ``C``   number                      ``X``   form of be, have or do      ``W``   "who", "which"
    ``O``   pronoun, subject form       ``R``   adverb                      ``H``   possessive 's
    ``o``   pronoun, object form        ``U``   any other word              ``Z``   quotation
    ======  ==========================  ======  ==========================  ======  ==================

and ``.``, ``,``, ``:``, ``-``, ``(``, ``)``, ``*`` for marks, a line feed between paragraphs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from .. import lexicons

PARAGRAPH = "\n"
QUOTATION = "Z"
# The forms of a quotation, the second of one at whose end a stop is, as a line feed is that of a break; and what stands
# where no narration is, between two of them and behind the last.
QUOTED, ENDED, NOTHING = "\f", "\v", "\0"
SIGNS = PARAGRAPH, QUOTED, ENDED, NOTHING
GAP = 16  # tokens that are nothing between two narrations: more than are seen beside a token

_MARKS = {
    **dict.fromkeys(".!?…", "."),
    **dict.fromkeys(",;", ","),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("-–—―", "-"),
    ":": ":",
    "&": "P",  # Harker & Sons
    PARAGRAPH: PARAGRAPH,
    QUOTED: QUOTATION,
    ENDED: QUOTATION,
    NOTHING: NOTHING,
}
_APOSTROPHES = frozenset("'’")
_PRONOUNS = {
    **dict.fromkeys(lexicons.words("relative"), "W"),
    **dict.fromkeys(lexicons.words("subject_pronoun", "pronoun_and_verb"), "O"),
    **dict.fromkeys(lexicons.words("object_pronoun"), "o"),
    **dict.fromkeys(lexicons.words("possessive"), "S"),
    "'s": "H",
}
POINTING, TIME, BEFORE_TO = "ptb"
_SENSES = {
    **dict.fromkeys(lexicons.words("pointing"), POINTING),
    **dict.fromkeys(lexicons.words("time"), TIME),
    **dict.fromkeys(lexicons.words("before_to"), BEFORE_TO),
}
_NO_PRONOUNS = frozenset(("US", "IT"))
_OWN = {
    **dict.fromkeys(lexicons.words("auxiliary"), "X"),
    **dict.fromkeys(lexicons.words("modal_denied"), "M"),
    **dict.fromkeys(lexicons.words("subordinator"), "Q"),
    **dict.fromkeys(lexicons.words("conjunction"), "K"),
    "a": "D",
    "most": "A",
    "of": "F",
    "to": "T",
}
_PARTICLES = lexicons.words("name_only_particle")
_INNER_CAPITAL = re.compile(r"[a-z]{1,3}[-’'][A-Z]")  # al-Haddad, d'Este
_SUFFIXES = (
    ("ly", "R"), ("ing", "G"), ("ed", "V"), ("ous", "A"), ("ful", "A"), ("ive", "A"), ("able", "A"), ("ible", "A"),
    ("al", "A"), ("ic", "A"), ("ish", "A"), ("less", "A"), ("ary", "A"), ("est", "A"),
)  # fmt: skip

# What corrections tell apart beyond these tags: "to" before a noun; a plural noun; a verb of saying; and nouns that may
# be such a verb, in the plain form ("fear"), in the third person ("claims"), and before an infinitive, too ("hopes").
_SEEN = str.maketrans({"t": "T", "p": "N", "v": "V", "f": "N", "n": "N", "h": "N"})
_SINGULAR_ENDINGS = ("ss", "us", "is")


def _retag(tag: str, match: re.Match[str]) -> str:
    return match[0][:-1] + tag


# What stands beside a word corrects its tag. Each pattern is the letters that it may begin with and the rest of it: to
# search for one letter is many times as quick as for any of several. What a match ends with gets the tag.
_CORRECTIONS = tuple(
    (re.compile(first + rest), functools.partial(_retag, tag))
    for letters, rest, tag in (
        ("H", r"(?<=[OW]H)", "X"),  # she's
        ("nh", r"(?<=[NPpnhf].)(?=[DSQOZ])", "V"),  # the team reports that
        ("h", r"(?<=[NP].)(?=T)", "V"),  # the team hopes to
        ("f", r"(?<=p.)(?=[DSQOTZ])", "V"),  # residents fear that
        ("Z", r"(?:P|[DP]PP?)[nh]", "V"),  # “…,” Ann Lind notes
        ("P", r"[Npnhf](?=R[,:Z])", "V"),  # Lind shot back:
        ("DSH", r"[VBv](?=[^DSOoPZ,])", "N"),  # the claim was
        ("A", r"[VB](?<=[DSH]..)(?=[^DSOo])", "N"),  # the new report says; but: a few said
        ("G", r"(?<=[DS]A.)(?=[QWFJVXMZ,:.])", "N"),  # an old saying that
        ("A", r"(?<=T.)(?=[DSo])", "B"),  # to close the mine
        ("MT", r"R?[NVvf]", "B"),  # will also report; but: to voters, according to police
        ("X", r"R?[Vv]", "E"),  # was once called
        ("OW", r"R?[NpnhfBE]", "V"),  # who often claims
        ("P", r"[Npnhf](?=[DSQO])", "V"),  # Lind claims that
        ("E", r"(?<=PE)(?=[DSQOZJ,:.\n\0])", "V"),  # Lind called it
    )
    for first in letters
)
_HEADLINE_SHARE = 0.65  # of capitalised words among the longer ones, from which a line is taken for a headline
_SENTENCE_SHARE = 0.9  # the same for a line that may be a sentence
_HEADLINE_WORDS = 4
_HEADLINE_LENGTH = 60  # tokens
_STOPS = frozenset(".!?")
_REMEMBERED = 50_000  # words, of which texts without end have ever more
_SHORT = 3  # letters of words that headlines write small


@functools.lru_cache(maxsize=_REMEMBERED)
def tag_of(form: str) -> str:
    """The tag of a word or mark as it stands inside a sentence, and of the form that stands for a quotation or a break.

    >>> [tag_of(form) for form in ["the", "Lind", "replied", "PENCE", ";"]]
    ['D', 'P', 'V', 'P', ',']
    """
    return guess(form).translate(_SEEN)


def guess(form: str) -> str:
    """The tag that `correct` starts from: that of `tag_of`, or a finer one in small letters.

    >>> guess("said"), guess("reports"), guess("table"), guess("tables")
    ('v', 'n', 'N', 'p')
    """
    first = form[:1]
    if not (first.isalnum() or first in _APOSTROPHES):
        return _MARKS.get(first, "*")
    if first.isdigit():
        return "C"
    word = form.lower().replace("’", "'")
    if word in _PRONOUNS and form not in _NO_PRONOUNS:
        return _PRONOUNS[word]
    if first.isupper() or word in _PARTICLES or (form != word and _INNER_CAPITAL.match(form)):
        return "P"
    return _finer(word, _OWN.get(word) or lexicons.tags().get(word) or _unknown(word))


def _finer(word: str, tag: str) -> str:
    if tag == "V":
        return "v" if word in lexicons.verb_classes() else tag
    if tag != "N":
        return tag
    ends = word.endswith("s") and not word.endswith(_SINGULAR_ENDINGS)
    if word in lexicons.words("noun_or_wanting"):
        return "h" if ends else "f"
    if word in lexicons.verb_classes():
        return "n" if ends else "f"
    return "p" if ends or word in lexicons.words("plural") else tag


def _unknown(word: str) -> str:
    if word in lexicons.verb_classes():
        return "V"
    if word.endswith("s") and lexicons.tags().get(word[:-1]) in ("B", "V"):
        return "V"
    for suffix, tag in _SUFFIXES:
        if word.endswith(suffix):
            return tag
    return "N"


def word_of(form: str) -> str:
    """A word or mark in lower case with straight apostrophes; a quotation is ``""``.

    >>> word_of("Isn’t")
    "isn't"
    """
    return "" if form in (QUOTED, ENDED) else form.lower().replace("’", "'")


def shape_of(form: str) -> str:
    """``C`` for a longer word with a capital, ``c`` for one without, ``.`` for a stop, ``Z`` for a quotation, a line
    feed for a break, the same for nothing; or ``-``.

    >>> "".join(map(shape_of, ["The", "Mayor", "said", "no", "."]))
    '-Cc-.'
    """
    if len(form) > _SHORT and form[0].isalpha():
        return "C" if form[0].isupper() else "c"
    if form in SIGNS:
        return _MARKS[form]
    return "." if form in _STOPS else "-"


def at_first(form: str, tag: str) -> str:
    """What `guess` has said of a form; or of a name, what it would say at the beginning of a sentence, where all have a
    capital.

    >>> "".join(at_first(form, guess(form)) for form in ["Reports", "Rice", "Contreras", "NATO"])
    'nNPP'
    """
    if tag != "P" or (form.isupper() and len(form) > 1):
        return tag
    word = form.lower()
    common = _OWN.get(word) or lexicons.tags().get(word)
    if common is not None:
        return _finer(word, common)
    return "R" if word.endswith("ly") and word[:-2] in lexicons.tags() else tag  # Interestingly


def sense_of(form: str) -> str:
    """``p`` for a word that points at something, ``t`` for a time, ``b`` for one before "to" as in "due to"; or ``-``.

    >>> "".join(map(sense_of, ["This", "morning", "according", "mayor"]))
    'ptb-'
    """
    return _SENSES.get(word_of(form), "-")


def narrations(letters: str) -> Iterator[tuple[int, int]]:
    """First token of each narration, and the one behind its last.

    Args:
        letters: The tags or the shapes of all tokens.

    >>> list(narrations("PVP" + GAP * NOTHING + "PV"))
    [(0, 3), (19, 21)]
    """
    first = 0
    for narration in letters.split(GAP * NOTHING):
        yield first, first + len(narration)
        first += len(narration) + GAP


def is_headline(shapes: str) -> bool:
    """Whether a paragraph writes most of its longer words with a capital, so that capitals name nobody.

    Args:
        shapes: What `shape_of` says of each word and mark: with a quotation, as with a stop at its end, the paragraph
            may be a sentence full of names.
    """
    if len(shapes) > _HEADLINE_LENGTH:
        return False
    capital = shapes.count("C")
    longer = capital + shapes.count("c")
    if longer < _HEADLINE_WORDS or capital < _HEADLINE_SHARE * longer:
        return False
    may_be_sentence = QUOTATION in shapes or shapes.endswith(".")
    return not may_be_sentence or capital >= _SENTENCE_SHARE * longer


def correct(tags: str) -> str:
    """The tags, those corrected that their neighbours speak against.

    >>> correct("DVX"), correct("PNQ")
    ('DNX', 'PVQ')
    """
    for pattern, retag in _CORRECTIONS:
        tags = pattern.sub(retag, tags)
    return tags.translate(_SEEN)
