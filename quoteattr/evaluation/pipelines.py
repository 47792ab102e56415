"""What other pipelines cost: `python -m quoteattr.evaluation.pipelines spacy` or `spark`.

``spacy`` prints the time of the component beside that of `Attributor.attribute` on the same texts, both on one core.
``spark`` prints how many short articles a second go through two workers and through one process, and whether both give
the same rows. Both sides take turns, so that they meet the same machine, and the medians are printed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

import spacy

from quoteattr.attributor import Attributor
from quoteattr.evaluation.corpus import generate
from quoteattr.evaluation.speed.timing import median_seconds, one_core, run_on_one_thread
from quoteattr.integrations.spacy import QuoteattrPipe

_PARAGRAPHS = 4  # of a short article


def measure_spacy(texts: Sequence[str], repeats: int) -> Iterator[tuple[str, str]]:
    """The figures of the component, each with its name."""
    nlp, pipe, attribute = spacy.blank("en"), QuoteattrPipe(), Attributor().attribute
    docs = [nlp.make_doc(text) for text in texts]
    with one_core():
        plain, component, tokenizer = median_seconds(
            repeats,
            lambda: [attribute(text) for text in texts],
            lambda: [pipe(doc) for doc in docs],
            lambda: [nlp.make_doc(text) for text in texts],
        )
    yield "documents", str(len(texts))
    yield "attribute  s", f"{plain:.2f}"
    yield "component  s", f"{component:.2f}"
    yield "tokenizer  s", f"{tokenizer:.2f}"
    yield "overhead   %", f"{100 * (component / plain - 1):.1f}"


def measure_spark(texts: Sequence[str], repeats: int) -> Iterator[tuple[str, str]]:
    """The figures of Spark, each with its name."""
    import pyarrow as pa
    from pyspark.sql import SparkSession

    from quoteattr.integrations.frames import attribute_table
    from quoteattr.integrations.spark import attribute_quotes

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    table = pa.table({"id": range(len(texts)), "text": texts})
    df = spark.createDataFrame(list(enumerate(texts)), "id long, text string").repartition(8).cache()
    quotes = attribute_quotes(df)
    one, two = median_seconds(
        repeats, lambda: attribute_table(table), lambda: quotes.write.format("noop").mode("overwrite").save()
    )
    expected = attribute_table(table).to_pylist()
    found = sorted((row.asDict() for row in quotes.toLocalIterator()), key=lambda row: (row["id"], row["quote"]))
    spark.stop()
    yield "documents", str(len(texts))
    yield "rows", str(len(found))
    yield "same rows", "yes" if found == expected else "no"
    yield "one process  documents/s", f"{len(texts) / one:.0f}"
    yield "Spark local[2]  documents/s", f"{len(texts) / two:.0f}"
    yield "ratio", f"{one / two:.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation.pipelines", description=__doc__)
    parser.add_argument("pipeline", choices=("spacy", "spark"))
    parser.add_argument("--documents", type=int, help="how many are generated (default: 300, for Spark 10000)")
    parser.add_argument("--repeats", type=int, default=3, help="how often each is timed (default: 3)")
    options = parser.parse_args(arguments)
    if options.pipeline == "spacy":
        figures = measure_spacy(list(generate(options.documents or 300)), options.repeats)
    else:
        short = ("\n\n".join(text.split("\n\n")[:_PARAGRAPHS]) for text in generate(options.documents or 10_000))
        figures = measure_spark(list(short), options.repeats)
    for name, value in figures:
        print(f"{name:28}{value}")
    return 0


if __name__ == "__main__":
    sys.exit(run_on_one_thread("quoteattr.evaluation.pipelines", main))
