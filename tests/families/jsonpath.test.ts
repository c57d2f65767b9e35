/** Paths are read, printed and evaluated as PostgreSQL does it, value or error, for random paths and values. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedBytes } from '../../src/functions/stored-value.js';
import { callerOf, type Called, type Caller } from './calling.js';
import { Random } from './json-random.js';
import { hex, storedColumn } from './stored-column.js';
import { randomPath, randomTarget, randomVariables } from './jsonpath-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 3000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
let caller: Caller;

beforeAll(async () => {
  caller = await callerOf('jsonpath');
  db = await startPGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin execute 'select ' || expression into result; return result;
    exception when others then return sqlstate || ' ' || sqlerrm; end $$`);
}, 60_000);
afterAll(() => db.close());

interface Call {
  readonly name: string;
  readonly args: readonly string[];
}

const types = ['jsonb', 'jsonpath', 'jsonb', 'bool'];
const functions = ['jsonb_path_exists', 'jsonb_path_match', 'jsonb_path_query_first', 'jsonb_path_query_array'];

function randomCall(random: Random): Call {
  const path = randomPath(random);
  if (random.below(5) === 0) return { name: 'jsonpath_in', args: [path] };
  const target = randomTarget(random);
  if (random.below(6) === 0)
    return { name: random.pick(['jsonb_path_exists_opr', 'jsonb_path_match_opr']), args: [target, path] };
  return { name: random.pick(functions), args: [target, path, randomVariables(random), random.pick(['f', 'f', 't'])] };
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const sqlOf = ({ name, args }: Call): string =>
  name === 'jsonpath_in'
    ? `${quote(args[0] ?? '')}::jsonpath::text`
    : `${name}(${args.map((arg, i) => `${quote(arg)}::${types[i]}`).join(', ')})::text`;

async function inPostgres(calls: readonly Call[]): Promise<Called[]> {
  const { rows } = await db.query<{ result: Called }>(
    'select attempt(e) result from unnest($1::text[]) with ordinality u(e, i) order by i',
    [calls.map(sqlOf)],
  );
  return rows.map(({ result }) => result);
}

const isError = (called: Called): boolean => called !== null && /^[0-9A-Z]{5} /.test(called);

/** A message that names a long text is cut by quern, and shorter than PostgreSQL's. */
const isSame = (actual: Called, wanted: Called): boolean =>
  actual === wanted || (isError(actual) && isError(wanted) && actual?.slice(0, 120) === wanted?.slice(0, 120));

/** What is accessed in parentheses PostgreSQL prints without some, as another path; quern's text is read as the same path. */
function isMorePrecise({ name, args }: Call, wanted: Called, actual: Called): boolean {
  if (name !== 'jsonpath_in' || !/\)\s*[.[?]/.test(args[0] ?? '')) return false;
  if (caller.call(name, [actual]) !== actual) return false;
  return wanted?.replace(/[()]/g, '') === actual?.replace(/[()]/g, '');
}

function inQuern({ name, args }: Call): Called {
  const result = caller.call(name, args);
  return result === 't' ? 'true' : result === 'f' ? 'false' : result;
}

describe('the family jsonpath', () => {
  it('gives what PostgreSQL gives for random paths', async () => {
    const random = new Random(seed);
    const calls = Array.from({ length: count }, () => randomCall(random));
    let values = 0;
    const differences: unknown[] = [];
    for (let i = 0; i < calls.length; i += 1000) {
      const some = calls.slice(i, i + 1000);
      const expected = await inPostgres(some);
      some.forEach((call, k) => {
        const wanted = expected[k] ?? null;
        const actual = inQuern(call);
        if (wanted !== null && !isError(wanted)) values++;
        if (isSame(actual, wanted) || isMorePrecise(call, wanted, actual)) return;
        differences.push({ ...call, actual, wanted });
      });
    }
    expect(differences.slice(0, 10)).toEqual([]);
    expect(values).toBeGreaterThan(count / 4);
  }, 600_000);

  it('stores the bytes that PostgreSQL stores', async () => {
    const random = new Random(seed + 1);
    const texts = Array.from({ length: 1000 }, () => randomPath(random)).filter(
      (text) => !isError(caller.call('jsonpath_in', [text])),
    );
    const wanted = await storedColumn(db, 'jsonpath', texts);
    const differences = texts.flatMap((text, i) => {
      const own = hex(storedBytes(caller.arena, 'jsonpath', text));
      return own === wanted.get(i + 1) ? [] : [{ text, own, wanted: wanted.get(i + 1) }];
    });
    expect(differences.slice(0, 3)).toEqual([]);
    expect(texts.length).toBeGreaterThan(500);
  });

  it('refuses what is nested too deep or has too many operators, and does not run out of stack below that', () => {
    const nested = (n: number): string => `${'('.repeat(n)}$${')'.repeat(n)}`;
    const filters = (n: number): string => `$${' ? (exists(@'.repeat(n)}${'))'.repeat(n)}`;
    const sum = (n: number): string => Array.from({ length: n }, () => '1').join(' + ');
    const steps = (n: number): string => `$${'.a'.repeat(n)}`;
    const deep = `${'['.repeat(1990)}1${']'.repeat(1990)}`;
    const all = (target: string, path: string): Called =>
      caller.call('jsonb_path_query_array', [target, path, '{}', 'f']);
    const tooDeep = '54001 stack depth limit exceeded';
    expect(caller.call('jsonpath_in', [nested(390)])).toBe('$');
    expect(all('1', filters(190))).toBe('[1]');
    expect(all('1', sum(390))).toBe('[390]');
    expect(all('{}', steps(1100))).toBe('[]');
    expect(all(deep, '$.**{1000}.size()')).toBe('[1]');
    for (const path of [nested(100_000), filters(100_000), `${'-'.repeat(100_000)}$`, `${'!('.repeat(100_000)}`])
      expect(caller.call('jsonpath_in', [path])).toBe(tooDeep);
    expect(caller.call('jsonpath_in', [sum(2000)])).toBe(tooDeep);
    expect(all(`${'{"a":'.repeat(1500)}1${'}'.repeat(1500)}`, steps(1400))).toBe(tooDeep);
    expect(all(deep, '$.**.a')).toBe(tooDeep);
  });

  it('counts its steps, so that nested levels do not take for ever', () => {
    const wide = `[${Array.from({ length: 200 }, () => '[[1,2],[3,4]]').join(',')}]`;
    expect(caller.call('jsonb_path_exists', [wide, '$.**.**.** ? ($.** == $.**.b)', '{}', 't'])).toBe(
      '54000 a jsonpath takes too many steps',
    );
  }, 60_000);
});
