/** The family binary gives what PostgreSQL gives, value or error, for random arguments. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { binary } from '../../opcodes/families/binary/family.js';
import { callerOf, type Called, type Caller } from './calling.js';
import { seeded, type Random } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 2000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  caller = await callerOf('binary', 'datetime', 'text');
  db = await startPGlite();
  await db.exec(`set timezone = 'UTC'; create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin execute 'select format(''%s'', x) from (select ' || expression || ') q(x) where x is not null' into result; return result;
    exception when others then return sqlstate || ' ' || sqlerrm; end $$`);
}, 60_000);
afterAll(() => db.close());

const letters = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[random(alphabet.length)] ?? '').join('');
const bits = (random: Random): string => letters(random, '01', random(random(4) === 0 ? 80 : 10));
const small = (random: Random): string => (random(12) === 0 ? '2147483647' : String(random(30) - 8));

const makers: Readonly<Record<string, (random: Random) => string>> = {
  bytea: (random) =>
    `\\x${letters(random, random(2) === 0 ? '01' : '0123456789abcdef', 2 * random(random(4) === 0 ? 200 : 6))}`,
  bit: bits,
  varbit: bits,
  uuid: (random) => letters(random, random(2) === 0 ? '0189' : '0123456789abcdef', 32),
  oid: (random) => String(random(3) === 0 ? random(2 ** 31) * 2 : random(4)),
  int2: (random) => String(random(65536) - 32768),
  int4: small,
  int8: (random) => (random(3) === 0 ? String(random(2 ** 31) * 2 ** 20) : small(random)),
  bool: (random) => (random(2) === 0 ? 't' : 'f'),
  // Of an encoding. PGlite ends at a conversion to LATIN1.
  name: (random) => (random(2) === 0 ? 'UTF8' : 'SQL_ASCII'),
  text: (random) =>
    random(3) === 0 ? letters(random, 'AQg=+/ \n', random(9)) : (['hex', 'base64', 'escape', 'x'][random(4)] ?? 'hex'),
};

const functions = binary.functions.filter(({ args, result }) =>
  [...args.map(({ type }) => type), result].every((type) => type !== 'cstring'),
);

test('the family binary gives PostgreSQL’s results for random arguments', async () => {
  const random = seeded(seed);
  const calls = Array.from({ length: count }, () => {
    const f = functions[random(functions.length)] ?? binary.functions[0];
    if (f === undefined) throw new Error('the family has no functions');
    return { f, args: f.args.map(({ type }) => makers[type]?.(random) ?? '') };
  });
  const { rows: named } = await db.query<{ prosrc: string; proname: string }>(
    `select prosrc, min(quote_ident(proname)) proname from pg_proc where prosrc = any($1) and prolang = 12 group by prosrc`,
    [functions.map(({ name }) => name)],
  );
  // The names of bit and varbit are those of types, so a function of that name is called with quotes.
  const names = new Map(
    named.map(({ prosrc, proname }) => [prosrc, proname.startsWith('"') ? proname : `"${proname}"`]),
  );
  const expressions = calls.map(
    ({ f, args }) =>
      `pg_catalog.${names.get(f.name)}(${args.map((text, i) => `'${text}'::pg_catalog."${f.args[i]?.type ?? 'text'}"`).join(', ')})`,
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
