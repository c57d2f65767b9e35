import fc from 'fast-check';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import { Arena, filterRows, predicateFor, SqlError, type Batch, type Reader } from '../../src/index.js';
import { ParquetReader } from '../../src/inputs/parquet.js';
import { csvWriter } from '../../src/outputs/csv-writer.js';
import { TextSink } from '../../src/outputs/sink.js';

const arena = new Arena();

interface Row {
  readonly i: number | null;
  readonly f: number | null;
  readonly t: string | null;
  readonly b: boolean | null;
}

/** Of what statistics are: row groups of 8 rows, or pages of a few rows of one group, whose ends are others for each column. */
type Parts = 'row groups' | 'pages';

function fileOf(rows: readonly Row[], parts: Parts = 'row groups'): Uint8Array {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    statisticsTruncateLength: 2,
    schema: [
      { name: 'root', num_children: 4 },
      { name: 'i', type: 'INT32', repetition_type: 'OPTIONAL' },
      { name: 'f', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      { name: 't', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'b', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
    ],
  });
  const columnData = (['i', 'f', 't', 'b'] as const).map((name) => ({
    name,
    data: rows.map((row) => row[name]),
    columnIndex: true,
  }));
  void writer.write(parts === 'pages' ? { columnData, pageSize: 32 } : { columnData, rowGroupSize: 8 });
  void writer.finish();
  return bytes.getBytes().slice();
}

