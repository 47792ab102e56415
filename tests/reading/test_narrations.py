"""Several narrations that are read and described as one."""

import itertools

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import noisy_texts

from quoteattr import attributor, discourse
from quoteattr.marks import scan
from quoteattr.paragraphs import split_paragraphs
from quoteattr.ranking import model
from quoteattr.ranking.candidates import find_candidates
from quoteattr.ranking.features import Features, describe
from quoteattr.reading.around import Narration, Reading, read, read_all
from quoteattr.reading.mentions import TYPES

TEXT = (
    "“We asked Ann Lind. ‘The dam is safe,’ she said, and ‘nobody has to leave,’” said Tom Hale.\n\n"
    "“The mayor wrote: ‘Lind told me “no”, and that was that.’ We left,” said Hale, a farmer.\n\n"
    "Lind said that “the dam” was “as safe as houses”."
)


def narrations_of(text: str) -> list[Narration]:
    """The narrations of all depths of a text."""
    paragraphs = split_paragraphs(text)
    quoted = scan(text, None, paragraphs)
    found = attributor._narrations(quoted, paragraphs, False)
    return [([quoted[member] for member in members], parts) for members, parts in found]


def described(reading: Reading) -> Features:
    candidates = find_candidates(reading)
    return describe(reading, candidates, model.load().vocabulary)


def test_features_are_those_of_each_narration() -> None:
    """What stands in one narration is not seen from another."""
    around = narrations_of(TEXT)
    assert len(around) == 3
    alone = [described(read(TEXT, *narration)) for narration in around]
    whole = described(read_all(TEXT, around))
    for name in ("quotations", "mentions", "pairs", "repeats", "follows"):
        expected = np.concatenate([getattr(features, name) for features in alone], axis=1)
        np.testing.assert_array_equal(getattr(whole, name), expected)


def _seen(reading: Reading) -> list[object]:
    """What there is in a reading; of sentences and paragraphs, how far each is from the first."""
    tokens = reading.tokens
    numbers = ([number - line[0] for number in line] for line in (tokens.sentences, tokens.paragraphs))
    columns = (tokens.starts, tokens.ends, tokens.forms, tokens.words, reading.places, reading.spans, reading.mentions)
    return [tokens.tags, tokens.shapes, *map(list, (*columns, *numbers))]


@given(
    st.lists(st.sampled_from([*TEXT.split(), "It rained.", "\0", "\n\n"]), max_size=40).map(" ".join) | noisy_texts()
)
@example(TEXT)
def test_each_narration_is_read_as_if_alone(text: str) -> None:
    """What one narration tells changes nothing in another."""
    around = narrations_of(text)
    if around:
        parts = read_all(text, around).narrations
        for narration, part in zip(around, parts, strict=True):
            assert _seen(read(text, *narration)) == _seen(part)


def test_mentions_are_the_same_as_numbers() -> None:
    """The lines of all narrations are those of their mentions, too."""
    whole = read_all(TEXT, narrations_of(TEXT))
    for reading in (whole, *whole.narrations):
        expected = [[*mention[:3], TYPES.index(mention.type), mention.possessor] for mention in reading.mentions]
        assert expected == reading.lines.T.tolist()


def test_one_narration_is_its_only_part() -> None:
    """Most documents have only one."""
    text = "“We left,” said Ann Lind."
    reading = read_all(text, narrations_of(text))
    assert reading.narrations == (reading,)


def test_choices_are_parted_again() -> None:
    """Each narration gets its own choices, by the numbers of its own mentions."""
    readings = read_all(TEXT, narrations_of(TEXT)).narrations
    ends = itertools.accumulate(len(reading.mentions) for reading in readings)
    choices = [
        discourse.Choice(end - 1, 0.9, None, 0.1, False)
        for reading, end in zip(readings, ends, strict=True)
        for _ in reading.spans
    ]
    found = [[choice.mention for choice in part] for part in discourse.parted(choices, readings)]
    expected = [[len(reading.mentions) - 1] * len(reading.spans) for reading in readings]
    assert expected == found
