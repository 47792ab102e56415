"""Beside others on the same texts: `python -m quoteattr.evaluation.peers PIPELINE`.

Run in a checkout with the benchmarks beside it, in an environment that has textacy and spacy-lookups-data, this reads
the articles of news-dev with quoteattr, with textacy's `direct_quotations` on a spaCy pipeline that has a parser, and
with a plain regular expression for marks, and prints for each how fast it is and the figures of the benchmark's script.
"""

from __future__ import annotations

import argparse
import importlib
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import spacy

from ..attributor import Attributor
from .figures import CHECKOUT, benchmarks_beside, scored, texts_of

Record: TypeAlias = Mapping[str, Any]

FIGURES = ("span_f1", "strict", "entity", "precision", "f1")
_BENCHMARK = "news-dev"
# Those that textacy looks at, by the tags of the Penn Treebank.
_PARTS_OF_SPEECH = {
    "VERB": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "AUX": ("MD",),
    "NOUN": ("NN", "NNS"),
    "PROPN": ("NNP", "NNPS"),
    "PRON": ("PRP",),
}
_PLAIN = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")


def quoteattr_reader() -> Callable[[str], Record]:
    """This library."""
    attributor = Attributor()
    return lambda text: attributor.attribute(text).to_dict()


def expression_reader() -> Callable[[str], Record]:
    """Whatever stands between two marks of a line, with no speaker."""
    return lambda text: {"quotes": [_quote(*match.span(), None) for match in _PLAIN.finditer(text)]}


def textacy_reader(pipeline: str) -> Callable[[str], Record]:
    """textacy's `direct_quotations`, on a spaCy pipeline."""
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    nlp = spacy.load(pipeline)
    # textacy asks for parts of speech and lemmas, which a pipeline may leave to its user.
    if "attribute_ruler" not in nlp.pipe_names:
        ruler = nlp.add_pipe("attribute_ruler")
        for part, tags in _PARTS_OF_SPEECH.items():
            ruler.add([[{"TAG": tag}] for tag in tags], {"POS": part})  # type: ignore[attr-defined]
    if "lemmatizer" not in nlp.pipe_names:
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize()  # type: ignore[attr-defined]

    def read(text: str) -> Record:
        triples = direct_quotations(nlp(text))
        return {"quotes": [_quote(said.start_char, said.end_char, speaker) for speaker, _, said in triples]}

    return read


def _quote(start: int, end: int, speaker: Sequence[Any] | None) -> Record:
    mention = None
    if speaker:
        mention = {"start": speaker[0].idx, "end": speaker[-1].idx + len(speaker[-1])}
    return {"start": start, "end": end, "kind": "direct", "mention": mention, "speaker": None}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table in Markdown, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.peers", description=__doc__)
    parser.add_argument("pipeline", metavar="PIPELINE", help="a spaCy pipeline with a parser: its name or folder")
    options = parser.parse_args(arguments)
    benchmarks = benchmarks_beside(CHECKOUT)
    if benchmarks is None:
        parser.error("no benchmarks beside the checkout")
    texts = texts_of(_BENCHMARK, benchmarks)
    tokenize = spacy.blank("en").make_doc
    readers: Mapping[str, Callable[[str], Any]] = {
        "quoteattr": quoteattr_reader(),
        "textacy, direct_quotations": textacy_reader(options.pipeline),
        "a regular expression for marks": expression_reader(),
        "(spaCy's tokenizer alone)": tokenize,
    }
    megabytes = sum(len(text.encode()) for text in texts.values()) / 1e6
    print("| | MB/s | fails on | " + " | ".join(FIGURES) + " |")
    print("| --- | --- | --- |" + " --- |" * len(FIGURES))
    for name, reader in readers.items():
        reader(next(iter(texts.values())))  # loads what is loaded late
        found: dict[str | None, Any] = {}
        failed = 0
        start = time.perf_counter()
        for key, text in texts.items():
            try:
                found[key] = reader(text)
            except Exception:  # whatever another library raises on a text is what is counted here
                failed += 1
                found[key] = {"quotes": []}
        speed = megabytes / (time.perf_counter() - start)
        cells = ["–"] * len(FIGURES)
        if reader is not tokenize:
            scores = scored(_BENCHMARK, benchmarks, found)
            cells = [str(scores[figure]) for figure in FIGURES]
        print(f"| {name} | {speed:.3f} | {failed} of {len(texts)} | " + " | ".join(cells) + " |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
