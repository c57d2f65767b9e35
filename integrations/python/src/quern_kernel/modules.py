"""A kernel as an engine's user gives it: the module, or the path of its file."""

from __future__ import annotations

import os
from collections.abc import Sequence

from .kernel import Param, Predicate

Given = str | os.PathLike[str] | bytes


def checked(kernel: Given, params: Sequence[Param]) -> tuple[bytes, Predicate]:
    """The module, and its predicate; what is no kernel is refused here, and not in a task."""
    if not isinstance(kernel, bytes):
        with open(kernel, "rb") as file:
            kernel = file.read()
    return kernel, Predicate(kernel, params)
