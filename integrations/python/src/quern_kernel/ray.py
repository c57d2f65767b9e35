"""Exported kernels in Ray Data: a filter of a dataset through map_batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from .kernel import Param
from .modules import Given, checked

if TYPE_CHECKING:
    from ray.data import Dataset


def filter(dataset: Dataset, kernel: Given, params: Sequence[Param] = ()) -> Dataset:  # noqa: A001 - as in spark.py
    """The rows of a dataset for which an exported predicate is true.

    Args:
        dataset: any dataset that has the kernel's columns.
        kernel: the module, or the path of its file.
        params: the values of $1, $2, …

    The module goes to the workers with the function, and each task has an instance of its own. An error of the kernel fails the task.
    """
    _, predicate = checked(kernel, params)

    def run(table: pa.Table) -> pa.Table:
        return predicate.filter(table)

    # Whole blocks, as they are in Ray's memory: the kernel copies only the columns that it reads.
    return dataset.map_batches(run, batch_format="pyarrow", batch_size=None, zero_copy_batch=True)
