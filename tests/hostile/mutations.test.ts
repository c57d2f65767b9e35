/** Predicates and rows with mistakes in them, some thousands here and a hundred thousand by `npm run hostile`: each answers, or fails with an SqlError or a TypeError. */
import { beforeAll, expect, it } from 'vitest';
import { Arena, predicate, SqlError } from '../../src/index.js';
import { bystanders, expectAllRight, type AllRight } from './bystanders.js';

const runs = process.env['QUERN_HOSTILE'] === 'full' ? 100_000 : 1500;
const schema = { a: 'int4', b: 'float8', t: 'text', d: 'date', o: 'bool', n: 'int8', s: 'timestamp' } as const;

const seeds = [
  "a BETWEEN 1 AND 10 AND t LIKE '%x_%' ESCAPE '\\'",
  'CASE a WHEN 1 THEN o WHEN 2 THEN NOT o ELSE b > 1.5e3 END IS NOT FALSE',
  "d >= '2020-02-29'::date + 3 AND s < timestamp '2021-01-01 00:00:00.5'",
  "coalesce(t, 'x') || 'é' IN ('a', $1, 'b''c') OR n % 7 = -3",
  "nullif(a, 0) IS DISTINCT FROM greatest(a, -2147483648, 0x1F) AND /* c */ upper(t) ~~* E'\\n%'",
  'NOT (o IS UNKNOWN) AND a::int2 <> $2::int4 -- end',
];
const pieces = [
  '(',
  ')',
  "'",
  '"',
  '$1',
  '$',
  '/*',
  '*/',
  '--',
  'NOT ',
  'NULL',
  '::',
  'int4',
  '1e999',
  '.',
  ',',
  '%',
  '_',
  '\\',
  '\0',
  '\ud800',
  '😀',
  'CASE',
  ' END',
  'IN (',
  '-',
  '2147483648',
  ';',
  "E'",
  "U&'",
  '0x',
];
const values: readonly unknown[] = [
  0,
  1,
  -1,
  2 ** 31,
  2 ** 53,
  1.5,
  NaN,
  Infinity,
  -0,
  10n,
  2n ** 70n,
  '',
  'x',
  'x'.repeat(300),
  '\0',
  '\ud800',
  '2020-01-01',
  'infinity',
  true,
  null,
  undefined,
  new Date(0),
  new Date(NaN),
  new Date(-8.64e15),
  {},
  [],
  Symbol('x'),
  () => 1,
];

/** xorshift32: the same mistakes in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed | 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

function mutated(roll: (sides: number) => number): string {
  let text = seeds[roll(seeds.length)] ?? '';
  for (let changes = roll(4) + 1; changes > 0; changes--) {
    const [from, length] = [roll(text.length + 1), roll(6)];
    const piece = pieces[roll(pieces.length)] ?? '';
    const other = seeds[roll(seeds.length)] ?? '';
    const put =
      [piece, '', piece.repeat(roll(20)), other.slice(roll(other.length)), text.slice(from, from + 20)][roll(5)] ?? '';
    text = text.slice(0, from) + put + text.slice(from + length);
  }
  return text;
}

const arena = new Arena();
let others: readonly AllRight[];
beforeAll(async () => {
  others = await bystanders(arena, 30);
}, 60_000);

it('every failure is an SqlError or a TypeError, and leaves no trace', async () => {
  const roll = dice(20261128);
  const { exitCode } = process;
  const outcomes = { answered: 0, refused: 0 };
  const value = (): unknown => values[roll(values.length)];
  for (let run = 0; run < runs; run++) {
    const sql = mutated(roll);
    try {
      const p = await predicate(sql, { schema, arena });
      const params = p.paramTypes.map(value) as never[];
      const rows = Array.from({ length: roll(4) }, () =>
        roll(20) === 0
          ? value()
          : { a: value(), b: value(), t: value(), d: value(), o: value(), n: value(), s: value() },
      );
      p.filter(rows as never[], params);
      p.test({ a: 1, t: 'x' }, params);
      outcomes.answered++;
    } catch (error) {
      if (!(error instanceof SqlError) && !(error instanceof TypeError))
        throw new Error(`${JSON.stringify(sql)}: ${String(error)}`, { cause: error });
      if (error instanceof SqlError) expect(`${error.code} ${error.message}`, sql).not.toMatch(/^XX000/);
      outcomes.refused++;
    }
    if (run % 500 === 0) expectAllRight(others);
  }
  expectAllRight(others);
  expect(process.exitCode).toBe(exitCode);
  expect(outcomes.refused).toBeGreaterThan(runs / 10);
}, 3_600_000);
