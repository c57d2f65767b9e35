import * as apache from 'apache-arrow';
import * as flechette from '@uwdata/flechette';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ArrowReader } from '../../src/inputs/arrow.js';
import type { ArrowTable } from '../../src/inputs/arrow/table.js';
import { arena, columnOf, readAll } from './columnar-reading.js';

const table = (values: readonly unknown[], type: flechette.DataType): flechette.Table =>
  flechette.tableFromColumns({ a: flechette.columnFromArray(values as unknown[], type) });
const bytesOf = (from: flechette.Table, format: 'file' | 'stream'): Uint8Array => {
  const bytes = flechette.tableToIPC(from, { format });
  if (bytes === null) throw new Error('no bytes');
  return bytes;
};

const day = 86_400_000;
/** Values as flechette takes them, and as PostgreSQL prints them. */
const kinds: readonly (readonly [
  name: string,
  type: flechette.DataType,
  sql: string,
  values: readonly unknown[],
  texts: readonly string[],
])[] = [
  ['bool', flechette.bool(), 'bool', [true, false, true], ['t', 'f', 't']],
  ['int8', flechette.int8(), 'int2', [-128, 127, 0], ['-128', '127', '0']],
  ['int16', flechette.int16(), 'int2', [-32768, 32767, 1], ['-32768', '32767', '1']],
  ['int32', flechette.int32(), 'int4', [-2147483648, 2147483647, 7], ['-2147483648', '2147483647', '7']],
  [
    'int64',
    flechette.int64(),
    'int8',
    [-(2n ** 63n), 2n ** 63n - 1n, 5n],
    ['-9223372036854775808', '9223372036854775807', '5'],
  ],
  ['uint8', flechette.uint8(), 'int2', [0, 255, 1], ['0', '255', '1']],
  ['uint16', flechette.uint16(), 'int4', [0, 65535, 1], ['0', '65535', '1']],
  ['uint32', flechette.uint32(), 'int8', [0, 4294967295, 1], ['0', '4294967295', '1']],
  ['uint64', flechette.uint64(), 'numeric', [0n, 2n ** 64n - 1n, 10000n], ['0', '18446744073709551615', '10000']],
  ['float16', flechette.float16(), 'float4', [1.5, -0.25, 65504], ['1.5', '-0.25', '65504']],
  ['float32', flechette.float32(), 'float4', [1.5, NaN, -Infinity], ['1.5', 'NaN', '-Infinity']],
  ['float64', flechette.float64(), 'float8', [0.1, NaN, Infinity], ['0.1', 'NaN', 'Infinity']],
  [
    'decimal32',
    flechette.decimal32(9, 2),
    'numeric', // This builder multiplies by the scale itself.
    [6172.5, -50, 0],
    ['123.45', '-1.00', '0.00'],
  ],
  ['decimal64', flechette.decimal64(18, 3), 'numeric', [123.456, -1, 0], ['123.456', '-1.000', '0.000']],
  [
    'decimal128',
    flechette.decimal128(38, 2),
    'numeric',
    [12345678901234567890n, -5n, 0n],
    ['123456789012345678.90', '-0.05', '0.00'],
  ],
  [
    'decimal256',
    flechette.decimal256(76, 0),
    'numeric',
    [2n ** 200n, -(2n ** 200n), 0n],
    [String(2n ** 200n), String(-(2n ** 200n)), '0'],
  ],
  [
    'date32',
    flechette.dateDay(),
    'date',
    [new Date(0), new Date(-day), new Date(day * 19000)],
    ['1970-01-01', '1969-12-31', '2022-01-08'],
  ],
  [
    'date64',
    flechette.dateMillisecond(),
    'date',
    [new Date(0), new Date(-day), new Date(day * 19000)],
    ['1970-01-01', '1969-12-31', '2022-01-08'],
  ],
  ['time32 in seconds', flechette.timeSecond(), 'time', [0, 1, 86399], ['00:00:00', '00:00:01', '23:59:59']],
  [
    'time32 in milliseconds',
    flechette.timeMillisecond(),
    'time',
    [0, 1, 86399999],
    ['00:00:00', '00:00:00.001', '23:59:59.999'],
  ],
  [
    'time64 in microseconds',
    flechette.timeMicrosecond(),
    'time',
    [0n, 1n, 86399999999n],
    ['00:00:00', '00:00:00.000001', '23:59:59.999999'],
  ],
  [
    'time64 in nanoseconds',
    flechette.timeNanosecond(),
    'time',
    [0n, 1000n, 86399999999000n],
    ['00:00:00', '00:00:00.000001', '23:59:59.999999'],
  ],
  [
    'timestamp in seconds',
    flechette.timestamp(0),
    'timestamp',
    [0, -1000, 1e12],
    ['1970-01-01 00:00:00', '1969-12-31 23:59:59', '2001-09-09 01:46:40'],
  ],
  [
    'timestamp in milliseconds',
    flechette.timestamp(1),
    'timestamp',
    [0, -1, 1e12 + 5],
    ['1970-01-01 00:00:00', '1969-12-31 23:59:59.999', '2001-09-09 01:46:40.005'],
  ],
  [
    'timestamp in microseconds',
    flechette.timestamp(2),
    'timestamp',
    [0, -1, 1e12],
    ['1970-01-01 00:00:00', '1969-12-31 23:59:59.999', '2001-09-09 01:46:40'],
  ],
  [
    'timestamp in nanoseconds',
    flechette.timestamp(3),
    'timestamp',
    [0, -1, 1e12],
    ['1970-01-01 00:00:00', '1969-12-31 23:59:59.999', '2001-09-09 01:46:40'],
  ],
  [
    'timestamp with a zone',
    flechette.timestamp(2, 'Europe/Berlin'),
    'timestamptz',
    [0, -1, 1e12],
    ['1970-01-01 00:00:00+00', '1969-12-31 23:59:59.999+00', '2001-09-09 01:46:40+00'],
  ],
  ['duration in seconds', flechette.duration(0), 'interval', [0n, -1n, 90n], ['00:00:00', '-00:00:01', '00:01:30']],
  [
    'duration in milliseconds',
    flechette.duration(1),
    'interval',
    [0n, -1n, 90n],
    ['00:00:00', '-00:00:00.001', '00:00:00.09'],
  ],
  [
    'duration in microseconds',
    flechette.duration(2),
    'interval',
    [0n, -1n, 3600000000n],
    ['00:00:00', '-00:00:00.000001', '01:00:00'],
  ],
  ['interval of months', flechette.interval(0), 'interval', [0, -1, 13], ['00:00:00', '-1 mons', '1 year 1 mon']],
  [
    'interval of days and milliseconds',
    flechette.interval(1),
    'interval',
    [
      [0, 0],
      [1, 500],
      [-3, 1000],
    ],
    ['00:00:00', '1 day 00:00:00.5', '-3 days +00:00:01'],
  ],
  [
    'interval of months, days and nanoseconds',
    flechette.interval(2),
    'interval',
    [
      [0, 0, 0n],
      [1, 2, 3000n],
      [-1, 0, 0n],
    ],
    ['00:00:00', '1 mon 2 days 00:00:00.000003', '-1 mons'],
  ],
  [
    'utf8',
    flechette.utf8(),
    'text',
    ['', 'kurz', 'ein längerer Text mit Umlauten'],
    ['', 'kurz', 'ein längerer Text mit Umlauten'],
  ],
  [
    'largeUtf8',
    flechette.largeUtf8(),
    'text',
    ['', 'kurz', 'ein längerer Text mit Umlauten'],
    ['', 'kurz', 'ein längerer Text mit Umlauten'],
  ],
  [
    'binary',
    flechette.binary(),
    'bytea',
    [new Uint8Array([]), new Uint8Array([0, 255]), new Uint8Array(20)],
    ['\\x', '\\x00ff', `\\x${'00'.repeat(20)}`],
  ],
  [
    'largeBinary',
    flechette.largeBinary(),
    'bytea',
    [new Uint8Array([]), new Uint8Array([0, 255]), new Uint8Array(20)],
    ['\\x', '\\x00ff', `\\x${'00'.repeat(20)}`],
  ],
  [
    'fixedSizeBinary',
    flechette.fixedSizeBinary(2),
    'bytea',
    [new Uint8Array([1, 2]), new Uint8Array([0, 255]), new Uint8Array(2)],
    ['\\x0102', '\\x00ff', '\\x0000'],
  ],
  [
    'dictionary of texts',
    flechette.dictionary(flechette.utf8()),
    'text',
    ['x', 'a long text of many letters', 'x'],
    ['x', 'a long text of many letters', 'x'],
  ],
  [
    'dictionary of numbers',
    flechette.dictionary(flechette.int64(), flechette.int8()),
    'int8',
    [5n, 6n, 5n],
    ['5', '6', '5'],
  ],
  ['list of integers', flechette.list(flechette.int32()), '_int4', [[1, 2], [], [3]], ['{1,2}', '{}', '{3}']],
  [
    'list of texts',
    flechette.list(flechette.utf8()),
    '_text',
    [['a', 'b,c'], [''], ['NULL']],
    ['{a,"b,c"}', '{""}', '{"NULL"}'],
  ],
  ['large list', flechette.largeList(flechette.float64()), '_float8', [[1.5], [], [2, 3]], ['{1.5}', '{}', '{2,3}']],
  [
    'list of a fixed size',
    flechette.fixedSizeList(flechette.int16(), 2),
    '_int2',
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    ['{1,2}', '{3,4}', '{5,6}'],
  ],
];

