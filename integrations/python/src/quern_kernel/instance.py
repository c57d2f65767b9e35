"""A kernel's module in wasmtime: its memory, its functions, and its errors."""

from __future__ import annotations

import struct
import threading
from typing import Any

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
        self.store = wasmtime.Store(engine)
        self.exports = wasmtime.Instance(self.store, compiled, []).exports(self.store)
        self.memory: wasmtime.Memory = self.exports["memory"]

    def call(self, name: str, *args: int) -> Any:
        """Calls a function of the interface; an SQL error that ends it is raised as a QuernError."""
        try:
            return self.exports[f"quern_{name}"](self.store, *args)
        except wasmtime.Trap as trap:
            record = self.exports["quern_error"](self.store) & 0xFFFFFFFF
            if record == 0:
                raise QuernError("XX000", f"the kernel trapped: {trap}") from trap
            raise self._error(record) from None

    def place(self, data: Any) -> int:
        """Copies bytes into the memory and says where; 53200 when there is no room."""
        view = memoryview(data).cast("B")
        address = self.call("alloc", len(view)) & 0xFFFFFFFF
        if address == 0:
            raise QuernError("53200", "out of memory: give the kernel fewer rows at once")
        if len(view) > 0:
            self.memory.write(self.store, view, address)
        return address

    def read(self, address: int, length: int) -> bytes:
        """Bytes of the memory."""
        return bytes(self.memory.read(self.store, address, address + length))

    def _error(self, record: int) -> QuernError:
        row, entry, detail_at, detail_length = struct.unpack("<iIII", self.read(record, 16))
        if entry == 0:
            return QuernError("XX000", "the kernel raised an error that it does not know")
        _, sqlstate, message_at, length = struct.unpack("<i8sII", self.read(entry, 20))
        detail = self.read(detail_at, detail_length).decode()
        message = self.read(message_at, length).decode().replace("%s", detail, 1)
        return QuernError(sqlstate.rstrip(b"\0").decode(), message, None if row < 0 else row)
