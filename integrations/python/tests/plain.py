"""The cases as engines take them that have neither views nor dictionaries: a table with the number of each row, and which predicates select and which raise."""

from __future__ import annotations

import pyarrow as pa
from test_equal import batch


def numbered(given: dict) -> pa.Table:
    data = batch(given)
    arrays = {name: _plain(data.column(name)) for name in data.schema.names}
    return pa.table({**arrays, "row": pa.array(range(data.num_rows), pa.int64())})


def selecting(given: dict) -> list[dict]:
    """Those that give rows, maybe none."""
    return [case for case in given["predicates"] if not case["expected"] or isinstance(case["expected"][0], int)]


def raising(given: dict) -> list[dict]:
    """Those that a row has raise an error."""
    return [case for case in given["predicates"] if case["expected"] and isinstance(case["expected"][0], str) and case["expected"][2] is not None]


def _plain(array: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(array.type):
        return array.dictionary_decode()
    return array.cast(pa.string()) if pa.types.is_string_view(array.type) else array
