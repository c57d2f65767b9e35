"""A kernel's module in wasmtime: its memory, its functions, and its errors."""

from __future__ import annotations

import ctypes
import struct
import threading
from typing import Any

import pyarrow as pa
import wasmtime

from .error import QuernError

_engine: wasmtime.Engine | None = None
_lock = threading.Lock()
_modules: dict[bytes, wasmtime.Module] = {}
_MOST_MODULES = 64
"""Compiled modules that are kept, by their bytes."""


def _compiled(module: bytes) -> tuple[wasmtime.Engine, wasmtime.Module]:
    global _engine
    with _lock:
        if _engine is None:
            _engine = wasmtime.Engine()
        found = _modules.get(module)
        if found is None:
            try:
                found = wasmtime.Module(_engine, module)
            except wasmtime.WasmtimeError as error:
                raise QuernError("XX001", f"the kernel does not compile: {error}") from error
            if len(_modules) >= _MOST_MODULES:
                _modules.pop(next(iter(_modules)))
            _modules[module] = found
        return _engine, found


class Instance:
    """One instance; it is not for two threads at once."""

    def __init__(self, module: bytes) -> None:
        engine, compiled = _compiled(module)
        self._store = wasmtime.Store(engine)
        try:
            exports = wasmtime.Instance(self._store, compiled, []).exports(self._store)
        except (wasmtime.WasmtimeError, wasmtime.Trap) as error:
            raise QuernError("XX001", f"the kernel does not start: {error}") from error
        found = dict(exports.items())
        memory = found.get("memory")
        if not isinstance(memory, wasmtime.Memory):
            raise QuernError("XX001", "the kernel has no memory")
        self._memory = memory
        self._span: tuple[int, int] | None = None
        self._functions = {name: each for name, each in found.items() if isinstance(each, wasmtime.Func)}
        self._columns: int | None = None
        self._most_rows = -1
        self.bitmap = 0
        self._rooms: dict[object, tuple[int, int]] = {}

    def call(self, name: str, *args: int) -> Any:
        """Calls a function of the interface; an SQL error that ends it is raised as a QuernError."""
        self._span = None
        try:
            return self._function(name)(self._store, *args)
        except wasmtime.Trap as trap:
            record = self.address("error")
            if record == 0:
                raise QuernError("XX000", f"the kernel trapped: {trap}") from trap
            raise self._error(record) from None
        except wasmtime.WasmtimeError as error:
            raise QuernError("XX001", f"the kernel's function quern_{name} is another one: {error}") from error

    def address(self, name: str, *args: int) -> int:
        """What a function of the interface gives, as an address."""
        value = self.call(name, *args)
        if not isinstance(value, int):
            raise QuernError("XX001", f"the kernel's function quern_{name} gives no address")
        return value & 0xFFFFFFFF

    def bind(self, descriptors: bytes, rows: int) -> None:
        """Takes a batch of so many rows."""
        if self._columns is None:
            self._columns = self.address("columns")
        self.write(descriptors, self._columns)
        self.call("bind", rows)
        if rows > self._most_rows:
            self._most_rows = rows
            self.bitmap = self.address("bitmap")

    def room(self, key: object, size: int) -> int:
        """A block of at least so many bytes, the same for the same key as long as it is large enough; 53200 when there is none."""
        address, there = self._rooms.get(key, (0, 0))
        if size <= there:
            return address
        if address != 0:
            del self._rooms[key]
            self.call("free", address)
        address = self.address("alloc", size)
        if address == 0:
            raise QuernError("53200", "out of memory: give the kernel fewer rows at once")
        self._rooms[key] = (address, size)
        return address

    def place(self, key: object, data: pa.Buffer) -> int:
        """Copies bytes into the room of the key, and says where it is."""
        address = self.room(key, data.size)
        ctypes.memmove(self._at(address, data.size), data.address, data.size)
        return address

    def write(self, data: bytes, address: int) -> None:
        """Copies a few bytes into the memory."""
        ctypes.memmove(self._at(address, len(data)), data, len(data))

    def read(self, address: int, length: int) -> bytes:
        """Bytes of the memory."""
        return ctypes.string_at(self._at(address, length), length)

    def copy(self, address: int, length: int, to: int) -> None:
        """Copies bytes out of the memory."""
        ctypes.memmove(to, self._at(address, length), length)

    def _function(self, name: str) -> wasmtime.Func:
        found = self._functions.get(f"quern_{name}")
        if found is None:
            raise QuernError("XX001", f"the kernel has no function quern_{name}")
        return found

    def _at(self, address: int, length: int) -> int:
        """Where the memory's bytes are in this process. They must all be in the memory, whatever the module says."""
        if self._span is None:
            # Only a call can have the memory grow, and so move.
            start = ctypes.addressof(self._memory.data_ptr(self._store).contents)
            self._span = start, self._memory.data_len(self._store)
        start, size = self._span
        if not 0 <= address <= address + length <= size:
            raise QuernError("XX001", "the kernel gave an address that is not in its memory")
        return start + address

    def _error(self, record: int) -> QuernError:
        row, entry, detail_at, detail_length = struct.unpack("<iIII", self.read(record, 16))
        if entry == 0:
            return QuernError("XX000", "the kernel raised an error that it does not know")
        _, sqlstate, message_at, length = struct.unpack("<i8sII", self.read(entry, 20))
        detail = self.read(detail_at, detail_length).decode(errors="replace")
        message = self.read(message_at, length).decode(errors="replace").replace("%s", detail, 1)
        return QuernError(sqlstate.rstrip(b"\0").decode(errors="replace"), message, None if row < 0 else row)
