"""Predicates and expressions over Arrow record batches and tables."""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from typing import Self, TypeVar

import pyarrow as pa

from .columns import describe
from .error import QuernError
from .instance import Instance
from .manifest import Column, Manifest, read_manifest

Data = TypeVar("Data", pa.RecordBatch, pa.Table)
Param = bool | int | float | str | None

_PIECE = 1 << 19
"""Rows that are copied at once, a multiple of 8: enough that calling the kernel costs little beside them, few enough to bound its memory. An error's row is looked for among so many."""
_WIDE = frozenset({"int8", "time", "timestamp", "timestamptz", "money"})
_RESULTS: dict[str, tuple[str, pa.DataType]] = {
    "int2": ("i", pa.int16()),
    "int4": ("i", pa.int32()),
    "int8": ("q", pa.int64()),
    "float4": ("f", pa.float32()),
    "float8": ("d", pa.float64()),
    "bool": ("i", pa.bool_()),
}


class _Kernel:
    """What predicates and expressions have in common. Not for two threads at once; it can be pickled."""

    kind = ""

    def __init__(self, module: bytes, params: Sequence[Param] = ()) -> None:
        self.manifest: Manifest = read_manifest(module)
        if self.manifest.kind != self.kind:
            raise QuernError("42809", f"the kernel is of a {self.manifest.kind}, not of a {self.kind}")
        self._module = module
        self._params = tuple(params)
        if len(self._params) != len(self.manifest.params):
            raise QuernError(
                "08P01", f"{len(self._params)} parameters are given, but the kernel has {len(self.manifest.params)}"
            )
        self._instance: Instance | None = None

    @classmethod
    def from_file(cls, path: str | os.PathLike[str], params: Sequence[Param] = ()) -> Self:
        """Loads an exported module; `params` are the values of $1, $2, …"""
        with open(path, "rb") as file:
            return cls(file.read(), params)

    def __getstate__(self) -> tuple[bytes, tuple[Param, ...]]:
        return self._module, self._params

    def __setstate__(self, state: tuple[bytes, tuple[Param, ...]]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def _started(self) -> Instance:
        if self._instance is None:
            self._instance = Instance(self._module)
            for n, (param, value) in enumerate(zip(self.manifest.params, self._params)):
                _set_param(self._instance, n, param, value)
        return self._instance

    def _run(self, batch: pa.RecordBatch) -> Instance:
        """Runs the batch; the bitmap and the results are in the instance afterwards."""
        instance = self._started()
        words = b"".join(_descriptor(batch, column, n, instance) for n, column in enumerate(self.manifest.columns))
        instance.bind(words, batch.num_rows)
        _run_rows(instance, batch.num_rows)
        return instance


def _run_rows(instance: Instance, rows: int) -> None:
    try:
        instance.call("run", 0, rows)
    except QuernError as failure:
        # Evaluation is deterministic: the first row that raises is found by running fewer rows again.
        passing, raising = 0, rows
        while raising - passing > 1:
            middle = (passing + raising) // 2
            try:
                instance.call("run", 0, middle)
                passing = middle
            except QuernError as found:
                raising, failure = middle, found
        raise QuernError(failure.sqlstate, failure.message, raising - 1) from None


def _descriptor(batch: pa.RecordBatch, column: Column, n: int, instance: Instance) -> bytes:
    index = batch.schema.get_field_index(column.name)
    if index < 0:
        raise QuernError("42703", f'there are no data for column "{column.name}"')
    array = batch.column(index)
    given = describe(array, column)
    if column.not_null and array.null_count > 0:
        row = array.is_null().index(True).as_py()
        raise QuernError("23502", f'null value in column "{column.name}" violates not-null constraint', row)
    validity, values, data = (
        0 if each is None or each.size == 0 else instance.place((n, which), each)
        for which, each in enumerate((given.validity, given.values, given.bytes))
    )
    # Addresses are numbers of 32 bits, so that one may lie before the memory where its offsets lead into it.
    before = (data - given.before) & 0xFFFFFFFF
    return struct.pack("<IIIIIiq", given.layout, given.first, validity, values, before, 1, given.summand)


def _set_param(instance: Instance, n: int, param: Column, value: Param) -> None:
    cell = instance.address("params") + 16 * n
    instance.write(struct.pack("<i", 1 if value is None else 0), cell + 8)
    if value is None:
        return
    if param.form in ("bytes", "input"):
        text = str(value).encode()
        instance.call("param", n, instance.place("param", pa.py_buffer(text)), len(text))
        return
    code = "d" if param.type == "float8" else "f" if param.type == "float4" else "q" if param.type in _WIDE else "i"
    try:
        instance.write(struct.pack(f"<{code}", value), cell)
    except struct.error as error:
        raise QuernError("22003", f"parameter {param.name} is not a value of type {param.type}: {error}") from error


def _pieces(batch: pa.RecordBatch):  # noqa: ANN202
    for start in range(0, batch.num_rows, _PIECE):
        yield start, batch.slice(start, _PIECE)


def _batches(data: pa.RecordBatch | pa.Table) -> list[pa.RecordBatch]:
    return data.to_batches() if isinstance(data, pa.Table) else [data]


def _each(data: pa.RecordBatch | pa.Table):  # noqa: ANN202
    """The batches in pieces, each with the number of its first row in all of the data."""
    first = 0
    for batch in _batches(data):
        for start, piece in _pieces(batch):
            yield first + start, piece
        first += batch.num_rows


class Predicate(_Kernel):
    """A predicate that `quern export` has written."""

    kind = "predicate"

    def mask(self, data: pa.RecordBatch | pa.Table) -> pa.BooleanArray:
        """For each row whether the predicate is true; false where it is null.

        Raises:
            QuernError: of the first row that raises an error.
        """
        masks = []
        first = 0
        for batch in _batches(data):
            masks.append(self._mask(first, batch))
            first += batch.num_rows
        return masks[0] if len(masks) == 1 else pa.concat_arrays(masks) if masks else pa.array([], pa.bool_())

    def filter(self, data: Data) -> Data:
        """The rows for which the predicate is true."""
        return data.filter(self.mask(data))

    def _mask(self, first: int, batch: pa.RecordBatch) -> pa.BooleanArray:
        bits = pa.allocate_buffer((batch.num_rows + 7) // 8)
        for start, piece in _pieces(batch):
            try:
                instance = self._run(piece)
            except QuernError as error:
                raise _moved(error, first + start) from None
            # Pieces begin at whole bytes.
            instance.copy(instance.bitmap, (piece.num_rows + 7) // 8, bits.address + start // 8)
        return pa.BooleanArray.from_buffers(pa.bool_(), batch.num_rows, [None, bits])


class Expression(_Kernel):
    """An expression that `quern export --expression` has written."""

    kind = "expression"

    def values(self, data: pa.RecordBatch | pa.Table) -> pa.Array:
        """Its value for each row; of a type that Arrow has no number for, the text that PostgreSQL prints."""
        assert self.manifest.result is not None  # An expression has one.
        result = self.manifest.result
        is_text = result.form in ("bytes", "input")
        code, kind = _RESULTS.get(result.type, ("q", pa.int64()) if result.type in _WIDE else ("i", pa.int32()))
        values: list[object] = []
        for first, piece in _each(data):
            try:
                instance = self._run(piece)
            except QuernError as error:
                raise _moved(error, first) from None
            rows = piece.num_rows
            bits = instance.read(instance.bitmap, (rows + 7) // 8)
            cells = instance.read(instance.address("results"), rows * 8)
            there = (bits[row >> 3] >> (row & 7) & 1 for row in range(rows))
            if is_text:
                places = struct.iter_unpack("<II", cells)
                values += [instance.read(*place).decode() if yes else None for place, yes in zip(places, there)]
                continue
            numbers = struct.iter_unpack(f"<{code}" if code in "qd" else f"<{code}4x", cells)
            values += [value if yes else None for (value,), yes in zip(numbers, there)]
        if kind == pa.bool_() and not is_text:
            values = [None if value is None else value != 0 for value in values]
        return pa.array(values, pa.string() if is_text else kind)


def _moved(error: QuernError, rows: int) -> QuernError:
    return error if error.row is None else QuernError(error.sqlstate, error.message, error.row + rows)
