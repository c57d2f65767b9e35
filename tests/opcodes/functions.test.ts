/**
 * The definitions of functions against PostgreSQL itself: their signatures are those of pg_proc, and every
 * example gives there what it says here, so that the engines, which must give the examples, are right too.
 */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errors } from '../../opcodes/language/errors.js';
import { functions } from '../../opcodes/families/core/functions.js';
import type { Example, ExampleValue, FunctionDefinition, SqlType } from '../../opcodes/language/function.js';
import type { Term } from '../../opcodes/language/term.js';
import { toLanes } from '../../opcodes/language/value.js';
import { literal } from './postgres-literal.js';

interface Procedure {
  readonly prosrc: string;
  readonly proname: string;
  readonly args: readonly string[];
  readonly result: string;
  readonly strict: boolean;
}

let db: PGlite;
let procedures: readonly Procedure[];

beforeAll(async () => {
  db = await startPGlite();
  await db.exec(`set timezone to 'UTC';
    create function try(expression text) returns text language plpgsql as $$
    declare result text;
    begin
      execute 'select ' || expression into result;
      return result;
    exception when others then return 'raises ' || sqlstate || ' ' || sqlerrm;
    end $$`);
  const { rows } = await db.query<Procedure>(
    `
    select prosrc, proname, proisstrict as strict, prorettype::regtype::text as result,
      (select array_agg(format_type(a, null) order by n) from unnest(proargtypes) with ordinality as x(a, n)) as args
    from pg_proc where prolang = (select oid from pg_language where lanname = 'internal') and prosrc = any($1)`,
    [functions.map((f) => f.name)],
  );
  procedures = rows;
}, 60_000);
afterAll(() => db.close());

const sqlNames: Readonly<Record<SqlType, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  text: 'text',
  date: 'date',
  timestamp: 'timestamp without time zone',
};

/** An input function takes, and an output function gives, a cstring: a text to quern. */
const named = (type: string) => (type === 'cstring' ? 'text' : type);

/** The entry of pg_proc with the definition's arguments: `timestamp_eq` is also the function of timestamptz. */
const procedureOf = (definition: FunctionDefinition): Procedure | undefined =>
  procedures.find(
    (p) =>
      p.prosrc === definition.name && definition.args.every(({ type }, i) => sqlNames[type] === named(p.args[i] ?? '')),
  );

test('every function has the arguments, the result and the strictness that PostgreSQL gives it', () => {
  for (const definition of functions) {
    const procedure = procedureOf(definition);
    expect(procedure, definition.name).toBeDefined();
    expect(procedure?.strict, definition.name).toBe(true);
    expect(named(procedure?.result ?? ''), definition.name).toBe(sqlNames[definition.result]);
    // The type and its modifier, which input functions also take, are 0 and -1 here.
    const further = procedure?.args.slice(definition.args.length);
    expect(further, definition.name).toEqual(further?.length === 2 ? ['oid', 'integer'] : []);
  }
});

const inRange = (value: number | bigint, bits: number) => value >= -(2 ** (bits - 1)) && value <= 2 ** (bits - 1) - 1;
const wellFormed: Readonly<Record<SqlType, (value: ExampleValue) => boolean>> = {
  bool: (v) => typeof v === 'boolean',
  int2: (v) => Number.isInteger(v) && inRange(v as number, 16),
  int4: (v) => Number.isInteger(v) && inRange(v as number, 32),
  int8: (v) => typeof v === 'bigint' && BigInt.asIntN(64, v) === v,
  float4: (v) => typeof v === 'number' && Object.is(Math.fround(v), v),
  float8: (v) => typeof v === 'number',
  text: (v) => typeof v === 'string' && !/[\uD800-\uDFFF]/u.test(v) && !v.includes('\0'),
  date: (v) => Number.isInteger(v) && inRange(v as number, 32),
  timestamp: (v) => typeof v === 'bigint' && BigInt.asIntN(64, v) === v,
};

