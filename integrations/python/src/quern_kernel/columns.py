"""Arrow arrays as a kernel takes them: which type may stand for which, and the buffers of its layout."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from .error import QuernError
from .manifest import Column

PLAIN, OFFSETS, LARGE_OFFSETS, SCALED = 0, 1, 2, 5
"""The forms of a column's descriptor (docs/abi.md)."""

_DAYS = 10_957
_MICROSECONDS = 946_684_800_000_000
_NUMBERS: dict[str, pa.DataType] = {
    "int2": pa.int16(),
    "int4": pa.int32(),
    "int8": pa.int64(),
    "float4": pa.float32(),
    "float8": pa.float64(),
    "date": pa.date32(),
    "time": pa.time64("us"),
    "timestamp": pa.timestamp("us"),
    "timestamptz": pa.timestamp("us", "UTC"),
    "oid": pa.int32(),
    "char": pa.int32(),
}


@dataclass(frozen=True)
class Described:
    """A column's descriptor: the form, the first row, the buffers (validity, values or offsets, bytes), a factor and a summand."""

    form: int
    offset: int
    validity: pa.Buffer | None
    values: pa.Buffer | None
    bytes: pa.Buffer | None = None
    factor: int = 1
    summand: int = 0


def _as(array: pa.Array, column: Column, wanted: pa.DataType) -> pa.Array:
    if array.type == wanted:
        return array
    if pa.types.is_dictionary(array.type):
        return _as(array.dictionary_decode(), column, wanted)
    try:
        return array.cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise QuernError("42804", f'column "{column.name}" is {array.type}, which is not {column.type}: {error}') from error


def _is_temporal_mismatch(array: pa.Array, column: Column) -> bool:
    # A time with a zone is a moment, one without is none: casting would take UTC for granted.
    return pa.types.is_timestamp(array.type) and (array.type.tz is None) == (column.type == "timestamptz")


def describe(array: pa.Array, column: Column) -> Described:
    """The layout of an array for a column of a kernel; 42804 where its type cannot stand for the column's."""
    if column.form == "bits":
        array = _as(array, column, pa.bool_())
        validity, values = array.buffers()
        return Described(PLAIN, array.offset, validity, values)
    if column.form == "number":
        if _is_temporal_mismatch(array, column) and column.type in ("timestamp", "timestamptz"):
            raise QuernError("42804", f'column "{column.name}" is {array.type}, which is not {column.type}')
        array = _as(array, column, _NUMBERS[column.type])
        validity, values = array.buffers()
        if column.type == "date":
            return Described(SCALED, array.offset, validity, values, summand=-_DAYS)
        if column.type in ("timestamp", "timestamptz"):
            return Described(SCALED, array.offset, validity, values, summand=-_MICROSECONDS)
        return Described(PLAIN, array.offset, validity, values)
    return _texts(array, column)


def _texts(array: pa.Array, column: Column) -> Described:
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if column.type == "bytea" and (pa.types.is_binary(array.type) or pa.types.is_large_binary(array.type)):
        # PostgreSQL's own spelling of bytes, which the kernel reads.
        array = pa.array([None if each is None else "\\x" + each.hex() for each in array.to_pylist()], pa.string())
    elif not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        if column.form == "bytes":
            if not pa.types.is_string_view(array.type):
                raise QuernError("42804", f'column "{column.name}" is {array.type}, which is not {column.type}')
            array = pc.cast(array, pa.string())
        else:
            array = _as(array, column, pa.string())
    validity, offsets, data = array.buffers()
    form = LARGE_OFFSETS if pa.types.is_large_string(array.type) else OFFSETS
    return Described(form, array.offset, validity, offsets, data)
