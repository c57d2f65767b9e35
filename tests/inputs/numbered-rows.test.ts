/** Predicates over rows that come as numbers of values select what they select over the rows, and raise the same first error. */
import * as apache from 'apache-arrow';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, test } from 'vitest';
import { ArrowReader, selectedRows } from '../../src/arrow.js';
import { Arena, filterRows, predicateFor } from '../../src/index.js';
import type { ColumnarReader } from '../../src/inputs/columnar/columnar-reader.js';
import { ParquetReader } from '../../src/parquet.js';
import { verdict } from '../differential/compile.js';
import { tableOf } from '../engines/table.js';
import { closeRow, schema, textRow, toRow } from '../random/columns.js';
import { expressionOf, seedOfRun } from '../random/expression.js';
import { print } from '../random/tree.js';
import { numberedDifference, NumberedReader } from './numbered-rows.js';

const arena = new Arena();
const seed = seedOfRun();

describe.each([
  ['extreme', textRow],
  ['close', closeRow],
])('random predicates over %s values', (_, row) => {
  const table = tableOf(
    arena,
    schema,
    fc.sample(row, { seed, numRuns: 60 }).map((texts) => toRow(arena, texts)),
  );
  let answers = 0;
  let others = 0;
  test(`agree with the rows (seed ${seed})`, async () => {
    for (const tree of fc.sample(expressionOf('bool', 4), { seed, numRuns: 60 })) {
      const sql = print(tree);
      const { outcomes, refused } = await verdict('predicate', sql, table, { engines: 'turn' });
      if (refused) continue;
      const reader = new NumberedReader(table);
      expect(await numberedDifference(sql, table, outcomes, reader), sql).toBeUndefined();
      answers += reader.answers;
      others += reader.others;
    }
  }, 600_000);
  afterAll(() => {
    expect(answers).toBeGreaterThan(0);
    expect(others).toBeGreaterThan(0);
  });
});

