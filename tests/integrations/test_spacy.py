"""The spaCy component, in a blank pipeline, behind an entity ruler, and behind a trained one."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from pipeline_texts import TEXTS
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

import quoteattr
from quoteattr.integrations.scoring import WEIGHTS
from quoteattr.integrations.spacy import QuoteattrPipe, quotes_of, register_extensions

installed = pytest.mark.skipif(
    not entry_points(group="spacy_factories", name="quoteattr"), reason="quoteattr is not installed"
)


BLANK = spacy.blank("en")
BLANK.add_pipe("quoteattr")


def run(*arguments: str | Path) -> str:
    """What another Python process prints."""
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("text", TEXTS)
def test_same_as_attribute(text: str) -> None:
    """Where the pipeline knows nothing of the text, the answer is that of `attribute`."""
    assert BLANK(text)._.quotes == quoteattr.attribute(text).quotes


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("“”‘’\"' ,.\n"), max_size=60))
def test_any_text(text: str) -> None:
    """The same of any text, and each span is the shortest one of whole tokens around its quotation."""
    doc = BLANK(text)
    assert doc._.quotes == quoteattr.attribute(text).quotes
    for span, quote in zip(doc.spans["quotes"], doc._.quotes, strict=True):
        assert span.start_char <= quote.start
        assert quote.end <= span.end_char
        assert span[0].idx + len(span[0]) > quote.start
        assert span[-1].idx < quote.end


def test_spans(nlp: Language) -> None:
    """The spans are the quotations, in order, with kind, speaker and record."""
    for text in TEXTS:
        doc = nlp(text)
        group = doc.spans["quotes"]
        records = group.attrs["quotes"]
        assert len(group) == len(doc._.quotes) == len(records)
        for span, quote in zip(group, doc._.quotes, strict=True):
            assert records[span.id_] == quote.to_dict()
            assert span.label_ == quote.kind
            assert span._.speaker == quote.speaker
            assert span.kb_id_ == (quote.speaker.name if quote.speaker else "")
            assert text[quote.start : quote.end] == quote.text
        assert json.loads(json.dumps(group.attrs)) == group.attrs


def test_inside_tokens() -> None:
    """A quotation that begins inside a token takes the whole token; its record keeps the exact offsets."""
    doc = Doc(BLANK.vocab, ["so", "(“No,”", "said", "Bo", "Diaz", ")"], [True, True, True, True, False, False])
    doc = BLANK.get_pipe("quoteattr")(doc)
    [span], [quote] = doc.spans["quotes"], doc._.quotes
    assert span.text == "(“No,”"
    assert (quote.start, quote.end, quote.text) == (4, 9, "“No,”")


def test_other_spans_have_no_speaker() -> None:
    """Words that are no quotation have no speaker, nor has anything in a `Doc` that was not read."""
    doc = BLANK(TEXTS[0])
    assert doc[0:2]._.speaker is None
    unread = BLANK.make_doc(TEXTS[0])
    assert unread._.quotes == ()
    assert unread[0:2]._.speaker is None


def test_round_trips(nlp: Language) -> None:
    """Quotations survive bytes, `DocBin`, pickling and copying."""
    docs = list(nlp.pipe(TEXTS))
    stored = DocBin(docs=docs).to_bytes()
    binned = DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
    for doc, other in zip(docs, binned, strict=True):
        copies = [other, Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes()), doc.copy()]
        copies.append(pickle.loads(pickle.dumps(doc)))
        for copy in copies:
            assert copy._.quotes == doc._.quotes
            assert [span._.speaker for span in copy.spans["quotes"]] == [span._.speaker for span in doc.spans["quotes"]]


_PARALLEL = """
import multiprocessing, sys
import spacy
import quoteattr.integrations.spacy

if __name__ == "__main__":
    nlp = spacy.load(sys.argv[1])
    texts = [f"“Number {number},” said Ines Calloway." for number in range(24)]
    one = list(nlp.pipe(texts))
    for method in ("fork", "spawn"):
        multiprocessing.set_start_method(method, force=True)
        two = list(nlp.pipe(texts, n_process=2, batch_size=6))
        assert [doc._.quotes for doc in one] == [doc._.quotes for doc in two]
        print(method, {doc.spans["quotes"][0]._.speaker.name for doc in two})
