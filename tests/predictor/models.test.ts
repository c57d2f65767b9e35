/** What holds for every model, those too that are added later. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { conditionalModels, indirectModels, type PredictorModel } from '../../src/predictor/index.js';
import { conditional, guesses, wrong, wrongTargets } from './sequences.js';

const models: readonly PredictorModel<unknown>[] = [...conditionalModels, ...indirectModels];
const fastCheck = { numRuns: 25, seed: 1 };

test('docs/predictors.md has every model, with its sizes and its bits', () => {
  const text = readFileSync(new URL('../../docs/predictors.md', import.meta.url), 'utf8');
  for (const { name, sizes, bits } of models) {
    const list = Object.entries(sizes).map(([size, value]) => `\`${size}\` ${value}`);
    const kilobits = bits(sizes) / 1024;
    expect(text).toContain(
      `| \`${name}\` | ${list.join(', ') || '–'} | ${kilobits === 0 ? '0' : kilobits.toFixed(1)} |`,
    );
  }
});

test('every model has a name of its own and says where it is from', () => {
  expect(new Set(models.map(({ name }) => name)).size).toBe(models.length);
  for (const { name, title, summary, paper } of models) {
    expect(name).toMatch(/^[a-z-]+$/);
    expect(title).not.toBe('');
    expect(summary).toMatch(/\.$/);
    expect(paper, name).toMatch(/ (19|20)\d\d$|, (19|20)\d\d\b/);
  }
});

describe.each(conditionalModels)('$name', (model) => {
  test('the same branches give the same guesses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.boolean()), { maxLength: 400 }),
        (branches) => {
          const [one, other] = [model.make(), model.make()];
          for (const [address, taken] of branches) {
            const guess = one.predict(address);
            // To ask twice changes nothing.
            expect(one.predict(address)).toBe(guess);
            expect(other.predict(address)).toBe(guess);
            one.update(address, taken);
            other.update(address, taken);
          }
        },
      ),
      fastCheck,
    );
  });
  test('the smallest sizes work', () => {
    const smallest = Object.fromEntries(
      Object.keys(model.sizes).map((name) => [name, model.limits?.[name]?.least ?? 1]),
    );
    expect(guesses(model.make(smallest), [true, false, true, true])).toHaveLength(4);
  });
});

test.each(conditionalModels.filter(({ name }) => name !== 'static'))(
  '$name soon guesses a branch right that never changes',
  (model) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.boolean(), (address, taken) => {
        expect(wrong(model.make(), new Array<boolean>(200).fill(taken), 64, address)).toBe(0);
      }),
      fastCheck,
    );
  },
);

describe.each(indirectModels)('$name', (model) => {
  test('the same jumps give the same guesses', () => {
    const event = fc.record({
      address: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      target: fc.integer({ min: 0, max: 700 }),
      taken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 400 }), (events) => {
        const [one, other] = [model.make(), model.make()];
        for (const { address, target, taken } of events) {
          for (const predictor of [one, other]) predictor.observe?.(address, taken);
          const guess = one.predict(address);
          expect(other.predict(address)).toBe(guess);
          for (const predictor of [one, other]) predictor.update(address, target);
        }
      }),
      fastCheck,
    );
  });
  test('a jump that never changes is soon guessed right', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        (address, target) => {
          expect(wrongTargets(model.make(), new Array<number>(200).fill(target), 150, address)).toBe(0);
        },
      ),
      fastCheck,
    );
  });
});

describe.each(models.filter(({ sizes }) => Object.keys(sizes).length > 0))('sizes of $name', (model) => {
  const names = Object.keys(model.sizes);
  /** Sizes that are not state but say how it is used: what goes into a history, and where within the longest one the others lie. */
  const costNothing = model.name === 'ittage' ? ['shortest', 'targetBits'] : ['shortest'];

  test('more of anything takes more bits', () => {
    const usual = model.bits(model.sizes);
    expect(usual).toBeGreaterThan(0);
    for (const name of names.filter((one) => !costNothing.includes(one))) {
      const larger = { ...model.sizes, [name]: 2 * (model.sizes[name] ?? 0) || 1 };
      expect(model.bits(larger), name).toBeGreaterThan(usual);
    }
  });
  test('what is no size raises 22023', () => {
    for (const name of ['colour', 'toString'])
      expect(raised(() => model.make({ [name]: 1 }))).toMatchObject({
        code: '22023',
        hint: `It has ${names.join(', ')}.`,
      });
    for (const name of names) {
      for (const bad of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 25]) {
        expect(raised(() => model.make({ [name]: bad })).code, `${name} ${bad}`).toBe('22023');
      }
    }
  });
});

test('tables have as many entries as a power of two', () => {
  const error = raised(() => conditional('two-bit').make({ entries: 1000 }));
  expect(error.code).toBe('22023');
  expect(error.message).toBe('entries of the predictor two-bit must be a power of two from 1 to 16777216, not 1000');
  expect(error.hint).toBe('The powers of two beside it are 512 and 1024.');
});

test('static has no sizes at all', () => {
  expect(raised(() => conditional('static').make({ entries: 16 }))).toMatchObject({
    code: '22023',
    hint: 'It has no sizes.',
  });
});

function raised(action: () => unknown): SqlError {
  try {
    action();
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error('nothing was raised');
}
