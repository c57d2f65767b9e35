/** Inference never changes an answer: the rows of a CSV in another order give the same rows, also where a type is widened on the way, or an error. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { CsvReader } from '../../src/inputs/csv.js';
import { filterRows, loadParser, predicateFor } from '../../src/index.js';
import { csvWriter } from '../../src/outputs/csv-writer.js';
import { TextSink } from '../../src/outputs/sink.js';

await loadParser();
const runs = Number(process.env['QUERN_RUNS'] ?? 150);

interface Answer {
  readonly rows: string[];
  readonly error: string | undefined;
  readonly widened: number;
  readonly type: string | undefined;
}

const arena = new Arena();

/** Those of the values for which the predicate is true. */
async function answer(values: readonly string[], where: string, sample: number): Promise<Answer> {
  const text = new TextEncoder().encode(`v,end\n${values.map((value) => `${value},\n`).join('')}`);
  const sink = new TextSink();
  let reader: CsvReader | undefined;
  let error: string | undefined;
  try {
    reader = await CsvReader.open(arena, [text], { sample, delimiter: ',' });
    const predicate = await predicateFor(reader, where, { arena, engine: 'switch' });
    await filterRows(reader, predicate, csvWriter(sink, reader));
  } catch (caught) {
    if (!(caught instanceof SqlError)) throw caught;
    error = caught.code;
  }
  const widened = reader?.widened.length ?? 0;
  const type = reader?.schema[0]?.type;
  await reader?.close();
  return { rows: sink.text.split('\n').slice(1, -1).sort(), error, widened, type };
}

/** Spellings of one kind, so that columns of each type come about, with others among them. */
const kinds = [
  ['1', '2', '-7', '0', '12345678901', '9223372036854775807', '9007199254740993'],
  ['1', '1.5', '2.50', '-0', '.5', '1e-3', '0.1234567890123456789', 'inf', 'NaN', '18446744073709551616'],
  ['true', 'false', 'TRUE', 'False'],
  ['t', 'f', 'T', 'F'],
  ['2024-01-01', '2024-02-29', '2024/02/03', '2024-01-01 10:00', '2024-02-03T00:00:00.5'],
  ['2024-01-01T00:00:00Z', '2024-01-01 01:00+02', '2024-01-01 00:00-05:30', '2024-01-01 00:00 UTC'],
  ['007', '4E3', '+1', '0x10', 'x', 'Nan', '1/2/2024', '1,5', '$5'],
];
const nulls = ['', '""', 'NA', '-', '\\N'];
const quoted = (value: string): string => (value.includes(',') ? `"${value}"` : value);
const column = fc
  .constantFrom(...kinds)
  .chain((kind) =>
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...kind) },
        { weight: 2, arbitrary: fc.constantFrom(...nulls) },
        { weight: 1, arbitrary: fc.constantFrom(...kinds.flat()) },
      ),
      { maxLength: 10 },
    ),
  )
  .map((values) => values.map(quoted));
const shuffled = column.chain((values) =>
  fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
);
const where = fc.constantFrom(
  ...[
    'v > 1',
    'v = 1',
    'v <> 2',
    'v IN (1, 2, -7)',
    'v BETWEEN 0 AND 1.5',
    'v / 2 = 1',
    'v = 9007199254740993',
    'v IS NULL',
    'v IS NOT NULL',
  ],
  ...[
    'v',
    'NOT v',
    "v = 't'",
    "v = '4E3'",
    "v <> 'x'",
    "v > '2024-01-15'",
    "v = '2024-01-01'",
    "v < '2024-01-01 00:30Z'",
    "v >= '1'",
  ],
);

it('the same rows, or an error in both, where all rows are looked at for the types', async () => {
  await fc.assert(
    fc.asyncProperty(shuffled, where, async ([values, others], sql) => {
      const [one, other] = [await answer(values, sql, 10_000), await answer(others, sql, 10_000)];
      if (one.error === undefined && other.error === undefined) expect(other.rows).toEqual(one.rows);
      else expect(other.error).toBe(one.error);
    }),
    { numRuns: runs },
  );
}, 600_000);

it('the same rows, or an error, where the types are found by the first two and widened', async () => {
  let widened = 0;
  await fc.assert(
    fc.asyncProperty(column, where, async (values, sql) => {
      const [whole, begun] = [await answer(values, sql, 10_000), await answer(values, sql, 2)];
      widened += begun.widened;
      if (whole.error !== undefined) return;
      // One of the letters t and f alone makes texts, until the types are found by rows with both.
      if (whole.type === 'bool' && begun.type === 'text') return;
      if (begun.error === undefined) expect(begun.rows).toEqual(whole.rows);
    }),
    // What widens is rare among random columns: one is always among them.
    { numRuns: runs, examples: [[['1', '2', '2.5'], 'v > 1']] },
  );
  expect(widened).toBeGreaterThan(0);
}, 600_000);
