"""The filters of TPC-H's queries 6 and 12 in Spark: a kernel in both of its forms beside pandas UDFs and Spark's own SQL, over Parquet files of lineitem.

    python integrations/python/bench/lineitem_spark.py lineitem lineitem-kernels

Two cores, one machine, one session with the same settings for all. Every contender gives the number of rows and the sum of their prices, which are compared. In seconds, of the processor
(of Spark and its workers in Python, whatever else the machine does) and of the clock: warm, the medians of the rounds, in which the contenders take turns; cold, the first
query of a session of its own, without the time that starting the session takes.

There are two pandas UDFs. One takes the columns as they are: dates and decimals are Python's objects. The other has Spark make numbers of them first.
"""

# Without `annotations` of __future__: Spark reads those of the pandas UDFs.
import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
from lineitem import FROM, QUERIES, TO
from process_tree import tree_time
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import col, count, pandas_udf, unix_date
from pyspark.sql.functions import sum as total
from pyspark.sql.types import BooleanType

from quern_kernel import Predicate
from quern_kernel import spark as quern

TEXTS = Path(__file__).parents[3] / "examples/lineitem"
CONTENDERS = ("condition", "filter", "pandas UDF", "pandas UDF, numbers", "Spark SQL")
FIRST, END = ((day - type(day)(1970, 1, 1)).days for day in (FROM, TO))


@pandas_udf(BooleanType())
def q6(ship: pd.Series, discount: pd.Series, quantity: pd.Series) -> pd.Series:
    return (ship >= FROM) & (ship < TO) & (discount >= Decimal("0.05")) & (discount <= Decimal("0.07")) & (quantity < 24)


@pandas_udf(BooleanType())
def q6_numbers(ship: pd.Series, discount: pd.Series, quantity: pd.Series) -> pd.Series:
    return (ship >= FIRST) & (ship < END) & (discount >= 5) & (discount <= 7) & (quantity < 2400)


@pandas_udf(BooleanType())
def q12(mode: pd.Series, commit: pd.Series, ship: pd.Series, receipt: pd.Series) -> pd.Series:
    return mode.isin(["MAIL", "SHIP"]) & (commit < receipt) & (ship < commit) & (receipt >= FROM) & (receipt < TO)


@pandas_udf(BooleanType())
def q12_numbers(mode: pd.Series, commit: pd.Series, ship: pd.Series, receipt: pd.Series) -> pd.Series:
    return mode.isin(["MAIL", "SHIP"]) & (commit < receipt) & (ship < commit) & (receipt >= FIRST) & (receipt < END)


def udfs() -> dict[tuple[str, str], Column]:
    cents = lambda name: (col(name) * 100).cast("bigint")  # noqa: E731
    return {
        ("q6", "pandas UDF"): q6("l_shipdate", "l_discount", "l_quantity"),
        ("q12", "pandas UDF"): q12("l_shipmode", "l_commitdate", "l_shipdate", "l_receiptdate"),
        ("q6", "pandas UDF, numbers"): q6_numbers(unix_date("l_shipdate"), cents("l_discount"), cents("l_quantity")),
        ("q12", "pandas UDF, numbers"): q12_numbers("l_shipmode", *map(unix_date, ("l_commitdate", "l_shipdate", "l_receiptdate"))),
    }


def contender(session: SparkSession, folder: Path, kernels: Path, query: str, name: str) -> Callable[[], tuple]:
    kernel = kernels / f"{query}.wasm"
    read = [column.name for column in Predicate.from_file(kernel).manifest.columns]
    frame = session.read.parquet(str(folder)).select(*dict.fromkeys([*read, "l_extendedprice"]))
    filtered: Callable[[], DataFrame] = {
        "condition": lambda: frame.where(quern.condition(kernel)),
        "filter": lambda: quern.filter(frame, kernel),
        "Spark SQL": lambda: frame.where((TEXTS / f"{query}.sql").read_text()),
    }.get(name, lambda: frame.where(udfs()[query, name]))
    return lambda: tuple(filtered().agg(count("*"), total("l_extendedprice")).collect()[0])


def started(batch: int | None) -> SparkSession:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false").config("spark.driver.memory", "2g").config("spark.sql.shuffle.partitions", "2")
    )  # fmt: skip
    if batch is not None:
        builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(batch))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def timed(run: Callable[[], tuple]) -> tuple[tuple, float, float]:
    clock, processor = time.perf_counter(), tree_time()
    answer = run()
    return answer, tree_time() - processor, time.perf_counter() - clock


def told(title: str, times: dict[str, list[tuple[float, float]]]) -> None:
    print(title)
    for name, each in times.items():
        processor, clock = (sorted(one[n] for one in each) for n in (0, 1))
        print(
            f"  {name:22}{statistics.median(processor):7.1f} of the processor ({processor[0]:.1f} to {processor[-1]:.1f})"
            f"{statistics.median(clock):7.1f} of the clock ({clock[0]:.1f} to {clock[-1]:.1f})",
            flush=True,
        )


def same(answers: dict[str, tuple]) -> None:
    if len(set(answers.values())) != 1:
        raise SystemExit(f"the contenders differ: {answers}")


def warm(given: argparse.Namespace) -> None:
    session = started(given.batch)
    try:
        for query in given.queries:
            runs = {name: contender(session, given.folder, given.kernels, query, name) for name in given.contenders}
            times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
            same({name: run() for name, run in runs.items()})
            for _ in range(given.rounds):
                for name in random.sample(list(runs), len(runs)):
                    times[name].append(timed(runs[name])[1:])
            told(f"{query}, warm", times)
    finally:
        session.stop()


def cold(given: argparse.Namespace) -> None:
    for query in given.queries:
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in given.contenders}
        answers: dict[str, tuple] = {}
        for _ in range(given.cold):
            for name in random.sample(list(times), len(times)):
                arguments = [str(given.folder), str(given.kernels), "--queries", query, "--contenders", name, "--one"]
                arguments += [] if given.batch is None else ["--batch", str(given.batch)]
                out = subprocess.run([sys.executable, __file__, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout
                answer, processor, clock = out.strip().split("\t")
                answers[name] = (answer,)
                times[name].append((float(processor), float(clock)))
        same(answers)
        told(f"{query}, cold", times)


def one(given: argparse.Namespace) -> None:
    session = started(given.batch)
    try:
        print(*timed(contender(session, given.folder, given.kernels, given.queries[0], given.contenders[0])), sep="\t")
    finally:
        session.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kernels", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cold", type=int, default=0, metavar="N", help="so many cold rounds, instead of warm ones")
    parser.add_argument("--batch", type=int, help="spark.sql.execution.arrow.maxRecordsPerBatch, for all; Spark's own is 10000")
    parser.add_argument("--queries", nargs="+", choices=QUERIES, default=QUERIES)
    parser.add_argument("--contenders", nargs="+", choices=CONTENDERS, default=CONTENDERS)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    (one if given.one else cold if given.cold > 0 else warm)(given)


if __name__ == "__main__":
    main()
