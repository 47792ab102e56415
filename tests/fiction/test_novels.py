"""Who speaks in a novel: a story of our own, with and without what is known beforehand, in every kind of marks."""

import re
import textwrap
import time
from pathlib import Path

import pytest

from quoteattr import Attributor, Character, Document, attribute

HERE = Path(__file__).parent
STORY = (HERE / "story.txt").read_text("utf-8")
TOLD = (HERE / "told.txt").read_text("utf-8")
PEOPLE = [
    Character("Agnes Tully", ("Agnes", "Miss Tully"), "female"),
    Character("Mr. Harbin", (), "male"),
    Character("Captain Rourke", ("the Captain",), "male"),
]
_A, _H, _R = (character.name for character in PEOPLE)
# Of each paragraph in which somebody speaks.
SPEAKERS = [_A, _H, _A, _H, _A, _H, _A, _H, _A, _H, _A, _H, _A, _H, _A]
SPEAKERS += [_R, _A, _R, _A, _R, _A, _H, _R, _A, _R, _H, _R, _H, _R, _H, _R, _A, _H, _R, _H, _R]
RIGHT = 0.9  # of the paragraphs; which ones are wrong moves with the weights
novels = Attributor(genre="fiction")


def turns(document: Document) -> list[str | None]:
    """The speaker of each paragraph's first quotation."""
    found = []
    last = -1
    for quote in document.quotes:
        paragraph = document.text.count("\n\n", 0, quote.start)
        if paragraph != last:
            found.append(quote.speaker.name if quote.speaker else None)
        last = paragraph
    return found


def share(found: list[str | None], right: list[str]) -> float:
    """How many are right."""
    assert len(found) == len(right)
    return sum(map(str.__eq__, map(str, found), right)) / len(right)


def curly(text: str) -> str:
    """The text in curly marks and apostrophes."""
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return text.replace("'", "’")


def british(text: str) -> str:
    """The text in single marks."""
    return re.sub(r"“([^”]*)”", r"‘\1’", curly(text))


