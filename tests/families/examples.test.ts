/** The examples in the families' definitions: what they say is what PostgreSQL says, and what the families' modules give. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { families } from '../../opcodes/families/families.js';
import type { CallDefinition, CallExample } from '../../opcodes/language/call.js';
import { callerOf, type Caller } from './calling.js';

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  db = await startPGlite();
  await db.exec("set timezone = 'UTC'");
  caller = await callerOf(...families.map(({ name }) => name));
});
afterAll(() => db.close());

const asText = (value: CallExample[string]): string | null =>
  value === null || value === undefined ? null : typeof value === 'boolean' ? (value ? 't' : 'f') : String(value);
const expected = (example: CallExample): string | null =>
  'raises' in example ? String(example['raises']) : asText(example['gives'] ?? null);
const argumentsOf = (_f: CallDefinition, example: CallExample): (string | null)[] =>
  Object.entries(example)
    .filter(([name]) => name !== 'gives' && name !== 'raises')
    .map(([, value]) => asText(value));
/** An error by its SQLSTATE alone, where the example gives that. */
const comparable = (called: string | null, example: CallExample): string | null =>
  'raises' in example ? (called?.slice(0, 5) ?? null) : called;

describe.each(families.map((family) => ({ name: family.name, functions: family.functions })))(
  'the family $name',
  ({ functions }) => {
    test('gives what its examples say', () => {
      const wrong = functions.flatMap((f) =>
        f.examples.flatMap((example) => {
          const called = comparable(caller.call(f.name, argumentsOf(f, example)), example);
          return called === expected(example) ? [] : [{ name: f.name, example, called }];
        }),
      );
      expect(wrong).toEqual([]);
    });

    test('has examples that are PostgreSQL’s answers', async () => {
      const wrong: unknown[] = [];
      for (const f of functions) {
        const found = await sqlName(f);
        // Input, output and internal functions are called by no name; their examples are tested through the types' literals.
        if (found === undefined) continue;
        const { name, variadic } = found;
        for (const example of f.examples) {
          const given = argumentsOf(f, example).map((text, i) => {
            const type = f.args[Math.min(i, f.args.length - 1)]?.type ?? 'text';
            const literal = text === null ? 'null' : `'${text.replaceAll("'", "''")}'`;
            return `${variadic && i === f.args.length - 1 ? 'variadic ' : ''}${literal}::${quoted(type)}`;
          });
          // `format` prints a value by its output function; a cast to text writes bool out, and drops the padding of char(n).
          const answer = await ask(
            `select case when (v is null) then null else format('%s', v) end from pg_catalog.${name}(${given.join(', ')}) v`,
          );
          if (comparable(answer, example) !== expected(example)) wrong.push({ name: f.name, example, answer });
        }
      }
      expect(wrong).toEqual([]);
    });
  },
);

const quoted = (type: string): string => `pg_catalog."${type}"`;

/** The name by which SQL calls a function of these argument types, where its types can be written, and whether it gives it an array of variadic arguments. */
async function sqlName(f: CallDefinition): Promise<{ name: string; variadic: boolean } | undefined> {
  const plain = [...f.args.map((arg) => arg.type), f.result];
  if (plain.some((type) => /^(any|cstring|internal)/.test(type)) || f.needsTypes === true) return undefined;
  const { rows } = await db.query<{ name: string; variadic: boolean }>(
    `select quote_ident(proname) as name, provariadic <> 0 as variadic from pg_proc
     where prosrc = $1 and pronamespace = 'pg_catalog'::regnamespace and prolang = 12
       and proargtypes::text = array_to_string($2::regtype[]::oid[], ' ') limit 1`,
    [f.name, f.args.map((arg) => quoted(arg.type))],
  );
  return rows[0];
}

async function ask(sql: string): Promise<string | null> {
  try {
    const { rows } = await db.query<[string | null]>(sql, [], { rowMode: 'array' });
    return rows[0]?.[0] ?? null;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return `${code ?? '?????'} ${message ?? ''}`;
  }
}