/** How many rows are selected, or the error, and the rows before it. */
async function run(bytes: Uint8Array, where: string, pruned: boolean, params: readonly number[] = []): Promise<string> {
  const reader = await ParquetReader.open(arena, bytes);
  // The same reader, which is not told of the predicate.
  const unaware: Reader<Batch> = new Proxy(reader, {
    get: (target, key) => {
      if (key === 'prune') return undefined;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const sink = new TextSink();
  try {
    const compiled = await predicateFor(reader, where, { arena, engine: 'switch' });
    const asked = pruned ? reader : unaware;
    try {
      return `${await filterRows(asked, compiled, csvWriter(sink, asked), { params })}\n${sink.text}`;
    } finally {
      compiled.free();
    }
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code} ${error.message}\n${sink.text}`;
  } finally {
    await reader.close();
  }
}

const row = fc.record<Row>({
  i: fc.option(fc.integer({ min: -3, max: 3 }), { freq: 4 }),
  f: fc.option(fc.constantFrom(-1.5, 0, -0, 2, NaN, Infinity), { freq: 4 }),
  t: fc.option(fc.constantFrom('', 'a', 'aaaa', 'aaab', 'ab', 'ä', '𝄞𝄞', 'z'), { freq: 4 }),
  b: fc.option(fc.boolean(), { freq: 4 }),
});
/** Row groups that are alike in themselves, so that statistics decide something. */
const group = fc.oneof(
  fc.array(row, { minLength: 8, maxLength: 8 }),
  row.map((one) => Array.from({ length: 8 }, () => one)),
);
const comparison = fc.constantFrom('<', '<=', '=', '<>', '>=', '>');
const atom = fc.oneof(
  fc.tuple(comparison, fc.integer({ min: -3, max: 3 })).map(([op, n]) => `i ${op} ${n}`),
  fc.tuple(comparison, fc.integer({ min: -3, max: 3 })).map(([op, n]) => `${n}::int8 ${op} i`),
  fc.tuple(comparison, fc.constantFrom('-1.5', '0', '2', "'NaN'", "'Infinity'")).map(([op, n]) => `f ${op} ${n}`),
  fc
    .tuple(comparison, fc.constantFrom('', 'a', 'aaaa', 'aaab', 'ab', 'ä', '𝄞', 'z'))
    .map(([op, t]) => `t ${op} '${t}'`),
  fc.tuple(comparison, fc.constantFrom('0.5', '1.0')).map(([op, n]) => `i ${op} ${n}`),
  fc.constantFrom('b', 'i IS NULL', 't IS NOT NULL', 'f IS NULL', 'b IS TRUE', 'b IS NOT FALSE', '(i > 0) IS UNKNOWN'),
  fc.constantFrom('i IN (1, 2)', 'i NOT IN (1, NULL)', "t IN ('a', 'zz')", 'i = NULL', 'f IN (0, 2)'),
  fc.constantFrom('6 / i > 2', 'i % 2 = 0', "t LIKE 'a%'", 'i IS DISTINCT FROM 1', 'i BETWEEN -1 AND 1'),
);
const { where } = fc.letrec<{ where: string }>((tie) => ({
  where: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.tuple(tie('where'), tie('where')).map(([a, b]) => `(${a} AND ${b})`),
    fc.tuple(tie('where'), tie('where')).map(([a, b]) => `(${a} OR ${b})`),
    tie('where').map((a) => `NOT (${a})`),
  ),
}));

it('what statistics leave out changes no answer and no error', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(group, { minLength: 1, maxLength: 4 }),
      where,
      fc.constantFrom<Parts>('row groups', 'pages'),
      async (groups, sql, parts) => {
        const bytes = fileOf(groups.flat(), parts);
        expect(await run(bytes, sql, true)).toBe(await run(bytes, sql, false));
      },
    ),
    { numRuns: Number(process.env.QUERN_VERDICTS ?? 120), seed: 42 },
  );
});

it('an error that a row would raise is raised, unless a conjunct before it is false', async () => {
  const rows = Array.from({ length: 8 }, (): Row => ({ i: 0, f: 5, t: 'a', b: true }));
  const bytes = fileOf(rows);
  expect(await run(bytes, '6 / i > 2 AND f > 10', true)).toContain('22012');
  expect(await run(bytes, 'f > 10 AND 6 / i > 2', true)).toMatch(/^0\n/);
  expect(await run(bytes, 'f < 10 OR 6 / i > 2', true)).toMatch(/^8\n/);
});

it('a parameter decides as a constant does', async () => {
  const bytes = fileOf(Array.from({ length: 16 }, (_, i): Row => ({ i, f: null, t: null, b: null })));
  expect(await run(bytes, 'i >= $1', true, [9])).toMatch(/^7\n/);
});

it('pages that the statistics decide are not read, in any column', async () => {
  // Statistics have the first two letters of a text.
  const letter = (n: number): string => String.fromCharCode(65 + (Math.floor(n) % 25));
  const rows = Array.from(
    { length: 4000 },
    (_, i): Row => ({ i, f: i / 7, t: `${letter(i / 200)}${letter(i / 8)}${i}`, b: i % 3 === 0 }),
  );
  const bytes = fileOf(rows, 'pages');
  let asked = 0;
  const slice = (start: number, end = bytes.length): ArrayBuffer => {
    // What comes after the pages is metadata.
    if (end < bytes.length / 2) asked += end - start;
    return bytes.slice(start, end).buffer;
  };
  for (const [where, expected] of [
    ['i BETWEEN 1000 AND 1003', 4],
    ['i = 7 OR i = 3990', 2],
    ["t = 'AM99'", 1],
    ['f < 1', 7],
  ] as const) {
    asked = 0;
    const reader = await ParquetReader.open(arena, { byteLength: bytes.length, slice });
    const compiled = await predicateFor(reader, where, { arena });
    const sink = new TextSink();
    expect(await filterRows(reader, compiled, csvWriter(sink, reader))).toBe(expected);
    expect(sink.text.split('\n')).toHaveLength(expected + 2);
    compiled.free();
    await reader.close();
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(bytes.length / 50);
  }
});

it('a damaged page index gives rows or one error that is told', async () => {
  const rows = Array.from({ length: 400 }, (_, i): Row => ({ i, f: i / 7, t: `${i}`, b: i % 3 === 0 }));
  const whole = fileOf(rows, 'pages');
  const codes = new Set<string>();
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.constantFrom(0, 1, 127, 128, 255), async (at, byte) => {
      const bytes = whole.slice();
      // Behind the pages and before the metadata.
      const from = Math.floor(bytes.length / 2);
      bytes[from + (at % (bytes.length - 8 - from))] = byte;
      const answer = await run(bytes, 'i BETWEEN 100 AND 110', true).catch((error: unknown) => {
        if (error instanceof SqlError) return `${error.code} ${error.message}`;
        throw error;
      });
      const [, code] = /^(\w{5}) /.exec(answer) ?? [];
      if (code !== undefined) codes.add(code);
      if (answer.includes('page index')) seen++;
    }),
    { numRuns: 500, seed: 7 },
  );
  expect([...codes].filter((code) => !/^(XX001|0A000|22|42703|54|58)/.test(code))).toEqual([]);
  expect(seen).toBeGreaterThan(20);
}, 60_000);
