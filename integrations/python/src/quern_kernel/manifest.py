"""What an exported kernel says of itself: a custom section of JSON at the module's end (docs/abi.md)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass

from .error import QuernError

ABI_VERSION = 1


@dataclass(frozen=True)
class Column:
    """A column, parameter or result: PostgreSQL's type, and how its values are given: number, bits, bytes, input or decimal.

    A decimal has at most so many digits, and so many of them are decimal places.
    """

    name: str
    type: str
    form: str
    not_null: bool = False
    digits: int = 0
    places: int = 0


@dataclass(frozen=True)
class Manifest:
    """What is in a kernel."""

    kind: str
    sql: str
    columns: tuple[Column, ...]
    params: tuple[Column, ...]
    result: Column | None
    errors: tuple[str, ...]


def _wrong(detail: str) -> QuernError:
    return QuernError("XX001", f"the file is not a kernel that quern has exported, or it is damaged: {detail}")


def _u32(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(data):
            raise _wrong("it is cut short")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 28:
            raise _wrong("it has a size that is none")


_FORMS = frozenset({"number", "bits", "bytes", "input", "decimal"})


def _column(given: dict, name: str = "") -> Column:
    column = Column(
        given.get("name", name),
        given["type"],
        given.get("form", "number"),
        given.get("notNull", False),
        given.get("digits", 0),
        given.get("places", 0),
    )
    if column.form not in _FORMS:
        raise ValueError(f"no form {column.form}")
    if not (isinstance(column.name, str) and isinstance(column.type, str)):
        raise ValueError("a name or a type is no text")
    if not all(isinstance(each, int) and 0 <= each <= 18 for each in (column.digits, column.places)):
        raise ValueError("digits that no decimal has")
    return column


def read_manifest(module: bytes) -> Manifest:
    """The description of an exported module.

    Raises:
        QuernError: XX001 when it is none, was cut or changed; 0A000 when its interface is of another version.
    """
    if module[:8] != b"\0asm\1\0\0\0":
        raise _wrong("it is not WebAssembly")
    at = 8
    while at < len(module):
        start = at
        section = module[at]
        size, at = _u32(module, at + 1)
        end = at + size
        if end > len(module):
            raise _wrong("it is cut short")
        if section == 0 and end == len(module):
            length, name_at = _u32(module, at)
            if module[name_at : name_at + length] == b"quern":
                return _parsed(module[name_at + length : end], module[:start])
        at = end
    raise _wrong("it does not end with a description")


def _parsed(text: bytes, code: bytes) -> Manifest:
    try:
        given = json.loads(text)
        version = given["abi"]
        if version == ABI_VERSION:
            if given["sha256"] != base64.b64encode(hashlib.sha256(code).digest()).decode():
                raise _wrong("its bytes are not those that were written")
            return Manifest(
                kind=given["kind"],
                sql=given["sql"],
                columns=tuple(_column(each) for each in given["columns"]),
                params=tuple(_column(each, f"${n + 1}") for n, each in enumerate(given["params"])),
                result=_column(given["result"]) if "result" in given else None,
                errors=tuple(given.get("errors", ())),
            )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _wrong("its description is not one") from error
    raise QuernError("0A000", f"the kernel has version {version} of the interface; this host knows {ABI_VERSION}")
