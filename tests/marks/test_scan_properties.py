"""The scanner against texts built from known quotations, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import (
    CONVENTIONS,
    EXAMPLES,
    Convention,
    Known,
    block_quotations,
    built_texts,
    noisy_paragraphs,
    noisy_texts,
)

from quoteattr.marks import QuotedSpan, scan, scanner
from quoteattr.paragraphs import split_paragraphs

examples = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def known(spans: list[QuotedSpan]) -> list[Known]:
    """Spans in the form of what a text was built with."""
    return [Known(s.start, s.end, s.depth, s.parent, s.continues, s.closed) for s in spans]


@pytest.mark.parametrize("convention", CONVENTIONS, ids=repr)
@examples
@given(data=st.data())
def test_built_texts_are_read_back(convention: Convention, data: st.DataObject) -> None:
    """Exactly the quotations that a text was built with are found, at the right depth."""
    _, text, expected = data.draw(built_texts([convention]))
    assert expected == known(scan(text, convention.language)), text


TRICKY = [c for c in CONVENTIONS if c.between_words and c.name not in ("full width", "Swedish", "Swedish, told so")]


@pytest.mark.parametrize("convention", TRICKY, ids=repr)
@examples
@given(data=st.data())
def test_apostrophes_and_lengths_change_nothing(convention: Convention, data: st.DataObject) -> None:
    """Possessives, decades, elisions, feet and inches around and inside quotations are no marks."""
    _, text, expected = data.draw(built_texts([convention], tricky=True))
    assert expected == known(scan(text, convention.language)), text


REOPENING = [c for c in CONVENTIONS if c.name not in ("TeX",)]


@pytest.mark.parametrize("convention", REOPENING, ids=repr)
@examples
@given(data=st.data())
def test_reopened_marks_are_linked(convention: Convention, data: st.DataObject) -> None:
    """An utterance over several paragraphs is linked from part to part."""
    _, text, expected = data.draw(block_quotations([convention]))
    assert expected == known(scan(text, convention.language)), text


def shifted(spans: list[Known], offset: int, index: int) -> list[Known]:
    """Known quotations further on in a text and in a list."""
    return [
        Known(
            s.start + offset,
            s.end + offset,
            s.depth,
            None if s.parent is None else s.parent + index,
            None if s.continues is None else s.continues + index,
            s.closed,
        )
        for s in spans
    ]


@examples
@given(built_texts(), built_texts())
def test_other_paragraphs_change_nothing(
    first: tuple[Convention, str, list[Known]], second: tuple[Convention, str, list[Known]]
) -> None:
    """Text before or after, in other paragraphs, only moves the offsets."""
    (convention, text, expected), (other, other_text, other_expected) = first, second
    assume(convention.language == other.language)
    joined = f"{text}\n\n{other_text}"
    moved = shifted(other_expected, len(text) + 2, len(expected))
    assert expected + moved == known(scan(joined, convention.language)), joined


@examples
@given(built_texts(), noisy_paragraphs())
def test_an_error_stays_in_its_paragraph(built: tuple[Convention, str, list[Known]], noise: str) -> None:
    """Whatever the paragraph before holds, this one is read as if it had not been."""
    convention, text, expected = built
    before = f"{noise}\n\n"
    paragraphs = [(0, len(noise))] + [(start + len(before), end + len(before)) for start, end in split_paragraphs(text)]
    spans = [s for s in scan(before + text, convention.language, paragraphs) if s.start >= len(before)]
    plain = [(s.start - len(before), s.end - len(before), s.depth, s.closed) for s in spans]
    assert [(k.start, k.end, k.depth, k.closed) for k in expected] == plain


@examples
@given(built_texts([c for c in CONVENTIONS if c.name in ("curly", "British")]))
def test_straight_marks_read_like_curly_ones(built: tuple[Convention, str, list[Known]]) -> None:
    """Straight marks in place of curly ones keep the spans of a well-formed text."""
    _, text, expected = built
    straight = text.translate(str.maketrans("“”‘’", "\"\"''"))
    assert expected == known(scan(straight)), straight


@examples
@given(built_texts([c for c in CONVENTIONS if c.name in ("curly", "German", "Swiss", "straight")]), st.data())
def test_a_lost_mark_harms_its_paragraph_only(built: tuple[Convention, str, list[Known]], data: st.DataObject) -> None:
    """Without one closing mark the other paragraphs read as before."""
    convention, text, expected = built
    assume(expected)
    victim = data.draw(st.sampled_from(expected))
    broken = text[: victim.end - 1] + "\u2060" + text[victim.end :]
    here = next(p for p in split_paragraphs(text) if p[0] <= victim.start < p[1])
    outside = [(k.start, k.end, k.depth) for k in expected if not here[0] <= k.start < here[1]]
    found = scan(broken, convention.language)
    assert outside == [(s.start, s.end, s.depth) for s in found if not here[0] <= s.start < here[1]]


@examples
@given(noisy_texts(), st.sampled_from([None, "en", "de-CH", "sv", "fr", "es", "ru", "ja"]))
def test_any_text_gives_well_formed_spans(text: str, language: str | None) -> None:
    """In order, nested, each within one paragraph, with content that its marks enclose."""
    spans = scan(text, language)
    paragraphs = split_paragraphs(text)
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end))
    for index, span in enumerate(spans):
        assert 0 <= span.start <= span.content_start < span.content_end <= span.end <= len(text)
        assert span.content_end < span.end or not span.closed or span.opener in ("—", "–", "―", "")
        assert text.startswith(span.opener, span.start)
        assert any(start <= span.start and span.end <= end for start, end in paragraphs)
        if span.continues is not None:
            assert 0 <= span.continues < index
        if span.parent is None:
            assert span.depth == 0
        else:
            around = spans[span.parent]
            assert span.parent < index
            assert span.depth == around.depth + 1
            assert around.content_start <= span.start < span.end <= around.content_end
    for before, after in pairwise(spans):
        assert after.start >= before.end or after.end <= before.end


@examples
@given(noisy_texts())
def test_paragraphs_cover_the_text(text: str) -> None:
    """Paragraphs are in order, without white space around them, and hold everything else."""
    paragraphs = split_paragraphs(text)
    previous = 0
    for start, end in paragraphs:
        assert previous <= start < end <= len(text)
        assert not text[previous:start].strip()
        assert text[start:end] == text[start:end].strip()
        previous = end
    assert not text[previous:].strip()


@examples
@given(
    text=st.one_of(noisy_texts(), noisy_paragraphs(), built_texts(CONVENTIONS, tricky=True).map(lambda built: built[1]))
)
def test_plain_paragraphs_are_read_as_all_others(text: str) -> None:
    """Where marks leave no doubt, to pair them at once finds what all the rules find."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "plain_pairs", lambda text, marks: [])
        expected = scan(text)
    assert expected == scan(text)
