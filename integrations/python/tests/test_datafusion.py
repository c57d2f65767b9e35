"""The same kernels in DataFusion select the rows that quern selects, and raise what it raises."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest
from plain import numbered, raising, selecting
from test_equal import cases

from quern_kernel import QuernError

datafusion = pytest.importorskip("datafusion", reason="DataFusion is not installed")
pytestmark = pytest.mark.skipif("QUERN_CASES" not in os.environ, reason="npm run test:everywhere makes the cases")
folder = Path(os.environ.get("QUERN_CASES", ""))


def test_datafusion_selects_and_raises_what_quern_does() -> None:
    from quern_kernel import datafusion as quern

    given = cases()
    # Batches of a few rows over several partitions, and so in several threads.
    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(4))
    data = numbered(given)
    parts = [data.slice(start, 8).to_batches() for start in range(0, data.num_rows, 8)]
    frame = context.create_dataframe(parts)
    for case in selecting(given)[::7]:
        found = quern.filter(frame, folder / case["file"]).to_arrow_table()["row"].to_pylist()
        assert sorted(found) == case["expected"], case["sql"]
    # In one batch, so that the first row that raises is the first of all.
    frame = context.from_arrow(data)
    for case in raising(given)[::7]:
        with pytest.raises(Exception, match="QuernError") as raised:
            quern.filter(frame, folder / case["file"]).collect()
        error = QuernError(*case["expected"])
        # DataFusion writes the error as Rust and Python write texts within texts.
        assert plain_text(repr(error)) in plain_text(str(raised.value)), case["sql"]


def plain_text(text: str) -> str:
    return text.replace("\\", "")


def test_sql_calls_a_kernel_by_its_name() -> None:
    from quern_kernel import datafusion as quern

    given = cases()
    context = datafusion.SessionContext()
    data = numbered(given)
    context.register_record_batches("data", [data.to_batches()])
    context.register_udf(quern.function(folder / "at-least.wasm", data.schema, ["2", "x"], "at_least"))
    found = context.sql("SELECT row FROM data WHERE at_least(c_text, c_numeric) ORDER BY row").to_arrow_table()["row"]
    expected = quern.filter(context.table("data"), folder / "at-least-2-x.wasm").to_arrow_table()["row"]
    assert found.to_pylist() == sorted(expected.to_pylist())
    assert len(found) > 0
    with pytest.raises(QuernError, match="42703"):
        quern.function(folder / "at-least.wasm", pa.schema([("other", pa.int32())]), ["2", "x"])
