"""The same kernels on two executor processes of Spark select the rows that they select here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from test_equal import batch, cases

from quern_kernel import spark as quern

pytestmark = pytest.mark.skipif("QUERN_SPARK" not in os.environ, reason="asked for by QUERN_SPARK")


def test_two_executors_select_what_one_process_selects() -> None:
    import pyarrow as pa
    from pyspark.sql import SparkSession

    # The executors are to have the packages that this process has.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    given, folder = cases(), Path(os.environ["QUERN_CASES"])
    data = batch(given)
    numbered = data.append_column("row", pa.array(range(data.num_rows), pa.int64()))
    # Spark has no views and no dictionaries.
    plain = pa.table({name: _plain(numbered.column(name)) for name in numbered.schema.names})
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
        frame = session.createDataFrame(plain).repartition(4)
        chosen = [case for case in given["predicates"] if not case["expected"] or isinstance(case["expected"][0], int)]
        raising = [case for case in given["predicates"] if case["expected"] and isinstance(case["expected"][0], str)]
        for case in chosen[:: max(1, len(chosen) // 40)]:
            found = quern.filter(frame, folder / case["file"]).select("row").collect()
            assert sorted(row["row"] for row in found) == case["expected"], case["sql"]
        at_row = next(case for case in raising if case["expected"][2] is not None)
        with pytest.raises(Exception, match=at_row["expected"][0]):
            quern.filter(frame, folder / at_row["file"]).count()
    finally:
        session.stop()


def _plain(array):  # noqa: ANN001, ANN202
    import pyarrow as pa

    if pa.types.is_dictionary(array.type):
        return array.dictionary_decode()
    return array.cast(pa.string()) if pa.types.is_string_view(array.type) else array
