/** Jumps whose targets follow a rule, under each indirect model. */
import { describe, expect, test } from 'vitest';
import { indirectModels, type IndirectPredictor } from '../../src/predictor/index.js';
import { indirect, tosses, wrongTargets } from './sequences.js';

const repeatedTargets = (targets: readonly number[], times: number): number[] =>
  Array.from({ length: times }, () => targets).flat();

test('nothing is known of a jump that was never seen', () => {
  for (const model of indirectModels) expect(model.make().predict(40), model.name).toBeUndefined();
});

describe('alternating targets', () => {
  const targets = repeatedTargets([7, 9], 200);
  test('a BTB is always wrong', () => {
    expect(wrongTargets(indirect('btb').make(), targets)).toBe(400);
  });
  test.each(['two-level', 'ittage'])('%s learns them', (name) => {
    expect(wrongTargets(indirect(name).make(), targets, 100)).toBe(0);
  });
});

describe('the dispatch of an interpreter, A B A C A D', () => {
  const [a, b, c, d] = [10, 20, 30, 40];
  const program = repeatedTargets([a, b, a, c, a, d], 200);
  const lastHalf = 600;
  test('one jump for all: a BTB is always wrong, the others never', () => {
    expect(wrongTargets(indirect('btb').make(), program)).toBe(1200);
    expect(wrongTargets(indirect('two-level').make(), program, lastHalf)).toBe(0);
    expect(wrongTargets(indirect('ittage').make(), program, lastHalf)).toBe(0);
  });
  test('a history of one target does not tell what follows A', () => {
    expect(wrongTargets(indirect('two-level').make({ targets: 1 }), program, lastHalf)).toBe(300);
  });
  test('a jump for each step: a BTB is wrong behind A only', () => {
    const predictor = indirect('btb').make();
    let count = 0;
    let from = d;
    for (const to of program) {
      if (predictor.predict(from * 4) !== to) count++;
      predictor.update(from * 4, to);
      from = to;
    }
    // Three of six dispatches, and once each those of B, C and D, which are new.
    expect(count).toBe(3 * 200 + 3);
  });
});

test('a program of 60 steps in which one step is everywhere: ITTAGE learns it, three targets do not tell the place', () => {
  const program = repeatedTargets(
    Array.from({ length: 60 }, (_, n) => (n % 10 === 9 ? 100 + n : 1)),
    60,
  );
  const from = 50 * 60;
  expect(wrongTargets(indirect('ittage').make(), program, from)).toBe(0);
  expect(wrongTargets(indirect('two-level').make(), program, from)).toBeGreaterThan(60);
});

describe('a jump that a random branch before it decides', () => {
  const outcomes = tosses(2000, 3);
  const run = (predictor: IndirectPredictor): number => {
    let count = 0;
    for (const [n, taken] of outcomes.entries()) {
      predictor.observe?.(20, taken);
      const target = taken ? 7 : 9;
      if (predictor.predict(40) !== target && n >= 1000) count++;
      predictor.update(40, target);
    }
    return count;
  };
  test('ITTAGE sees the branch', () => {
    expect(run(indirect('ittage').make())).toBeLessThanOrEqual(5);
  });
  test('two-level sees it when outcomes are part of its history', () => {
    expect(run(indirect('two-level').make())).toBeGreaterThan(400);
    expect(run(indirect('two-level').make({ targets: 1, outcomes: 1 }))).toBe(0);
  });
  test('a BTB is wrong whenever the branch changes', () => {
    const changes = outcomes.filter((taken, n) => n >= 1000 && taken !== outcomes[n - 1]).length;
    expect(run(indirect('btb').make())).toBe(changes);
  });
});
