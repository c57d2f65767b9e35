import * as flechette from '@uwdata/flechette';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { ArrowReader } from '../../src/inputs/arrow.js';
import { ParquetReader } from '../../src/inputs/parquet.js';
import { arena, readAll } from './columnar-reading.js';

/** How many damaged files of each kind; more by `npm run hostile`. */
const cases = process.env['QUERN_HOSTILE'] === 'full' ? 5000 : 150;

const words = ['a', 'some longer words of text', '', 'größe', 'x'];
const values = {
  i: Array.from({ length: 200 }, (_, i) => (i % 7 === 0 ? null : i)),
  t: Array.from({ length: 200 }, (_, i) => (i % 5 === 0 ? null : words[i % words.length])),
  d: Array.from({ length: 200 }, (_, i) => i / 3),
  b: Array.from({ length: 200 }, (_, i) => (i % 3 === 0 ? null : i % 2 === 0)),
};

const table = flechette.tableFromColumns({
  i: flechette.columnFromArray(values.i, flechette.int32()),
  t: flechette.columnFromArray(values.t, flechette.utf8()),
  k: flechette.columnFromArray(values.t, flechette.dictionary(flechette.utf8())),
  d: flechette.columnFromArray(values.d, flechette.float64()),
  b: flechette.columnFromArray(values.b, flechette.bool()),
  l: flechette.columnFromArray(
    values.i.map((i) => (i === null ? null : [i, i + 1])),
    flechette.list(flechette.int32()),
  ),
});

function parquet(): Uint8Array {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: 'root', num_children: 4 },
      { name: 'i', type: 'INT32', repetition_type: 'OPTIONAL' },
      { name: 't', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'd', type: 'DOUBLE', repetition_type: 'REQUIRED' },
      { name: 'b', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
    ],
  });
  const columnData = Object.entries(values).map(([name, data]) => ({ name, data }));
  void writer.write({ columnData, rowGroupSize: 90, pageSize: 300 });
  void writer.finish();
  return bytes.getBytes().slice();
}

/** Always the same random numbers. */
function random(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (state >>> 1) % below;
  };
}

function damaged(bytes: Uint8Array, seed: number): Uint8Array {
  const below = random(seed);
  const kind = below(10);
  if (kind === 0) return bytes.slice(0, below(bytes.length));
  if (kind === 1) {
    const at = below(bytes.length);
    const made = new Uint8Array(bytes.length - 1);
    made.set(bytes.subarray(0, at));
    made.set(bytes.subarray(at + 1), at);
    return made;
  }
  const made = bytes.slice();
  for (let i = 0; i <= below(4); i++) made[below(made.length)] = [0, 255, 127, below(256)][below(4)] ?? 0;
  return made;
}

const encoded = (format: 'file' | 'stream'): Uint8Array => flechette.tableToIPC(table, { format }) ?? new Uint8Array();

describe.each<[string, Uint8Array, (bytes: Uint8Array) => Promise<ArrowReader | ParquetReader>]>([
  ['an Arrow file', encoded('file'), (bytes) => ArrowReader.open(arena, bytes)],
  ['an Arrow stream', encoded('stream'), (bytes) => ArrowReader.open(arena, bytes)],
  ['a Parquet file', parquet(), (bytes) => ParquetReader.open(arena, bytes)],
])('%s', (_, whole, open) => {
  it('is read where it is whole', async () => {
    const { error, rows } = await readAll(() => open(whole));
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(200);
    expect(rows[8]?.slice(0, 2)).toEqual(['8', 'größe']);
  });
  it('that is damaged gives rows or one SqlError, never more rows than there are', async () => {
    const codes = new Set<string>();
    for (let seed = 1; seed <= cases; seed++) {
      // readAll throws what is no SqlError.
      const { rows, error } = await readAll(() => open(damaged(whole, seed)), { every: 3 });
      if (error !== undefined) codes.add(error.code);
      expect(rows.length).toBeLessThanOrEqual(200_000);
    }
    expect([...codes].filter((code) => !/^(XX001|0A000|22|23502|54|58)/.test(code))).toEqual([]);
    expect(codes).toContain('XX001');
  });
  it('that is cut off anywhere is never taken for a whole one', async () => {
    const step = Math.ceil(whole.length / 60);
    for (let length = 1; length < whole.length - 8; length += step) {
      const { rows, error } = await readAll(() => open(whole.slice(0, length)));
      expect(error === undefined && rows.length === 200, `${length} bytes`).toBe(false);
    }
  });
});

it('names a codec, a type and a version that are not supported, and what to do', async () => {
  const union = { typeId: 14, mode: 0, children: [] };
  const found = await readAll(() =>
    ArrowReader.of(arena, { schema: { fields: [{ name: 'u', type: union }] }, children: [{ data: [] }] } as never),
  );
  expect(found.error).toBeUndefined();
  const reader = ArrowReader.of(arena, {
    schema: { fields: [{ name: 'u', type: union }] },
    children: [{ data: [] }],
  } as never);
  expect([...reader.opaque.values()]).toEqual(['values of the type Union are not supported']);
  const feather = await readAll(() => ArrowReader.open(arena, new TextEncoder().encode('FEA1 and more')));
  expect([feather.error?.code, feather.error?.hint]).toEqual([
    '0A000',
    'Write them anew as Arrow IPC, which is version 2.',
  ]);
  const encrypted = new Uint8Array(20);
  encrypted.set(new TextEncoder().encode('PARE'), 16);
  expect((await readAll(() => ParquetReader.open(arena, encrypted))).error?.code).toBe('0A000');
});
