/** The family integer gives what PostgreSQL gives, or the same error, for random arguments. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { integer } from '../../opcodes/families/integer/family.js';
import { callerOf, type Called, type Caller } from './calling.js';
import { seeded, type Random } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 3000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  caller = await callerOf('integer');
  db = await startPGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin execute 'select (' || expression || ')::text' into result; return result;
    exception when others then return sqlstate || ' ' || sqlerrm; end $$`);
}, 60_000);
afterAll(() => db.close());

const limits: Readonly<Record<string, bigint>> = { int2: 1n << 15n, int4: 1n << 31n, int8: 1n << 63n };

/** Small numbers, the edges of the range and what lies around them, and any. */
function randomInteger(random: Random, limit: bigint): string {
  const some = (BigInt(random(2 ** 31)) << 32n) | (BigInt(random(2 ** 31)) << 1n) | BigInt(random(2));
  const sizes = [
    BigInt(random(70)),
    limit - 1n - BigInt(random(2)),
    some % limit,
    some % (1n << BigInt(random(62) + 1)),
  ];
  const value = (sizes[random(sizes.length)] ?? 0n) % limit;
  return String(random(8) === 0 ? -limit : random(2) === 0 ? value : -value);
}

const floats = ['0', '-0', 'NaN', 'Infinity', '-Infinity', '1e-40', '3.4e38', '-1.5', '16777217'];

function randomArgument(random: Random, type: string): string {
  if (type === 'bool') return random(2) === 0 ? 'f' : 't';
  const limit = limits[type];
  return limit === undefined ? (floats[random(floats.length)] ?? '0') : randomInteger(random, limit);
}

it('the family integer gives PostgreSQL’s results for random arguments', async () => {
  const random = seeded(seed);
  const { functions } = integer;
  const calls = Array.from({ length: count }, (_, i) => {
    const f = functions[i % functions.length] ?? functions[0];
    if (f === undefined) throw new Error('the family has no functions');
    return { f, args: f.args.map(({ type }) => randomArgument(random, type)) };
  });
  const { rows: named } = await db.query<{ prosrc: string; proname: string }>(
    `select prosrc, min(proname) proname from pg_proc where prosrc = any($1) and prolang = 12 group by prosrc`,
    [functions.map(({ name }) => name)],
  );
  const names = new Map(named.map(({ prosrc, proname }) => [prosrc, proname]));
  expect(names.size).toBe(functions.length);
  const expressions = calls.map(
    ({ f, args }) => `${names.get(f.name)}(${args.map((text, i) => `'${text}'::${f.args[i]?.type}`).join(', ')})`,
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
