"""Quotations of a Spark DataFrame, with real workers."""

from __future__ import annotations

import datetime as dt
import os
import runpy
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pipeline_texts import TEXTS

from quoteattr.evaluation.corpus import generate

pytest.importorskip("pyspark")

from pyspark.sql import DataFrame, SparkSession

from quoteattr.integrations.frames import attribute_batches, attribute_table, quote_schema
from quoteattr.integrations.settings import attribution
from quoteattr.integrations.spark import attribute_quotes

pa = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Two workers on this machine; a task that fails is tried again."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def rows(df: DataFrame) -> list[dict[str, Any]]:
    """The rows of a DataFrame in order of the quotations."""
    return sorted((row.asDict() for row in df.collect()), key=lambda row: (row["id"], row["quote"]))


def short_articles(count: int) -> list[tuple[int, str]]:
    """Articles of a few paragraphs, with ids."""
    return [(id, "\n\n".join(text.split("\n\n")[:4])) for id, text in enumerate(generate(count))]


def expected(articles: list[tuple[int, str | None]], **settings: Any) -> list[dict[str, Any]]:
    """The rows that one process gives."""
    ids, texts = zip(*articles, strict=True)
    return attribute_table(pa.table({"id": ids, "text": pa.array(texts, pa.string())}), **settings).to_pylist()


def test_same_rows(spark: SparkSession) -> None:
    """Two workers give the rows of one process; texts that are null give none."""
    articles = [*enumerate(TEXTS), (90, None), *((100 + id, text) for id, text in short_articles(100))]
    df = spark.createDataFrame(articles, "id long, text string").repartition(5)
    assert rows(attribute_quotes(df)) == expected(articles)
    assert rows(attribute_quotes(df, threshold=0.9)) == expected(articles, threshold=0.9)


def test_schema(spark: SparkSession) -> None:
    """Ids keep their type, other columns are left alone, and no rows have all columns."""
    df = spark.createDataFrame([], "`the.key` date, body string, more double")
    quotes = attribute_quotes(df, "body", "the.key")
    assert quotes.collect() == []
    assert quotes.dtypes[:4] == [("id", "date"), ("quote", "int"), ("start", "bigint"), ("end", "bigint")]
    assert quotes.columns == quote_schema().names


def test_errors(spark: SparkSession) -> None:
    """What is wrong is said before any worker starts."""
    df = spark.createDataFrame([(1, "“No,” said Bo Diaz.")], "id long, text string")
    with pytest.raises(ValueError, match="there is no column 'body': there are 'id', 'text'"):
        attribute_quotes(df, "body")
    with pytest.raises(TypeError, match="column 'id' holds bigint, not string"):
        attribute_quotes(df, "id", "id")
    with pytest.raises(TypeError, match="no setting is called 'colour'"):
        attribute_quotes(df, colour="red")
    with pytest.raises(ValueError, match="threshold is 90"):
        attribute_quotes(df, threshold=90)


def test_lazy(spark: SparkSession) -> None:
    """Nothing runs before an action asks for it."""
    df = spark.createDataFrame(short_articles(3), "id long, text string")
    jobs = len(spark.sparkContext.statusTracker().getJobIdsForGroup())
    quotes = attribute_quotes(df)
    assert len(spark.sparkContext.statusTracker().getJobIdsForGroup()) == jobs
    quotes.count()
    assert len(spark.sparkContext.statusTracker().getJobIdsForGroup()) > jobs


def test_loaded_once(spark: SparkSession) -> None:
    """A worker loads the weights once, however many partitions it reads."""

    def count(batches: Iterator[Any]) -> Iterator[Any]:
        for _ in attribute_batches(batches, threshold=0.125):
            pass
        yield pa.RecordBatch.from_pylist([{"worker": os.getpid(), "loads": attribution.cache_info().misses}])

    df = spark.createDataFrame(short_articles(40), "id long, text string").repartition(8)
    spark.sparkContext.parallelize([0]).count()
    seen: dict[int, set[int]] = {}
    for row in df.mapInArrow(count, "worker long, loads long").collect():
        seen.setdefault(row.worker, set()).add(row.loads)
    assert sum(map(len, seen.values())) == len(seen) <= 2


def test_novels_in_one_partition(spark: SparkSession) -> None:
    """Texts of a megabyte pass with the default batch size, all in one partition of several."""
    novel = "\n\n".join(generate(420))
    assert len(novel) > 1_000_000
    df = spark.createDataFrame([(id, novel) for id in range(3)], "id long, text string").repartition(4, "text")
    counts = {row["id"]: row["count"] for row in attribute_quotes(df).groupBy("id").count().collect()}
    assert len(counts) == 3
    assert len(set(counts.values())) == 1
    assert counts[0] > 1000


def workers() -> list[int]:
    """The Python workers that Spark has started for this process."""
    parents, daemons = {}, set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text("utf-8", "replace").rsplit(")", 1)[1].split()[1])
            if b"pyspark.daemon" in stat.with_name("cmdline").read_bytes():
                daemons.add(int(stat.parent.name))
        except OSError:  # it has ended
            continue

    def is_own(process: int) -> bool:
        while process not in (0, os.getpid()):
            process = parents.get(process, 0)
        return process != 0

    return [process for process in daemons if parents[process] in daemons and is_own(process)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not list its processes")
def test_killed_worker(spark: SparkSession) -> None:
    """A worker that is killed in the middle of the job takes nothing with it, and nothing comes twice."""
    articles = short_articles(2000)
    quotes = attribute_quotes(spark.createDataFrame(articles, "id long, text string").repartition(12))
    found: list[dict[str, Any]] = []
    spark.sparkContext.setJobGroup("killed", "one worker is killed")
    job = threading.Thread(target=lambda: found.extend(rows(quotes)))
    tracker = spark.sparkContext.statusTracker()

    def stages() -> list[Any]:
        return [info for stage in tracker.getActiveStageIds() if (info := tracker.getStageInfo(stage)) is not None]

    failed = 0
    job.start()
    while job.is_alive():
        running = [stage for stage in stages() if stage.numTasks == 12]
        if not failed and any(stage.numCompletedTasks for stage in running):
            os.kill(workers()[0], signal.SIGKILL)
        failed = max([failed, *(stage.numFailedTasks for stage in running)])
        time.sleep(0.2)
    job.join()
    assert failed
    assert found == expected(articles)


def test_worked_example(spark: SparkSession, tmp_path: Path) -> None:
    """The example writes a folder a day; started again, it does what is not done, and doubles nothing."""
    write_days = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "quotes_by_day.py"))["write_days"]
    articles, quotes = tmp_path / "articles", tmp_path / "quotes"
    texts = [(id, dt.date(2026, 5, 1 + id % 3), text) for id, text in short_articles(30)]
    spark.createDataFrame(texts, "id long, day date, text string").write.parquet(str(articles))
    days = ["2026-05-01", "2026-05-02", "2026-05-03"]
    assert write_days(spark, articles, quotes) == days
    first = rows(spark.read.parquet(str(quotes)))
    assert [{key: row[key] for key in row if key != "day"} for row in first] == expected(short_articles(30))
    assert all(row["day"] == texts[row["id"]][1] for row in first)
    assert write_days(spark, articles, quotes) == []
    (quotes / "day=2026-05-02" / "_SUCCESS").unlink()  # stopped while it wrote this day
    shutil.rmtree(quotes / "day=2026-05-03")
    assert write_days(spark, articles, quotes) == days[1:]
    assert rows(spark.read.parquet(str(quotes))) == first
