/** LIKE over texts and patterns that are alike in many places: the answers are those of the definition, and the time grows with the sum of both. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resetScratch, place, runtime } from './harness.js';

type Item = string | 'one' | 'any';

/** The pattern's items; undefined when it ends in its escape. */
function items(pattern: string): Item[] | undefined {
  const found: Item[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? '';
    if (c === '%') found.push('any');
    else if (c === '_') found.push('one');
    else if (c !== '\\') found.push(`=${c}`);
    else {
      i++;
      if (characters[i] === undefined) return undefined;
      found.push(`=${characters[i]}`);
    }
  }
  return found;
}

/** The definition: which prefixes of the text each prefix of the pattern matches. */
function matches(text: string, wanted: readonly Item[]): boolean {
  const characters = [...text];
  let reached = [true, ...characters.map(() => false)];
  for (const item of wanted) {
    if (item === 'any') {
      let seen = false;
      reached = reached.map((here) => (seen ||= here));
    } else {
      reached = reached.map(
        (_, n) => n > 0 && reached[n - 1] === true && (item === 'one' || item === `=${characters[n - 1]}`),
      );
    }
  }
  return reached.at(-1) === true;
}

const repeated = fc
  .tuple(
    fc.constantFrom('a', 'ab', 'aab', 'é', 'aé', 'abaab'),
    fc.nat(400),
    fc.constantFrom('', 'a', 'b', 'ab', 'éa', 'ba'),
  )
  .map(([unit, times, last]) => unit.repeat(times) + last);
const texts = fc.array(repeated, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('').slice(0, 1500));
const piece = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'ab', 'a_', '_b', 'aab', '\\a', 'é_', 'é', 'b', 'ab_'), fc.nat(90))
    .map(([unit, times]) => unit.repeat(times)),
  fc.constantFrom('%', '%', '%_', 'b', 'a', '\\\\'),
);
const patterns = fc.array(piece, { maxLength: 8 }).map((parts) => `%${parts.join('')}`);
const like = (text: string, pattern: string): boolean => {
  const [a = 0, b = 0, c = 0, d = 0] = place(text, pattern);
  return runtime.textlike(a, b, c, d) === 1;
};

test('a long text and a long pattern match exactly when the definition says so', () => {
  let matching = 0;
  fc.assert(
    fc.property(texts, patterns, (text, pattern) => {
      const wanted = items(pattern);
      fc.pre(wanted !== undefined);
      const answer = matches(text, wanted);
      if (answer) matching++;
      expect(like(text, pattern)).toBe(answer);
      const [a = 0, b = 0, c = 0, d = 0] = place(text.toUpperCase().replaceAll('É', 'é'), pattern);
      expect(runtime.texticlike(a, b, c, d)).toBe(Number(answer));
    }),
    { numRuns: 600, seed: 42 },
  );
  expect(matching).toBeGreaterThan(60);
});

test('with no space beside them the answers are the same', () => {
  resetScratch(0);
  const text = `${'ab'.repeat(700)}c`;
  expect(like(text, `%${'ab'.repeat(300)}c%`)).toBe(true);
  expect(like(text, `%${'a_'.repeat(300)}d%`)).toBe(false);
  expect(like(text, `%${'a_'.repeat(300)}c%`)).toBe(true);
  resetScratch();
});

test('a pattern that ends in its escape raises when matching gets there, however long that takes', () => {
  const raises = expect.objectContaining({ code: '22025' });
  expect(() => like(`${'a'.repeat(5000)}bc`, `%${'a'.repeat(300)}b\\`)).toThrowError(raises);
  expect(like(`${'a'.repeat(5000)}b`, `%${'a'.repeat(300)}b\\`)).toBe(false);
  expect(like(`${'a'.repeat(5000)}c`, `%${'a'.repeat(300)}b\\`)).toBe(false);
});

test('two hundred thousand bytes of one letter are no reason to wait', () => {
  const length = 100_000;
  const text = 'a'.repeat(length);
  for (const segment of ['a'.repeat(length / 2), 'a'.repeat(length / 2 - 1)])
    for (const pattern of [`%${segment}b`, `%${segment}b%`, `%b${segment}%a`, `%${segment}%${segment}b%`])
      expect(like(text, pattern)).toBe(false);
});
