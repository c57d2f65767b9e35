"""The filters of TPC-H's queries 6 and 12 in Spark: a kernel in both of its forms beside a pandas UDF and Spark's own SQL, over Parquet files of lineitem.

    python integrations/python/bench/lineitem_spark.py lineitem lineitem-kernels

Two cores, one machine. Every contender gives the number of rows and the sum of their prices, which are compared. Medians of the rounds, in milliseconds.
"""

# Without `annotations` of __future__: Spark reads those of the pandas UDFs.
import argparse
import os
import sys
import time
from decimal import Decimal
from pathlib import Path

import pandas as pd
from lineitem import FROM, QUERIES, TO, measured, told
from pyspark.sql import SparkSession
from pyspark.sql.functions import count, pandas_udf
from pyspark.sql.functions import sum as total

from quern_kernel import Predicate
from quern_kernel import spark as quern

TEXTS = Path(__file__).parents[3] / "examples/lineitem"


def in_spark(folder: Path, kernels: Path, rounds: int) -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false").config("spark.driver.memory", "1g").config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )  # fmt: skip
    session.sparkContext.setLogLevel("ERROR")

    @pandas_udf("boolean")
    def q6(ship: pd.Series, discount: pd.Series, quantity: pd.Series) -> pd.Series:
        return (ship >= FROM) & (ship < TO) & (discount >= Decimal("0.05")) & (discount <= Decimal("0.07")) & (quantity < 24)

    @pandas_udf("boolean")
    def q12(mode: pd.Series, commit: pd.Series, ship: pd.Series, receipt: pd.Series) -> pd.Series:
        return mode.isin(["MAIL", "SHIP"]) & (commit < receipt) & (ship < commit) & (receipt >= FROM) & (receipt < TO)

    udfs = {
        "q6": q6("l_shipdate", "l_discount", "l_quantity"),
        "q12": q12("l_shipmode", "l_commitdate", "l_shipdate", "l_receiptdate"),
    }
    try:
        for query in QUERIES:
            kernel = kernels / f"{query}.wasm"
            read = [column.name for column in Predicate.from_file(kernel).manifest.columns]
            frame = session.read.parquet(str(folder)).select(*dict.fromkeys([*read, "l_extendedprice"]))

            def answer(filtered) -> tuple:  # noqa: ANN001
                return tuple(filtered.agg(count("*"), total("l_extendedprice")).collect()[0])

            text = (TEXTS / f"{query}.sql").read_text()
            contenders = {
                "kernel, mapInArrow": lambda: answer(quern.filter(frame, kernel)),
                "kernel, condition": lambda: answer(frame.where(quern.condition(kernel))),
                "pandas UDF": lambda: answer(frame.where(udfs[query])),
                "Spark SQL": lambda: answer(frame.where(text)),
            }
            told(f"{query} Spark", measured(contenders, rounds, time.perf_counter))
    finally:
        session.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kernels", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    in_spark(given.folder, given.kernels, given.rounds)


if __name__ == "__main__":
    main()
