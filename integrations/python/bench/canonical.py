"""The canonical predicates over the dataset `demo`: kernels in this host and in Node beside pyarrow.compute, taking turns.

    npx tsx bench/hosts/prepare.ts /tmp/hosts 10000000
    python integrations/python/bench/canonical.py /tmp/hosts

All three take the same Arrow buffers in memory and give a bitmap; the numbers of rows are compared. What pyarrow gives for null is null, which filters leave out.
Integer arithmetic is the checked one, because PostgreSQL's is. pyarrow has no remainder: it is computed. Medians of the rounds, of the processor's time, in nanoseconds a row: other programs on the machine do not count.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import subprocess
import time
from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from quern_kernel import Predicate

ROOT = Path(__file__).parents[3]


def table(folder: Path) -> pa.Table:
    """The columns, of the buffers that prepare.ts has written."""

    def buffer(name: str) -> pa.Buffer | None:
        path = folder / name
        return pa.py_buffer(path.read_bytes()) if path.exists() else None

    rows = buffer("a.values").size // 4
    kinds = {"a": pa.int32(), "b": pa.int32(), "d": pa.float64(), "e": pa.int64(), "f": pa.date32()}
    arrays = {
        name: pa.Array.from_buffers(kind, rows, [buffer(f"{name}.validity"), buffer(f"{name}.values")])
        for name, kind in kinds.items()
    }
    arrays["c"] = pa.Array.from_buffers(pa.string(), rows, [buffer(f"c.{part}") for part in ("validity", "offsets", "bytes")])
    arrays["g"] = pa.Array.from_buffers(pa.decimal128(12, 2), rows, [buffer("g.validity"), buffer("g.decimals")])
    return pa.table(arrays)


def both(*conditions: pa.ChunkedArray) -> pa.ChunkedArray:
    return reduce(pc.and_kleene, conditions)


def modulo(value: pa.ChunkedArray, by: int) -> pa.ChunkedArray:
    return pc.subtract_checked(value, pc.multiply_checked(pc.divide_checked(value, by), by))


def arrow_predicates(t: pa.Table) -> dict[str, Callable[[], pa.ChunkedArray]]:
    """The canonical predicates (src/datasets/predicates.ts) as pyarrow.compute has them."""
    a, b, c, d, e, f, g = (t[name] for name in "abcdefg")
    less, more, least, most, eq = pc.less, pc.greater, pc.greater_equal, pc.less_equal, pc.equal
    i4 = lambda value: pa.scalar(value, pa.int32())  # noqa: E731
    money = lambda value: pa.scalar(Decimal(value), pa.decimal128(12, 2))  # noqa: E731
    day = lambda text: pa.scalar(text).cast(pa.date32())  # noqa: E731
    listed = pa.array([1, 5, 9, 14, 23, 42, 57, 61, 78, 99], pa.int32())
    chain = [(least, a, 2), (less, b, 98), (more, d, 0.02), (less, a, 97), (least, b, 3), (less, d, 0.98), (more, a, 4), (most, b, 94)]
    chain += [(least, d, 0.05), (most, a, 93), (more, b, 7), (most, d, 0.95), (least, a, 10), (less, b, 90), (more, d, 0.1), (less, a, 90)]
    return {
        "eq": lambda: eq(a, i4(42)),
        "eq-notnull": lambda: both(eq(a, i4(42)), pc.is_valid(b)),
        "range": lambda: both(more(a, i4(10)), less(b, i4(50))),
        "or-text": lambda: pc.or_kleene(both(more(a, i4(10)), less(b, i4(50))), eq(c, "x7")),
        "between": lambda: both(least(a, i4(10)), most(a, i4(20))),
        "in-list": lambda: pc.is_in(a, value_set=listed),
        "arith": lambda: both(more(pc.add_checked(a, b), i4(100)), less(pc.multiply_checked(a, i4(2)), b)),
        "prefix": lambda: pc.starts_with(c, "x1"),
        "infix": lambda: pc.match_substring(c, "77"),
        "case": lambda: pc.case_when(
            pc.make_struct(less(a, i4(10)), less(a, i4(50))), more(b, i4(5)), less(b, i4(50)), more(d, 0.5)
        ),
        "coalesce": lambda: eq(modulo(pc.coalesce(b, i4(0)), i4(7)), i4(3)),
        "float": lambda: both(more(d, 0.25), less(d, 0.75)),
        "bigint": lambda: eq(modulo(e, pa.scalar(1000, pa.int64())), 7),
        "date": lambda: both(least(f, day("1994-01-01")), less(f, day("1995-01-01"))),
        "distinct": lambda: pc.fill_null(pc.not_equal(a, b), True),
        "chain16": lambda: both(*(compare(column, i4(value) if isinstance(value, int) else value) for compare, column, value in chain)),
        "money": lambda: both(least(g, money("100.00")), most(g, money("249.99"))),
        "money-arith": lambda: more(pc.multiply(g, pa.scalar(Decimal("1.19"), pa.decimal128(3, 2))), pa.scalar(Decimal("5000"), pa.decimal128(16, 4))),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*", help="predicates by name")
    given = parser.parse_args()
    data = table(given.folder)
    rows = data.num_rows
    arrow = arrow_predicates(data)
    names = [name for name in json.loads((given.folder / "predicates.json").read_text()) if not given.only or name in given.only]
    node = subprocess.Popen(
        ["npx", "tsx", "bench/hosts/node-host.ts", str(given.folder.resolve())],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def in_node(file: str) -> tuple[float, int]:
        node.stdin.write(f"{file}\n")
        node.stdin.flush()
        spent, selected = node.stdout.readline().split()
        return float(spent), int(selected)

    def here(run: Callable[[], pa.Array | pa.ChunkedArray]) -> tuple[float, int]:
        start = time.process_time()
        mask = run()
        spent = (time.process_time() - start) * 1000
        return spent, pc.sum(mask).as_py() or 0

    contenders = ("pyarrow", "python", "python vector", "node", "node vector")
    ratios: dict[str, list[float]] = {name: [] for name in contenders}
    print(f"{rows:,} rows, ns a row   " + "".join(f"{name:>15}" for name in contenders))
    for name in names:
        kernels = {engine: Predicate.from_file(given.folder / f"{name}.{engine}.wasm") for engine in ("copy-patch", "vector")}
        runs: dict[str, Callable[[], tuple[float, int]]] = {
            "pyarrow": lambda: here(arrow[name]),
            "python": lambda: here(lambda: kernels["copy-patch"].mask(data)),
            "python vector": lambda: here(lambda: kernels["vector"].mask(data)),
            "node": lambda: in_node(f"{name}.copy-patch.wasm"),
            "node vector": lambda: in_node(f"{name}.vector.wasm"),
        }
        times: dict[str, list[float]] = {each: [] for each in contenders}
        counts = {each: run()[1] for each, run in runs.items()}
        if len(set(counts.values())) != 1:
            raise SystemExit(f"{name}: the numbers of rows differ: {counts}")
        for _ in range(given.rounds):
            for each in random.sample(contenders, len(contenders)):
                times[each].append(runs[each]()[0])
        medians = {each: statistics.median(times[each]) for each in contenders}
        for each in contenders:
            ratios[each].append(medians[each] / medians["pyarrow"])
        print(f"{name:26}" + "".join(f"{medians[each] * 1e6 / rows:15.2f}" for each in contenders), flush=True)
    mean = {each: math.exp(statistics.fmean(map(math.log, ratios[each]))) for each in contenders}
    print(f"{'beside pyarrow (geometric)':26}" + "".join(f"{mean[each]:15.2f}" for each in contenders))
    print(f"python is {mean['python'] / mean['node']:.2f} of node; vector {mean['python vector'] / mean['node vector']:.2f}")
    node.stdin.close()
    node.wait()


if __name__ == "__main__":
    main()
