"""The filters of TPC-H's queries 6 and 12 over Parquet files of lineitem: kernels beside pyarrow, and the parts of a kernel's time.

    npx tsx examples/lineitem/export.ts lineitem-kernels
    python integrations/python/bench/lineitem.py lineitem lineitem-kernels

Every contender reads the same files and gives the number of rows and the sum of their prices, which are compared. Medians of the rounds, in
milliseconds: of this process's time on processors, so that other programs on the machine do not count.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from quern_kernel import Predicate

QUERIES = ("q6", "q12")
FROM, TO = datetime.date(1994, 1, 1), datetime.date(1995, 1, 1)


def measured(contenders: dict[str, Callable[[], tuple]], rounds: int, clock: Callable[[], float] = time.process_time) -> dict[str, float]:
    """The medians, after one round that is not counted, in which all must give the same."""
    found = {name: run() for name, run in contenders.items()}
    if len(set(found.values())) != 1:
        raise SystemExit(f"the contenders differ: {found}")
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name in random.sample(list(contenders), len(contenders)):
            start = clock()
            contenders[name]()
            times[name].append((clock() - start) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def told(title: str, medians: dict[str, float]) -> None:
    print(f"{title:12}" + "  ".join(f"{name} {each:.0f}" for name, each in medians.items()), flush=True)


def arrow_filter(query: str) -> ds.Expression:
    f, day = ds.field, pa.scalar
    if query == "q6":
        cents = lambda text: pa.scalar(Decimal(text), pa.decimal128(15, 2))  # noqa: E731
        return (
            (f("l_shipdate") >= day(FROM)) & (f("l_shipdate") < day(TO))
            & (f("l_discount") >= cents("0.05")) & (f("l_discount") <= cents("0.07")) & (f("l_quantity") < cents("24.00"))
        )  # fmt: skip
    return (
        f("l_shipmode").isin(["MAIL", "SHIP"]) & (f("l_commitdate") < f("l_receiptdate")) & (f("l_shipdate") < f("l_commitdate"))
        & (f("l_receiptdate") >= day(FROM)) & (f("l_receiptdate") < day(TO))
    )  # fmt: skip


def in_one_process(folder: Path, query: str, kernel: Path, rounds: int) -> None:
    predicate = Predicate.from_file(kernel)
    read = [column.name for column in predicate.manifest.columns]
    columns = list(dict.fromkeys([*read, "l_extendedprice"]))
    table = ds.dataset(folder).to_table(columns)
    answer = lambda found: (found.num_rows, pc.sum(found["l_extendedprice"]).as_py())  # noqa: E731
    contenders = {
        "kernel": lambda: answer(predicate.filter(table)),
        "pyarrow": lambda: answer(table.filter(arrow_filter(query))),
    }
    told(f"{query} memory", measured(contenders, rounds))
    parts: dict[str, list[float]] = {"load": [], "copy": [], "convert": [], "run": [], "select": []}
    for _ in range(rounds):
        marks = [time.process_time()]
        loaded = ds.dataset(folder).to_table(columns)
        marks.append(time.process_time())
        mask = predicate.mask(loaded)
        marks.append(time.process_time())
        loaded.filter(mask)
        marks.append(time.process_time())
        # What the kernel's functions take of the mask's time, piece by piece; the rest is copying.
        within = {"bind": 0.0, "run": 0.0}
        for batch in loaded.to_batches():
            instance = predicate._run(batch)
            for name, args in (("bind", (batch.num_rows,)), ("run", (0, batch.num_rows))):
                start = time.process_time()
                instance.call(name, *args)
                within[name] += time.process_time() - start
        spent = [end - start for start, end in zip(marks, marks[1:])]
        for name, seconds in (
            ("load", spent[0]), ("copy", spent[1] - sum(within.values())), ("convert", within["bind"]),
            ("run", within["run"]), ("select", spent[2]),
        ):  # fmt: skip
            parts[name].append(seconds * 1000)
    told(f"{query} parts", {name: statistics.median(each) for name, each in parts.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kernels", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    for query in QUERIES:
        in_one_process(given.folder, query, given.kernels / f"{query}.wasm", given.rounds)


if __name__ == "__main__":
    main()
