"""Which choices of the model are right by the annotation."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quoteattr.training.__main__ import read_article
from quoteattr.training.gold import read_articles, right_choices
from quoteattr.training.markup import parse

ARTICLE = {"text": "Nothing.", "quoted": [], "attributions": []}


def _right(article: Any) -> tuple[list[list[str]], list[bool], list[bool], list[bool]]:
    """The right mentions of each quotation, and whether nobody, the one before, the one behind is right."""
    _, reading, candidates = read_article(article)
    right = right_choices(article, reading, candidates)
    count, pairs = len(reading.spans), len(candidates.quotations)
    tokens = reading.tokens
    mentions: list[list[str]] = [[] for _ in range(count)]
    for pair in np.flatnonzero(right[:pairs]).tolist():
        mention = reading.mentions[candidates.mentions[pair]]
        text = reading.text[tokens.starts[mention.first] : tokens.ends[mention.last - 1]]
        mentions[candidates.quotations[pair]].append(text)
    nobody, repeats, follows = np.split(right[pairs:], 3)
    return mentions, nobody.tolist(), repeats.tolist(), follows.tolist()


def test_right_mention() -> None:
    """The mention that the annotators marked is right, another of the same speaker is not."""
    article = parse('Ana Keller came. <q by="1">“We left,”</q> said <s id="1" who="Ana Keller">Keller</s>.')
    assert _right(article) == ([["Keller"]], [False], [False], [False])


def test_right_mention_with_apposition() -> None:
    """Of a role and the name beside it, either is right."""
    article = parse(
        '<s id="1" who="Philippa Naylor">The judge, Philippa Naylor</s>, said <q by="1">“it was no accident”</q>.'
    )
    mentions, *_ = _right(article)
    assert mentions in ([["The judge"]], [["The judge", "Philippa Naylor"]])
    article = parse(
        'The judge, <s id="1" who="Philippa Naylor">Philippa Naylor</s>, said <q by="1">“it was no accident”</q>.'
    )
    assert _right(article)[0] == [["The judge", "Philippa Naylor"]]


def test_right_nobody() -> None:
    """A quotation that the annotators gave to nobody is nobody's."""
    article = parse('<s id="1" who="Bo Diaz">Bo Diaz</s> sang <q>“Tin Roof”</q>.')
    assert _right(article) == ([[]], [True], [False], [False])


def test_right_repeat() -> None:
    """The source of the quotation before may be told as such, where it is the same one."""
    article = parse(
        '<q by="1">“We left,”</q> said <s id="1" who="Ana Keller">Ana Keller</s>. <q by="1">“It rained.”</q> '
        '<s id="2" who="Bo Diaz">Bo Diaz</s> said: <q by="2">“It did not.”</q>'
    )
    mentions, nobody, repeats, follows = _right(article)
    assert mentions == [["Ana Keller"], ["Ana Keller"], ["Bo Diaz"]]
    assert nobody == [False, False, False]
    assert repeats == [False, True, False]
    assert follows == [False, False, False]


def test_right_source_behind() -> None:
    """The source of the quotation behind is told as such only where the mention is too far away to be a choice."""
    between = "".join(f"Place {letter}ton lies there.\n\n" for letter in "ABCD")
    marked = '<q by="1">“We left.”</q>\n\n{}<q by="1">“It rained,”</q> said <s id="1" who="Ana Keller">Ana Keller</s>.'
    mentions, _, repeats, follows = _right(parse(marked.format(between)))
    assert (mentions, repeats, follows) == ([[], ["Ana Keller"]], [False, True], [True, False])
    mentions, _, repeats, follows = _right(parse(marked.format("")))
    assert (mentions, repeats, follows) == ([["Ana Keller"], ["Ana Keller"]], [False, True], [False, False])


@pytest.mark.parametrize(
    "change",
    [
        {"quoted": [], "attributions": []},  # not annotated
        {"attributions": [{"source": [], "quoted": [[0, 10]]}]},  # of a source that nobody names
        {"attributions": [{"source": [[27, 32]], "quoted": [[0, 10]]}]},  # of one that is no mention
    ],
)
def test_nothing_right(change: dict[str, Any]) -> None:
    """Where the annotation has no answer among the choices, no choice is right."""
    article = parse('<q by="1">“We left,”</q> said <s id="1" who="Ana Keller">Ana Keller</s> again.')
    assert article["text"][27:32] == "again"
    assert _right({**article, **change}) == ([[]], [False], [False], [False])


def test_right_span_with_other_bounds() -> None:
    """A span whose bounds differ a little is the same; one that covers twice as much is another."""
    article = parse('<q by="1">“We left early,”</q> said <s id="1" who="Ana Keller">Ana Keller</s>.')
    for bounds, right in (([1, 15], ["Ana Keller"]), ([0, 60], [])):
        moved = [{**article["attributions"][0], "quoted": [bounds]}]
        assert _right({**article, "quoted": [bounds], "attributions": moved})[0] == [right]


def test_read_articles(tmp_path: Path) -> None:
    """A file holds one article a line; empty lines are passed over, other keys kept."""
    file = tmp_path / "articles.jsonl"
    lines = [json.dumps(ARTICLE), "", json.dumps({**ARTICLE, "id": "a"}), " "]
    file.write_text("\n".join(lines), "utf-8")
    assert list(read_articles(file)) == [ARTICLE, {**ARTICLE, "id": "a"}]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"text" 3}', "no JSON"),
        ("[]", "no object"),
        ('"text"', "no object"),
        ("{}", "lacks attributions, quoted, text"),
        ('{"text": "", "quoted": []}', "lacks attributions"),
    ],
)
def test_read_articles_refuses(line: str, what: str, tmp_path: Path) -> None:
    """A line that is no annotated article is an error that names file and line."""
    file = tmp_path / "articles.jsonl"
    file.write_text(f"{json.dumps(ARTICLE)}\n{line}\n", "utf-8")
    articles = read_articles(file)
    assert next(articles) == ARTICLE
    with pytest.raises(ValueError, match=rf"articles\.jsonl, line 2: {what}"):
        next(articles)


def test_read_articles_of_no_file(tmp_path: Path) -> None:
    """A file that is not there is an error of the system."""
    with pytest.raises(FileNotFoundError):
        list(read_articles(tmp_path / "none.jsonl"))
