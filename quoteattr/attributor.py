"""The main path: from a text to its quotations and their speakers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from . import discourse, outright
from .annotations import NONE, Annotations
from .assembly import Scene, assemble
from .characters import Character, to_characters
from .discourse import Choice
from .document import Document, QuoteKind
from .fiction.genre import is_fiction
from .given import given_spans
from .indirect.report import Reported
from .kinds import kinds_of
from .marks import QuotedSpan, scan
from .paragraphs import split_paragraphs
from .ranking import model as ranking
from .ranking.candidates import find_candidates
from .ranking.features import describe_in_parts
from .ranking.model import Scores
from .reading.around import Paragraph, Reading, read_all
from .reading.tokens import APART
from .speakers import Cast


class Attributor:
    """Finds the quotations of texts and their speakers, its settings and weights loaded once.

    Args:
        language: Language of the texts, as a code such as ``"en"`` or ``"de-CH"``, for the marks that they use; by
            default the text's own marks tell.
        genre: ``"news"`` for anything that reports, ``"fiction"`` for novels and stories; by default the text's own
            dialogue tells, where there is much of it.
        threshold: Speakers with a lower confidence are left out: `Quote.speaker` is then `None`. 0 leaves out none.

    Raises:
        TypeError: If a setting is of another type.
        ValueError: If `threshold` is not from 0 to 1, or `language` or `genre` is not known.
    """

    def __init__(
        self, *, language: str | None = None, genre: Literal["news", "fiction"] | None = None, threshold: float = 0.0
    ) -> None:
        if isinstance(threshold, bool) or not isinstance(threshold, int | float):
            raise TypeError(f"threshold is {type(threshold).__name__}: pass a probability from 0 to 1")
        if not 0 <= threshold <= 1:
            raise ValueError(f"threshold is {threshold}: pass a probability from 0 to 1")
        if genre not in ("news", "fiction", None):
            raise ValueError(f"genre is {genre!r}: pass 'news', 'fiction' or None")
        scan("", language)  # an unknown language is told at once
        self.language = language
        self.genre = genre
        self.threshold = float(threshold)
        self._model = ranking.load()

    def attribute(
        self,
        text: str,
        *,
        characters: Iterable[Character | Mapping[str, Any]] | None = None,
        spans: Iterable[tuple[int, int]] | None = None,
        annotations: Annotations | None = None,
        indirect: bool = False,
    ) -> Document:
        """Find the quotations of a text and say who each one belongs to.

        Args:
            text: Any text.
            characters: Those who may speak, where they are known: `Character` objects or mappings with ``name`` and,
                where there are any, ``aliases`` and ``gender``. Mentions by these names get the character's name.
            spans: The quotations, where they have been found already: start and end of each in code points, end
                exclusive. They are kept as they are, and no others are looked for.
            annotations: Names and mentions of one and the same, where other software has found them. Novels do without.
            indirect: Whether to find what is reported without marks, too: quotations of the kind ``"indirect"``, and
                the `Quote.utterance` of mixed ones. Not in novels.

        Returns:
            The text with its quotations, in order, and their speakers.

        Raises:
            TypeError: If `text` is no `str`, or `characters`, `spans` or `annotations` hold something else.
            ValueError: If a span does not fit the text or crosses another.
        """
        if not isinstance(text, str):
            raise TypeError(f"text is {type(text).__name__}, not str: decode it, or pass one text at a time")
        if not isinstance(annotations, Annotations | None):
            raise TypeError(f"annotations is {type(annotations).__name__}: pass an Annotations object")
        known = to_characters(characters or ())
        paragraphs = split_paragraphs(text)
        quoted = scan(text, self.language, paragraphs) if spans is None else given_spans(text, spans)
        if self.genre == "fiction" or (self.genre is None and is_fiction(text, quoted, paragraphs)):
            from .fiction import novel

            given = spans is not None
            return novel.attribute(text, paragraphs, quoted, known, threshold=self.threshold, given=given)
        narrations = list(_narrations(quoted, paragraphs, indirect))
        if not narrations:
            return assemble(text, quoted, [], self.threshold)
        around = [([quoted[member] for member in members], parts) for members, parts in narrations]
        whole = read_all(text, around, annotations or NONE)
        chosen, readings = self._choose(whole) if quoted else [[]], whole.narrations
        del whole  # of a long text it takes as much memory as its parts
        scenes: list[Scene] = []
        for (members, _), reading, own in zip(narrations, readings, chosen, strict=True):
            choices = discourse.join_reopened(own, members, quoted)
            kinds = kinds_of(reading, choices)
            sources = (choice.mention for choice in choices if choice.mention is not None)
            cast = Cast(reading, known, sources, scenes[0].cast if scenes else None)
            reported = _reported(reading, choices, kinds) if indirect and not scenes else Reported()
            scenes.append(Scene(members, reading, choices, cast, kinds, reported))
        return assemble(text, quoted, scenes, self.threshold)

    def _choose(self, reading: Reading) -> list[list[Choice]]:
        """The source of each quotation of each narration."""
        candidates = find_candidates(reading)
        parts = describe_in_parts(reading, candidates, self._model.vocabulary)
        scores = Scores.joined(self._model.score(features, pairs) for features, pairs in parts)
        scores = outright.weigh(scores, reading, candidates)
        counts = [len(part.spans) for part in reading.narrations]
        choices = discourse.choose(scores, candidates, counts, self._model.confidence)
        return discourse.parted(choices, reading.narrations)

    def pipe(self, texts: Iterable[str], *, workers: int = 1, indirect: bool = False) -> Iterator[Document]:
        """Attribute texts, in order, as they are asked for.

        Args:
            texts: Any number of texts.
            workers: How many processes do it, this one among them. With more than one, texts are taken a little ahead,
                never all at once, and a script must guard its main code with ``if __name__ == "__main__":``. Closing
                the iterator, or dropping it, ends the other processes.
            indirect: Whether to find what is reported without marks, too.

        Raises:
            TypeError: If a text is no `str`, when its turn comes, or `workers` no `int`.
            ValueError: If `workers` is less than 1.
            concurrent.futures.BrokenExecutor: If another process is ended from outside, as for lack of memory; when a
                document is asked for.
        """
        from .parallel import ordered

        return ordered(functools.partial(self.attribute, indirect=indirect), texts, workers, _size)

    def __reduce__(self) -> tuple[Callable[[], Attributor], tuple[()]]:
        """To another process go the settings; it loads the weights itself."""
        again = functools.partial(type(self), language=self.language, genre=self.genre, threshold=self.threshold)
        return again, ()


def attribute(
    text: str,
    *,
    characters: Iterable[Character | Mapping[str, Any]] | None = None,
    spans: Iterable[tuple[int, int]] | None = None,
    indirect: bool = False,
) -> Document:
    """Find the quotations of a text and say who each one belongs to: `Attributor.attribute` with default settings.

    >>> document = attribute("“We are done,” said Anna Keller.")
    >>> [(quote.content, quote.speaker.name) for quote in document.quotes]
    [('We are done,', 'Anna Keller')]
    """
    return _default().attribute(text, characters=characters, spans=spans, indirect=indirect)


def _size(text: object) -> int:
    return len(text) if isinstance(text, str) else 0


@functools.cache
def _default() -> Attributor:
    return Attributor()


def _reported(reading: Reading, choices: Sequence[Choice], kinds: Sequence[QuoteKind]) -> Reported:
    """What the document's own narration reports; code and weights for it are loaded when it is first asked for."""
    from .indirect import model as reporting
    from .indirect.reported import find_reported

    pieces = [number for number, kind in enumerate(kinds) if kind == "mixed"]
    terms = [number for number, choice in enumerate(choices) if choice.mention is None]
    return find_reported(reporting.load(), reading, pieces, terms)


def _narrations(
    quoted: Sequence[QuotedSpan], paragraphs: Sequence[tuple[int, int]], indirect: bool
) -> Iterator[tuple[list[int], Sequence[Paragraph]]]:
    """The quotations of each depth with the narration that they stand in: the document, or those around them.

    Where indirect quotations are asked for, the document's own narration is read even if it holds no others.
    """
    levels: dict[int, list[int]] = {0: []} if indirect else {}
    for number, span in enumerate(quoted):
        levels.setdefault(span.depth, []).append(number)
    for depth, members in sorted(levels.items()):
        if depth:
            parents = {quoted[member].parent for member in members}
            around = [span for number, span in enumerate(quoted) if number in parents]
            yield members, [(span.content_start, span.content_end, APART * place) for place, span in enumerate(around)]
        else:
            yield members, [(start, end, number) for number, (start, end) in enumerate(paragraphs)]
