"""The markup of articles that are written for training."""

import itertools

import pytest

from quoteattr.training.markup import own_articles, parse


def test_parse() -> None:
    """Tags give offsets in the text without them, and all mentions of who speaks."""
    article = parse(
        '<q by="1">“No,”</q> said <s id="1" who="Ana Keller">Ana Keller</s>. <q>“Yes”</q> is a film. '
        '<s id="2" who="Ana Keller">She</s> added: <q by="2">“Never.”</q> <q by="1">“Go.”</q>'
    )
    text = "“No,” said Ana Keller. “Yes” is a film. She added: “Never.” “Go.”"
    assert article["text"] == text
    assert [text[start:end] for start, end in article["quoted"]] == ["“No,”", "“Yes”", "“Never.”", "“Go.”"]
    mentions = [[11, 21], [40, 43]]
    assert article["attributions"] == [
        {"source": mentions[:1], "quoted": [[0, 5], [60, 65]], "same_speaker": mentions, "name": "Ana Keller"},
        {"source": mentions[1:], "quoted": [[51, 59]], "same_speaker": mentions, "name": "Ana Keller"},
    ]


def test_parse_nested() -> None:
    """Of quotations in each other, the outermost counts."""
    article = parse('<s id="1" who="Bo">Bo</s>: <q by="1">“He said <q>‘no’</q> twice.”</q>')
    assert article["text"] == "Bo: “He said ‘no’ twice.”"
    assert article["quoted"] == [[4, 25]]


def test_parse_source_in_parts() -> None:
    """A number may stand at several mentions, which are one source."""
    article = parse('<s id="1" who="Bo">Bo</s>, <s id="1" who="Bo">the baker</s>, said <q by="1">“no”</q>.')
    assert article["attributions"][0]["source"] == [[0, 2], [4, 13]]


@pytest.mark.parametrize(
    ("marked", "what"),
    [
        ("<q>“No”", "<q> is not closed"),
        ("“No”</q>", "</q> closes nothing"),
        ('<q>“No” said <s id="1" who="A">A</q></s>', "</q> closes nothing"),
        ('<q by="1">“No”</q> said Ana.', "no source '1'"),
        ('<q by="2">“No”</q> said <s id="1" who="Ana">Ana</s>.', "no source '2'"),
    ],
)
def test_parse_refuses(marked: str, what: str) -> None:
    """Tags that do not match, and quotations without their source, are errors that say where."""
    with pytest.raises(ValueError, match=what):
        parse(marked)


def test_own_articles() -> None:
    """Every article of the package can be read; its spans are in order and hold something."""
    articles = list(own_articles())
    assert len(articles) > 100
    assert len({article["text"] for article in articles}) == len(articles)
    for article in articles:
        assert "<" not in article["text"] or not any(tag in article["text"] for tag in ("<q", "</q", "<s ", "</s"))
        assert "\n=== " not in article["text"]
        ends = [0, *itertools.chain(*article["quoted"]), len(article["text"])]
        assert ends == sorted(ends), article["text"][:60]
        assert all(start < end for start, end in article["quoted"])
        assert all(attribution["name"] for attribution in article["attributions"])


def test_own_articles_again() -> None:
    """They come in the same order each time, as training the same weights again needs."""
    assert list(own_articles()) == list(own_articles())
