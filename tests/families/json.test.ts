/** The family json gives what PostgreSQL gives, value or error, for random arguments; what it stores is PostgreSQL's own bytes. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json as definitions } from '../../opcodes/families/json/family.js';
import { sqlJsonConstructs } from '../../opcodes/families/json/sql-json.js';
import { types, type TypeName } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { callOn, type Argument } from '../../src/functions/call.js';
import { functionInfo, functionNumber } from '../../src/functions/functions.js';
import { argumentOf, storedBytes, valueOfResult } from '../../src/functions/stored-value.js';
import { formatValue, parseValue } from '../../src/functions/text-value.js';
import { callerOf, type Called, type Caller } from './calling.js';
import { hex, storedColumn } from './stored-column.js';
import { Random, randomJson, randomJsonCall, type Given, type JsonCall } from './json-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 4000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
let caller: Caller;
const sqlNames = new Map<string, string>();
const functions = new Map(definitions.functions.map((f) => [f.name, f]));

beforeAll(async () => {
  caller = await callerOf('json', 'text');
  db = await startPGlite();
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

/** Whether SQL calls the function with the array's elements, of which `variadic` makes one array. */
const isVariadic = (name: string): boolean => /_extract_path(_text)?$/.test(name) || name === 'jsonb_delete_array';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const isArray = (given: Given | undefined): given is readonly (string | null)[] => Array.isArray(given);

/** An argument's type: an array can stand for variadic arguments. */
function typeOf(call: JsonCall, i: number): string {
  const { args = [] } = functions.get(call.name) ?? {};
  const own = call.types?.[i];
  if (own !== undefined) return own;
  return isArray(call.args[i]) ? '_text' : (args[Math.min(i, args.length - 1)]?.type ?? 'text');
}

function sqlOf(call: JsonCall): string {
  const { name, args } = call;
  const values = args.map((given, i) => {
    const type = typeOf(call, i);
    if (!isArray(given)) return given === null ? `null::pg_catalog."${type}"` : `${quote(given)}::pg_catalog."${type}"`;
    const array = `array[${given.map((e) => (e === null ? 'null' : quote(e))).join(', ')}]::text[]`;
    return isVariadic(name) ? `variadic ${array}` : array;
  });
  // Of the two functions jsonb_delete the one with an array is meant.
  const result = `pg_catalog."${sqlNames.get(name)}"(${values.join(', ')})`;
  // Of a comparison only the sign is PostgreSQL's own; the size is that of C's memcmp.
  return name === 'jsonb_cmp' ? `sign(${result})::text` : `(${result})::text`;
}

async function inPostgres(calls: readonly JsonCall[]): Promise<Called[]> {
  const { rows } = await db.query<{ result: Called }>(
    'select attempt(e) result from unnest($1::text[]) with ordinality u(e, i) order by i',
    [calls.map(sqlOf)],
  );
  return rows.map(({ result }) => result);
}

/** A text array as PostgreSQL stores it, without the varlena header. */
function storedTexts(elements: readonly (string | null)[]): Uint8Array {
  if (elements.length === 0) return new Uint8Array(new Int32Array([0, 0, 25]).buffer);
  const hasNulls = elements.includes(null);
  const bytes: number[] = [0, 0, 0, 0];
  const int = (value: number) => bytes.push(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255);
  const bitmap = hasNulls ? Math.ceil(elements.length / 8) : 0;
  int(1);
  int(hasNulls ? (24 + bitmap + 7) & -8 : 0);
  [25, elements.length, 1].forEach(int);
  for (let i = 0; i < bitmap; i++)
    bytes.push(elements.slice(i * 8, i * 8 + 8).reduce((bits, e, j) => bits | (e === null ? 0 : 1 << j), 0));
  while (hasNulls && bytes.length % 8 !== 0) bytes.push(0);
  for (const element of elements) {
    if (element === null) continue;
    while (bytes.length % 4 !== 0) bytes.push(0);
    const text = new TextEncoder().encode(element);
    int((text.length + 4) << 2);
    bytes.push(...text);
  }
  return Uint8Array.from(bytes.slice(4));
}

const isType = (name: string): name is TypeName => Object.hasOwn(types, name);
const arrayOid = 1009;

/** A float as the integer of its bits: a cell of a polymorphic argument is written as an integer. */
function bitsOf(type: TypeName, value: Argument): Argument {
  if (type === 'float8') return new BigInt64Array(new Float64Array([Number(value)]).buffer)[0] ?? 0n;
  return type === 'float4' ? (new Int32Array(new Float32Array([Number(value)]).buffer)[0] ?? 0) : value;
}

