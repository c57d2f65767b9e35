/** Comparing, matching and making texts, as PostgreSQL does under the collation "C". */
import fc from 'fast-check';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { callText, outcome, place, resetScratch, resultText, runtime } from './harness.js';
import { startOracle } from './oracle.js';

let database: PGlite;
beforeAll(async () => {
  database = await startOracle();
}, 60_000);
afterAll(async () => {
  await database.close();
});

type Pair = readonly [string, string];
const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: 42 });
const made =
  (name: 'textcat' | 'lower' | 'upper' | 'like_escape') =>
  (...texts: string[]): string =>
    resultText(Number(callText(name, ...texts)));

async function theirs<T>(expression: string, pairs: readonly Pair[]): Promise<T[]> {
  const { rows } = await database.query<{ result: T }>(
    `SELECT ${expression} AS result FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS u(a, b, i) ORDER BY i`,
    [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
  );
  return rows.map(({ result }) => result);
}

/** Runs each pair by itself, because an error would hide the answers for the others. */
async function errorOf(expression: string, pair: Pair): Promise<string> {
  try {
    const { rows } = await database.query<{ result: unknown }>(
      `SELECT ${expression} AS result FROM (VALUES ($1::text, $2::text)) AS u(a, b)`,
      [...pair],
    );
    return String(rows[0]?.result);
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint?: string };
    return `${code} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  }
}

const letters = (unit: string, most: number) => fc.string({ unit: fc.constantFrom(...unit), maxLength: most });
const anyText = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...'abAB01_%\\ é€😀ÿ'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
    maxLength: 40,
  })
  .filter((text) => !text.includes('\0') && Buffer.from(text).toString() === text);
const near: fc.Arbitrary<Pair> = fc
  .tuple(anyText, fc.nat(40), fc.constantFrom('', 'a', 'é'))
  .map(([text, at, c]) => [text, [...text].slice(0, at).join('') + c + [...text].slice(at + 1).join('')] as const);

describe('comparison', () => {
  test('equality and order are those of the bytes', async () => {
    const pairs: Pair[] = [
      ['', ''],
      ['', 'a'],
      ['a', 'A'],
      ['é', 'z'],
      ['😀', '\uffff'],
      ['abcdefgh', 'abcdefgh'],
      ['abcdefghi', 'abcdefghj'],
      ...samples(fc.tuple(anyText, anyText), 2000),
      ...samples(near, 3000),
      ...samples(anyText, 500).map((text) => [text, text] as const),
    ];
    const equal = await theirs<boolean>('a = b', pairs);
    const order = await theirs<number>('bttextcmp(a COLLATE "C", b COLLATE "C")', pairs);
    pairs.forEach((pair, i) => {
      expect(callText('texteq', ...pair), pair.join('|')).toBe(Number(equal[i]));
      expect(callText('bttextcmp', ...pair), pair.join('|')).toBe(Math.sign(order[i] ?? NaN));
    });
  });
});

describe('LIKE', () => {
  const alphabet = 'aab%%_é\\';
  const pairs: Pair[] = [
    ['', ''],
    ['', '%'],
    ['', '_'],
    ['a', ''],
    ['abc', 'abc'],
    ['abc', 'ab'],
    ['abc', 'a%'],
    ['abc', '%c'],
    ['abc', '%b%'],
    ['abc', 'a_c'],
    ['abc', '___'],
    ['abc', '____'],
    ['é', '_'],
    ['é', '__'],
    ['aéb', '%_b'],
    ['😀x', '_x'],
    ['a%c', 'a\\%c'],
    ['abc', 'a\\%c'],
    ['a\\c', 'a\\\\c'],
    ['abc', 'x\\'],
    ['abc', 'abc\\'],
    ['abc', 'ab\\'],
    ['abc', '%\\'],
    ['', '\\'],
    ['', '%\\'],
    ['abc', '___%\\'],
    ['abc', '%_\\'],
    ['aaa', '%a\\'],
    ['ab', '%b\\'],
    ['é', '\\é'],
    ['xé', '%\\é'],
    ['hello world', '%wor%'],
    ['hello world', '%o w%d'],
    ['hello world', 'h%w%d'],
    ['x'.repeat(40) + 'needle', '%needle'],
    ['x'.repeat(40) + 'needle' + 'x'.repeat(40), '%needle%'],
    ['HELLO', 'hello'],
    ['Hello', '%ELL%'],
    ['É', 'é'],
    ['[', '{'],
    ['@', '`'],
    ['K', '\u212a'],
    ...samples(fc.tuple(letters('aabé', 12), letters(alphabet, 8)), 6000),
    ...samples(fc.tuple(letters('abABé', 40), letters('abB%_', 6)), 3000),
  ];
  test.each([
    ['textlike', 'a LIKE b COLLATE "C"'],
    ['texticlike', 'a ILIKE b COLLATE "C"'],
  ] as const)(
    '%s',
    async (name, expression) => {
      const ours = pairs.map((pair) => outcome(() => String(Boolean(callText(name, ...pair)))));
      const answered = pairs.filter((_, i) => !/^\d/.test(ours[i] ?? ''));
      const expected = await theirs<boolean>(expression, answered);
      const wrong = answered.filter(
        (pair, i) => outcome(() => String(Boolean(callText(name, ...pair)))) !== String(expected[i]),
      );
      expect(wrong).toEqual([]);
      const refused = pairs
        .map((pair, i) => ({ pair, message: ours[i] ?? '' }))
        .filter(({ message }) => /^\d/.test(message));
      expect(refused.length).toBeGreaterThan(100);
      for (const { pair, message } of refused.slice(0, 400))
        expect(await errorOf(expression, pair), pair.join('|')).toBe(message);
    },
    60_000,
  );

  test('takes time in proportion to the text and the pattern, however many % there are', () => {
    const started = performance.now();
    expect(callText('textlike', 'a'.repeat(5000), '%a%a%a%a%a%a%b')).toBe(0);
    expect(callText('texticlike', 'a'.repeat(5000), `${'%a'.repeat(2000)}%b`)).toBe(0);
    expect(callText('textlike', 'a'.repeat(100_000), `%${'a'.repeat(1000)}b%`)).toBe(0);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('ESCAPE', async () => {
    const cases: Pair[] = [
      ['a!%', '!'],
      ['a\\b', ''],
      ['a\\b', '!'],
      ['a!\\b', '!'],
      ['a!!b', '!'],
      ['a!', '!'],
      ['aéb', 'é'],
      ['aéé', 'é'],
      ['a😀%', '😀'],
      ['a%b', '%'],
      ['', '!'],
      ['', ''],
      ['abc', 'xy'],
      ['abc', 'éa'],
      ['abc', '\\'],
      ['a\\%', '\\'],
      ...samples(fc.tuple(letters('a!\\%é', 8), fc.constantFrom('!', '', 'é', '\\', '%', 'a')), 500),
    ];
    for (const pair of cases)
      expect(
        outcome(() => made('like_escape')(...pair)),
        pair.join('|'),
      ).toBe(await errorOf('like_escape(a, b)', pair));
  });
});

describe('making texts', () => {
  test('lower, upper, length and ||', async () => {
    const pairs: Pair[] = [
      ['', ''],
      ['ABC', ''],
      ['', 'xyz'],
      ['ÀÉß', 'İı'],
      ['@[`{', 'aZ'],
      ...samples(fc.tuple(anyText, anyText), 2000),
    ];
    const lower = await theirs<string>('lower(a COLLATE "C")', pairs);
    const upper = await theirs<string>('upper(a COLLATE "C")', pairs);
    const length = await theirs<number>('length(a)', pairs);
    const joined = await theirs<string>('a || b', pairs);
    pairs.forEach(([a, b], i) => {
      expect(made('lower')(a)).toBe(lower[i]);
      expect(made('upper')(a)).toBe(upper[i]);
      expect(callText('textlen', a)).toBe(length[i]);
      expect(made('textcat')(a, b)).toBe(joined[i]);
    });
  });

  test('a scratch area that is full raises 53200', () => {
    resetScratch(64);
    const [pointer = 0, length = 0] = place('x'.repeat(64));
    expect(resultText(runtime.upper(pointer, length))).toBe('X'.repeat(64));
    expect(() => runtime.upper(pointer, 1)).toThrowError(new SqlError('53200', 'out of memory'));
    resetScratch(64);
    expect(() => runtime.textcat(pointer, length, pointer, 1)).toThrowError('out of memory');
  });
});
