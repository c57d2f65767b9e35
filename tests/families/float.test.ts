/** The family float gives the same float8 as PostgreSQL, to the last bit, or the same error, for random arguments. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { float } from '../../opcodes/families/float/family.js';
import { callerOf, type Called, type Caller } from './calling.js';
import { seeded, type Random } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 2000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  caller = await callerOf('float');
  db = await startPGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin execute 'select ' || expression into result; return result;
    exception when others then return sqlstate || ' ' || sqlerrm; end $$`);
}, 60_000);
afterAll(() => db.close());

const special = [
  '0',
  '-0',
  '1',
  '-1',
  '0.5',
  '30',
  '45',
  '90',
  '180',
  'Infinity',
  '-Infinity',
  'NaN',
  '1e-310',
  '1e308',
];

/** Mostly numbers of a size that functions are used with, some of any size, and the special ones. */
function randomFloat(random: Random): string {
  const kind = random(10);
  if (kind === 0) return special[random(special.length)] ?? '0';
  const unit = random(2 ** 31) / 2 ** 31 + random(2 ** 31) / 2 ** 62;
  const sign = random(2) === 0 ? 1 : -1;
  if (kind < 4) return String(sign * unit);
  if (kind < 8) return String(sign * unit * 10 ** random(4));
  return String(sign * unit * 10 ** (random(600) - 300));
}

const functions = float.functions.filter((f) => f.args.length > 0);

describe('the family float', () => {
  it('gives PostgreSQL’s results for random arguments', async () => {
    const random = seeded(seed);
    const calls = Array.from({ length: count }, () => {
      const f = functions[random(functions.length)] ?? float.functions[0];
      if (f === undefined) throw new Error('the family has no functions');
      const args = f.args.map(({ type }) => (type === 'int4' ? String(random(20)) : randomFloat(random)));
      return { f, args };
    });
    const { rows: named } = await db.query<{ prosrc: string; proname: string }>(
      `select prosrc, min(proname) proname from pg_proc where prosrc = any($1) and prolang = 12 group by prosrc`,
      [functions.map(({ name }) => name)],
    );
    const names = new Map(named.map(({ prosrc, proname }) => [prosrc, proname]));
    const expressions = calls.map(
      ({ f, args }) =>
        `${names.get(f.name)}(${args.map((text, i) => `'${text}'::${f.args[i]?.type ?? 'float8'}`).join(', ')})`,
    );
    const { rows } = await db.query<{ answer: Called }>(
      'select attempt(e) answer from unnest($1::text[]) with ordinality u(e, i) order by i',
      [expressions],
    );
    const wrong = calls.flatMap(({ f, args }, i) => {
      const mine = caller.call(f.name, args);
      const theirs = rows[i]?.answer;
      return mine === theirs ? [] : [{ call: `${f.name}(${args.join(', ')})`, mine, theirs }];
    });
    expect(wrong).toEqual([]);
  });
});
