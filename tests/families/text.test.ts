/** The family text gives what PostgreSQL gives, value or error, for random arguments. */
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text as definitions } from '../../opcodes/families/text/family.js';
import { callerOf, type Called, type Caller } from './calling.js';
import { randomCall, seeded, type Call } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 3000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
let caller: Caller;
const sqlNames = new Map<string, string>();
const functions = new Map(definitions.functions.map((f) => [f.name, f]));

beforeAll(async () => {
  caller = await callerOf('text');
  db = new PGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin execute 'select ' || expression into result; return result;
    exception when others then return sqlstate || ' ' || sqlerrm; end $$`);
  const { rows } = await db.query<{ prosrc: string; proname: string }>(
    `select prosrc, min(proname) proname from pg_proc where prosrc = any($1) group by prosrc`,
    [[...functions.keys()]],
  );
  for (const { prosrc, proname } of rows) sqlNames.set(prosrc, proname);
}, 60_000);
afterAll(() => db.close());

const collated = new Set(['text', 'bpchar', 'varchar']);

/** One argument, in the collation that the family's functions have. */
function argument(type: string, literal: Called): string {
  const value = `${literal === null ? 'null' : `'${literal.replaceAll("'", "''")}'`}::pg_catalog."${type}"`;
  return collated.has(type) ? `(${value}) collate "C"` : value;
}

/** The call as SQL, its result printed as its type's output function prints it. */
function sqlOf({ name, args }: Call): string {
  const f = functions.get(name);
  const sqlName = sqlNames.get(name);
  if (f === undefined || sqlName === undefined) throw new Error(`PostgreSQL has no function ${name}`);
  const values = args.map((literal, i) => argument(f.args[Math.min(i, f.args.length - 1)]?.type ?? 'text', literal));
  // The input functions of types with a modifier take the type's oid before it.
  if (f.args[0]?.type === 'cstring' && values.length === 2) values.splice(1, 0, '0::oid');
  const result = `pg_catalog."${sqlName}"(${values.join(', ')})`;
  if (f.result === 'bool') return `left((${result})::text, 1)`;
  return f.result === 'bpchar' ? `bpcharout(${result})::text` : `(${result})::text`;
}

/** What PostgreSQL gives for each call. */
async function inPostgres(calls: readonly Call[]): Promise<Called[]> {
  const { rows } = await db.query<{ result: Called }>(
    'select attempt(e) result from unnest($1::text[]) with ordinality u(e, i) order by i',
    [calls.map(sqlOf)],
  );
  return rows.map(({ result }) => result);
}

/** A result short enough for a report, up to the first NUL, where PostgreSQL stops printing. */
const shown = (result: Called | undefined) => result?.replace(/\0.*$/s, '').slice(0, 300) ?? null;

async function expectSame(calls: readonly Call[]): Promise<void> {
  const expected = await inPostgres(calls);
  const differences = calls.flatMap((call, i) => {
    const actual = shown(caller.call(call.name, call.args));
    const wanted = shown(expected[i]);
    return actual === wanted ? [] : [{ ...call, actual, wanted }];
  });
  expect(differences.slice(0, 20)).toEqual([]);
}

describe('the family text', () => {
  it('names only functions that PostgreSQL has', () => {
    expect([...functions.keys()].filter((name) => !sqlNames.has(name))).toEqual([]);
  });

  it('gives what PostgreSQL gives for random arguments', async () => {
    const random = seeded(seed);
    const calls = Array.from({ length: count }, () => randomCall(definitions, random));
    for (let i = 0; i < calls.length; i += 2000) await expectSame(calls.slice(i, i + 2000));
  }, 600_000);

  it('finds what is hard to find', async () => {
    const texts = [
      ['a'.repeat(3000), `${'a'.repeat(700)}b`],
      [`${'ab'.repeat(2000)}c`, `${'ab'.repeat(900)}c`],
      [`${'a'.repeat(2000)}b${'a'.repeat(2000)}`, `${'a'.repeat(500)}b${'a'.repeat(500)}`],
      ['abaab'.repeat(800), `${'abaab'.repeat(100)}b`],
      [`${'aab'.repeat(1000)}aaab${'aab'.repeat(100)}`, `aaab${'aab'.repeat(50)}`],
      ['b'.repeat(1500) + 'é'.repeat(1500), `${'b'.repeat(600)}é`],
    ];
    await expectSame(
      texts.flatMap(([a = '', b = '']) => [
        { name: 'textpos', args: [a, b] },
        { name: 'replace_text', args: [a, b, 'x'] },
        { name: 'replace_text', args: [a.repeat(2), b, ''] },
        { name: 'split_part', args: [a.repeat(3), b, '2'] },
        { name: 'split_part', args: [a.repeat(3), b, '-2'] },
      ]),
    );
  });
});