"""


def test_processes(nlp: Language, tmp_path: Path) -> None:
    """Two processes give what one gives, forked and spawned."""
    nlp.to_disk(tmp_path / "pipeline")
    script = tmp_path / "parallel.py"
    script.write_text(_PARALLEL, "utf-8")
    assert run(script, tmp_path / "pipeline") == "fork {'Ines Calloway'}\nspawn {'Ines Calloway'}\n"


def test_pipeline_on_disk(nlp: Language, tmp_path: Path) -> None:
    """A pipeline that was written and read again answers the same."""
    nlp.to_disk(tmp_path)
    copies = [spacy.load(tmp_path), type(nlp).from_config(nlp.config).from_bytes(nlp.to_bytes())]
    for copy in copies:
        assert [doc._.quotes for doc in copy.pipe(TEXTS)] == [doc._.quotes for doc in nlp.pipe(TEXTS)]


def test_serialisers(tmp_path: Path) -> None:
    """All four keep the settings; the output is sorted; `exclude` leaves out."""
    pipe = QuoteattrPipe(threshold=0.9, language="en", labels={"COMPANY": "organization"})
    pipe.to_disk(tmp_path)
    for copy in (QuoteattrPipe().from_bytes(pipe.to_bytes()), QuoteattrPipe().from_disk(tmp_path)):
        assert copy.cfg == pipe.cfg == {"labels": {"COMPANY": "organization"}, "language": "en", "threshold": 0.9}
    assert list(json.loads(pipe.to_bytes())) == sorted(pipe.cfg)
    assert QuoteattrPipe().from_bytes(pipe.to_bytes(), exclude=["cfg"]).cfg == QuoteattrPipe().cfg
    assert QuoteattrPipe().from_disk(tmp_path, exclude=["cfg"]).cfg == QuoteattrPipe().cfg
    assert pickle.loads(pickle.dumps(pipe)).cfg == pipe.cfg


def test_settings() -> None:
    """Settings go to the `Attributor`, and what is wrong with them is said at once."""
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr", config={"threshold": 1.0})
    doc = nlp(TEXTS[0])
    assert [span._.speaker for span in doc.spans["quotes"]] == [None, None, None]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"threshold": 90.0}, "probability from 0 to 1"),
        ({"language": "xx-nowhere"}, "xx-nowhere"),
        ({"labels": {"COMPANY": "firm"}}, "firm"),
        ({"colour": "red"}, "colour"),
    ]
    for config, message in wrong:
        with pytest.raises(ValueError, match=message):
            spacy.blank("en").add_pipe("quoteattr", config=config)
    with pytest.raises(TypeError, match="no setting is called 'colour': there are language"):
        QuoteattrPipe(colour="red")


def test_analysis(nlp: Language) -> None:
    """The component says what it assigns and how it is scored."""
    analysis = nlp.analyze_pipes()
    assert analysis["summary"]["quoteattr"]["assigns"] == ["doc.spans", "doc._.quotes", "span._.speaker"]
    assert analysis["summary"]["quoteattr"]["scores"] == sorted(WEIGHTS)
    assert analysis["problems"]["quoteattr"] == []


def test_evaluate(nlp: Language) -> None:
    """`nlp.evaluate` scores quotations and speakers against references, and leaves out those without any."""
    text = "“No,” said Bo Diaz. He wrote: “Never.” The “January wall” stays."
    never = text.index("“Never")
    spans = [(0, 5, "direct", "Bo Diaz"), (never, never + 8, "direct", "Ann Lee"), (never + 9, never + 12, "term", "")]
    gold = {"quotes": spans}
    examples = [Example.from_dict(nlp.make_doc(text), {"spans": gold}), Example(nlp.make_doc("x"), nlp.make_doc("x"))]
    scores = nlp.evaluate(examples)
    assert scores["quotes_p"] == scores["quotes_r"] == pytest.approx(2 / 3)
    assert scores["quotes_f"] == pytest.approx(2 / 3)
    assert scores["quotes_speaker_acc"] == 0.5
    assert nlp.evaluate(examples[1:])["quotes_f"] is None
    assert nlp.config["training"]["score_weights"]["quotes_f"] > 0


_CONFIG = """
[nlp]
lang = "en"
pipeline = ["quoteattr"]

[components]

