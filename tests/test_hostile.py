"""Texts made to be slow: no pattern may go back over what it has read more than a bounded number of times."""

import time

import pytest

from quoteattr import attribute

SECONDS = 20  # a hundred times what it takes; a pattern that backtracks needs minutes
UNITS = [
    "who ", "red ", "the red ", "5 ", "that ", "Ann ", "Ann’s ", "of Ann ", "of the very very ", "Ann, who ",
    "walking ", "said ", "a, b, ", "the - ", "his ", "(Ann (", "Sen. Ann Lee, ", "“No,” she said. ",
    "“He said ‘no,’” said Ann. ", "A: b\n", "“a\n\n", "X-", "1,", "he said that she said it, which ",
    "!", "! ", " ", "Ann. ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_linear_enough(unit: str) -> None:
    """Fifty thousand characters of anything take no more than moments beside a quotation."""
    text = "“We are done,” he said. " + unit * (50_000 // len(unit))
    start = time.process_time()
    document = attribute(text)
    assert time.process_time() - start < SECONDS
    assert document.quotes[0].content == "We are done,"
