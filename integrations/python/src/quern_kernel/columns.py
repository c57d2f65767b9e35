"""Arrow arrays as a kernel takes them: which type may stand for which, and the parts of their buffers that a batch needs."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from .decimals import as_decimals
from .error import QuernError
from .manifest import Column

PLAIN, OFFSETS, LARGE_OFFSETS, SCALED, DECIMALS = 0, 1, 2, 5, 6
"""The layouts of a column's descriptor (docs/abi.md)."""

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
_SUMMANDS = {"date": -_DAYS, "timestamp": -_MICROSECONDS, "timestamptz": -_MICROSECONDS}


@dataclass(frozen=True)
class Described:
    """A column's layout, and the parts of its buffers that the batch's rows need.

    Attributes:
        layout: one of the above.
        first: the first row in each part, from 0 to 7: parts begin at whole bytes of the bitmaps.
        validity, values, bytes: the parts; `values` are offsets where the layout has them.
        before: the offset that the first of `bytes` has.
        summand: what is added to each number.
    """

    layout: int
    first: int
    validity: pa.Buffer | None
    values: pa.Buffer
    bytes: pa.Buffer | None = None
    before: int = 0
    summand: int = 0


def describe(array: pa.Array, column: Column) -> Described:
    """The layout of an array for a column of a kernel.

    Raises:
        QuernError: 42804 where its type cannot stand for the column's; 22000 where its buffers are too short for it; 22003 and 22P02 for decimals.
    """
    _validate(array, column)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if column.form == "bits":
        return _numbers(_as(array, column, pa.bool_()), PLAIN, 1)
    if column.form == "decimal":
        array = as_decimals(array, column)
        return _numbers(array, *((PLAIN, 64) if array.type == pa.int64() else (DECIMALS, 128)))
    if column.form == "number":
        if pa.types.is_timestamp(array.type) and column.type in _SUMMANDS and column.type != "date":
            # A time with a zone is a moment, one without is none: casting would take UTC for granted.
            if (array.type.tz is None) == (column.type == "timestamptz"):
                raise _mismatch(array, column)
        wanted = _NUMBERS.get(column.type)
        if wanted is None:
            raise QuernError("XX001", f'the kernel is damaged: its column "{column.name}" is said to be a number of type {column.type}')
        summand = _SUMMANDS.get(column.type, 0)
        return _numbers(_as(array, column, wanted), SCALED if summand else PLAIN, wanted.bit_width, summand)
    return _texts(array, column)


def _validate(array: pa.Array, column: Column) -> None:
    kind = array.type
    is_fixed = pa.types.is_primitive(kind) or pa.types.is_boolean(kind) or pa.types.is_decimal(kind)
    is_taken_as_it_is = column.form in ("bytes", "input") and (pa.types.is_string(kind) or pa.types.is_large_string(kind))
    try:
        # What pyarrow decodes or casts is looked at wholly first: it trusts offsets. Those that the kernel reads are looked at there.
        array.validate(full=not is_fixed and not is_taken_as_it_is)
    except (pa.ArrowInvalid, pa.ArrowIndexError) as error:
        raise QuernError("22000", f'column "{column.name}" is no whole array: {error}') from error


def _mismatch(array: pa.Array, column: Column) -> QuernError:
    return QuernError("42804", f'column "{column.name}" is {array.type}, which is not {column.type}')


def _as(array: pa.Array, column: Column, wanted: pa.DataType) -> pa.Array:
    if array.type == wanted:
        return array
    try:
        return array.cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise QuernError("42804", f"{_mismatch(array, column).message}: {error}") from error


def _part(buffer: pa.Buffer, first: int, end: int) -> pa.Buffer:
    """The bytes with the bits from `first`, which begins one, to before `end`."""
    return buffer.slice(first // 8, (end + 7) // 8 - first // 8)


def _numbers(array: pa.Array, layout: int, bits: int, summand: int = 0) -> Described:
    validity, values = array.buffers()
    first = array.offset % 8
    start, end = array.offset - first, array.offset + len(array)
    return Described(
        layout,
        first,
        None if validity is None else _part(validity, start, end),
        _part(values, start * bits, end * bits),
        summand=summand,
    )


def _texts(array: pa.Array, column: Column) -> Described:
    if column.type == "bytea" and (pa.types.is_binary(array.type) or pa.types.is_large_binary(array.type)):
        # PostgreSQL's own spelling of bytes, which the kernel reads.
        array = pa.array([None if each is None else "\\x" + each.hex() for each in array.to_pylist()], pa.string())
    elif not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        if column.form == "bytes":
            if not pa.types.is_string_view(array.type):
                raise _mismatch(array, column)
            array = pc.cast(array, pa.string())
        else:
            array = _as(array, column, pa.string())
    is_large = pa.types.is_large_string(array.type)
    validity, offsets, data = array.buffers()
    first = array.offset % 8
    start, end = array.offset - first, array.offset + len(array)
    bits = 64 if is_large else 32
    part = _part(offsets, start * bits, (end + 1) * bits)
    low, high = (struct.unpack_from("<q" if is_large else "<i", part, at)[0] for at in (0, part.size - bits // 8))
    if not 0 <= low <= high <= (0 if data is None else data.size):
        raise QuernError("22000", f'column "{column.name}" has offsets that lead out of its bytes')
    return Described(
        LARGE_OFFSETS if is_large else OFFSETS,
        first,
        None if validity is None else _part(validity, start, end),
        part,
        None if data is None else data.slice(low, high - low),
        before=low,
    )
