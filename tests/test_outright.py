"""What the words around a quotation say outright."""

import pytest

from quoteattr import attribute

_SPEECH = "“We are done,” said Anna Keller. “It is late,” she said. "


@pytest.mark.parametrize(
    "text",
    [
        "The ministry added the firm to its list of “hostile foreign enterprises,” the mayor announced.",
        "The academy gave Lind a prize with an odd designation: “First Friend of the Harbour”.",
        _SPEECH + "The firm announced that it had been taken off the ‘blacklist’ of the ministry.",
    ],
)
def test_nobody(text: str) -> None:
    """The name of a list or an honour quotes nobody, nor does a word in other marks than speech has."""
    assert attribute(text).quotes[-1].speaker is None


@pytest.mark.parametrize(
    "behind", ["These are the words of the judge, Renata Kolb.", "Those were the words that Kolb used."]
)
def test_told_behind(behind: str) -> None:
    """A headline's words are those of whom the next paragraph names."""
    text = f"“The court is skeptical” on data deal\n\n{behind} Renata Kolb spoke for an hour."
    speaker = attribute(text).quotes[0].speaker
    assert speaker is not None
    assert "Renata Kolb" in speaker.name


def test_spoken_in_single_marks() -> None:
    """Where single marks are those of speech, a single word in them is spoken."""
    speaker = attribute("‘No,’ said Anna Keller. ‘Never,’ said her brother.").quotes[0].speaker
    assert speaker is not None
    assert speaker.name == "Anna Keller"


def test_somebody_else_in_the_paragraph_before() -> None:
    """What has a speaker of its own keeps it."""
    text = "“You would have to be blind,” said Omar Siddall.\n\nThese are the words of a commander, Renata Kolb."
    speaker = attribute(text).quotes[0].speaker
    assert speaker is not None
    assert speaker.name == "Omar Siddall"
