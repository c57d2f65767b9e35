"""TPC-H's lineitem for the other scripts: what `quern gen lineitem` has written as Parquet, with its numeric columns as decimals, in files of one row group each.

    npx quern gen lineitem --rows 600_000 --to parquet --out generated.parquet
    python integrations/python/bench/lineitem_data.py generated.parquet lineitem

Scale 1 is 6,000,000 rows.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 262_144


def main(source: str, folder: str) -> None:
    table = pq.read_table(source)
    for name in ("l_quantity", "l_extendedprice", "l_discount"):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, table[name].cast(pa.decimal128(15, 2)))
    Path(folder).mkdir(parents=True, exist_ok=True)
    for n, start in enumerate(range(0, table.num_rows, ROWS)):
        pq.write_table(table.slice(start, ROWS), Path(folder) / f"{n:04}.parquet", row_group_size=ROWS)


if __name__ == "__main__":
    main(*sys.argv[1:])
