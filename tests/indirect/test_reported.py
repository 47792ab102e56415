"""Reported speech without marks: the example cases of ``cases``, and the quotations that they become."""

import sys
from pathlib import Path

import pytest
from casefile import Case, differences, load

from quoteattr import Attributor, Document, attribute

CASES = Path(__file__).with_name("cases")
WORKS = ("that", "order", "sources", "verbs", "viewpoints", "claims", "negative")

ARTICLE = """\
Mayor Ines Calloway said the harbour would close in May. The decision, she said, was “painful” for everyone.

“We paid for fifty years,” said Calloway. Fishermen accused the city of hiding the plan.
"""


def _cases(*names: str) -> list[object]:
    return [pytest.param(case, id=f"{name}: {case.title}") for name in names for case in load(CASES / f"{name}.txt")]


@pytest.mark.parametrize("case", _cases(*WORKS))
def test_case(case: Case) -> None:
    """Each way of reporting is found, with its source; nothing else is."""
    assert differences(case, attribute(case.text, indirect=True)) == []


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", _cases("known_failures"))
def test_known_failure(case: Case) -> None:
    """What is not right yet; once it is, it moves to another file."""
    assert differences(case, attribute(case.text, indirect=True)) == []


def test_only_if_asked_for() -> None:
    """Without being asked for, they are left out, and so is the clause around a piece."""
    [quote] = attribute("Ruth Adeyemi said it was “childish” to call names.").quotes
    assert (quote.kind, quote.utterance) == ("mixed", None)
    text = "The mayor said that the bridge would open in June."
    assert attribute(text).quotes == ()
    assert [quote.kind for quote in attribute(text, indirect=True).quotes] == ["indirect"]


def test_quote() -> None:
    """An indirect quotation says where it stands, whose it is and what marks it."""
    text = "Nothing moved. The mayor said that the bridge would open in June."
    [quote] = attribute(text, indirect=True).quotes
    assert (quote.text, quote.content) == ("the bridge would open in June",) * 2
    assert text[quote.start : quote.end] == quote.text
    assert quote.mention is not None
    assert text[quote.mention.start : quote.mention.end] == "The mayor"
    assert quote.cue is not None
    assert quote.cue.text == "said"
    assert (quote.depth, quote.parent, quote.continues, quote.closed, quote.utterance) == (0, None, None, True, None)
    assert 0.3 < quote.confidence < 1
    assert quote.why == f"“said” reports it ({quote.confidence:.2f})"


def test_cue_of_two_words() -> None:
    """A preposition that belongs to the cue is part of it."""
    [quote] = attribute("According to the police, two people were arrested on Sunday.", indirect=True).quotes
    assert quote.cue is not None
    assert quote.cue.text == "According to"


def test_among_direct_ones() -> None:
    """They stand among the others in order of the text, under the same speakers."""
    document = attribute(ARTICLE, indirect=True)
    assert [(quote.kind, quote.speaker and quote.speaker.name) for quote in document.quotes] == [
        ("indirect", "Mayor Ines Calloway"),
        ("mixed", "Mayor Ines Calloway"),
        ("direct", "Mayor Ines Calloway"),
        ("indirect", "Fishermen"),
    ]
    assert [speaker.id for speaker in document.speakers] == ["s0", "s1"]
    assert Document.from_dict(document.to_dict()) == document


def test_threshold() -> None:
    """A doubtful one keeps its place and loses its speaker."""
    text = "The mayor said that the bridge would open in June."
    [quote] = Attributor(threshold=1.0).attribute(text, indirect=True).quotes
    assert (quote.speaker, quote.mention, quote.cue) == (None, None, None)


def test_pipe() -> None:
    """Many texts are asked for them once."""
    attributor = Attributor()
    text = "The mayor said that the bridge would open in June."
    assert list(attributor.pipe([text, ""], indirect=True)) == [attribute(text, indirect=True), Document("")]


@pytest.mark.parametrize(
    ("text", "utterance"),
    [
        ("Ruth Adeyemi said it was “childish” to call names.", "it was “childish” to call names"),
        ("Omar Siddall told the court that the contract was “a joke.”", "the contract was “a joke.”"),
        (
            "The minister said the strike was “a disgrace” and that the union should be “ashamed of itself.”",
            "the strike was “a disgrace” and that the union should be “ashamed of itself.”",
        ),
    ],
)
def test_utterance(text: str, utterance: str) -> None:
    """A piece in marks carries the whole clause, and pieces of one clause share it."""
    quotes = attribute(text, indirect=True).quotes
    assert {quote.kind for quote in quotes} == {"mixed"}
    for quote in quotes:
        assert quote.utterance is not None
        assert quote.utterance.text == utterance == text[quote.utterance.start : quote.utterance.end]


def test_no_utterance() -> None:
    """What is a clause of its own carries none."""
    [quote] = attribute("“We paid for fifty years,” said Ines Calloway.", indirect=True).quotes
    assert (quote.kind, quote.utterance) == ("direct", None)


def test_long_sentence() -> None:
    """A sentence that never ends is read in pieces, in linear time."""
    text = "The mayor said that " + "the river rose and the bridge fell and " * 20_000
    document = attribute(text, indirect=True)
    assert all(text[quote.start : quote.end] == quote.text for quote in document.quotes)


def test_views_without_end() -> None:
    """A sentence of nothing but views is read in linear time."""
    for phrase in ("the bridge in her view ", "the bridge, in her view, "):
        text = f"The bridge is old, {phrase * 20_000}is unsafe."
        document = attribute(text, indirect=True)
        assert all(text[quote.start : quote.end] == quote.text for quote in document.quotes)


def test_view() -> None:
    """The cue of a view is the phrase before whose it is, or the word for it."""
    cues = [
        quote.cue and quote.cue.text
        for quote in attribute(
            "In the view of Ann Lee, the plan is dead. In her opinion, the town is poor. As she sees it, all is lost.",
            indirect=True,
        ).quotes
    ]
    assert cues == ["In the view of", "opinion", "sees"]


def test_said_in_a_view() -> None:
    """Where a report reaches up to the phrase, the phrase is a part of it, and no view is told beside it."""
    quotes = attribute("Tom said the bridge was unsafe, in the mayor's opinion.", indirect=True).quotes
    assert [quote.mention and quote.mention.text for quote in quotes] == ["Tom"]


def test_weights_on_demand() -> None:
    """The weights are read when they are first needed, not before."""
    import subprocess

    code = (
        "from quoteattr.indirect import model; import quoteattr; a = quoteattr.Attributor();"
        "a.attribute('Ann Lee called it “late.”'); print(model.load.cache_info().currsize, end=' ');"
        "a.attribute('Ann Lee left.', indirect=True); print(model.load.cache_info().currsize)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["0", "1"]
