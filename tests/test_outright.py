"""What the words around a quotation say outright, whatever the model makes of it."""

import numpy as np
import pytest

from quoteattr import attribute, outright
from quoteattr.marks import scan
from quoteattr.paragraphs import split_paragraphs
from quoteattr.ranking.candidates import Candidates, find_candidates
from quoteattr.ranking.model import Scores
from quoteattr.reading.around import Reading, read

_SPEECH = "“We are done,” said Anna Keller. “It is late,” she said. "


def _read(text: str) -> tuple[Reading, Candidates]:
    paragraphs = split_paragraphs(text)
    reading = read(text, scan(text, None, paragraphs), [(start, end, at) for at, (start, end) in enumerate(paragraphs)])
    return reading, find_candidates(reading)


def _weighed(text: str, nobody: float) -> tuple[Reading, Candidates, Scores]:
    """What becomes of scores by which nobody has this probability everywhere, and the pairs share the rest alike."""
    reading, candidates = _read(text)
    count = len(reading.spans)
    shares = (1 - nobody) / np.bincount(candidates.quotations, minlength=count)[candidates.quotations]
    nothing = np.zeros(count, np.float32)
    scores = Scores(shares.astype(np.float32), np.full(count, nobody, np.float32), nothing, nothing)
    return reading, candidates, outright.weigh(scores, reading, candidates)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The ministry added the firm to its list of “hostile foreign firms,” the mayor said.", outright.NAMED),
        ("The academy gave Lind a prize with an odd designation: “First Friend of the Harbour”.", outright.NAMED),
        ("The voters of the coast sent Robert “Bob” Carling to the capital.", outright.NICKNAME),
        (_SPEECH + "The firm said it had been taken off the ‘blacklist’ of the ministry.", outright.TERM),
    ],
)
def test_nobody(text: str, share: float) -> None:
    """The name of a list or an honour, a nickname, and a word in other marks than speech has quote nobody."""
    _, candidates, weighed = _weighed(text, 0.1)
    last = len(weighed.nobody) - 1
    assert weighed.nobody[last] == pytest.approx(share)
    assert weighed.pairs[candidates.quotations == last].sum() == pytest.approx(1 - share)
    assert weighed.nobody[:last] == pytest.approx(0.1)


@pytest.mark.parametrize(
    "text",
    [
        "‘No,’ said Anna Keller. ‘Never,’ said her brother.",
        _SPEECH + "The firm spoke of ‘a long winter’ in the ministry.",
        "The man told Robert “Go home.” Carling stayed.",
    ],
)
def test_nothing_said(text: str) -> None:
    """Words in the marks of speech, several words, and a sentence between two names are left to the model."""
    assert _weighed(text, 0.1)[2].nobody == pytest.approx(0.1)


@pytest.mark.parametrize("behind", ["These are the words of the judge.", "Those were the words that the judge used."])
def test_told_behind(behind: str) -> None:
    """A headline's words are those of whom the next paragraph names, where the model knows nobody."""
    text = f"“The court is skeptical” on data deal\n\n{behind} Renata Kolb spoke for an hour."
    reading, candidates, weighed = _weighed(text, 0.9)
    best = candidates.mentions[weighed.pairs.argmax()]
    assert text[slice(*reading.extent(int(best)))] == "the judge"
    assert weighed.pairs.max() == pytest.approx(outright.TOLD_BEHIND)
    assert _weighed(text, 0.2)[2].nobody == pytest.approx(0.2)


def test_list() -> None:
    """The rules have a say in the answer."""
    text = "The ministry added the firm to its list of “hostile foreign enterprises,” the mayor announced."
    assert attribute(text).quotes[0].speaker is None