def dashed(text: str) -> str:
    """The text with a dash before each turn, as Spanish has it: —Yes —said Ann—. No."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        pieces = re.split(r'"([^"]*)"', paragraph)
        if len(pieces) > 1 and not pieces[0]:
            paragraph = "—" + pieces[1].rstrip(",")
            for aside, said in zip(pieces[2::2], [*pieces[3::2], ""], strict=True):
                if aside and said:
                    paragraph += f" —{aside.strip().rstrip('.')}—. {said}"
                elif aside:
                    paragraph += f" —{aside.strip()}"
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def test_story_with_characters() -> None:
    """The characters that are given speak, each under the name that is given."""
    document = novels.attribute(STORY, characters=PEOPLE)
    assert share(turns(document), SPEAKERS) >= RIGHT
    assert {speaker.name for speaker in document.speakers} == {_A, _H, _R}


def test_story_alone() -> None:
    """Without a list the people are found, with the names that the story has for them."""
    found = turns(novels.attribute(STORY))
    assert {"Mr. Harbin", "Captain Rourke"} < set(found)
    assert share([_A if name and name.split()[0] in ("Agnes", "Miss") else name for name in found], SPEAKERS) >= 0.8


def test_given_spans() -> None:
    """Quotations that are given, marks left out, have the same speakers as those found."""
    document = novels.attribute(STORY, characters=PEOPLE)
    spans = [(quote.start + 1, quote.end - 1) for quote in document.quotes]
    given = novels.attribute(STORY, characters=PEOPLE, spans=spans)
    assert [quote.speaker and quote.speaker.name for quote in given.quotes] == [
        quote.speaker and quote.speaker.name for quote in document.quotes
    ]


@pytest.mark.parametrize("write", [curly, british], ids=lambda write: write.__name__)
def test_other_marks(write) -> None:  # type: ignore[no-untyped-def]
    """The marks that the story is printed in change nothing."""
    document, other = (novels.attribute(text, characters=PEOPLE) for text in (STORY, write(STORY)))
    assert [quote.speaker for quote in other.quotes if quote.speaker is None] == []
    assert turns(other) == turns(document)
    assert [quote.content for quote in other.quotes] == [curly(quote.content) for quote in document.quotes]


def test_dashes() -> None:
    """With the language told, dashes begin speech, and the same people speak."""
    scene = "\n\n".join(part for part in STORY.split("\n\n") if not re.match(r'[^"]+"', part))
    plain = novels.attribute(scene, characters=PEOPLE)
    other = Attributor(genre="fiction", language="es").attribute(dashed(scene), characters=PEOPLE)
    assert turns(other) == turns(plain)


def test_wrapped_lines() -> None:
    """Lines wrapped by hand change nothing."""
    wrapped = "\n\n".join(textwrap.fill(part, 68) for part in STORY.split("\n\n"))
    assert turns(novels.attribute(wrapped, characters=PEOPLE)) == turns(novels.attribute(STORY, characters=PEOPLE))


def test_lost_apostrophes() -> None:
    """A text that has lost its apostrophes is read like one that has them."""
    text = "\n\n".join(
        [
            '"I don{0}t know," said Agnes Tully. "It{0}s late."',
            '"It{0}s not so late, Agnes," said Mr. Harbin.',
            '"Isn{0}t it?"',
            '"No. Look at the Captain{0}s clock."',
        ]
    )
    whole, lost = (turns(novels.attribute(text.format(mark), characters=PEOPLE)) for mark in ("'", " "))
    assert whole == lost == [_A, _H, _A, _H]


def test_narrator() -> None:
    """Who says "I" outside the marks is the one whom the others call by name."""
    document = novels.attribute(TOLD)
    assert "I" not in {speaker.name for speaker in document.speakers}
    told = [quote for quote in document.quotes if quote.mention and quote.mention.text == "I"]
    assert len(told) == 4
    assert {quote.speaker.name for quote in told if quote.speaker} == {"Mr. Ferris"}


@pytest.mark.parametrize("alias", ["I", "the narrator", "_narr"])
def test_given_narrator(alias: str) -> None:
    """The list may say who tells the story."""
    characters = [Character("The Clerk", (alias,)), Character("Moss"), Character("Mr. Lowe"), Character("Ferris")]
    document = novels.attribute(TOLD, characters=characters)
    told = [quote for quote in document.quotes if quote.mention and quote.mention.text == "I"]
    assert {quote.speaker.name for quote in told if quote.speaker} == {"The Clerk"}


def test_unnamed_narrator() -> None:
    """A narrator whom nobody names speaks as "I"."""
    document = novels.attribute(TOLD.replace(", Ferris", "").replace("Mr. Ferris", "sir"))
    told = [quote for quote in document.quotes if quote.mention and quote.mention.text == "I"]
    assert {quote.speaker.name for quote in told if quote.speaker} == {"I"}


def test_genre_is_found() -> None:
    """A story is told from the news by its own dialogue."""
    assert attribute(STORY, characters=PEOPLE) == novels.attribute(STORY, characters=PEOPLE)
    news = Attributor(genre="news").attribute(STORY, characters=PEOPLE)
    assert news != novels.attribute(STORY, characters=PEOPLE)


@pytest.mark.parametrize("genre", ["novel", "", 3])
def test_unknown_genre(genre: object) -> None:
    """A genre that there is not is refused."""
    with pytest.raises(ValueError, match="pass 'news', 'fiction' or None"):
        Attributor(genre=genre)  # type: ignore[arg-type]


def test_evidence() -> None:
    """Beside a tag stand its words; where nothing stands beside a turn, the conversation is the evidence."""
    document = novels.attribute(STORY, characters=PEOPLE)
    tagged = next(quote for quote in document.quotes if quote.content.startswith("I have poured"))
    assert tagged.mention is not None
    assert tagged.cue is not None
    assert (tagged.mention.text, tagged.cue.text) == ("Mr. Harbin", "said")
    assert tagged.why.startswith("“Mr. Harbin” with “said”")
    bare = next(quote for quote in document.quotes if quote.content.startswith("But is he later"))
    assert (bare.mention, bare.cue) == (None, None)
    assert bare.why.startswith("alternates with Agnes Tully")
    after_tag = next(quote for quote in document.quotes if quote.content == "Is there anything hot?")
    assert document.quotes[after_tag.continues or 0].content == "Good evening, Agnes,"


def test_threshold() -> None:
    """Doubtful speakers are left out, their words stay."""
    document = Attributor(genre="fiction", threshold=1.0).attribute(STORY, characters=PEOPLE)
    assert len(document.quotes) == len(novels.attribute(STORY, characters=PEOPLE).quotes)
    doubtful = [quote for quote in document.quotes if quote.confidence < 1]
    assert doubtful
    assert all(quote.speaker is None and quote.mention is None for quote in doubtful)


def test_words_in_marks() -> None:
    """A word in marks inside the narrator's sentence is nobody's."""
    text = STORY + '\n\nThe men of the Crown called her "the Abbess" behind her back.'
    term = novels.attribute(text, characters=PEOPLE).quotes[-1]
    assert (term.kind, term.speaker) == ("term", None)


def test_quotation_inside_another() -> None:
    """Of what somebody quotes, a tag tells who said it; "I" is the one who speaks."""
    text = STORY + (
        "\n\n“I said ‘No, thank you,’ and I shut the door,” said Agnes. “And then Mr. Harbin said, ‘You are right.’”"
    )
    inner = [quote for quote in novels.attribute(text, characters=PEOPLE).quotes if quote.depth]
    assert [quote.speaker and quote.speaker.name for quote in inner] == [_A, _H]
    assert [quote.mention and quote.mention.text for quote in inner] == ["I", "Mr. Harbin"]


def test_letter() -> None:
    """A speech that goes on over paragraphs, its marks opened again in each, is one person's."""
    text = STORY.replace(
        '"It is a mercy, and it is a good rope besides.',
        '"It is a mercy.\n\n"It is a good rope besides, and I have known it for years.',
    )
    quotes = novels.attribute(text, characters=PEOPLE).quotes
    first = next(number for number, quote in enumerate(quotes) if quote.content == "It is a mercy.")
    assert quotes[first + 1].continues == first
    assert quotes[first + 1].speaker == quotes[first].speaker