[components.quoteattr]
factory = "quoteattr"
threshold = 0.25
"""


def test_config_from_file(tmp_path: Path) -> None:
    """A pipeline from a config has its settings; the rest are defaults."""
    (tmp_path / "config.cfg").write_text(_CONFIG, "utf-8")
    nlp = spacy.util.load_model_from_config(spacy.util.load_config(tmp_path / "config.cfg"), auto_fill=True)
    cfg = nlp.get_pipe("quoteattr").cfg  # type: ignore[attr-defined]
    assert (cfg["threshold"], cfg["language"], cfg["labels"]["ORG"]) == (0.25, None, "organization")


def test_assemble(tmp_path: Path) -> None:
    """`spacy assemble` builds the pipeline."""
    (tmp_path / "config.cfg").write_text(_CONFIG, "utf-8")
    (tmp_path / "code.py").write_text("import quoteattr.integrations.spacy\n", "utf-8")
    run("-m", "spacy", "assemble", tmp_path / "config.cfg", tmp_path / "out", "--code", tmp_path / "code.py")
    assert [quote.text for quote in spacy.load(tmp_path / "out")("“No,” said Bo Diaz.")._.quotes] == ["“No,”"]


@installed
def test_entry_point() -> None:
    """An installed quoteattr needs no import."""
    program = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('quoteattr'); print(len(nlp('“No,” he said.')._.quotes))"
    )
    assert run("-c", program) == "1\n"


def test_imports() -> None:
    """The library does without spaCy, and the component without what extras bring."""
    program = (
        "import sys; import {}; print(sorted({{'spacy', 'pandas', 'pyarrow', 'pyspark', 'jinja2'}} & set(sys.modules)))"
    )
    assert run("-c", program.format("quoteattr")) == "[]\n"
    assert set(eval(run("-c", program.format("quoteattr.integrations.spacy")))) <= {"spacy", "jinja2"}


def test_entities_tell_kinds() -> None:
    """A label decides the kind where the text tells none, and yields where the text does."""
    text = "“We sell shoes,” said Vantor Hale. “No,” said Mr. Bo Diaz."
    assert [speaker.kind for speaker in quoteattr.attribute(text).speakers] == ["person", "person"]
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Vantor Hale"}, {"label": "ORG", "pattern": "Bo Diaz"}])
    nlp.add_pipe("quoteattr")
    doc = nlp(text)
    assert [span._.speaker.kind for span in doc.spans["quotes"]] == ["organization", "person"]


def test_entities_name_speakers() -> None:
    """An entity is a name even in lower case; labels of one's own can be told."""
    text = "“Go,” bell hooks told us. “We sell shoes,” said adidas."
    assert [speaker.kind for speaker in quoteattr.attribute(text).speakers] == ["unknown", "unknown"]
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "WRITER", "pattern": "bell hooks"}, {"label": "COMPANY", "pattern": "adidas"}])
    nlp.add_pipe("quoteattr", config={"labels": {"WRITER": "person", "COMPANY": "organization"}})
    doc = nlp(text)
    speakers = [span._.speaker for span in doc.spans["quotes"]]
    assert [(speaker.name, speaker.kind) for speaker in speakers] == [
        ("bell hooks", "person"),
        ("adidas", "organization"),
    ]


def test_clusters_tell_pronouns() -> None:
    """A cluster of mentions tells for whom a pronoun stands, unless its gender speaks against it."""
    text = "Ann Lee met Eva Holm. “We agreed,” she said. “Yes,” he said."
    nlp = spacy.blank("en")
    pipe = QuoteattrPipe()

    def read(name: tuple[int, int], pronoun: tuple[int, int]) -> list[str]:
        doc = nlp.make_doc(text)
        doc.spans["coref_clusters_1"] = [doc.char_span(*name), doc.char_span(*pronoun)]
        return [quote.speaker.name for quote in pipe(doc)._.quotes]

    she = text.index("she")
    assert read((0, 7), (she, she + 3))[0] == "Ann Lee"
    assert read((12, 20), (she, she + 3))[0] == "Eva Holm"
    assert read((0, 7), (text.rindex("he"), text.rindex("he") + 2))[1] == quoteattr.attribute(text).speakers[-1].name


def test_error_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong with one `Doc` goes to the pipeline's error handler, and the others are done."""
    nlp = spacy.blank("en")
    pipe: Any = nlp.add_pipe("quoteattr")
    predict = pipe.predict
    monkeypatch.setattr(pipe, "predict", lambda doc: predict(doc) if len(doc) > 1 else 1 / 0, raising=False)
    failed: list[str] = []
    nlp.set_error_handler(lambda name, proc, docs, error: failed.extend(doc.text for doc in docs))
    assert [doc.text for doc in nlp.pipe(["“No,” he said.", "x", "y z"])] == ["“No,” he said.", "y z"]
    assert failed == ["x"]


def test_extensions_of_others() -> None:
    """An extension of somebody else with the same name is left alone."""
    getter = Doc.get_extension("quotes")
    try:
        Doc.remove_extension("quotes")
        Doc.set_extension("quotes", default="mine")
        register_extensions()
        doc = QuoteattrPipe()(spacy.blank("en").make_doc("“No,” said Bo Diaz."))
        assert doc._.quotes == "mine"
        assert quotes_of(doc)[0].text == "“No,”"
    finally:
        Doc.remove_extension("quotes")
        Doc.set_extension("quotes", getter=getter[2])
    assert Span.has_extension("speaker")


def test_long_texts() -> None:
    """spaCy refuses texts over its limit itself, and says so; the library takes them."""
    text = "“No,” said Bo Diaz. " * 60_000
    with pytest.raises(ValueError, match="E088"):
        BLANK(text)
