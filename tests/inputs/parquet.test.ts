import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ByteWriter, parquetWriteBuffer, ParquetWriter, type ColumnSource } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { filterRows, predicateFor } from '../../src/index.js';
import { ParquetReader } from '../../src/inputs/parquet.js';
import { arena, columnOf, readAll } from './columnar-reading.js';

/** A file of one column. */
function fileOf(
  element: Omit<SchemaElement, 'name'>,
  values: readonly unknown[],
  more: Partial<ColumnSource> = {},
  pageSize?: number,
): Uint8Array {
  const bytes = new ByteWriter();
  const schema = [
    { name: 'root', num_children: 1 },
    { name: 'a', ...element },
  ];
  const writer = new ParquetWriter({ writer: bytes, schema });
  void writer.write({
    columnData: [{ name: 'a', data: [...values], ...more }],
    ...(pageSize === undefined ? {} : { pageSize }),
  });
  void writer.finish();
  return bytes.getBytes().slice();
}

const uuid = '0123abcd-0000-4000-8000-0123456789ab';
const long = 'a text that is longer than twelve bytes';
const kinds: readonly (readonly [
  name: string,
  element: Omit<SchemaElement, 'name'>,
  sql: string,
  values: readonly unknown[],
  texts: readonly string[],
])[] = [
  ['booleans', { type: 'BOOLEAN' }, 'bool', [true, false, true], ['t', 'f', 't']],
  ['int32', { type: 'INT32' }, 'int4', [-2147483648, 2147483647, 7], ['-2147483648', '2147483647', '7']],
  ['int8', { type: 'INT32', converted_type: 'INT_8' }, 'int2', [-128, 127, 7], ['-128', '127', '7']],
  ['int16', { type: 'INT32', converted_type: 'INT_16' }, 'int2', [-32768, 32767, 7], ['-32768', '32767', '7']],
  ['uint8', { type: 'INT32', converted_type: 'UINT_8' }, 'int2', [0, 255, 7], ['0', '255', '7']],
  ['uint16', { type: 'INT32', converted_type: 'UINT_16' }, 'int4', [0, 65535, 7], ['0', '65535', '7']],
  ['uint32', { type: 'INT32', converted_type: 'UINT_32' }, 'int8', [0, 4294967295, 7], ['0', '4294967295', '7']],
  [
    'int64',
    { type: 'INT64' },
    'int8',
    [-(2n ** 63n), 2n ** 63n - 1n, 7n],
    ['-9223372036854775808', '9223372036854775807', '7'],
  ],
  ['float', { type: 'FLOAT' }, 'float4', [1.5, -0.25, Infinity], ['1.5', '-0.25', 'Infinity']],
  ['double', { type: 'DOUBLE' }, 'float8', [0.1, NaN, -Infinity], ['0.1', 'NaN', '-Infinity']],
  [
    'float16',
    { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2, logical_type: { type: 'FLOAT16' } },
    'float4',
    [1.5, -0.25, 65504],
    ['1.5', '-0.25', '65504'],
  ],
  ['strings', { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, 'text', ['', 'größe', long], ['', 'größe', long]],
  [
    'bytes',
    { type: 'BYTE_ARRAY' },
    'bytea',
    [new Uint8Array([0]), new Uint8Array([255, 1]), new Uint8Array(20)],
    ['\\x00', '\\xff01', `\\x${'00'.repeat(20)}`],
  ],
  [
    'uuid',
    { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } },
    'uuid',
    [uuid, uuid, uuid],
    [uuid, uuid, uuid],
  ],
  [
    'dates',
    { type: 'INT32', converted_type: 'DATE' },
    'date',
    [0, -1, 19000],
    ['1970-01-01', '1969-12-31', '2022-01-08'],
  ],
  [
    'milliseconds',
    { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
    'timestamptz',
    [0n, -1n, 1000n],
    ['1970-01-01 00:00:00+00', '1969-12-31 23:59:59.999+00', '1970-01-01 00:00:01+00'],
  ],
  [
    'microseconds',
    { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } },
    'timestamp',
    [0n, -1n, 10n ** 18n],
    ['1970-01-01 00:00:00', '1969-12-31 23:59:59.999999', '33658-09-27 01:46:40'],
  ],
  [
    'nanoseconds',
    { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'NANOS' } },
    'timestamp',
    [0n, -1000n, 10n ** 18n],
    ['1970-01-01 00:00:00', '1969-12-31 23:59:59.999999', '2001-09-09 01:46:40'],
  ],
  [
    'times',
    { type: 'INT64', logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MICROS' } },
    'time',
    [0n, 1n, 86399999999n],
    ['00:00:00', '00:00:00.000001', '23:59:59.999999'],
  ],
  [
    'decimal of 32 bits',
    { type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9 },
    'numeric',
    [12345n, -5n, 0n],
    ['123.45', '-0.05', '0.00'],
  ],
  [
    'decimal of 64 bits',
    { type: 'INT64', converted_type: 'DECIMAL', scale: 3, precision: 18 },
    'numeric',
    [12345n, -5n, 0n],
    ['12.345', '-0.005', '0.000'],
  ],
  [
    'decimal of bytes',
    { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, converted_type: 'DECIMAL', scale: 1, precision: 38 },
    'numeric',
    [10n ** 30n, -(10n ** 30n), 0n],
    [`${10n ** 29n}.0`, `-${10n ** 29n}.0`, '0.0'],
  ],
];