describe.each(kinds)('%s', (_, type, sql, values, texts) => {
  const withNulls = [null, ...values.flatMap((value) => [value, null])];
  const nullTexts = [null, ...texts.flatMap((text) => [text, null])];
  it('is read from a table of flechette', async () => {
    const found = await readAll(() => ArrowReader.of(arena, table(values, type) as ArrowTable));
    expect(found.error).toBeUndefined();
    expect(found.types).toEqual([sql]);
    expect(columnOf(found)).toEqual(texts);
  });
  it('is read with nulls from a file and from a stream', async () => {
    for (const format of ['file', 'stream'] as const) {
      const bytes = bytesOf(table(withNulls, type), format);
      const found = await readAll(() => ArrowReader.open(arena, bytes));
      expect(found.error).toBeUndefined();
      expect(columnOf(found)).toEqual(nullTexts);
    }
  });
  it('is read from slices of apache-arrow at every offset', async () => {
    let whole: apache.Table;
    try {
      whole = apache.tableFromIPC(bytesOf(table([...withNulls, ...withNulls], type), 'stream'));
    } catch {
      // The other package does not know the type.
      return;
    }
    const all = [...nullTexts, ...nullTexts];
    for (let start = 0; start < all.length; start++) {
      const found = await readAll(() => ArrowReader.of(arena, whole.slice(start) as unknown as ArrowTable));
      expect(found.error).toBeUndefined();
      expect(columnOf(found)).toEqual(all.slice(start));
    }
  });
});

it('reads real data of 200,000 rows as flechette does', async () => {
  const bytes = readFileSync('node_modules/vega-datasets/data/flights-200k.arrow');
  const expected = flechette.tableFromIPC(new Uint8Array(bytes));
  const found = await readAll(() => ArrowReader.open(arena, new Uint8Array(bytes)), { capacity: 4096, every: 97 });
  expect(found.error).toBeUndefined();
  const delays = expected.getChild('delay').toArray() as ArrayLike<number>;
  const column = found.names.indexOf('delay');
  const wanted: string[] = [];
  for (let batch = 0; batch < delays.length; batch += 4096)
    for (let row = 0; row < Math.min(4096, delays.length - batch); row += 97) wanted.push(String(delays[batch + row]));
  expect(columnOf(found, column)).toEqual(wanted);
});
