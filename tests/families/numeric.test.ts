/**
 * numeric against PostgreSQL: random operations, many of them on extremes, must give the same text or the same error. `NUMERIC_OPERATIONS=50000
 * npx vitest run tests/families/numeric.test.ts` runs more of them, `NUMERIC_SEED` others.
 */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf, type Caller } from './calling.js';
import { operations } from './numeric-operations.js';
import { digits, pick, randomFrom } from './numeric-values.js';

const count = Number(process.env['NUMERIC_OPERATIONS'] ?? 3000);
const seed = Number(process.env['NUMERIC_SEED'] ?? 1);
const only = process.env['NUMERIC_ONLY']?.split(',');

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  caller = await callerOf('numeric');
  db = await startPGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin
      execute 'select ' || expression into result;
      return result;
    exception when others then
      return sqlstate || ' ' || sqlerrm;
    end $$`);
});
afterAll(() => db.close());

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function postgres(expressions: readonly string[]): Promise<(string | null)[]> {
  const sql = 'select attempt(e) r from unnest($1::text[]) with ordinality as t(e, n) order by n';
  const { rows } = await db.query<{ r: string | null }>(sql, [expressions]);
  return rows.map(({ r }) => r);
}

test(`${count} random operations give PostgreSQL's digits and errors`, async () => {
  const random = randomFrom(seed);
  const chosen = operations.filter(({ name }) => only === undefined || only.includes(name));
  const [first, ...others] = chosen;
  if (first === undefined) throw new TypeError('no operation has a name of NUMERIC_ONLY');
  const wrong: string[] = [];
  for (let done = 0; done < count; done += 500) {
    const batch = Array.from({ length: Math.min(500, count - done) }, () => {
      const { name, sql, args } = pick(random, [first, ...others]);
      return { name, sql, args: args(random) };
    });
    const expected = await postgres(
      batch.map(({ sql, args }) => sql.replace(/\$(\d)/g, (_, n) => quote(args[Number(n) - 1] ?? ''))),
    );
    batch.forEach(({ name, args }, i) => {
      const given = caller.call(name, args);
      if (given !== expected[i])
        wrong.push(`${name}(${args.join(', ')}) is\n  ${expected[i]}, not\n  ${given}`.slice(0, 2000));
    });
  }
  expect(wrong.slice(0, 20)).toEqual([]);
}, 1_200_000);

test('numbers of up to 131,072 digits have the same results', async () => {
  const random = randomFrom(seed);
  const long = (count: number) => `7${digits(random, count - 1)}`;
  const cases: readonly [string, string, readonly string[]][] = [
    ['numeric_mul', '$1::numeric * $2::numeric', [long(65536), long(65536)]],
    ['numeric_mul', '$1::numeric * $2::numeric', [`0.${long(16000)}`, `0.${long(16000)}`]],
    ['numeric_div', '$1::numeric / $2::numeric', [long(131072), long(65536)]],
    ['numeric_div', '$1::numeric / $2::numeric', [long(30001), `${long(9000)}.${long(16383)}`]],
    ['numeric_mod', '$1::numeric % $2::numeric', [`${long(60000)}.${long(16383)}`, long(20001)]],
    ['numeric_sqrt', 'sqrt($1::numeric)', [long(131072)]],
    ['numeric_sqrt', 'sqrt($1::numeric)', [long(65535)]],
    ['numeric_gcd', 'gcd($1::numeric, $2::numeric)', [`${long(1500)}.5`, long(1497)]],
    ['numeric_fac', 'factorial($1::int8)', ['7001']],
    ['numeric_ln', 'ln($1::numeric)', [long(131072)]],
    ['numeric_exp', 'exp($1::numeric)', [`999.${long(400)}`]],
    ['numeric_power', 'power($1::numeric, $2::numeric)', ['1.0001', '1000000']],
    ['numeric_in', 'numeric_in($1::cstring, 0, $2)', [`0x${'f'.repeat(30001)}`, '-1']],
  ];
  const expected = await postgres(
    cases.map(([, sql, args]) => sql.replace(/\$(\d)/g, (_, n) => quote(args[Number(n) - 1] ?? ''))),
  );
  const wrong = cases.flatMap(([name, , args], i) => (caller.call(name, args) === expected[i] ? [] : [`${name} ${i}`]));
  expect(wrong).toEqual([]);
}, 300_000);
