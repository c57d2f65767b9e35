/** Regular expressions against PGlite, under the collation "C": random patterns, valid ones and others, over random texts. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { callOn } from '../../src/functions/call.js';
import { callerOf, type Caller } from './calling.js';
import { type Pick, picker, randomPattern, randomText } from './regexp-random.js';

const count = Number(process.env['QUERN_REGEXP_CASES'] ?? 1500);

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  db = await startPGlite();
  caller = await callerOf('text', 'regexp', 'array');
});
afterAll(() => db.close());

/** The answers of PostgreSQL, value or error, to an expression over the arguments $1, $2, … of each case. */
async function answers(expression: string, cases: readonly (readonly string[])[]): Promise<(string | null)[]> {
  await db.exec(`create or replace function attempt(a text[]) returns text language plpgsql as $body$
    begin return (${expression.replace(/\$(\d)/g, (_, n: string) => `(a[${n}] collate "C")`)})::text;
    exception when others then return sqlstate || ' ' || sqlerrm; end $body$`);
  const { rows } = await db.query<{ answer: string | null }>(
    `select attempt(array(select jsonb_array_elements_text(v))) as answer
     from jsonb_array_elements($1::jsonb) with ordinality t(v, n) order by n`,
    [JSON.stringify(cases)],
  );
  return rows.map(({ answer }) => answer);
}

const asText = (value: string | null): string | null => (value === 't' ? 'true' : value === 'f' ? 'false' : value);

async function compare(
  name: string,
  expression: string,
  cases: readonly (readonly string[])[],
  call: (given: readonly string[]) => string | null = (given) => asText(caller.call(name, given)),
) {
  const expected = await answers(expression, cases);
  const wrong = cases.flatMap((given, i) => {
    const got = call(given);
    return got === expected[i] || got?.startsWith('0A000') === true ? [] : [{ given, got, expected: expected[i] }];
  });
  expect(wrong.slice(0, 4)).toEqual([]);
}

/** Calls a function that gives an array of texts, and writes the array as PostgreSQL writes it as JSON. */
const arrayOf =
  (name: string) =>
  (given: readonly string[]): string | null => {
    try {
      return callOn(
        caller.arena,
        name,
        given.map((text) => new TextEncoder().encode(text)),
        (raw, length) => readArray(caller.arena.views.u8.slice(Number(raw), Number(raw) + length)),
      );
    } catch (error) {
      if (error instanceof SqlError) return `${error.code} ${error.message}`;
      throw error;
    }
  };

/** Reads PostgreSQL's ArrayType without its length: dimensions, offset, type, size, lower bound, nulls, elements. */
function readArray(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer);
  const word = (at: number): number => view.getInt32(at, true);
  expect([word(0), word(8), word(16)]).toEqual([1, 25, 1]);
  const offset = word(4);
  let at = offset === 0 ? 20 : offset - 4;
  const elements = Array.from({ length: word(12) }, (_, i) => {
    if (offset !== 0 && (((bytes[20 + (i >> 3)] ?? 0) >> (i & 7)) & 1) === 0) return 'null';
    const end = at + (word(at) >>> 2);
    const text = new TextDecoder().decode(bytes.subarray(at + 4, end));
    at = (end + 3) & ~3;
    return JSON.stringify(text);
  });
  expect(at).toBe(bytes.length);
  return `[${elements.join(', ')}]`;
}

