/** Written expressions against PostgreSQL, as values and as WHERE clauses, in rows with nulls and extremes, on every engine, one rung after the other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { parseValue } from '../../src/functions/text-value.js';
import { loadParser, parseSchema } from '../../src/sql/index.js';
import { tableOf, type Table } from '../engines/table.js';
import type { TextRow } from '../random/columns.js';
import { disagreements, verdict, type What } from './compile.js';
import { groups } from './expressions.js';
import { Oracle } from './oracle.js';
import { startPGlite } from '../pglite.js';

const columns =
  'a int4, b int4, z int4, n int4 not null, s int2, l int8, r float4, d float8, c text, t text, p bool, q bool, f date, g timestamp';
const rows: readonly TextRow[] = [
  ['1', '2', '0', '1', '1', '1', '1', '1', 'x7', 'abc', 't', 'f', '2000-01-01', '2000-01-01 00:00:00'],
  ['5', null, '0', '9', '7', '42', '0.1', '0.1', 'abc', 'x%', 't', null, '1999-12-31', '2000-01-01 00:00:00.000001'],
  [null, '3', '0', '2', null, null, null, null, null, 'a', null, 't', null, null],
  [null, null, '0', '0', null, null, null, null, null, null, null, null, null, null],
  [
    '2147483647',
    '-1',
    '0',
    '2147483647',
    '32767',
    '9223372036854775807',
    '3.4028235e+38',
    '1.7976931348623157e+308',
    '42',
    '2147483648',
    'f',
    't',
    '5874897-12-31',
    '294276-12-31 23:59:59.999999',
  ],
  [
    '-2147483648',
    '-1',
    '0',
    '-2147483648',
    '-32768',
    '-9223372036854775808',
    '-3.4028235e+38',
    '-1.7976931348623157e+308',
    '-32769',
    ' 7 ',
    'f',
    'f',
    '4713-11-24 BC',
    '4713-11-24 00:00:00 BC',
  ],
  ['0', '0', '0', '3', '0', '0', '0', '0', '', '', 't', 't', '2020-02-29', '2020-02-29 12:34:56.789'],
  ['-1', '-2', '0', '-1', '-1', '-1', '-0', '-0', 'é', '\u{1F600}', 'f', null, 'infinity', 'infinity'],
  [
    '42',
    '42',
    '0',
    '42',
    '2',
    '2147483648',
    'NaN',
    'NaN',
    'a text of more than twelve bytes',
    'a text of more than twelve Bytes',
    null,
    'f',
    '-infinity',
    '-infinity',
  ],
  [
    '3',
    '4',
    '0',
    '4',
    '181',
    '9007199254740993',
    'Infinity',
    'Infinity',
    'a\\',
    'a_%',
    't',
    't',
    '1970-01-01',
    '1970-01-01 00:00:00.5',
  ],
  [
    '7',
    '7',
    '0',
    '5',
    '182',
    '3037000500',
    '-Infinity',
    '-Infinity',
    'ABC',
    '%BC',
    'f',
    't',
    '2024-07-15',
    '2024-07-15 23:59:59.999999',
  ],
  [
    '46341',
    '100',
    '0',
    '6',
    '9',
    '4294967296',
    '1e-45',
    '5e-324',
    'true',
    '2020-02-29',
    't',
    'f',
    '0001-01-01',
    '0001-01-01 00:00:00',
  ],
  ['2', '1', '0', '7', '3', '2', '2.5', '2.5', 'NaN', '1e400', 't', 't', '1994-06-01', '1994-06-01 06:07:08'],
  [
    '8',
    '9',
    '0',
    '8',
    '4',
    '3',
    '-2.5',
    '0.5',
    '2000-01-01 12:34:56',
    ' -12 ',
    'f',
    'f',
    '294277-01-01',
    '1999-12-31 23:59:59.999999',
  ],
];

let oracle: Oracle;
let table: Table;

beforeAll(async () => {
  await loadParser();
  oracle = await Oracle.start(await startPGlite());
  const schema = parseSchema(columns);
  await oracle.table('t', schema, rows);
  const arena = new Arena();
  table = tableOf(
    arena,
    schema,
    rows.map((row) =>
      schema.map(({ type }, i) => {
        const text = row[i] ?? null;
        return text === null ? null : parseValue(arena, type, text);
      }),
    ),
  );
});
afterAll(() => oracle.close());

interface Compared {
  readonly different: readonly string[];
  readonly refused: readonly string[];
  /** Those that are conditions. */
  readonly booleans: readonly string[];
}

async function compare(what: What, expressions: readonly string[]): Promise<Compared> {
  const theirs =
    what === 'predicate' ? await oracle.selections('t', expressions) : await oracle.outcomes('t', expressions);
  const different: string[] = [];
  const refused: string[] = [];
  const booleans: string[] = [];
  for (const [i, sql] of expressions.entries()) {
    const mine = await verdict(what, sql, table);
    if (mine.refused) refused.push(sql);
    if (mine.type === 'bool') booleans.push(sql);
    different.push(...disagreements(what, sql, table, mine, theirs[i] ?? []));
  }
  return { different, refused, booleans };
}

/** What came of each group, which several tests look at. */
const compared = new Map<string, Promise<Compared>>();
function asValues(group: string): Promise<Compared> {
  const known = compared.get(group) ?? compare('expression', groups[group] ?? []);
  compared.set(group, known);
  return known;
}

describe('as values', () => {
  test.each(Object.keys(groups))('%s give what PostgreSQL gives, and none is refused', async (group) => {
    const { different, refused } = await asValues(group);
    expect(different).toEqual([]);
    expect(refused).toEqual([]);
  });
});

test('as a WHERE, every boolean selects the rows that PostgreSQL selects', async () => {
  const booleans: string[] = [];
  for (const group of Object.keys(groups)) booleans.push(...(await asValues(group)).booleans);
  expect(booleans.length).toBeGreaterThan(400);
  expect((await compare('predicate', booleans)).different).toEqual([]);
});
