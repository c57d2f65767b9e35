/** Texts as JavaScript's strings: the same answers and errors as the runtime's functions over UTF-8. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeTest, matches } from '../../src/engines/objects/like.js';
import { characters, compareTexts, isValid, lower, upper } from '../../src/engines/objects/strings.js';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { control } from '../../src/arena/control.generated.js';
import { decodeText } from '../../src/functions/text-value.js';

const arena = new Arena();
const { runtime } = arena;
/** Where the two texts of a call lie. */
const places = [arena.allocate(4096), arena.allocate(4096)];

function put(place: 0 | 1, text: string): [address: number, length: number] {
  const address = places[place] ?? 0;
  const bytes = new TextEncoder().encode(text);
  arena.views.u8.set(bytes, address);
  return [address, bytes.length];
}

const letters = ['a', 'b', 'A', 'B', '%', '_', '\\', 'é', 'ê', '\ud7ff', '\ue000', '\uffff', '😀', '😁', '\u{10ffff}'];
const text = fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((parts) => parts.join(''));

function outcome(work: () => number | boolean): string {
  try {
    return String(Number(work()));
  } catch (error) {
    if (error instanceof SqlError) return `${error.code} ${error.message}`;
    throw error;
  }
}

test('LIKE and ILIKE match what the runtime matches, and raise what it raises', () => {
  fc.assert(
    fc.property(text, text, (value, pattern) => {
      const like = outcome(() => runtime.textlike(...put(0, value), ...put(1, pattern)));
      const ilike = outcome(() => runtime.texticlike(...put(0, value), ...put(1, pattern)));
      expect(outcome(() => matches(value, pattern, false))).toBe(like);
      expect(outcome(() => matches(value, pattern, true))).toBe(ilike);
      expect(outcome(() => likeTest(pattern, false)(value))).toBe(like);
      expect(outcome(() => likeTest(pattern, true)(value))).toBe(ilike);
    }),
    { numRuns: 20_000 },
  );
});

test('order, length and case are those of the runtime', () => {
  const made = (address: number): string =>
    decodeText(arena.views.u8, address, arena.views.i32[control.resultLength >> 2] ?? 0);
  fc.assert(
    fc.property(text, text, (a, b) => {
      arena.resetScratch();
      expect(Math.sign(compareTexts(a, b))).toBe(runtime.bttextcmp(...put(0, a), ...put(1, b)));
      expect(characters(a)).toBe(runtime.textlen(...put(0, a)));
      expect(lower(a)).toBe(made(runtime.lower(...put(0, a))));
      expect(upper(a)).toBe(made(runtime.upper(...put(0, a))));
    }),
    { numRuns: 5000 },
  );
});

test('a string is valid unless it has a zero character or a lone surrogate', () => {
  for (const valid of ['', 'a', '😀', 'long '.repeat(20), '\ue000']) expect(isValid(valid)).toBe(true);
  for (const wrong of ['\0', `${'long '.repeat(20)}\0`, '\ud800', '\udc00\ud800', 'a\ud83d'])
    expect(isValid(wrong)).toBe(false);
});
