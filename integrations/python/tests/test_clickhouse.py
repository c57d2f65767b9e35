"""A kernel for ClickHouse takes the bytes that ClickHouse writes in the format Buffers, and ClickHouse reads the bytes that it answers.

No ClickHouse from a package registry runs such functions: here wasmtime runs the kernel, and chDB (`pip install chdb==4.4.0`) writes and reads what goes in and comes out.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
import wasmtime

chdb = pytest.importorskip("chdb", reason="chDB is not installed")
folder = Path(os.environ.get("QUERN_CASES", ""))
pytestmark = pytest.mark.skipif("QUERN_CASES" not in os.environ, reason="npm run test:everywhere makes the cases")

ROWS = """select toInt32(number) - 5 as a, number % 3 = 0 ? null : concat('x', toString(number)) as c,
  number % 4 = 0 ? null : toDecimal64(number, 2) / 4 as p, toDate32('1999-12-25') + number as d from numbers(20)"""
BLOCK = f"""select cast(a, 'Int32') as a, cast(c, 'Nullable(String)') as c, cast(p, 'Nullable(Decimal(18, 2))') as p, cast(d, 'Date32') as d from ({ROWS})"""
WHERE = "a > 0 and c like 'x1%' or p < 1.30 or d = '2000-01-02'"


def test_blocks_of_clickhouse() -> None:
    block = chdb.query(BLOCK, "Buffers").bytes()
    engine = wasmtime.Engine()
    store = wasmtime.Store(engine)
    linker = wasmtime.Linker(engine)
    i32 = wasmtime.ValType.i32()
    linker.define_func("env", "clickhouse_throw", wasmtime.FuncType([i32, i32], []), lambda *_: pytest.fail("it raised"))
    exports = linker.instantiate(store, wasmtime.Module.from_file(engine, str(folder / "clickhouse.wasm"))).exports(store)
    memory = exports["memory"]
    given = exports["clickhouse_create_buffer"](store, len(block))
    memory.write(store, block, struct.unpack("<I", memory.read(store, given, given + 4))[0])
    answer = exports["evaluate"](store, given, 20)
    address, size = struct.unpack("<II", memory.read(store, answer, answer + 8))
    (folder / "answer.buffers").write_bytes(memory.read(store, address, address + size))
    read = chdb.query(f"select yes from file('{folder}/answer.buffers', Buffers, 'yes Bool')", "CSV").data()
    expected = chdb.query(f"select coalesce({WHERE}, false) from ({ROWS})", "CSV").data()
    assert [line == "true" for line in read.split()] == [line in ("true", "1") for line in expected.split()]
    assert 0 < read.count("true") < 20
