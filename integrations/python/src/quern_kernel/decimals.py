"""Columns of decimals, such as numeric(12,2): Arrow's decimals as they are, and what else may stand for them as integers of the last place."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

import pyarrow as pa
import pyarrow.compute as pc

from .error import QuernError
from .manifest import Column

_NAN = (1 << 63) - 1
"""Stands for NaN."""
_NUMBER = re.compile(r"\s*[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d{1,5})?\s*", re.IGNORECASE | re.ASCII)
_SPECIAL = re.compile(r"\s*([+-]?inf(inity)?|nan)\s*", re.IGNORECASE)
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)


def as_decimals(array: pa.Array, column: Column) -> pa.Array:
    """The array as decimal128 with the column's places, or as int64 in units of the last one; rounded as PostgreSQL rounds what it stores.

    Raises:
        QuernError: 22003 for a number with too many digits, 22P02 for a text that is none, 42804 for another type.
    """
    kind = array.type
    if pa.types.is_decimal128(kind) and kind.scale == column.places:
        return array
    try:
        if pa.types.is_decimal(kind) and kind.scale > column.places:
            array = pc.round(array, column.places, round_mode="half_towards_infinity")
        if pa.types.is_decimal(kind) or pa.types.is_integer(kind):
            return array.cast(pa.decimal128(38, column.places))
    except pa.ArrowInvalid as error:
        raise QuernError("22003", f'column "{column.name}": numeric field overflow: {error}') from error
    if pa.types.is_floating(kind):
        # So many digits does PostgreSQL take of them.
        spelling = "%.15g" if kind == pa.float64() else "%.6g"
        texts = [None if each is None else spelling % each for each in array.to_pylist()]
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        texts = array.to_pylist()
    else:
        raise QuernError("42804", f'column "{column.name}" is {kind}, which is not {column.type}')
    values = [None if text is None else _integer(text, column, row) for row, text in enumerate(texts)]
    return pa.array(values, pa.int64())


def _integer(text: str, column: Column, row: int) -> int:
    if _NUMBER.fullmatch(text) is None and _SPECIAL.fullmatch(text) is None:
        raise QuernError("22P02", f'invalid input syntax for type numeric: "{text}"', row)
    number = Decimal(text)
    if number.is_nan():
        return _NAN
    if number.is_infinite() or (number and number.adjusted() >= column.digits - column.places + 1):
        raise QuernError("22003", "numeric field overflow", row)
    if not number or number.adjusted() < -column.places - 1:
        return 0
    value = int(number.scaleb(column.places).to_integral_value(ROUND_HALF_UP, _CONTEXT))
    if abs(value) >= 10**column.digits:
        raise QuernError("22003", "numeric field overflow", row)
    return value