describe.each(kinds)('%s', (_, element, sql, values, texts) => {
  it('are read where none is null', async () => {
    const found = await readAll(() =>
      ParquetReader.open(arena, fileOf({ ...element, repetition_type: 'REQUIRED' }, values)),
    );
    expect(found.error).toBeUndefined();
    expect(found.types).toEqual([sql]);
    expect(columnOf(found)).toEqual(texts);
  });
  it('are read in every pattern of nulls, over several pages, in parts of a batch', async () => {
    for (let pattern = 0; pattern < 64; pattern++) {
      const places = [0, 1, 2, 3, 4, 5];
      const at = (list: readonly unknown[]) => places.map((i) => ((pattern >> i) & 1 ? list[i % 3] : null));
      const repeated = Array.from({ length: 12 }, () => at(values)).flat();
      const bytes = fileOf({ ...element, repetition_type: 'OPTIONAL' }, repeated, {}, 40);
      const found = await readAll(() => ParquetReader.open(arena, bytes), { every: 1 + (pattern % 3) });
      expect(found.error).toBeUndefined();
      const expected = Array.from({ length: 12 }, () => at(texts)).flat();
      // Batches have 64 rows.
      const wanted = [expected.slice(0, 64), expected.slice(64)].flatMap((part) =>
        part.filter((_, row) => row % (1 + (pattern % 3)) === 0),
      );
      expect(columnOf(found)).toEqual(wanted);
    }
  });
});

it('is read from a Buffer that shares its memory, an ArrayBuffer, and a server that understands ranges', async () => {
  const bytes = fileOf({ type: 'INT32', repetition_type: 'REQUIRED' }, [1, 2, 3]);
  const shared = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]).subarray(6, 6 + bytes.length);
  const server = createServer(({ method, headers: { range = '' } }, response) => {
    const [, start = '0', end = String(bytes.length - 1)] = /bytes=(\d+)-(\d+)/.exec(range) ?? [];
    const part = bytes.subarray(Number(start), Number(end) + 1);
    response.writeHead(method === 'HEAD' ? 200 : 206, {
      'content-length': method === 'HEAD' ? bytes.length : part.length,
    });
    response.end(method === 'HEAD' ? undefined : part);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    for (const input of [shared, bytes.buffer.slice(0) as ArrayBuffer, new URL(`http://127.0.0.1:${port}/x.parquet`)]) {
      const found = await readAll(() => ParquetReader.open(arena, input));
      expect(found.error).toBeUndefined();
      expect(columnOf(found)).toEqual(['1', '2', '3']);
    }
  } finally {
    server.close();
  }
  const gone = await readAll(() => ParquetReader.open(arena, new URL(`http://127.0.0.1:${port}/x.parquet`)));
  expect(gone.error?.code).toBe('58030');
});

