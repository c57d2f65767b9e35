/** Functions of families are called with nulls where PostgreSQL calls its own: which decides what a constant null hides, and what raises before it. */
import { expect, test } from 'vitest';
import { families } from '../../opcodes/families/families.js';
import { startPGlite } from '../pglite.js';

/** Why each of these is declared otherwise. */
const otherwise: Readonly<Record<string, string>> = {
  multirange_constructor2: 'it takes the elements of an array each by itself, of which one may be null',
  pg_num_nulls: 'the analyser counts nulls with null tests',
  pg_num_nonnulls: 'the analyser counts nulls with null tests',
};

test('a function is strict where pg_proc says that it is', async () => {
  const db = await startPGlite();
  const { rows } = await db.query<{ name: string; strict: boolean }>(`
    select prosrc as name, bool_and(proisstrict) as strict from pg_proc
    where prolang = (select oid from pg_language where lanname = 'internal') and pronargs > 0
    group by 1 having bool_and(proisstrict) = bool_or(proisstrict)`);
  await db.close();
  const strict = new Map(rows.map((row) => [row.name, row.strict]));
  const functions = families.flatMap((family) => family.functions).filter(({ name }) => strict.has(name));
  expect(functions.length).toBeGreaterThan(700);
  const wrong = functions
    .filter(({ name, nulls, args }) => args.length > 0 && (nulls === 'strict') !== strict.get(name))
    .map(({ name }) => name);
  expect(wrong.sort()).toEqual(Object.keys(otherwise).sort());
});
