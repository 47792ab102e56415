"""Texts made to be slow, read as novels: time stays linear."""

import random
import string
import time

import pytest

from quoteattr import Attributor

SECONDS = 20  # a hundred times what it takes
_CHANCE = random.Random(0)


def _word() -> str:
    return "".join(_CHANCE.choices(string.ascii_lowercase, k=6)).title()


NAMES = [f"{_word()} {_word()}" for _ in range(1000)]
TEXTS = {
    "one name": '"Ann!" said Ann Lee.\n\n' * 1000,
    "many people": "".join(f'"No, {name}," said {name}.\n\n' for name in NAMES),
    "one first name": "".join(f'"No," said John {name.split()[0]}.\n\n' for name in NAMES),
    "one surname": "".join(f'"No," said {name.split()[0]} Smith, and Smith left.\n\n' for name in NAMES),
    "one paragraph": '"No," said Ann Lee. ' * 1000,
    "one speech": '"No.\n\n' * 500,
    "names in speech": '"' + "Ann, Bo, Mr. Lee, " * 2000 + '"',
    "inside each other": "“He said ‘no,’ and I said ‘yes,’” said Ann. " * 500,
    "nothing said": "Ann Lee sat. Bo Diaz sat. " * 1000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_linear_enough(name: str) -> None:
    """Tens of kilobytes of anything take no more than moments."""
    start = time.process_time()
    document = Attributor(genre="fiction").attribute(TEXTS[name])
    assert time.process_time() - start < SECONDS
    assert "".join(line.text for line in document.script()) == TEXTS[name]