@pytest.mark.parametrize(
    "text", ["", '"', '"No."', '"No," said Ann.', "—", '"Yes."\n\n"No."\n\n"Yes."', "I " * 99 + '"a"']
)
def test_small_texts(text: str) -> None:
    """The smallest texts are novels too if the caller says so."""
    document = novels.attribute(text)
    assert document.text == text
    assert [quote.text for quote in document.quotes] == [text[quote.start : quote.end] for quote in document.quotes]


def test_nobody_named() -> None:
    """Where nobody is named, nobody speaks."""
    document = novels.attribute('"Go."\n\n"No."')
    assert [(quote.speaker, quote.why) for quote in document.quotes] == [(None, "nobody is named")] * 2


def test_thoughts() -> None:
    """A thought in marks is the thinker's."""
    text = STORY + '\n\n"It will rain till morning," thought Mr. Harbin. "She will not sleep."'
    thought = novels.attribute(text, characters=PEOPLE).quotes[-2]
    assert thought.speaker is not None
    assert thought.cue is not None
    assert (thought.speaker.name, thought.cue.text) == ("Mr. Harbin", "thought")


def test_whole_book() -> None:
    """A book of 700,000 characters is read in one call, in moments."""
    book = "\n\n".join([STORY] * (700_000 // len(STORY)))
    start = time.process_time()
    document = novels.attribute(book, characters=PEOPLE)
    assert time.process_time() - start < 10  # some two seconds where it was measured
    assert {speaker.name for speaker in document.speakers} == {_A, _H, _R}
