"""The kernels that tests/everywhere/python.test.ts has exported give the rows, nulls and errors that quern gives, over sliced Arrow batches."""

from __future__ import annotations

import json
import os
import pickle
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from quern_kernel import Expression, Predicate, QuernError, read_manifest

folder = Path(os.environ.get("QUERN_CASES", ""))
pytestmark = pytest.mark.skipif("QUERN_CASES" not in os.environ, reason="npm run test:everywhere makes the cases")

TYPES = {
    "bool": pa.bool_(),
    "int2": pa.int16(),
    "int4": pa.int32(),
    "int8": pa.int64(),
    "float4": pa.float32(),
    "float8": pa.float64(),
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "timestamptz": pa.timestamp("us", "UTC"),
    "numeric": pa.decimal128(20, 4),
    "numeric(12,2)": pa.decimal128(12, 2),
}


def cases() -> dict:
    return json.loads((folder / "cases.json").read_text())


def column(kind: str, texts: list[str | None], variant: int) -> pa.Array:
    """The texts as an array that is a slice, in one of Arrow's types for the column's."""
    before = variant % 9
    padded = [texts[0]] * before + texts
    if kind == "bool":
        array = pa.array([None if each is None else each == "t" for each in padded])
    elif kind == "numeric(12,2)" and variant % 3 > 0:
        # Other decimals, and texts, that stand for the same numbers.
        array = pa.array(padded, pa.string())
        array = array if variant % 3 == 1 else array.cast(pa.decimal128(20, 5))
    elif kind.startswith("numeric"):
        array = pa.array([None if each is None else Decimal(each) for each in padded], TYPES[kind])
    elif kind == "text" and variant % 3 > 0:
        array = pa.array(padded, pa.large_string() if variant % 3 == 1 else pa.string_view())
    elif kind == "text":
        array = pa.array(padded).dictionary_encode() if variant % 2 else pa.array(padded, pa.string())
    elif kind == "timestamptz":
        array = pa.array(padded).cast(pa.timestamp("us")).cast(TYPES[kind])
    else:
        array = pa.array(padded, pa.string()).cast(TYPES[kind])
    return array.slice(before)


def batch(given: dict, variant: int = 0) -> pa.RecordBatch:
    columns = given["columns"]
    arrays = [column(kind, [row[n] for row in given["rows"]], variant + n) for n, (_, kind) in enumerate(columns)]
    return pa.record_batch(arrays, names=[name for name, _ in columns])


def test_every_predicate_gives_what_quern_gives() -> None:
    given = cases()
    different = []
    for n, case in enumerate(given["predicates"]):
        predicate = Predicate.from_file(folder / case["file"])
        try:
            found = [row for row, yes in enumerate(predicate.mask(batch(given, n)).to_pylist()) if yes]
        except QuernError as error:
            found = [error.sqlstate, error.message, error.row]
        if found != case["expected"]:
            different.append((case["sql"], found, case["expected"]))
    assert different == []
    assert len(given["predicates"]) > 100


def test_a_table_of_chunks_is_one() -> None:
    given = cases()
    table = pa.Table.from_batches([batch(given), batch(given).slice(5), batch(given).slice(0, 0)])
    for case in given["predicates"]:
        if case["expected"] and isinstance(case["expected"][0], int):
            predicate = pickle.loads(pickle.dumps(Predicate.from_file(folder / case["file"])))
            rows = case["expected"]
            assert predicate.filter(table).num_rows == len(rows) + sum(row >= 5 for row in rows)
            return
    pytest.fail("no predicate selects a row")


def test_expressions_and_parameters() -> None:
    given = cases()
    data = batch(given)
    texts = [row[[name for name, _ in given["columns"]].index("c_text")] for row in given["rows"]]
    tagged = Expression.from_file(folder / "tagged.wasm")
    assert tagged.values(data).to_pylist() == [None if text is None else f"<{text}>" for text in texts]
    at_least = Predicate.from_file(folder / "at-least.wasm", ["2", "x"])
    assert at_least.mask(data).to_pylist() == Predicate.from_file(folder / "at-least-2-x.wasm").mask(data).to_pylist()
    with pytest.raises(QuernError, match="08P01"):
        Predicate.from_file(folder / "at-least.wasm")


def test_data_that_are_not_the_columns_are_refused() -> None:
    predicate = Predicate.from_file(folder / "at-least-2-x.wasm")
    with pytest.raises(QuernError, match="42703"):
        predicate.mask(pa.record_batch({"other": [1]}))
    with pytest.raises(QuernError, match="42804"):
        predicate.mask(pa.record_batch({"c_numeric": ["no number"], "c_text": [1.5]}))


def test_a_module_that_was_changed_is_refused() -> None:
    module = (folder / "at-least.wasm").read_bytes()
    for n in range(0, len(module), max(1, len(module) // 300)):
        with pytest.raises(QuernError):
            read_manifest(module[:n])
    code = module.index(b'{"abi"') - 40
    changed = bytearray(module)
    changed[code] ^= 1
    with pytest.raises(QuernError, match="XX001"):
        read_manifest(bytes(changed))
    newer = module.replace(b'"abi":1', b'"abi":2')
    with pytest.raises(QuernError, match="0A000"):
        read_manifest(newer)
    # A form that is lost says that its values are numbers.
    whole = (folder / "at-least-2-x.wasm").read_bytes()
    formless = whole.replace(b'"form":"input"', b'"norm":"input"')
    assert formless != whole
    with pytest.raises(QuernError, match="XX001"):
        Predicate(formless).mask(pa.record_batch({"c_numeric": ["1.5"], "c_text": ["x"]}))
    with pytest.raises(QuernError, match="XX001"):
        read_manifest(bytes(module).replace(b'"name":"c_text"', b'"name":12345678'))
