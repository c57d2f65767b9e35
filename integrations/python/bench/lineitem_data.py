"""TPC-H's lineitem for the other scripts: what `quern gen lineitem` has written as CSV, as Parquet files of one row group each, with decimals and dates.

    npx quern gen lineitem --rows 6_000_000 --out lineitem.csv
    python integrations/python/bench/lineitem_data.py lineitem.csv lineitem

Scale 1 is 6,000,000 rows.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

ROWS = 1 << 20
MONEY = pa.decimal128(15, 2)
TYPES = {
    **{"l_orderkey": pa.int64(), "l_linenumber": pa.int32(), "l_quantity": MONEY, "l_extendedprice": MONEY, "l_discount": MONEY},
    **{"l_shipdate": pa.date32(), "l_commitdate": pa.date32(), "l_receiptdate": pa.date32(), "l_shipmode": pa.string()},
}


def main(source: str, folder: str) -> None:
    table = csv.read_csv(source, convert_options=csv.ConvertOptions(column_types=TYPES, strings_can_be_null=False)).combine_chunks()
    Path(folder).mkdir(parents=True, exist_ok=True)
    for n, start in enumerate(range(0, table.num_rows, ROWS)):
        pq.write_table(table.slice(start, ROWS), Path(folder) / f"{n:04}.parquet", row_group_size=ROWS)


if __name__ == "__main__":
    main(*sys.argv[1:])
