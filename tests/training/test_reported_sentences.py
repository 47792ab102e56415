"""The sentences that reported speech is learned from beside annotated articles."""

from quoteattr.training.indirect import learn_words, read_article
from quoteattr.training.reported import parse, reporting_sentences
from quoteattr.training.reports import Sentence, sentences_of


def _sentences(seed: int) -> list[tuple[str, list[Sentence]]]:
    articles = list(reporting_sentences(seed))
    readings = [read_article(article) for article in articles]
    words = learn_words(readings)
    return [
        (article["text"], list(sentences_of(article, reading, words)))
        for article, reading in zip(articles, readings, strict=True)
    ]


def test_every_source_is_a_mention() -> None:
    """Each sentence is read as one, nothing is left to fill in, and who says it is among its mentions."""
    for text, sentences in _sentences(0):
        assert not set("{}<>") & set(text)
        assert len(sentences) == 1
        assert all(report.sources and report.extent for report in sentences[0].reports)


def test_some_report_nothing() -> None:
    """Some sentences report nothing, so that it is learned what looks like a report and is none."""
    counts = [len(sentences[0].reports) for _, sentences in _sentences(0)]
    assert set(counts) == {0, 1}
    assert 0.2 < sum(counts) / len(counts) < 0.8


def test_seed() -> None:
    """The same seed draws the same sentences, another others."""
    first = list(reporting_sentences(1))
    assert list(reporting_sentences(1)) == first
    assert list(reporting_sentences(2)) != first


def test_parse() -> None:
    """Tags become spans of the text without them."""
    article = parse("In the <c>view</c> of <s>Ann Lee</s>, <r>it is late</r>.")
    text = article["text"]
    assert text == "In the view of Ann Lee, it is late."
    [report] = article["attributions"]
    found = [text[start:end] for key in ("source", "cue", "content") for start, end in report[key]]
    assert found == ["Ann Lee", "view", "it is late"]
    assert parse("It rained.")["attributions"] == []
