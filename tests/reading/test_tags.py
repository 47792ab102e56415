"""What stands beside a word corrects its tag."""

import pytest

from quoteattr.reading.tokens import read_tokens


def _tags(text: str) -> dict[str, str]:
    """The tags of the words of a sentence."""
    tokens = read_tokens(text, [([(0, len(text), 0)], [])])
    return dict(zip(tokens.words, tokens.tags, strict=True))


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("According to researchers, the ice is gone.", "researchers"),
        ("According to police, nobody was hurt.", "police"),
        ("The ice will be gone by 2040, according to research.", "research"),
        ("The delay is due to lack of rain, thanks to report after report.", "lack report"),
        ("The house belongs to lawyers in Leeds.", "lawyers"),
        ("In response to questions, the firm kept silent.", "questions"),
        ("She spoke to police and wrote to voters.", "police voters"),
        ("They gave it to women and schools.", "women schools"),
    ],
)
def test_nouns_behind_to(text: str, nouns: str) -> None:
    """A plural noun behind "to" is no verb, and any noun is none where "to" is a preposition."""
    tags = _tags(text)
    assert {noun: tags[noun] for noun in nouns.split()} == dict.fromkeys(nouns.split(), "N")


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("She wants to report it and to plan it.", "report plan"),
        ("They hope to discuss trade.", "discuss"),
        ("The firm decided to close the mine.", "close"),
    ],
)
def test_verbs_behind_to(text: str, verbs: str) -> None:
    """Behind another "to", a word that can be a verb is one."""
    tags = _tags(text)
    assert {verb: tags[verb] for verb in verbs.split()} == dict.fromkeys(verbs.split(), "B")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Residents fear that the wall will not hold.", "fear"),
        ("Critics doubt whether the bridge is safe.", "doubt"),
        ("People demand the truth.", "demand"),
        ("Lawyers plan to appeal.", "plan"),
        ("Anna Keller hopes to win.", "hopes"),
        ("The company plans to close the mine.", "plans"),
        ("The union claims that nobody was asked.", "claims"),
    ],
)
def test_verbs_behind_nouns(text: str, verb: str) -> None:
    """What can be a noun is a verb behind its subject, before what follows a verb."""
    assert _tags(text)[verb] == "V"


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The fear that it would rain grew.", "fear"),
        ("The minister's claim that the money was found is false.", "claim"),
        ("The company plans were dropped.", "plans"),
        ("The emails to voters were read.", "emails"),
        ("Hopes to win the cup faded.", "hopes"),
        ("A tax demand that came late was paid.", "demand"),
    ],
)
def test_nouns_that_stay(text: str, noun: str) -> None:
    """It stays a noun without a subject before it, and behind a singular that it does not agree with."""
    assert _tags(text)[noun] == "N"
