"""Texts that the tests of the integrations share."""

TEXTS = [
    "“We paid for fifty years,” said Mayor Ines Calloway. “We got six.” The so-called “January wall” stays closed.",
    'The harbour board met on Monday."Nobody came,"said Karim Lind.Then "a ghost"-like calm.',
    "🙂 “He told me ‘go away’ and left,” Bo Diaz wrote.\n\n“Nothing more.",
    "Nothing was said.",
    "",
]
