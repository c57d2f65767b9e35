/** The family text gives what PostgreSQL gives, value or error, for random arguments. */
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text as definitions } from '../../opcodes/families/text/family.js';
import { callModule, callSql, type Call, type Literal } from './text-calls.js';
import { randomCall, seeded } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 4000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
const sqlNames = new Map<string, string>();

beforeAll(async () => {
  db = new PGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin execute 'select ' || expression into result; return result;
    exception when others then return sqlstate || ' ' || sqlerrm; end $$`);
  const names = definitions.functions.map((f) => `'${f.name}'`).join(',');
  const { rows } = await db.query<{ prosrc: string; proname: string }>(
    `select prosrc, min(proname) proname from pg_proc where prosrc in (${names}) group by prosrc`,
  );
  for (const { prosrc, proname } of rows) sqlNames.set(prosrc, proname);
}, 60_000);
afterAll(() => db.close());

/** What PostgreSQL gives for each call. */
async function inPostgres(calls: readonly Call[]): Promise<Literal[]> {
  const { rows } = await db.query<{ result: Literal }>(
    `select attempt(e) result from unnest($1::text[]) with ordinality u(e, i) order by i`,
    [calls.map((call) => callSql(call, sqlNames))],
  );
  return rows.map(({ result }) => result);
}

async function expectSame(calls: readonly Call[]): Promise<void> {
  const expected = await inPostgres(calls);
  const differences = calls.flatMap((call, i) => {
    const actual = callModule(call);
    return actual === expected[i] ? [] : [{ ...call, actual, expected: expected[i] }];
  });
  expect(differences.slice(0, 20)).toEqual([]);
}

describe('the family text', () => {
  it('names only functions that PostgreSQL has', () => {
    expect(definitions.functions.filter((f) => !sqlNames.has(f.name)).map((f) => f.name)).toEqual([]);
  });

  it('has examples that PostgreSQL and the module agree on', async () => {
    const calls = definitions.functions.flatMap((f) =>
      f.examples.map((example) => ({
        call: { name: f.name, args: f.args.map(({ name }) => example[name] as Literal) },
        wanted: 'gives' in example ? example.gives : example.raises,
      })),
    );
    const expected = await inPostgres(calls.map(({ call }) => call));
    const differences = calls.flatMap(({ call, wanted }, i) => {
      const actual = callModule(call);
      const stated = wanted === actual || (typeof wanted === 'string' && actual?.startsWith(`${wanted} `));
      return actual === expected[i] && stated ? [] : [{ ...call, actual, expected: expected[i], wanted }];
    });
    expect(differences).toEqual([]);
  });

  it('gives what PostgreSQL gives for random arguments', async () => {
    const random = seeded(seed);
    const calls = Array.from({ length: count }, () => randomCall(definitions, random));
    for (let i = 0; i < calls.length; i += 2000) await expectSame(calls.slice(i, i + 2000));
  }, 600_000);
});
