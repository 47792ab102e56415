"""The spaCy component: `nlp.add_pipe("quoteattr")`.

spaCy loads this module wherever it makes a pipeline, so it imports what quoteattr itself needs and no more.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from spacy.language import Language
from spacy.pipeline.pipe import Pipe
from spacy.tokens import Doc, Span, SpanGroup

from ..annotations import Annotations
from ..document import Document, Quote, Speaker, SpeakerKind
from .scoring import KEY, SCORER, WEIGHTS
from .settings import DEFAULTS, PARAMETERS, attribution

#: The kind of speaker for each label of an entity.
LABELS: dict[str, SpeakerKind] = json.loads(files(__package__).joinpath("labels.json").read_bytes())

_CLUSTERS = "coref_clusters"  # how the keys of span groups begin that hold the mentions of one and the same
_CONFIG = "cfg"


class QuoteattrPipe(Pipe):
    """Finds the quotations of a `Doc` and says who each one belongs to.

    ``doc.spans["quotes"]`` holds a span a quotation: its label the kind, its ``kb_id_`` the speaker's name, its ``id_``
    the key of its record in ``doc.spans["quotes"].attrs["quotes"]``. ``doc._.quotes`` are `Quote` objects in the same
    order, and ``span._.speaker`` is the `Speaker`.

    Args:
        name: The component's name in its pipeline.
        labels: The kind of speaker for each label of an entity; entities with other labels are left alone.
        scorer: What `score` calls.
        settings: Those of `Attributor`, by name.

    Raises:
        TypeError: If there is no such setting, or one is of another type.
        ValueError: If a setting has a value that it cannot have, or a label means no kind of speaker.
    """

    def __init__(
        self,
        name: str = "quoteattr",
        *,
        labels: Mapping[str, SpeakerKind] = LABELS,
        scorer: Callable[..., Any] | None = None,
        **settings: Any,
    ) -> None:
        self.name = name
        self.scorer = scorer
        self._configure({"labels": dict(labels), **settings})
        register_extensions()

    def _configure(self, config: Mapping[str, Any]) -> None:
        if wrong := sorted(set(config["labels"].values()) - set(get_args(SpeakerKind))):
            raise ValueError(f"label means {wrong[0]!r}: pass one of {', '.join(get_args(SpeakerKind))}")
        self.cfg = dict(config)
        self._labels = config["labels"]
        self._attribute = attribution(**{name: value for name, value in config.items() if name != "labels"})

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of a `Doc`, and note them in it."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> Document:
        """The quotations of a `Doc`, which stays as it is."""
        return self._attribute(doc.text, annotations=annotations_of(doc, self._labels))

    def set_annotations(self, doc: Doc, document: Document) -> None:
        """Note quotations in the `Doc` that they are of.

        A quotation that begins or ends inside a token has the whole token in its span; its own offsets are in its
        record.
        """
        starts = doc.to_array("IDX")
        firsts = starts.searchsorted([quote.start for quote in document.quotes], "right") - 1
        lasts = starts.searchsorted([quote.end for quote in document.quotes], "left")
        spans, records = [], {}
        for number, quote in enumerate(document.quotes):
            key = f"q{number}"
            name = quote.speaker.name if quote.speaker else ""
            spans.append(Span(doc, firsts[number], lasts[number], quote.kind, kb_id=name, span_id=key))
            records[key] = quote.to_dict()
        speakers = {speaker.id: speaker.to_dict() for speaker in document.speakers}
        doc.spans[KEY] = SpanGroup(doc, name=KEY, attrs={"quotes": records, "speakers": speakers}, spans=spans)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component's config as bytes."""
        return b"" if _CONFIG in exclude else json.dumps(self.cfg, sort_keys=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> QuoteattrPipe:
        """Take over the config that `to_bytes` wrote."""
        if _CONFIG not in exclude:
            self._configure(json.loads(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's config into a directory."""
        Path(path).mkdir(parents=True, exist_ok=True)
        if _CONFIG not in exclude:
            Path(path, _CONFIG).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> QuoteattrPipe:
        """Take over the config that `to_disk` wrote."""
        return self if _CONFIG in exclude else self.from_bytes(Path(path, _CONFIG).read_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.name, self.scorer, self.cfg)


def _restore(name: str, scorer: Callable[..., Any] | None, config: Mapping[str, Any]) -> QuoteattrPipe:
    """The component in another process, where it loads its weights itself."""
    return QuoteattrPipe(name, scorer=scorer, **config)


def annotations_of(doc: Doc, labels: Mapping[str, SpeakerKind] = LABELS) -> Annotations:
    """What the components before have found in a `Doc`: its entities, and its clusters of mentions."""
    names = [(ent.start_char, ent.end_char, labels[ent.label_]) for ent in doc.ents if ent.label_ in labels]
    groups = [group for key, group in doc.spans.items() if key.startswith(_CLUSTERS)]
    return Annotations(names, [[(span.start_char, span.end_char) for span in group] for group in groups])


def register_extensions() -> None:
    """Let `Doc` and `Span` have ``_.quotes`` and ``_.speaker``, where nothing has taken these names."""
    if not Doc.has_extension("quotes"):
        Doc.set_extension("quotes", getter=quotes_of)
    if not Span.has_extension("speaker"):
        Span.set_extension("speaker", getter=speaker_of)


def quotes_of(doc: Doc) -> tuple[Quote, ...]:
    """The quotations of a `Doc` in order; none where no component has looked for them."""
    if KEY not in doc.spans:
        return ()
    attrs = doc.spans[KEY].attrs
    record = {"text": doc.text, "quotes": attrs["quotes"].values(), "speakers": attrs["speakers"].values()}
    return Document.from_dict(record).quotes


def speaker_of(span: Span) -> Speaker | None:
    """Who says a quotation, given its span out of ``doc.spans["quotes"]``."""
    if KEY not in span.doc.spans:
        return None
    attrs = span.doc.spans[KEY].attrs
    speaker = attrs["quotes"].get(span.id_, {}).get("speaker")
    return Speaker.from_dict(attrs["speakers"][speaker["id"]]) if speaker else None


def make_quoteattr(nlp: Language, name: str, **config: Any) -> QuoteattrPipe:
    """The component for a pipeline, from its config."""
    return QuoteattrPipe(name, **config)


# spaCy checks a config against the factory's signature, which names every setting.
make_quoteattr.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
    [
        inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=annotation)
        for name, annotation in {
            "nlp": Language,
            "name": str,
            **{name: parameter.annotation for name, parameter in PARAMETERS.items()},
            "labels": dict[str, SpeakerKind],
            "scorer": Callable[..., Any] | None,
        }.items()
    ]
)

Language.factory(
    "quoteattr",
    assigns=["doc.spans", "doc._.quotes", "span._.speaker"],
    default_config={**DEFAULTS, "labels": LABELS, "scorer": {"@scorers": SCORER}},
    default_score_weights=WEIGHTS,
    func=make_quoteattr,
)