const words = ['Oslo', 'Bergen', null, '12', 'Tbilisi, a city with a long name', 'x', '7'];
const wordVector = apache.vectorFromArray(words, new apache.Utf8());
/** Rows with these numbers; those of nulls lead nowhere. */
function numberedVector(numbers: readonly (number | null)[], dictionary: apache.Vector<apache.Utf8> = wordVector) {
  const type = new apache.Dictionary(new apache.Utf8(), new apache.Int32());
  const validity = new Uint8Array((numbers.length + 7) >> 3);
  numbers.forEach((number, i) => {
    if (number !== null) validity[i >> 3] = (validity[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return apache.makeVector({
    type,
    length: numbers.length,
    nullCount: numbers.filter((number) => number === null).length,
    nullBitmap: validity,
    data: Int32Array.from(numbers, (number) => number ?? 999),
    dictionary,
  });
}

/** The reader, and how many batches it answered by numbers. */
function counted<R extends ColumnarReader>(reader: R): { readonly reader: R; readonly answered: () => number } {
  let answered = 0;
  const read = reader.read.bind(reader);
  reader.read = async (batch) => {
    const rows = await read(batch);
    if (rows > 0 && reader.answered) answered++;
    return rows;
  };
  return { reader, answered: () => answered };
}

async function selected(given: ColumnarReader, sql: string): Promise<{ rows: number[]; answered: number }> {
  const { reader, answered } = counted(given);
  const compiled = await predicateFor(reader, sql, { arena });
  try {
    return { rows: [...(await selectedRows(reader, compiled))], answered: answered() };
  } finally {
    compiled.free();
    await reader.close();
  }
}

const columns = (numbers: readonly (number | null)[]) => ({
  city: numberedVector(numbers),
  a: apache.vectorFromArray(Int32Array.from(numbers, (_, i) => i % 10)),
});
/** Every row has a number, a null, or the number of a null. */
const numbers = Array.from({ length: 1000 }, (_, i) => (i % 7 === 3 ? null : (i * 3) % 5));
const cityAt = (row: number): string | null => words[numbers[row] ?? 2] ?? null;
const table = new apache.Table(columns(numbers));
const rowsWhere = (holds: (city: string | null, a: number) => boolean): number[] =>
  numbers.flatMap((_, row) => (holds(cityAt(row), row % 10) ? [row] : []));

const predicates: readonly (readonly [sql: string, js: (city: string | null, a: number) => boolean])[] = [
  ["city LIKE '%sl%' AND a < 4", (city, a) => city?.includes('sl') === true && a < 4],
  ["a < 4 AND city LIKE '%i%' AND city <> 'x'", (city, a) => city?.includes('i') === true && a < 4],
  ["city = 'Oslo' OR a = 7", (city, a) => city === 'Oslo' || a === 7],
  ['city IS NULL', (city) => city === null],
  ["coalesce(city, 'none') = 'none' AND a > 2", (city, a) => city === null && a > 2],
  ["NOT (city = 'Oslo')", (city) => city !== null && city !== 'Oslo'],
  ["(city = 'Oslo') IS UNKNOWN", (city) => city === null],
  ["CASE WHEN city LIKE 'B%' THEN a ELSE -1 END >= 5", (city, a) => city?.startsWith('B') === true && a >= 5],
  // '7' and 'x' are values of the dictionary that no row has, and would raise an error or be wrong.
  ["CASE WHEN city ~ '^[0-9]+$' THEN city::int4 ELSE 0 END = 12", (city) => city === '12'],
];

test.each(predicates)('%s', async (sql, js) => {
  const expected = rowsWhere(js);
  expect(expected.length).toBeGreaterThan(0);
  expect(await selected(ArrowReader.of(arena, table), sql)).toEqual({ rows: expected, answered: 1 });
  // A part of the table, at every offset within a byte.
  for (let start = 1; start <= 8; start++)
    expect(await selected(ArrowReader.of(arena, table.slice(start)), sql)).toEqual({
      rows: expected.filter((row) => row >= start).map((row) => row - start),
      answered: 1,
    });
});

test('an error of a value that no row has is not raised', async () => {
  const digits = numbers.map((number) => (number === null ? null : 3));
  const found = await selected(ArrowReader.of(arena, new apache.Table(columns(digits))), 'city::int4 = 12 AND a = 1');
  expect(found.answered).toBe(1);
  expect(found.rows).toEqual(digits.flatMap((number, row) => (number !== null && row % 10 === 1 ? [row] : [])));
});

test('an error of a value is raised for the first row that reads it, and not for one that an earlier condition keeps out', async () => {
  const mixed = Array.from({ length: 200 }, (_, i) => (i === 57 || i === 90 ? 0 : 3));
  const open = () => ArrowReader.of(arena, new apache.Table(columns(mixed)));
  await expect(selected(open(), 'city::int4 = 12')).rejects.toThrow(
    'row 57: invalid input syntax for type integer: "Oslo"',
  );
  await expect(selected(open(), 'a <> 7 AND city::int4 = 12')).rejects.toThrow(
    'row 90: invalid input syntax for type integer: "Oslo"',
  );
  const found = await selected(open(), 'a NOT IN (0, 7) AND city::int4 = 12');
  expect(found.rows).toEqual(mixed.flatMap((_, row) => (row % 10 === 0 || row % 10 === 7 ? [] : [row])));
});

test('a predicate that was freed is refused', async () => {
  const reader = ArrowReader.of(arena, table);
  const compiled = await predicateFor(reader, "city = 'Oslo'", { arena });
  compiled.free();
  await expect(selectedRows(reader, compiled)).rejects.toMatchObject({ code: '55000' });
  await reader.close();
});

test('a number without a value is damage, as it is without a condition', async () => {
  const wrong = ArrowReader.of(arena, new apache.Table({ city: numberedVector([0, 1, 50, 2]) }));
  await expect(selected(wrong, "city = 'Oslo'")).rejects.toThrow(
    'a dictionary of 7 values has none with the number 50',
  );
});

test('a dictionary without values has nulls only', async () => {
  const empty = apache.vectorFromArray([], new apache.Utf8());
  const nulls = new apache.Table({ city: numberedVector([null, null, null], empty) });
  expect((await selected(ArrowReader.of(arena, nulls), 'city IS NULL')).rows).toEqual([0, 1, 2]);
  expect((await selected(ArrowReader.of(arena, nulls), "city = 'x'")).rows).toEqual([]);
});

test('a dictionary with more values than there are rows is not asked', async () => {
  const many = apache.vectorFromArray(
    Array.from({ length: 500 }, (_, i) => `v${i}`),
    new apache.Utf8(),
  );
  const few = new apache.Table({ city: numberedVector([400, 3, 400], many) });
  expect(await selected(ArrowReader.of(arena, few), "city = 'v400'")).toEqual({ rows: [0, 2], answered: 0 });
});

describe('a stream whose dictionary', () => {
  const batchOf = (values: readonly string[], rows: readonly number[]) =>
    new apache.Table({ city: numberedVector(rows, apache.vectorFromArray(values, new apache.Utf8())) }).batches[0];
  const streamOf = (batches: readonly (apache.RecordBatch | undefined)[]): Uint8Array => {
    const [first] = batches;
    if (first === undefined) throw new Error('there is no batch');
    const writer = new apache.RecordBatchStreamWriter();
    for (const batch of batches)
      if (batch !== undefined) writer.write(new apache.RecordBatch(first.schema, batch.data));
    writer.finish();
    return writer.toUint8Array(true);
  };
  test.each([
    ['grows by others', ['a', 'b'], ['a', 'b', 'c', 'd']],
    ['is replaced', ['a', 'b', 'c'], ['c', 'b', 'x']],
  ])('%s', async (_, before, after) => {
    const numbers = [0, 1, 2, 1, 0, 2, 2].map((number) => Math.min(number, before.length - 1));
    const later = [0, 1, 2, 2, 1, 0];
    const stream = streamOf([batchOf(before, numbers), batchOf(after, later)]);
    const texts = [...numbers.map((number) => before[number]), ...later.map((number) => after[number])];
    for (const value of ['a', 'b', 'c', 'x'])
      expect(await selected(await ArrowReader.open(arena, stream), `city = '${value}'`)).toEqual({
        rows: texts.flatMap((text, row) => (text === value ? [row] : [])),
        answered: 2,
      });
  });
});

describe('Parquet', () => {
  const file = (pageSize: number): Uint8Array =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'city', type: 'STRING', data: numbers.map((_, row) => cityAt(row)), encoding: 'RLE_DICTIONARY' },
          { name: 'a', type: 'INT32', data: numbers.map((_, row) => row % 10), nullable: false },
        ],
        pageSize,
        rowGroupSize: [400, 600],
      }),
    );
  test.each(predicates)('%s', async (sql, js) => {
    for (const pageSize of [100, 1_000_000])
      expect(await selected(await ParquetReader.open(arena, file(pageSize)), sql)).toEqual({
        rows: rowsWhere(js),
        answered: 2,
      });
  });
  test.each([[[0]], [[1]], [[0, 1]]])(
    'columns %j are printed for the rows that a condition selects',
    async (copied) => {
      const { reader, answered } = counted(await ParquetReader.open(arena, file(100)));
      const compiled = await predicateFor(reader, "city LIKE 'B%' AND city <> 'x'", { arena });
      const printed: (string | null)[][] = [];
      await filterRows(reader, compiled, {
        columns: [],
        copied,
        begin: () => undefined,
        rows: (_, rows) => {
          for (const row of rows) printed.push(copied.map((column) => reader.text(row, column)));
        },
        flush: () => Promise.resolve(),
        end: () => undefined,
      });
      await reader.close();
      compiled.free();
      const wanted = rowsWhere((city) => city === 'Bergen').map((row) => ['Bergen', String(row % 10)]);
      expect(printed).toEqual(wanted.map((values) => copied.map((column) => values[column])));
      expect(answered()).toBe(2);
    },
  );
});
