/** Patterns of the textbooks, whose answers are known, under each conditional model. */
import { describe, expect, test } from 'vitest';
import { conditionalModels } from '../../src/predictor/index.js';
import { conditional, guesses, repeated, tosses, wrong, wrongAt } from './sequences.js';

const letters = (taken: readonly boolean[]): string => taken.map((one) => (one ? 'T' : 'N')).join('');

describe('guess by guess', () => {
  test('static says not taken, whatever comes', () => {
    expect(letters(guesses(conditional('static').make(), repeated('TTN', 3)))).toBe('NNNNNNNNN');
  });
  test('one bit says what was last', () => {
    expect(letters(guesses(conditional('one-bit').make(), repeated('TTNTNNT', 1)))).toBe('NTTNTNN');
  });
  test('two bits, from weakly not taken, change their mind after two', () => {
    //       state 1 2 3 2 3 2 1 0 1 2
    expect(letters(guesses(conditional('two-bit').make(), repeated('TTNTNNNTTN', 1)))).toBe('NTTTTTNNNT');
  });
});

describe('a loop of three rounds, TTN', () => {
  const loop = repeated('TTN', 200);
  const warm = 300;
  test.each([
    ['static', 2],
    ['one-bit', 2],
    ['two-bit', 1],
    ['gshare', 0],
    ['local', 0],
    ['perceptron', 0],
    ['tage', 0],
  ])('%s is wrong %i times a loop', (name, times) => {
    expect(wrong(conditional(name).make(), loop, warm)).toBe(times * 100);
  });
});

describe('alternating', () => {
  test('one bit is always wrong', () => {
    expect(wrong(conditional('one-bit').make(), repeated('TN', 100))).toBe(200);
  });
  test('two bits are wrong half of the time, or always when they begin between', () => {
    expect(wrong(conditional('two-bit').make(), repeated('NT', 100))).toBe(100);
    expect(wrong(conditional('two-bit').make(), repeated('TN', 100))).toBe(200);
  });
  test.each(['gshare', 'local', 'perceptron', 'tage'])('%s learns it', (name) => {
    expect(wrong(conditional(name).make(), repeated('TN', 100), 100)).toBe(0);
  });
});

describe('how long a loop may be', () => {
  const loop = (rounds: number): boolean[] => repeated(`${'T'.repeat(rounds - 1)}N`, 400);
  const lastHalf = (rounds: number): number => 200 * rounds;
  test.each([2, 3, 5, 8])(
    'a history of %i outcomes tells the end of a loop of one round more, and not of three',
    (history) => {
      for (const name of ['gshare', 'local']) {
        const model = conditional(name);
        expect(wrong(model.make({ history }), loop(history + 1), lastHalf(history + 1)), name).toBe(0);
        expect(wrong(model.make({ history }), loop(history + 3), lastHalf(history + 3)), name).toBe(200);
      }
    },
  );
  test('the perceptron tells it up to its history too', () => {
    expect(wrong(conditional('perceptron').make({ history: 12 }), loop(12), lastHalf(12))).toBe(0);
    expect(wrong(conditional('perceptron').make({ history: 12 }), loop(40), lastHalf(40))).toBe(200);
  });
  test('TAGE tells the end of a loop of 200 rounds, which its longest history covers, and not of 400', () => {
    expect(wrong(conditional('tage').make(), loop(200), lastHalf(200))).toBe(0);
    expect(wrong(conditional('tage').make(), loop(400), lastHalf(400))).toBeGreaterThanOrEqual(200);
    expect(wrong(conditional('tage').make({ longest: 640 }), loop(400), lastHalf(400))).toBe(0);
  });
});

describe('a branch that follows from two random ones before it', () => {
  const [first, second, third] = [20, 40, 60];
  const rounds = 3000;
  const [a, b] = [tosses(rounds, 1), tosses(rounds, 2)];
  const branches = (follows: (x: boolean, y: boolean) => boolean): (readonly [number, boolean])[] =>
    Array.from({ length: rounds }, (_, n): (readonly [number, boolean])[] => {
      const [x, y] = [a[n] ?? false, b[n] ?? false];
      return [
        [first, x],
        [second, y],
        [third, follows(x, y)],
      ];
    }).flat();
  const [all, half] = [rounds / 2, (3 * rounds) / 2];
  const wrongIn = (name: string, follows: (x: boolean, y: boolean) => boolean): number =>
    wrongAt(conditional(name).make(), branches(follows), third, half);

  test.each(['gshare', 'perceptron', 'tage'])('%s learns "both", which a sum can express', (name) => {
    expect(wrongIn(name, (x, y) => x && y) / all).toBeLessThan(name === 'gshare' ? 0.12 : 0.01);
  });
  test('the perceptron does not learn "one of the two, not both"; gshare and TAGE do', () => {
    const other = (x: boolean, y: boolean): boolean => x !== y;
    expect(wrongIn('perceptron', other) / all).toBeGreaterThan(0.35);
    expect(wrongAt(conditional('gshare').make({ history: 4 }), branches(other), third, half)).toBe(0);
    expect(wrongIn('tage', other) / all).toBeLessThan(0.01);
  });
  test('who looks at one branch only does not learn it', () => {
    for (const name of ['one-bit', 'two-bit', 'local'])
      expect(wrongIn(name, (x, y) => x !== y) / all, name).toBeGreaterThan(0.4);
  });
});

test('two branches with opposite habits spoil each other in one counter, and not in two', () => {
  const branches = Array.from({ length: 200 }, (_, n): readonly [number, boolean] =>
    n % 2 === 0 ? [0, true] : [64, false],
  );
  expect(wrongAt(conditional('two-bit').make({ entries: 64 }), branches, 64)).toBe(100);
  expect(wrongAt(conditional('two-bit').make({ entries: 128 }), branches, 64)).toBe(0);
});

test('a random pattern of 64: those with a history remember it, the others do not', () => {
  const pattern = letters(tosses(64, 5));
  const found = Object.fromEntries(
    conditionalModels.map((model) => [model.name, wrong(model.make(), repeated(pattern, 60), 59 * 64)]),
  );
  expect(found['tage']).toBe(0);
  expect(found['gshare']).toBeLessThanOrEqual(4);
  expect(found['local']).toBeLessThanOrEqual(8);
  for (const name of ['static', 'one-bit', 'two-bit']) expect(found[name], name).toBeGreaterThan(16);
});
