import * as apache from 'apache-arrow';
import * as flechette from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { ArrowReader, filterTable, selectedRows } from '../../src/arrow.js';
import { Arena, predicate, predicateFor, SqlError } from '../../src/index.js';

const arena = new Arena();
const rows = Array.from({ length: 500 }, (_, i) => ({
  n: i % 9 === 0 ? null : i - 100,
  t: i % 4 === 0 ? null : ['x', 'a longer text than twelve bytes', 'größe'][i % 3],
  f: i / 7,
  b: i % 5 === 0 ? null : i % 2 === 0,
  l: i % 6 === 0 ? null : [i, i * 2],
  s: { c: i % 3 === 0 ? null : `c${i}`, d: i },
}));
const column = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
const table = flechette.tableFromColumns({
  n: flechette.columnFromArray(column('n'), flechette.int32()),
  t: flechette.columnFromArray(column('t'), flechette.utf8()),
  k: flechette.columnFromArray(column('t'), flechette.dictionary(flechette.utf8())),
  f: flechette.columnFromArray(column('f'), flechette.float64()),
  b: flechette.columnFromArray(column('b'), flechette.bool()),
  l: flechette.columnFromArray(column('l'), flechette.list(flechette.int32())),
  s: flechette.columnFromArray(column('s'), flechette.struct({ c: flechette.utf8(), d: flechette.int32() })),
});
const ipc = (format: 'file' | 'stream'): Uint8Array => flechette.tableToIPC(table, { format }) ?? new Uint8Array();

/** A predicate in SQL and in JavaScript; null counts as false. */
const predicates: readonly (readonly [sql: string, js: (row: (typeof rows)[number]) => boolean])[] = [
  ['n > 50 AND t IS NOT NULL', ({ n, t }) => n !== null && n > 50 && t !== null],
  ["t = 'größe' OR b", ({ t, b }) => t === 'größe' || b === true],
  ['k IS NULL', ({ t }) => t === null],
  ['f < 0', () => false],
  ['true', () => true],
  ['l[1] % 10 = 3', ({ l }) => l !== null && (l[0] ?? 0) % 10 === 3],
  ['"s.d" < 20 AND "s.c" IS NOT NULL', ({ s }) => s.d < 20 && s.c !== null],
];

describe.each(predicates)('%s', (sql, js) => {
  const expected = rows.filter(js);
  it('of a table of flechette is a table of flechette', async () => {
    const found = await filterTable(table, sql, [], { arena });
    expect(found).toBeInstanceOf(flechette.Table);
    const kept = found as unknown as flechette.Table;
    expect(kept.getChild('n').toArray().length).toBe(expected.length);
    expect(kept.toArray().map(({ k, ...row }) => plain(row))).toEqual(expected);
    expect([...kept.getChild('k')]).toEqual(expected.map(({ t }) => t));
    // It can be written and read again.
    const again = flechette.tableFromIPC(flechette.tableToIPC(kept, { format: 'stream' }) ?? new Uint8Array());
    expect(again.numRows).toBe(expected.length);
  });
  it('of a table of apache-arrow, in slices, is a table of apache-arrow', async () => {
    const whole = apache.tableFromIPC(ipc('stream'));
    for (const start of [0, 1, 7, 13]) {
      const slice = whole.slice(start, 450);
      const found = await filterTable(slice, sql, [], { arena });
      expect(found).toBeInstanceOf(apache.Table);
      const wanted = rows.slice(start, 450).filter(js);
      expect((found as apache.Table).toArray().map((row) => plain(row.toJSON()))).toEqual(
        wanted.map((row) => ({ ...row, k: row.t })),
      );
    }
  });
});

/** Vectors and rows as plain values. */
function plain(row: Record<string, unknown>): unknown {
  return JSON.parse(
    JSON.stringify(row, (_, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Int32Array) : value)),
  );
}

it('takes parameters and compiled predicates, and tells the first error with its row', async () => {
  const reader = ArrowReader.of(arena, table as never);
  const compiled = await predicateFor(reader, 'n = $1', { arena });
  const found = (await filterTable(table, compiled, [7], { arena })) as unknown as flechette.Table;
  expect(found.numRows).toBe(1);
  const error = await filterTable(table, '100 / (n + 99) > 0', [], { arena }).catch((raised: unknown) => raised);
  expect(error).toBeInstanceOf(SqlError);
  expect((error as SqlError).code).toBe('22012');
  expect((error as SqlError).message).toBe('row 1: division by zero');
  await expect(filterTable({} as never, 'true')).rejects.toThrow('a table or record batch');
});

describe('typed arrays', () => {
  const length = 200;
  const numbers = Array.from({ length }, (_, i) => i * 3 - 100);
  it.each([Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array])(
    '%o with every bitmap of 8 rows are as the same objects',
    async (Kind) => {
      const values = Kind.from(numbers);
      for (const pattern of [0, 1, 0x55, 0xaa, 0xf0, 0x7f, 0xff]) {
        const validity = new Uint8Array(length / 8).fill(pattern);
        const reader = ArrowReader.ofArrays(arena, {
          a: { values, validity },
          n: Int32Array.from(numbers, (_, i) => i),
        });
        const compiled = await predicateFor(reader, 'a > 20 OR a IS NULL AND n < 50', { arena });
        const objects = numbers.map((_, i) => ({ a: (pattern >> (i & 7)) & 1 ? values[i] : null, n: i }));
        const other = await predicate('a > 20 OR a IS NULL AND n < 50', { schema: reader.schema, arena });
        const wanted = other.filter(objects as never).map((row) => (row as { n: number }).n);
        expect([...(await selectedRows(reader, compiled))]).toEqual(wanted);
        compiled.free();
        other.free();
        await reader.close();
      }
    },
  );
  it('can be dates, times and booleans', async () => {
    const reader = ArrowReader.ofArrays(arena, {
      d: { values: Int32Array.of(0, 1, 19000), type: 'date' },
      t: { values: BigInt64Array.of(0n, 1n, 10n ** 15n), type: 'timestamp' },
      b: { values: Uint8Array.of(1, 0, 1), type: 'bool' },
    });
    const compiled = await predicateFor(reader, "b AND d < DATE '2000-01-01' OR t > TIMESTAMP '2001-01-01'", { arena });
    expect([...(await selectedRows(reader, compiled))]).toEqual([0, 2]);
  });
  it('are refused where they do not fit', () => {
    const of = (columns: Parameters<typeof ArrowReader.ofArrays>[1]) => () => ArrowReader.ofArrays(arena, columns);
    expect(of({ a: new Int32Array(3), b: new Int32Array(4) })).toThrow(
      'column "b" has 4 values, and the first column 3',
    );
    expect(of({ a: { values: new Int32Array(9), validity: new Uint8Array(1) } })).toThrow('too few for 9 rows');
    expect(of({ a: { values: new Int32Array(9), type: 'timestamp' } })).toThrow(
      'timestamp is not given by a Int32Array',
    );
  });
});
