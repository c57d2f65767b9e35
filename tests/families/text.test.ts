/** The family text gives what PostgreSQL gives, value or error, for random arguments. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text as family } from '../../opcodes/families/text/family.js';
import { inputCheck } from '../../opcodes/families/text/input-check.js';
import { builtinCollations } from '../../opcodes/families/text/unicode.js';
import { control } from '../../src/arena/control.generated.js';
import { SqlError } from '../../src/error.js';
import { callOn } from '../../src/functions/call.js';
import { callerOf, type Called, type Caller } from './calling.js';
import { randomCall, seeded, type Call } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 3000);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let db: PGlite;
let caller: Caller;
const sqlNames = new Map<string, string>();
/** The functions that stand for PostgreSQL's under a collation: their C names there. */
const standIns = new Map<string, { readonly collation: string; readonly name: string }>(
  Object.entries(builtinCollations).flatMap(([collation, byName]) =>
    Object.entries(byName).map(([name, ours]) => [ours, { collation, name }] as const),
  ),
);
/** Of the family all that stands for a function of PostgreSQL; what checks an input has the function's type in place of its name. */
const definitions = {
  ...family,
  functions: family.functions.filter((f) => !inputCheck.some(({ name }) => name === f.name)),
};
const functions = new Map(definitions.functions.map((f) => [f.name, f]));

beforeAll(async () => {
  caller = await callerOf('text');
  db = await startPGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin execute 'select ' || expression into result; return result;
    exception when others then return sqlstate || ' ' || sqlerrm; end $$`);
  const { rows } = await db.query<{ prosrc: string; proname: string }>(
    `select prosrc, min(proname) proname from pg_proc where prosrc = any($1) group by prosrc`,
    [[...functions.keys(), ...Object.keys(builtinCollations.pg_c_utf8)]],
  );
  for (const { prosrc, proname } of rows) sqlNames.set(prosrc, proname);
  for (const [ours, { name }] of standIns) sqlNames.set(ours, present(sqlNames.get(name), name));
}, 60_000);
afterAll(() => db.close());

const collated = new Set(['text', 'bpchar', 'varchar']);

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

/** One argument, in a collation. */
function argument(type: string, literal: Called, collation: string): string {
  const value = `${literal === null ? 'null' : `'${literal.replaceAll("'", "''")}'`}::pg_catalog."${type}"`;
  return collated.has(type) ? `(${value}) collate "${collation}"` : value;
}

/** The call as SQL, its result printed as its type's output function prints it. */
function sqlOf({ name, args }: Call): string {
  const f = present(functions.get(name), name);
  const sqlName = present(sqlNames.get(name), name);
  const collation = standIns.get(name)?.collation ?? 'C';
  const values = args.map((literal, i) =>
    argument(f.args[Math.min(i, f.args.length - 1)]?.type ?? 'text', literal, collation),
  );
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
    // The one text that is refused has a zero byte in PostgreSQL.
    const refused = call.name === 'char_bpchar' && wanted === '' && actual?.startsWith('0A000 ');
    return actual === wanted || refused ? [] : [{ ...call, actual, wanted }];
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

  it('refuses the empty "char" as character', () => {
    expect(caller.call('char_bpchar', ['a'])).toBe('a');
    expect(caller.call('char_bpchar', [''])).toMatch(/^0A000 the empty "char" as character is not supported/);
  });

  it('knows every letter of the built-in collations', async () => {
    const codes = Array.from({ length: 0x20000 - 1 }, (_, i) => i + 1).filter((c) => c < 0xd800 || c > 0xdfff);
    // Two hundred characters a call, between letters, after which a mark can decide whether a sigma is final.
    const texts = Array.from({ length: Math.ceil(codes.length / 200) }, (_, i) =>
      codes
        .slice(i * 200, i * 200 + 200)
        .map((c) => `${String.fromCodePoint(c)}ΑΣ${String.fromCodePoint(c)} Σ`)
        .join(''),
    );
    const names = [...standIns.keys()].filter((name) => functions.get(name)?.args.length === 1);
    for (const name of names) await expectSame(texts.map((text) => ({ name, args: [text] })));
  }, 600_000);

  it('quotes the identifiers that are key words, and no others', async () => {
    const { rows } = await db.query<{ word: string }>(
      `select w word from pg_get_keywords(), lateral (values (word), ('x' || word), (word || 's'), (left(word, -1))) v(w)`,
    );
    expect(rows.length).toBeGreaterThan(1900);
    await expectSame(rows.map(({ word }) => ({ name: 'quote_ident', args: [word] })));
  });

  it('keeps to its memory when bytes are no characters', () => {
    const random = seeded(7);
    const bytes = [0x80, 0xbf, 0xc3, 0xe2, 0xf0, 0xff, 0x41, 0x20, 0x5c];
    const broken = () => Uint8Array.from({ length: random(40) }, () => present(bytes[random(bytes.length)], 'byte'));
    const textual = definitions.functions.filter(({ args }) =>
      args.every(({ type }) => type === 'text' || type === 'int4'),
    );
    const { arena } = caller;
    const { i32, u8 } = arena.views;
    const scratchEnd = i32[control.scratchEnd >> 2] ?? 0;
    /** Calls with so much scratch memory; says whether it was enough. The bytes after it must stay. */
    const fits = (f: (typeof textual)[number], args: readonly (Uint8Array | number)[], end: number): boolean => {
      i32[control.scratchEnd >> 2] = end;
      u8.fill(0xa5, end, end + 64);
      try {
        callOn(arena, f.name, args, (_, length) => expect(f.result !== 'text' || length >= 0).toBe(true));
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(SqlError);
        return (error as SqlError).code !== '53200';
      } finally {
        i32[control.scratchEnd >> 2] = scratchEnd;
        expect(u8.subarray(end, end + 64).every((byte) => byte === 0xa5) ? '' : f.name).toBe('');
      }
    };
    for (let i = 0; i < 4000; i++) {
      const f = present(textual[random(textual.length)], 'function');
      const args = f.args.map(({ type }) => (type === 'text' ? broken() : random(20) - 5));
      // In the least memory that is enough, a function that writes too far is seen.
      const begin = i32[control.scratchNext >> 2] ?? 0;
      let end = begin + 64;
      while (!fits(f, args, end) && end < begin + 2048) end += 8;
    }
  }, 60_000);

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