describe('regular expressions', () => {
  test('match as PostgreSQL’s do', async () => {
    const pick = picker(1);
    await compare(
      'textregexeq',
      '$1 ~ $2',
      Array.from({ length: count }, () => [randomText(pick), randomPattern(pick)]),
    );
    await compare(
      'texticregexeq',
      '$1 ~* $2',
      Array.from({ length: count }, () => [randomText(pick), randomPattern(pick)]),
    );
  });

  test('fail as PostgreSQL’s do', async () => {
    const pick = picker(2);
    await compare(
      'textregexeq',
      '$1 ~ $2',
      Array.from({ length: count }, () => [randomText(pick), randomPattern(pick, true)]),
    );
  });

  const cases = (seed: number, more: (pick: Pick) => readonly string[] = () => []) => {
    const pick = picker(seed);
    return Array.from({ length: count }, () => [randomText(pick), randomPattern(pick), ...more(pick)]);
  };
  const replacements = ['<\\1>', '[\\&]', '\\2\\1', 'x', '\\\\', '\\', '(\\3\\x)'];
  const options = ['', 'g', 'i', 'gi', 'n', 'q', 'x', 'p', 'w', 's', 'ng', 'z', 'e'];
  const numbers = ['1', '1', '2', '3', '0', '5', '-1', '100'];

  test('find the same submatches', async () => {
    await compare('textregexsubstr', 'substring($1 from $2)', cases(3));
    await compare(
      'regexp_substr',
      'regexp_substr($1, $2, $3::int, $4::int, $5, $6::int)',
      cases(4, (pick) => [pick(numbers), pick(numbers), pick(options), pick(numbers)]),
    );
    await compare(
      'textregexreplace_noopt',
      'regexp_replace($1, $2, $3)',
      cases(5, () => ['<\\1|\\2|\\3|\\4|\\5>']),
    );
  });

  test('find the same matches, one after another', async () => {
    await compare(
      'regexp_count',
      'regexp_count($1, $2, $3::int, $4)',
      cases(6, (pick) => [pick(numbers), pick(options)]),
    );
    await compare(
      'regexp_instr',
      'regexp_instr($1, $2, $3::int, $4::int, $5::int, $6, $7::int)',
      cases(7, (pick) => [pick(numbers), pick(numbers), pick(['0', '1']), pick(options), pick(numbers)]),
    );
    await compare(
      'textregexreplace',
      'regexp_replace($1, $2, $3, $4)',
      cases(8, (pick) => [pick(replacements), pick(options)]),
    );
    await compare(
      'textregexreplace_extended',
      'regexp_replace($1, $2, $3, $4::int, $5::int, $6)',
      cases(9, (pick) => [pick(replacements), pick(numbers), pick(numbers), pick(options)]),
    );
  });

  test('give the same arrays', async () => {
    await compare(
      'regexp_match',
      'to_jsonb(regexp_match($1, $2, $3))',
      cases(10, (pick) => [pick(options)]),
      arrayOf('regexp_match'),
    );
    await compare(
      'regexp_split_to_array',
      'to_jsonb(regexp_split_to_array($1, $2, $3))',
      cases(11, (pick) => [pick(options)]),
      arrayOf('regexp_split_to_array'),
    );
  });

  test('translate SIMILAR TO alike', async () => {
    const pick = picker(12);
    const pieces = ['a', '%', '_', '[', ']', '^', '\\', '"', '\\"', '(', ')', '|', '{2}', '.', '$', 'é', '#', '-'];
    const patterns = Array.from({ length: count }, () => [
      Array.from({ length: pick([1, 2, 4, 7]) }, () => pick(pieces)).join(''),
      pick(['\\', '#', '', 'é', '##']),
    ]);
    await compare('similar_to_escape_2', 'similar_to_escape($1, $2)', patterns);
    await compare('similar_to_escape_1', 'similar_to_escape($1)', patterns);
  });

  test('take linear time', () => {
    const many = 'a'.repeat(1_000_000);
    // Where time grows with a power of the length, or doubles with each character, these do not end.
    for (const pattern of ['(a*)*b', '(a+a+)+b', '(a|aa)+$b', '(a|a)*?c', 'a*a*a*a*a*a*a*x', '(.*)(.*)(.*)(.*)(.*)x'])
      expect(caller.call('textregexeq', [many, pattern])).toBe('f');
    const some = many.slice(0, 20_000);
    expect(caller.call('textregexsubstr', [`${some}b`, '((a*)*)b'])).toBe(some);
    expect(caller.call('regexp_count_no_start', [some, 'a'])).toBe('20000');
    expect(caller.call('textregexreplace', [some, '(a|b)*?', '', 'g'])).toBe(some);
  });

  test('refuse what has no linear time, and what is too large', () => {
    expect(caller.call('textregexeq', ['aa', '(a)\\1'])).toBe(
      '0A000 regular expression back-references are not supported',
    );
    for (const pattern of ['(?=a)', 'a(?!b)', '(?<=a)b', '(?<!a)b'])
      expect(caller.call('textregexeq', ['ab', pattern])).toMatch(/^0A000 regular expression look-around/);
    const tooComplex = '2201B invalid regular expression: regular expression is too complex';
    expect(caller.call('textregexeq', ['a', '((a{255}){255}){255}'])).toBe(tooComplex);
    expect(caller.call('textregexeq', ['a', '('.repeat(10_000) + ')'.repeat(10_000)])).toBe(tooComplex);
  });

  test('find complex what PostgreSQL finds too complex, where its empty arcs become many', () => {
    // Parts that may be left out: PostgreSQL 15 takes the first number of them and refuses the second.
    const bounds = [
      ['x*', 1542, 1548],
      ['x?', 1542, 1548],
      ['x*y*z*', 514, 516],
      ['[a-z]*', 1542, 1548],
    ] as const;
    for (const [part, taken, refused] of bounds) {
      expect(caller.call('textregexeq', ['x', part.repeat(taken)]), part).toBe('t');
      expect(caller.call('textregexeq', ['x', part.repeat(refused)]), part).toMatch(/^2201B .* too complex$/);
    }
    // A first part that is never left out halves the arcs.
    expect(caller.call('textregexeq', ['a', `a${'x?'.repeat(2178)}`])).toBe('t');
    expect(caller.call('textregexeq', ['a', `a${'x?'.repeat(2190)}`])).toMatch(/^2201B .* too complex$/);
  });

  test('take any number of alternatives', () => {
    const words = Array.from({ length: 3000 }, (_, i) => `w${(i * 7919).toString(36)}`);
    const pattern = `\\m(${words.join('|')})\\M`;
    for (const word of [words[0], words[1], words[1500], words[2999]]) {
      expect(caller.call('textregexsubstr', [`the ${word} there`, pattern])).toBe(word);
      expect(caller.call('textregexeq', [`the ${word}x there`, pattern])).toBe('f');
    }
    expect(caller.call('textregexeq', [`the ${words[2]}`, `^(${words.join('|^')})`])).toBe('f');
  });
});
