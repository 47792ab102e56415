"""Narrations that are put together to be described at once."""

import itertools

import numpy as np

from quoteattr import attributor, discourse
from quoteattr.marks import scan
from quoteattr.paragraphs import split_paragraphs
from quoteattr.ranking import model
from quoteattr.ranking.candidates import find_candidates
from quoteattr.ranking.features import Features, describe
from quoteattr.reading.around import Reading, read
from quoteattr.reading.mentions import TYPES
from quoteattr.reading.together import together

TEXT = (
    "“We asked Ann Lind. ‘The dam is safe,’ she said, and ‘nobody has to leave,’” said Tom Hale.\n\n"
    "“The mayor wrote: ‘Lind told me “no”, and that was that.’ We left,” said Hale, a farmer.\n\n"
    "Lind said that “the dam” was “as safe as houses”."
)


def readings_of(text: str) -> list[Reading]:
    """The narrations of all depths of a text."""
    paragraphs = split_paragraphs(text)
    quoted = scan(text, None, paragraphs)
    return [
        read(text, [quoted[member] for member in members], parts)
        for members, parts in attributor._narrations(quoted, paragraphs, False)
    ]


def described(reading: Reading) -> Features:
    candidates = find_candidates(reading)
    return describe(reading, candidates, model.load().vocabulary)


def test_features_are_those_of_each_narration() -> None:
    """What stands in one narration is not seen from another."""
    readings = readings_of(TEXT)
    assert len(readings) == 3
    alone = [described(reading) for reading in readings]
    whole = described(together(readings))
    for name in ("quotations", "mentions", "pairs", "repeats", "follows"):
        expected = np.concatenate([getattr(features, name) for features in alone], axis=1)
        np.testing.assert_array_equal(getattr(whole, name), expected)


def test_mentions_are_the_same_as_numbers() -> None:
    """The lines of what is put together are those of its mentions, too."""
    readings = readings_of(TEXT)
    for reading in (*readings, together(readings)):
        expected = [[*mention[:3], TYPES.index(mention.type), mention.possessor] for mention in reading.mentions]
        assert expected == reading.lines.T.tolist()


def test_one_narration_stays_as_it_is() -> None:
    """Most documents have only one."""
    (reading,) = readings_of("“We left,” said Ann Lind.")
    assert together([reading]) is reading


def test_choices_are_parted_again() -> None:
    """Each narration gets its own choices, by the numbers of its own mentions."""
    readings = readings_of(TEXT)
    ends = itertools.accumulate(len(reading.mentions) for reading in readings)
    choices = [
        discourse.Choice(end - 1, 0.9, None, 0.1, False)
        for reading, end in zip(readings, ends, strict=True)
        for _ in reading.spans
    ]
    found = [[choice.mention for choice in part] for part in discourse.parted(choices, readings)]
    expected = [[len(reading.mentions) - 1] * len(reading.spans) for reading in readings]
    assert expected == found
