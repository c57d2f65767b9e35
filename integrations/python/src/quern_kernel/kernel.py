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

_STRETCH = 65_536
"""Rows that are run at once, a multiple of 32: an error is looked for among so many."""
_MOST_ROWS = 1 << 20
"""Rows of a batch; more are cut, so that the kernel's memory stays small."""
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
        blocks: list[int] = []

        def place(data: object) -> int:
            address = instance.place(data)
            blocks.append(address)
            return address

        try:
            descriptors = instance.call("columns") & 0xFFFFFFFF
            for n, column in enumerate(self.manifest.columns):
                words = _descriptor(batch, column, place)
                instance.memory.write(instance.store, words, descriptors + 32 * n)
            instance.call("bind", batch.num_rows)
            for start in range(0, batch.num_rows, _STRETCH):
                self._stretch(instance, start, min(start + _STRETCH, batch.num_rows))
        finally:
            for address in blocks:
                instance.call("free", address)
        return instance

    @staticmethod
    def _stretch(instance: Instance, start: int, end: int) -> None:
        try:
            instance.call("run", start, end)
        except QuernError as failure:
            # Evaluation is deterministic: the first row that raises is found by running fewer rows again.
            passing, raising = start, end
            while raising - passing > 1:
                middle = (passing + raising) // 2
                try:
                    instance.call("run", start, middle)
                    passing = middle
                except QuernError as found:
                    raising, failure = middle, found
            raise QuernError(failure.sqlstate, failure.message, raising - 1) from None


def _descriptor(batch: pa.RecordBatch, column: Column, place) -> bytes:  # noqa: ANN001
    index = batch.schema.get_field_index(column.name)
    if index < 0:
        raise QuernError("42703", f'there are no data for column "{column.name}"')
    array = batch.column(index)
    if column.not_null and array.null_count > 0:
        row = array.is_null().index(True).as_py()
        raise QuernError("23502", f'null value in column "{column.name}" violates not-null constraint', row)
    given = describe(array, column)
    buffers = [0 if each is None or each.size == 0 else place(each) for each in (given.validity, given.values, given.bytes)]
    return struct.pack("<IIIIIiq", given.form, given.offset, *buffers, given.factor, given.summand)


def _set_param(instance: Instance, n: int, param: Column, value: Param) -> None:
    cell = (instance.call("params") & 0xFFFFFFFF) + 16 * n
    instance.memory.write(instance.store, struct.pack("<i", 1 if value is None else 0), cell + 8)
    if value is None:
        return
    if param.form in ("bytes", "input"):
        text = str(value).encode()
        address = instance.place(text)
        instance.call("param", n, address, len(text))
        instance.call("free", address)
        return
    code = "d" if param.type == "float8" else "f" if param.type == "float4" else "q" if param.type in _WIDE else "i"
    try:
        instance.memory.write(instance.store, struct.pack(f"<{code}", value), cell)
    except struct.error as error:
        raise QuernError("22003", f"parameter {param.name} is not a value of type {param.type}: {error}") from error


def _pieces(batch: pa.RecordBatch):  # noqa: ANN202
    for start in range(0, max(batch.num_rows, 1), _MOST_ROWS):
        yield start, batch.slice(start, _MOST_ROWS)


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
        masks = [self._mask(first, batch) for first, batch in _each(data)]
        return pa.concat_arrays(masks) if masks else pa.array([], pa.bool_())

    def filter(self, data: Data) -> Data:
        """The rows for which the predicate is true."""
        return data.filter(self.mask(data))

    def _mask(self, first: int, batch: pa.RecordBatch) -> pa.BooleanArray:
        rows = batch.num_rows
        if rows == 0:
            return pa.array([], pa.bool_())
        try:
            instance = self._run(batch)
        except QuernError as error:
            raise _moved(error, first) from None
        bits = instance.read(instance.call("bitmap") & 0xFFFFFFFF, (rows + 7) // 8)
        return pa.BooleanArray.from_buffers(pa.bool_(), rows, [None, pa.py_buffer(bits)])


class Expression(_Kernel):
    """An expression that `quern export --expression` has written."""

    kind = "expression"

    def values(self, data: pa.RecordBatch | pa.Table) -> pa.Array:
        """Its value for each row; of a type that Arrow has no number for, the text that PostgreSQL prints."""
        arrays = [self._values(first, batch) for first, batch in _each(data)]
        return pa.concat_arrays(arrays)

    def _values(self, first: int, batch: pa.RecordBatch) -> pa.Array:
        rows = batch.num_rows
        assert self.manifest.result is not None  # An expression has one.
        code, kind = _RESULTS.get(self.manifest.result.type, ("q" if self.manifest.result.type in _WIDE else "i", None))
        is_text = self.manifest.result.form in ("bytes", "input")
        if rows == 0:
            return pa.array([], pa.string() if is_text else kind or pa.int64())
        try:
            instance = self._run(batch)
        except QuernError as error:
            raise _moved(error, first) from None
        bits = instance.read(instance.call("bitmap") & 0xFFFFFFFF, (rows + 7) // 8)
        cells = instance.read(instance.call("results") & 0xFFFFFFFF, rows * 8)
        there = [bool(bits[row >> 3] >> (row & 7) & 1) for row in range(rows)]
        if is_text:
            places = struct.iter_unpack("<II", cells)
            return pa.array([instance.read(*place).decode() if yes else None for place, yes in zip(places, there)], pa.string())
        padding = "" if code in "qd" else "4x"
        numbers = [value for (value,) in struct.iter_unpack(f"<{code}{padding}", cells)]
        values = [(bool(value) if kind == pa.bool_() else value) if yes else None for value, yes in zip(numbers, there)]
        return pa.array(values, kind)


def _moved(error: QuernError, rows: int) -> QuernError:
    return error if error.row is None else QuernError(error.sqlstate, error.message, error.row + rows)
