/** A later value that needs a wider type: the run goes on where no earlier row's answer could be another, else it ends. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { Arena, filterRows, predicateFor, selectList } from '../../src/index.js';
import { CsvReader } from '../../src/inputs/csv.js';
import { NdjsonReader } from '../../src/inputs/ndjson.js';
import { csvWriter } from '../../src/outputs/csv-writer.js';
import { TextSink } from '../../src/outputs/sink.js';

const arena = new Arena();
const bytes = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];

interface Outcome {
  readonly rows: string[];
  readonly error: string | undefined;
  readonly type: string;
}

async function outcome(reader: CsvReader | NdjsonReader, where: string, select?: string): Promise<Outcome> {
  const sink = new TextSink();
  let error: string | undefined;
  try {
    const predicate = await predicateFor(reader, where, { arena });
    const columns = select === undefined ? undefined : await selectList(reader, select, { arena });
    await filterRows(reader, predicate, csvWriter(sink, reader, columns));
    predicate.free();
  } catch (raised) {
    if (!(raised instanceof SqlError)) throw raised;
    error = `${raised.code} ${raised.message}`;
  }
  const type = reader.schema[0]?.type ?? '';
  await reader.close();
  return { rows: sink.text.split('\n').slice(1, -1), error, type };
}

/** The outcome over these values, of which the first only is looked at for the type. */
const over = async (values: readonly string[], where: string, select?: string): Promise<Outcome> =>
  outcome(
    await CsvReader.open(arena, bytes(`v,e\n${values.map((value) => `${value},\n`).join('')}`), { sample: 1 }),
    where,
    select,
  );

describe('the run goes on with a wider type', () => {
  it.each<[values: string[], where: string, selected: string[], type: string]>([
    [['7', '2.5', '9'], 'v > 2.5', ['7', '9'], 'float8'],
    [['7', '2.5', '9'], 'v BETWEEN 2 AND 7 OR v IS NULL', ['7', '2.5'], 'float8'],
    [['7', '2.5', '', '9'], 'v IS DISTINCT FROM 7', ['2.5', '', '9'], 'float8'],
    [['7', '7.0', '9'], 'v IN (7, 8)', ['7', '7.0'], 'float8'],
    [['7', '99999999999999999999', '8'], 'v <> 7', ['99999999999999999999', '8'], 'numeric'],
    [['9007199254740993', '0.5', '9007199254740992'], 'v = 9007199254740993', ['9007199254740993'], 'numeric'],
    [['7', '0.5', '99999999999999999999.5'], 'NOT v < 1', ['7', '99999999999999999999.5'], 'numeric'],
    [['0.5', '0.12345678901234567890', '0.1'], 'v < 0.2', ['0.12345678901234567890', '0.1'], 'numeric'],
    [
      ['2024-01-01', '2024-01-02 10:00', '2024-01-02'],
      "v > date '2024-01-01'",
      ['2024-01-02 10:00', '2024-01-02'],
      'timestamp',
    ],
    [['2024-01-01', '2024-01-02 10:00', '2024-01-02'], "v = '2024-01-02'", ['2024-01-02'], 'timestamp'],
    [['7', '2.5', 'NA', '9'], 'CASE WHEN v > 3 THEN true ELSE v < 0 END', ['7', '9'], 'float8'],
  ])('over %j where %s', async (values, where, selected, type) => {
    expect(await over(values, where)).toEqual({ rows: selected.map((row) => `${row},`), error: undefined, type });
  });

  it('in NDJSON', async () => {
    const text = '{"v":7}\n{"v":25e-1}\n{"v":9}\n{"v":12345678901234567890.5}\n';
    const reader = await NdjsonReader.open(arena, bytes(text), { sample: 1 });
    expect(await outcome(reader, 'v > 2.5')).toMatchObject({
      rows: ['7', '9', '12345678901234567890.5'],
      type: 'numeric',
    });
  });
});

describe('the run ends before the value', () => {
  it.each<[values: string[], where: string, because: string]>([
    [['7', '2.5'], 'v / 2 = 3', 'division rounds integers only'],
    [['7', '2.5'], 'v::text = $$7$$', 'a text shows the type'],
    [['2024-01-01', '2024-01-02 10:00'], "v = '2024-01-01 10:00'", 'a date has no time'],
    [['0.5', '0.12345678901234567890'], 'v < 0.12345678901234567891', 'float8 does not hold the constant'],
    [['7', '007'], 'v > 2', 'a code is no number'],
    [['7', 'x'], 'v > 2', 'a text is no number'],
    [['true', '1'], 'v', 'a number is no boolean'],
    [['2024-01-01', '2024-01-02T10:00Z'], "v > '2024-01-01'", 'a zone is another kind of time'],
  ])('over %j where %s, because %s', async (values, where) => {
    const { rows, error } = await over(values, where);
    expect(rows.length).toBeLessThan(2);
    expect(error).toMatch(/^22P02 line 3, column "v": ".*" is not written as the first values are/);
  });

  it('where an expression that is printed reads the column', async () => {
    const { rows, error } = await over(['7', '8', '2.5'], 'v > 2', 'v / 2 AS half');
    expect(rows).toEqual(['3', '4']);
    expect(error).toMatch(/line 4/);
  });
});

it('so that rows in any order, of which one or all are looked at first, never have other rows selected', async () => {
  const spelling = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }).map(String) },
    { weight: 3, arbitrary: fc.constantFrom('0.5', '-1.50', '2.0', '1e-3', '3.', '.5', '') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('9007199254740993', '9223372036854775808', '0.30000000000000004001', 'NA'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('2024-01-01', '2024-01-01 00:00', '2024-01-02', '2024-01-01 10:00', '007'),
    },
  );
  const where = fc.constantFrom(
    ...['v > 0', 'v = 2', 'v <> 0.5', 'v IN (1, 2, 3)', 'v >= 9007199254740992', 'v < 0.3', 'v / 2 = 1', 'v + 1 > 2.5'],
    ...[
      "v = '2'",
      "v > '2024-01-01'",
      "v >= date '2024-01-01'",
      "v = '2024-01-01 10:00'",
      'v IS NULL',
      'v > 0.1 + 0.2',
    ],
  );
  const orders = fc
    .array(spelling, { minLength: 1, maxLength: 8 })
    .chain((values) => fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })));
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(orders, where, async ([values, shuffled], sql) => {
      const reader = await CsvReader.open(arena, bytes(`v,e\n${values.map((value) => `${value},\n`).join('')}`));
      const all = await outcome(reader, sql);
      const late = await over(shuffled, sql);
      if (all.error !== undefined || late.error !== undefined) return;
      compared++;
      expect([sql, ...late.rows].sort()).toEqual([sql, ...all.rows].sort());
    }),
    { numRuns: Number(process.env['QUERN_ORDERS'] ?? 400) },
  );
  expect(compared).toBeGreaterThan(50);
});
