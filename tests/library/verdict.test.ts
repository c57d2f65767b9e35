import fc from 'fast-check';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import { Arena, filterRows, predicateFor, SqlError, type Batch, type Reader } from '../../src/index.js';
import { ParquetReader } from '../../src/inputs/parquet.js';

const arena = new Arena();

interface Row {
  readonly i: number | null;
  readonly f: number | null;
  readonly t: string | null;
  readonly b: boolean | null;
}

/** Row groups of 8 rows, with statistics. */
function fileOf(rows: readonly Row[]): Uint8Array {
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
  const columnData = (['i', 'f', 't', 'b'] as const).map((name) => ({ name, data: rows.map((row) => row[name]) }));
  void writer.write({ columnData, rowGroupSize: 8 });
  void writer.finish();
  return bytes.getBytes().slice();
}

/** How many rows are selected, or the error; and how many bytes were asked for. */
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
  try {
    const compiled = await predicateFor(reader, where, { arena, engine: 'switch' });
    try {
      return String(await filterRows(pruned ? reader : unaware, compiled, undefined, { params }));
    } finally {
      compiled.free();
    }
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code} ${error.message}`;
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
    fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 4 }), where, async (groups, sql) => {
      const bytes = fileOf(groups.flat());
      expect(await run(bytes, sql, true)).toBe(await run(bytes, sql, false));
    }),
    { numRuns: Number(process.env.QUERN_VERDICTS ?? 120), seed: 42 },
  );
});

it('an error that a row would raise is raised, unless a conjunct before it is false', async () => {
  const rows = Array.from({ length: 8 }, (): Row => ({ i: 0, f: 5, t: 'a', b: true }));
  const bytes = fileOf(rows);
  expect(await run(bytes, '6 / i > 2 AND f > 10', true)).toContain('22012');
  expect(await run(bytes, 'f > 10 AND 6 / i > 2', true)).toBe('0');
  expect(await run(bytes, 'f < 10 OR 6 / i > 2', true)).toContain('8');
});

it('a parameter decides as a constant does', async () => {
  const bytes = fileOf(Array.from({ length: 16 }, (_, i): Row => ({ i, f: null, t: null, b: null })));
  expect(await run(bytes, 'i >= $1', true, [9])).toBe('7');
});
