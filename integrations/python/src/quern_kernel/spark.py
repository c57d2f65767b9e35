"""Exported kernels in Spark: a filter of a DataFrame through mapInArrow."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from .kernel import Param, Predicate

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def filter(  # noqa: A001 - the name that a caller reads as quern_kernel.spark.filter
    frame: DataFrame, kernel: str | os.PathLike[str] | bytes, params: Sequence[Param] = ()
) -> DataFrame:
    """The rows of a DataFrame for which an exported predicate is true.

    Args:
        frame: any DataFrame that has the kernel's columns.
        kernel: the module, or the path of its file.
        params: the values of $1, $2, …

    The module is sent to each executor once, with the function; each task has an instance of its own. An error of the kernel
    fails the task, and again when Spark tries it anew: it is the same error, and no rows of that task are kept.
    """
    if not isinstance(kernel, bytes):
        with open(kernel, "rb") as file:
            kernel = file.read()
    # Refused here, and not in a task, when it is no kernel.
    Predicate(kernel, params)
    return frame.mapInArrow(_filtering(kernel, tuple(params)), frame.schema)


def _filtering(
    module: bytes, params: tuple[Param, ...]
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        predicate = Predicate(module, params)
        for batch in batches:
            yield predicate.filter(batch)

    return run
