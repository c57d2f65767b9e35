"""The same kernels on two executor processes of Spark select the rows that they select here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from plain import numbered, raising, selecting
from test_equal import cases

from quern_kernel import spark as quern

pytestmark = pytest.mark.skipif("QUERN_SPARK" not in os.environ, reason="asked for by QUERN_SPARK=200, so many predicates")


def test_two_executors_select_what_one_process_selects() -> None:
    from pyspark.sql import SparkSession

    # The executors are to have the packages that this process has.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    given, folder = cases(), Path(os.environ["QUERN_CASES"])
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        # A timestamp without a zone stays one.
        .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    try:
        frame = session.createDataFrame(numbered(given)).repartition(4)
        chosen, count = selecting(given), int(os.environ["QUERN_SPARK"])
        for n, case in enumerate(chosen[:: max(1, len(chosen) // count)]):
            kernel = folder / case["file"]
            # In both of its forms by turns.
            kept = quern.filter(frame, kernel) if n % 2 == 0 else frame.where(quern.condition(kernel))
            assert sorted(row["row"] for row in kept.select("row").collect()) == case["expected"], case["sql"]
        with pytest.raises(Exception, match=raising(given)[0]["expected"][0]):
            quern.filter(frame, folder / raising(given)[0]["file"]).count()
    finally:
        session.stop()
