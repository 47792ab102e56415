"""The script of a document: lines to read aloud that lose and double nothing."""

import json

from hypothesis import given
from hypothesis import strategies as st
from strategies import noisy_texts

from quoteattr import Attributor, Document
from quoteattr.output import to_script

genres = {genre: Attributor(genre=genre) for genre in ("news", "fiction")}  # type: ignore[arg-type]


@given(noisy_texts(), st.sampled_from(sorted(genres)))
def test_every_character_once(text: str, genre: str) -> None:
    """The lines of any text, one after the other, are the text."""
    lines = genres[genre].attribute(text).script()
    assert "".join(line.text for line in lines) == text
    assert [line.end for line in lines[:-1]] == [line.start for line in lines[1:]]
    assert all(line.start < line.end for line in lines)


def test_voices() -> None:
    """Narrator and speakers take turns; a term is the narrator's, a quotation inside another the outer speaker's."""
    text = 'Ann Lee came in. "He said \'go\' to me," she said, and the "Abbess" laughed.'
    lines = Attributor(genre="fiction").attribute(text).script()
    assert [(line.speaker and line.speaker.name, line.text) for line in lines] == [
        (None, "Ann Lee came in. "),
        ("Ann Lee", "\"He said 'go' to me,\""),
        (None, ' she said, and the "Abbess" laughed.'),
    ]
    assert [line.quote for line in lines] == [None, 0, None]


def test_json_lines() -> None:
    """Each line is one JSON object, with the document's id."""
    document = Document.from_dict(genres["fiction"].attribute('"No," said Ann Lee.').to_dict() | {"id": "d"})
    records = [json.loads(line) for line in to_script(document).splitlines()]
    assert records == [
        {
            "id": "d",
            "start": 0,
            "end": 5,
            "narrator": False,
            "speaker": {"id": "s0", "name": "Ann Lee", "kind": "person"},
            "text": '"No,"',
        },
        {"id": "d", "start": 5, "end": 19, "narrator": True, "speaker": None, "text": " said Ann Lee."},
    ]


def test_no_text_no_line() -> None:
    """An empty text has no lines."""
    assert Document("").script() == []
