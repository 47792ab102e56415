"""Quotations of a folder of articles, a folder a day: `python docs/quotes_by_day.py ARTICLES QUOTES`.

ARTICLES holds Parquet files with the columns `id`, `day` and `text`. QUOTES gets `day=2026-05-01/` and so on. Start it
again after it was stopped: days that are done are passed over.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pyspark.sql import SparkSession

from quoteattr.integrations.spark import attribute_quotes


def write_days(spark: SparkSession, articles: Path, quotes: Path, threshold: float = 0.0) -> list[str]:
    """Write the quotations of each day that is not done yet.

    Args:
        spark: The session.
        articles: Folder of Parquet files.
        quotes: Folder to write to.
        threshold: Name no speaker with a confidence under it.

    Returns:
        The days that were written, in order.
    """
    table = spark.read.parquet(str(articles))
    days = sorted(str(row.day) for row in table.select("day").distinct().collect())
    written = []
    for day in days:
        folder = quotes / f"day={day}"
        if not (folder / "_SUCCESS").exists():  # Spark's mark, the last thing that it writes
            found = attribute_quotes(table.where(table.day == day), threshold=threshold)
            found.write.mode("overwrite").parquet(str(folder))
            written.append(day)
    return written


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("quotes", type=Path)
    parser.add_argument("--threshold", type=float, default=0.0)
    options = parser.parse_args()
    spark = SparkSession.builder.appName("quotes by day").getOrCreate()
    for day in write_days(spark, options.articles, options.quotes, options.threshold):
        print(day)
    spark.stop()


if __name__ == "__main__":
    main()