describe('encodings', () => {
  it.each<[encoding: NonNullable<ColumnSource['encoding']>, element: Omit<SchemaElement, 'name'>, values: unknown[]]>([
    ['DELTA_BINARY_PACKED', { type: 'INT64' }, Array.from({ length: 300 }, (_, i) => BigInt(i * i - 5000))],
    ['DELTA_BINARY_PACKED', { type: 'INT32' }, Array.from({ length: 300 }, (_, i) => (i % 7) * 100000)],
    [
      'DELTA_LENGTH_BYTE_ARRAY',
      { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      Array.from({ length: 300 }, (_, i) => 'x'.repeat(i % 20) + i),
    ],
    [
      'DELTA_BYTE_ARRAY',
      { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      Array.from({ length: 300 }, (_, i) => `prefix ${i}`),
    ],
    ['BYTE_STREAM_SPLIT', { type: 'DOUBLE' }, Array.from({ length: 300 }, (_, i) => i / 3)],
    ['PLAIN', { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, Array.from({ length: 300 }, (_, i) => `${long} ${i}`)],
    ['RLE_DICTIONARY', { type: 'INT64' }, Array.from({ length: 300 }, (_, i) => BigInt(i % 5))],
  ])('%s', async (encoding, element, values) => {
    const withNulls = values.map((value, i) => (i % 11 === 3 ? null : value));
    const bytes = fileOf({ ...element, repetition_type: 'OPTIONAL' }, withNulls, { encoding }, 500);
    const found = await readAll(() => ParquetReader.open(arena, bytes));
    expect(found.error).toBeUndefined();
    expect(columnOf(found)).toEqual(withNulls.map((value) => (value === null ? null : String(value))));
  });
});

it('reads lists as arrays and the members of structs by their paths', async () => {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: 3 },
    { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    { name: 'where', repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'city', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    { name: 'floor', type: 'INT32', repetition_type: 'REQUIRED' },
    { name: 'n', type: 'INT32', repetition_type: 'REQUIRED' },
  ];
  const buffer = parquetWriteBuffer({
    schema,
    columnData: [
      { name: 'tags', data: [['a', null, 'b c'], [], null, ['x']] },
      { name: 'where', data: [{ city: 'Ulm', floor: 1 }, { city: null, floor: 2 }, null, { city: 'Rom', floor: 3 }] },
      { name: 'n', data: [1, 2, 3, 4] },
    ],
  });
  const found = await readAll(() => ParquetReader.open(arena, buffer));
  expect(found.error).toBeUndefined();
  expect(found.names).toEqual(['tags', 'where.city', 'where.floor', 'n']);
  expect(found.types).toEqual(['_text', 'text', 'int4', 'int4']);
  expect(found.rows).toEqual([
    ['{a,NULL,"b c"}', 'Ulm', '1', '1'],
    ['{}', null, '2', '2'],
    [null, null, null, '3'],
    ['{x}', 'Rom', '3', '4'],
  ]);
});

describe('flights-3m.parquet of vega-datasets', () => {
  const bytes = new Uint8Array(readFileSync('node_modules/vega-datasets/data/flights-3m.parquet'));
  async function count(where: string): Promise<{ rows: number; asked: number }> {
    let asked = 0;
    const slice = (start: number, end = bytes.length): ArrayBuffer => {
      asked += end - start;
      return bytes.slice(start, end).buffer;
    };
    const reader = await ParquetReader.open(arena, { byteLength: bytes.length, slice });
    const metadata = asked;
    const predicate = await predicateFor(reader, where, { arena });
    const rows = await filterRows(reader, predicate);
    predicate.free();
    await reader.close();
    return { rows, asked: asked - metadata };
  }
  it('has as many rows as a count by hand finds', async () => {
    // Counted with hyparquet's own reader and a loop over its columns.
    expect((await count('delay > 60 AND distance < 500')).rows).toBe(63673);
  });
  it('is not read where the statistics decide', async () => {
    expect(await count('distance > 6000')).toEqual({ rows: 0, asked: 0 });
    expect(await count('distance < 6000 AND delay IS NOT NULL')).toEqual({ rows: 3_000_000, asked: 0 });
    expect(await count("distance >= 0 OR origin = 'SFO'")).toEqual({ rows: 3_000_000, asked: 0 });
    expect(await count("date < TIMESTAMP '2000-01-01'")).toEqual({ rows: 0, asked: 0 });
  });
  it('is read in part where they leave some row groups', async () => {
    const { rows, asked } = await count("date < TIMESTAMP '2001-01-02' AND delay > 1000");
    expect(rows).toBe(2);
    expect(asked).toBeLessThan(500_000);
  });
});
