"""Exported kernels in Spark: a filter of a DataFrame through mapInArrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from .kernel import Param, Predicate
from .modules import Given, checked

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def filter(frame: DataFrame, kernel: Given, params: Sequence[Param] = ()) -> DataFrame:  # noqa: A001 - the name that a caller reads as quern_kernel.spark.filter
    """The rows of a DataFrame for which an exported predicate is true.

    Args:
        frame: any DataFrame that has the kernel's columns.
        kernel: the module, or the path of its file.
        params: the values of $1, $2, …

    The module is sent to each executor once, with the function; each task has an instance of its own. An error of the kernel
    fails the task, and again when Spark tries it anew: it is the same error, and no rows of that task are kept.
    """
    module, _ = checked(kernel, params)
    return frame.mapInArrow(_filtering(module, tuple(params)), frame.schema)


def condition(kernel: Given, params: Sequence[Param] = ()) -> Column:
    """An exported predicate as a condition: true where it is true, false where it is false or null. For `where`, beside other conditions, in `select`.

    Only the kernel's columns go to Python, which is less than `filter` sends when there are others. It needs Spark 4.1. Spark evaluates conditions in the order
    that it likes, so that an error may come of a row that another condition would have left out.
    """
    from pyspark.sql.functions import arrow_udf, col, lit

    module, predicate = checked(kernel, params)
    names = [column.name for column in predicate.manifest.columns]
    given = tuple(params)
    started: list[Predicate] = []

    def run(*arrays: pa.Array) -> pa.Array:
        if not started:
            started.append(Predicate(module, given))
        return started[0].mask(pa.record_batch(list(arrays), names=names or ["nothing"]))

    # A function needs an argument, from which it takes the number of rows.
    return arrow_udf(run, "boolean")(*([col("`" + name.replace("`", "``") + "`") for name in names] or [lit(True)]))


def _filtering(
    module: bytes, params: tuple[Param, ...]
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        predicate = Predicate(module, params)
        for batch in batches:
            yield predicate.filter(batch)

    return run