test('every example has a value of the right type for every argument, and a result', () => {
  for (const definition of functions) {
    const args = definition.args.map((arg) => arg.name);
    for (const example of definition.examples) {
      const outcome = 'raises' in example ? 'raises' : 'gives';
      expect(Object.keys(example).sort(), definition.name).toEqual([...args, outcome].sort());
      for (const { name, type } of [...definition.args, { name: outcome, type: definition.result }]) {
        const value = example[name] ?? null;
        if (name === 'raises') expect(value, definition.name).toMatch(/^[0-9A-Z]{5}$/);
        else if (value !== null)
          expect(wellFormed[type](value), `${definition.name} ${name} = ${String(value)}`).toBe(true);
      }
    }
  }
});

test('every function has three examples, and one with null for each argument', () => {
  for (const definition of functions) {
    for (const { name } of definition.args) {
      expect(
        definition.examples.some((e) => e[name] === null && e.gives === null),
        `${definition.name} ${name}`,
      ).toBe(true);
    }
    expect(definition.examples.length, definition.name).toBeGreaterThanOrEqual(3);
  }
});

/** The errors that a definition checks for itself, as `code message`. */
function errorsOf(definition: FunctionDefinition): Set<string> {
  const found = new Set<string>();
  const walk = (term: Term): void => {
    const { node } = term;
    if (node.kind === 'check') found.add(`${errors[node.error].code} ${errors[node.error].message}`);
    for (const part of Object.values(node).flat()) if (typeof part === 'object' && part !== null) walk(part as Term);
  };
  toLanes(definition.value).forEach(walk);
  return found;
}

/** The example as a call of the function by its name in SQL. */
function callOf(definition: FunctionDefinition, procedure: Procedure, example: Example): string {
  const args = definition.args.map(({ name, type }, i) => {
    const value = literal(type, example[name] ?? null);
    if (procedure.args[i] === 'cstring') return value.replace(/::text$/, '::cstring');
    return type === 'text' ? `${value} collate "C"` : value;
  });
  const further = procedure.args.length > args.length ? ['0', '-1'] : [];
  return `pg_catalog."${procedure.proname}"(${[...args, ...further].join(', ')})::text`;
}

test('PostgreSQL gives for every example what the example says, and every error that a function checks for has an example', async () => {
  const cases = functions.flatMap((definition) => {
    const procedure = procedureOf(definition);
    return procedure === undefined
      ? []
      : definition.examples.map((example) => ({ definition, example, call: callOf(definition, procedure, example) }));
  });
  const expected = cases.map(({ definition, example }) =>
    'raises' in example ? 'null::text' : `${literal(definition.result, example.gives ?? null)}::text`,
  );
  const { rows } = await db.query<{ expected: string | null; actual: string | null }>(
    'select try(e) as expected, try(a) as actual from unnest($1::text[], $2::text[]) with ordinality as x(e, a, n) order by n',
    [expected, cases.map((c) => c.call)],
  );
  const unraised = new Set(functions.flatMap((f) => [...errorsOf(f)].map((error) => `${f.name} ${error}`)));
  const wrong = cases.flatMap(({ definition, example, call }, i) => {
    const { expected: gives, actual } = rows[i] ?? { expected: 'nothing', actual: 'nothing' };
    if (!('raises' in example)) return actual === gives ? [] : [`${call} is ${actual}, not ${gives}`];
    const own = errorsOf(definition);
    const message = (actual ?? 'null').replace(/^raises /, '');
    unraised.delete(`${definition.name} ${message}`);
    // What a runtime function raises, its own tests compare.
    const known =
      own.size === 0
        ? message.startsWith(`${String(example.raises)} `)
        : own.has(message) && message.startsWith(String(example.raises));
    return known ? [] : [`${call} is ${actual}, not an error ${String(example.raises)} of this function`];
  });
  expect(wrong).toEqual([]);
  expect([...unraised]).toEqual([]);
}, 120_000);
