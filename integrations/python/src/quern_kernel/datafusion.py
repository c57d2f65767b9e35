"""Exported kernels in DataFusion: a filter of a DataFrame, and a function that SQL can call."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from .error import QuernError
from .kernel import Param, Predicate
from .modules import Given, checked

if TYPE_CHECKING:
    from datafusion import DataFrame, ScalarUDF


def filter(frame: DataFrame, kernel: Given, params: Sequence[Param] = ()) -> DataFrame:  # noqa: A001 - as in spark.py
    """The rows of a DataFrame for which an exported predicate is true.

    Args:
        frame: any DataFrame that has the kernel's columns.
        kernel: the module, or the path of its file.
        params: the values of $1, $2, …

    An error of the kernel ends the query; DataFusion puts its SQLSTATE, its message and the row of its batch into its own.
    """
    from datafusion import column, literal

    _, predicate = checked(kernel, params)
    names = [each.name for each in predicate.manifest.columns]
    # A quoted name is taken as it is. A function needs an argument, from which it takes the number of rows.
    arguments = [column('"' + name.replace('"', '""') + '"') for name in names] or [literal(True)]
    return frame.filter(function(kernel, frame.schema(), params)(*arguments))


def function(kernel: Given, schema: pa.Schema, params: Sequence[Param] = (), name: str = "quern") -> ScalarUDF:
    """An exported predicate as a function of the kernel's columns, in the order of its manifest: true where it is true, false where it is false or null.

    `context.register_udf(function(…, name="cheap"))` has SQL call it as `cheap(price, name)`. A kernel without columns takes any boolean.

    Raises:
        QuernError: 42703 where the schema has no column of the kernel's name.
    """
    from datafusion import udf

    module, predicate = checked(kernel, params)
    names = [column.name for column in predicate.manifest.columns]
    for each in names:
        if schema.get_field_index(each) < 0:
            raise QuernError("42703", f'there are no data for column "{each}"')
    given = tuple(params)
    # DataFusion calls it from many threads; a kernel is for one.
    of_thread = threading.local()

    def run(*arrays: pa.Array) -> pa.Array:
        if not hasattr(of_thread, "predicate"):
            of_thread.predicate = Predicate(module, given)
        return of_thread.predicate.mask(pa.record_batch(list(arrays), names=names or ["nothing"]))

    return udf(run, [schema.field(each).type for each in names] or [pa.bool_()], pa.bool_(), "stable", name)