/** The call on the family's module. */
function inQuern(call: JsonCall): Called {
  const { arena } = caller;
  try {
    const info = functionInfo(functionNumber(call.name));
    const given = call.args.map((arg, i): Argument => {
      const type = typeOf(call, i);
      if (arg === null) return null;
      if (isArray(arg)) return storedTexts(arg);
      if (!isType(type)) return new TextEncoder().encode(arg);
      const value = argumentOf(arena, type, parseValue(arena, type, arg));
      return call.types === undefined ? value : bitsOf(type, value);
    });
    if (info.nulls === 'strict' && given.includes(null)) return null;
    const all = [...call.args.map((_, i) => typeOf(call, i)), info.result];
    const oids = info.needsTypes ? all.map((type) => (isType(type) ? types[type].oid : arrayOid)) : [];
    return callOn(arena, call.name, [...given, ...oids], (raw, length) => {
      const { result } = info;
      if (result === 'bool') return raw === 0 ? 'false' : 'true';
      if (isType(result)) return formatValue(arena, result, valueOfResult(arena, result, raw, length));
      return new TextDecoder().decode(arena.views.u8.subarray(Number(raw), Number(raw) + length));
    });
  } catch (error) {
    if (error instanceof SqlError) return `${error.code} ${error.message}`;
    throw error;
  }
}

async function expectSame(calls: readonly JsonCall[]): Promise<void> {
  const expected = await inPostgres(calls);
  const differences = calls.flatMap((call, i) => {
    const actual = inQuern(call);
    return actual === expected[i] ? [] : [{ ...call, actual, wanted: expected[i] }];
  });
  expect(differences.slice(0, 10)).toEqual([]);
}

describe('the family json', () => {
  it('names only functions that PostgreSQL has', () => {
    const constructs = new Set(sqlJsonConstructs.map(({ name }) => name));
    expect([...functions.keys()].filter((name) => !sqlNames.has(name) && !constructs.has(name))).toEqual([]);
  });

  it('gives what PostgreSQL gives for random arguments', async () => {
    const random = new Random(seed);
    // Those over arrays, and the constructs of SQL/JSON, have tests of expressions.
    const taken = definitions.functions.filter(
      ({ name, args }) => sqlNames.has(name) && !['_text', 'anyarray'].includes(args[0]?.type ?? ''),
    );
    const calls = Array.from({ length: count }, () => randomJsonCall(taken, random));
    for (let i = 0; i < calls.length; i += 2000) await expectSame(calls.slice(i, i + 2000));
  }, 600_000);

  it('computes with values nested 1990 levels deep, and refuses deeper ones', () => {
    const array = `${'['.repeat(1990)}1${']'.repeat(1990)}`;
    const object = `${'{"a":'.repeat(1990)}1${'}'.repeat(1990)}`;
    const printed = { [array]: array, [object]: object.replaceAll(':', ': ') };
    for (const [deep, text] of Object.entries(printed)) {
      const path = deep === array ? Array.from({ length: 1990 }, () => '0') : Array.from({ length: 1990 }, () => 'a');
      expect(caller.call('json_in', [deep])).toBe(deep);
      expect(caller.call('jsonb_in', [deep])).toBe(text);
      expect(caller.call('jsonb_cmp', [deep, deep])).toBe('0');
      expect(caller.call('jsonb_contains', [deep, deep])).toBe('t');
      expect(caller.call('jsonb_strip_nulls', [deep, 'f'])).toBe(text);
      expect(caller.call('json_strip_nulls', [deep, 'f'])).toBe(deep);
      expect(caller.call('jsonb_hash', [deep])).toMatch(/^-?[0-9]+$/);
      expect(caller.call('jsonb_pretty', [deep])?.length).toBeGreaterThan(1990 * 1990 * 4);
      expect(inQuern({ name: 'jsonb_extract_path', args: [deep, path] })).toBe('1');
      expect(inQuern({ name: 'json_extract_path', args: [deep, path] })).toBe('1');
      expect(inQuern({ name: 'jsonb_set', args: [deep, path, '2', 'f'] })).toBe(text.replace('1', '2'));
    }
    for (const name of ['json_in', 'jsonb_in'])
      for (const open of ['[', '{"a":'])
        expect(caller.call(name, [open.repeat(100_000)])).toBe('54001 stack depth limit exceeded');
  });

  it('stores the bytes that PostgreSQL stores', async () => {
    const random = new Random(seed + 1);
    const texts = Array.from({ length: 1000 }, () => randomJson(random));
    const wanted = await storedColumn(db, 'jsonb', texts);
    expect(wanted.size).toBe(texts.length);
    const own = new Map(texts.map((text, i) => [i + 1, hex(storedBytes(caller.arena, 'jsonb', text))]));
    const differences = texts.flatMap((text, i) =>
      own.get(i + 1) === wanted.get(i + 1) ? [] : [{ text, own: own.get(i + 1), wanted: wanted.get(i + 1) }],
    );
    expect(differences.slice(0, 3)).toEqual([]);
  });
});
