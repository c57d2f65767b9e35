"""Modules and batches that were tampered with: an answer or a QuernError, whatever comes; the same as tests/export/tampered.test.ts for this host.

`QUERN_TAMPERED=20000` asks for the long run.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pyarrow as pa
import pytest

from quern_kernel import Predicate, QuernError

folder = Path(os.environ.get("QUERN_CASES", ""))
pytestmark = pytest.mark.skipif("QUERN_CASES" not in os.environ, reason="npm run test:everywhere makes the cases")
COUNT = int(os.environ.get("QUERN_TAMPERED", "600"))
ROWS = 70
KINDS = (pa.int32(), pa.bool_(), pa.string(), pa.large_string(), pa.date32(), pa.decimal128(12, 2), pa.decimal128(38, 9), pa.float64(), pa.int8())


def right() -> pa.RecordBatch:
    names = ("a", "b", "c", "d", "p", "g")
    kinds = (pa.int32(), pa.bool_(), pa.string(), pa.date32(), pa.decimal128(12, 2), pa.string())
    values = ([n + 1 for n in range(ROWS)], [False] * ROWS, ["x", None] * (ROWS // 2), [0] * ROWS, [0] * ROWS, ["1.5"] * ROWS)
    return pa.record_batch([pa.array(list(each), kind) for each, kind in zip(values, kinds)], names=names)


def wrong(rng: random.Random) -> pa.Array:
    """An array of any type, whose buffers are of any length that pyarrow takes and have anything in them."""
    kind = rng.choice(KINDS)
    offset = rng.choice((0, 0, 3, 8, 61))
    size = lambda needed: needed if rng.random() < 0.7 else rng.randrange(needed + 1)  # noqa: E731
    validity = pa.py_buffer(rng.randbytes(size(17))) if rng.random() < 0.5 else None
    buffers = [validity, pa.py_buffer(rng.randbytes(size((ROWS + offset + 1) * 16)))]
    if kind in (pa.string(), pa.large_string()):
        width = 4 if kind == pa.string() else 8
        at = 0
        offsets = bytearray()
        for _ in range(size(ROWS + offset + 1)):
            at += rng.randrange(4)
            value = at if rng.random() < 0.99 else rng.randrange(-(2**31), 2**31)
            offsets += value.to_bytes(width, "little", signed=True)
        buffers = [validity, pa.py_buffer(bytes(offsets)), pa.py_buffer(rng.randbytes(size(600)))]
    try:
        return pa.Array.from_buffers(kind, ROWS, buffers, offset=offset)
    except pa.ArrowInvalid:  # Too short: pyarrow makes no such array.
        return wrong(rng)


def test_batches_that_are_not_what_the_kernel_reads() -> None:
    rng = random.Random(20260101)
    for file in ("tampered.wasm", "tampered-vector.wasm"):
        predicate = Predicate.from_file(folder / file)
        batch = right()
        answer = predicate.mask(batch).to_pylist()
        found = set()
        for _ in range(COUNT // 3):
            arrays = [wrong(rng) if rng.random() < 0.25 else array for array in batch.columns]
            try:
                predicate.mask(pa.RecordBatch.from_arrays(arrays, names=batch.schema.names))
                found.add("an answer")
            except QuernError as error:
                found.add(error.sqlstate)
        assert {"an answer", "22000", "42804"} <= found
        # Nothing of it stays: the same instance gives the same answer.
        assert predicate.mask(batch).to_pylist() == answer


def test_modules_that_were_cut_or_changed() -> None:
    rng = random.Random(20260102)
    module = (folder / "tampered.wasm").read_bytes()
    described = module.index(b'{"abi"')
    found = set()
    for n in range(COUNT // 3):
        changed = bytearray(module[: rng.randrange(len(module))] if n % 3 == 0 else module)
        if n % 3 > 0:
            start = described if n % 3 == 1 else 0
            for _ in range(rng.randrange(1, 5)):
                changed[rng.randrange(start, len(changed))] = rng.randrange(256)
        try:
            Predicate(bytes(changed)).mask(right())
            found.add("an answer")
        except QuernError as error:
            found.add(error.sqlstate)
    assert "XX001" in found
