"""Runs kernels that `quern export` has written, over Arrow data: the same answers, nulls and errors as PostgreSQL's."""

from .error import QuernError
from .kernel import Expression, Predicate
from .manifest import ABI_VERSION, Column, Manifest, read_manifest

__all__ = ["ABI_VERSION", "Column", "Expression", "Manifest", "Predicate", "QuernError", "read_manifest"]
