/** Exported kernels give what quern's own engine gives: the rows, the values, the nulls and the first error, over random columns in all of Arrow's layouts. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { types } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { familyNames, loadFamily } from '../../src/functions/registry.js';
import { exportKernel } from '../../src/export.js';
import { Arena, parseSchema, type Schema } from '../../src/index.js';
import { Kernel } from '../../src/kernel.js';
import { schema as coreSchema, textRow } from '../random/columns.js';
import { expressionOf, seedOfRun } from '../random/expression.js';
import { print } from '../random/tree.js';
import { columnDataOf } from './arrow-columns.js';
import { batchOf, selectedRows, type Texts } from './own-answer.js';

const seed = seedOfRun();
/** `QUERN_EXPORTS` in the environment asks for more than the usual ones. */
const count = Number(process.env['QUERN_EXPORTS'] ?? 2000);
const rowCount = 70;

beforeAll(async () => {
  console.log(`SEED=${seed}`);
  await Promise.all(familyNames.map(loadFamily));
});

/** The rows that are selected, or the error with its row. */
async function outcome(run: () => Promise<readonly number[]>): Promise<string> {
  try {
    return (await run()).join();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `! ${error.code} ${error.message} row ${error.row}`;
  }
}

/** The data of the columns that the kernel reads, each in another layout. */
function kernelColumns(kernel: Kernel, arena: Arena, schema: Schema, rows: Texts, variant: number) {
  const entries = kernel.manifest.columns.map(({ name }) => {
    const place = schema.findIndex((column) => column.name === name);
    const texts = rows.map((row) => row[place] ?? null);
    return [name, columnDataOf(arena, schema[place]?.type ?? 'int4', texts, variant + place)] as const;
  });
  return Object.fromEntries(entries);
}

async function differences(schema: Schema, rows: Texts, texts: readonly string[]): Promise<string[]> {
  const arena = new Arena();
  const batch = batchOf(arena, schema, rows);
  const different: string[] = [];
  let raised = 0;
  for (const [n, sql] of texts.entries()) {
    const theirs = await outcome(() => selectedRows(sql, { arena, schema, batch }));
    const mine = await outcome(async () => {
      const kernel = await Kernel.load(
        (await exportKernel(sql, { schema, engine: n % 2 === 0 ? 'copy-patch' : 'vector' })).bytes,
      );
      return [...kernel.rows(rows.length, kernelColumns(kernel, arena, schema, rows, n))];
    });
    if (mine.startsWith('!')) raised++;
    if (mine !== theirs) different.push(`${sql}\n  quern ${theirs}\n  kernel ${mine}`);
  }
  // Not every predicate may raise, and some must.
  expect(raised).toBeLessThan(texts.length * 0.7);
  return different;
}

test('random predicates over the types of the core', async () => {
  // Arrow's timestamps end a little before PostgreSQL's.
  const rows = fc
    .sample(textRow, { seed, numRuns: rowCount })
    .map((row) => row.map((text) => (text?.startsWith('294276-12-31 ') === true ? '2024-12-31 23:59:59' : text)));
  const predicates = fc.sample(expressionOf('bool', 3), { seed, numRuns: count }).map(print);
  expect(await differences(coreSchema, rows, predicates)).toEqual([]);
}, 600_000);

/** Values that the types of families have in common with real columns, and the operators that they are compared with. */
const familyValues: Readonly<Record<string, readonly string[]>> = {
  numeric: ['0', '1.50', '-2.5', '99999999999999999999.000000000001', 'NaN', 'Infinity', '1e-20', '1.5'],
  timestamptz: ['2020-01-01 00:00+00', '1999-12-31 23:59:59.999999+00', '2024-02-29 12:00+02'],
  interval: ['1 day', '-1 mon', '00:00:01.5', '24:00:00'],
  uuid: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000000'],
  bytea: ['\\x', '\\xdeadbeef', '\\x00ff00ff00ff00ff00ff00ff00ff'],
  time: ['00:00:00', '12:34:56.789'],
  varchar: ['', 'abc', 'a longer text than twelve bytes'],
  jsonb: ['{"a": 1, "b": [1, 2]}', '[]', '"x"', 'null'],
};
const comparisons = ['=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM'];
const further = [
  'c_numeric * 2 + 1.25 > n_numeric',
  'c_numeric / n_numeric < 1',
  "c_timestamptz - interval '1 day' < n_timestamptz",
  'extract(hour from c_timestamptz) = 0',
  "c_jsonb ->> 'a' = '1'",
  'n_jsonb @> \'{"a": 1}\'',
  "c_varchar ~ '^a.c$'",
  "upper(n_varchar) LIKE 'A%'",
  'length(c_bytea) > 3',
  'c_time < n_time AND c_interval > n_interval',
  "date_trunc('month', c_timestamptz) = n_timestamptz",
  "n_varchar IN ('abc', 'x') OR c_uuid IS NULL",
];

test('predicates over the types of families', async () => {
  const names = Object.keys(familyValues);
  const schema = parseSchema(names.map((type) => `c_${type} ${type}, n_${type} ${type} not null`).join(', '));
  const rows = fc.sample(
    fc.tuple(
      ...names.flatMap((type) => {
        const value = fc.constantFrom(...(familyValues[type] ?? []));
        return [fc.option(value, { freq: 4 }), value];
      }),
    ),
    { seed, numRuns: rowCount },
  );
  const compared = names.flatMap((type) => [
    ...comparisons.map((operator) => `c_${type} ${operator} n_${type}`),
    ...comparisons.map((operator) => `n_${type} ${operator} '${familyValues[type]?.[1] ?? ''}'::${type}`),
    `c_${type} IN ('${familyValues[type]?.join(`', '`) ?? ''}')`,
    `c_${type} IS NULL`,
  ]);
  expect(await differences(schema, rows, [...compared, ...further])).toEqual([]);
});

test('every supported type of a fixed form is a type of the test or of its elements', () => {
  const tested = new Set([...coreSchema.map(({ type }) => type as string), ...Object.keys(familyValues)]);
  const numbers = Object.values(types).filter(({ representation }) => representation !== 'ref');
  // These have no types of their own in Arrow; their numbers are those of the others.
  expect(
    numbers
      .map(({ name }) => name as string)
      .filter((name) => !tested.has(name))
      .sort(),
  ).toEqual(['char', 'money', 'oid', 'pg_lsn']);
});
