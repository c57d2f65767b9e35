/** What was published of these predictors, in the simulator: which is better than which, and how they learn random values that are repeated. */
import { expect, test } from 'vitest';
import { predicateNames } from '../../bench/predicates.js';
import type { ConditionalPredictor } from '../../src/predictor/index.js';
import { demoBatch, traceOf } from './programs.js';
import { conditional, tosses, wrong, wrongAt } from './sequences.js';

type Branch = readonly [address: number, taken: boolean];

/** The conditional branches of all canonical predicates, one after the other, each at addresses of its own. */
async function branchesOfPrograms(): Promise<Branch[]> {
  const batch = demoBatch(1024);
  const all: Branch[] = [];
  for (const [n, name] of predicateNames.entries()) {
    const trace = await traceOf(name, batch, 'shared');
    for (let i = 0; i < trace.length; i++) {
      const site = trace.sites[trace.siteOf(i)];
      if (site?.kind === 'conditional') all.push([site.address + 4000 * n, trace.outcomeOf(i) === 1]);
    }
  }
  batch.free();
  return all;
}

/** What programs do beside that: nested loops, a test that repeats an earlier one, a state that goes round, and one thing in sixteen that is rare. */
function branchesOfCode(rounds: number): Branch[] {
  const all: Branch[] = [];
  const random = tosses(rounds, 9);
  for (let round = 0; round < rounds; round++) {
    const coin = random[round] ?? false;
    all.push([200_020, coin]);
    const times = 3 + (round % 4);
    for (let i = 0; i < times; i++) {
      all.push([200_040, i % 2 === 0]);
      for (let j = 0; j < 5; j++) all.push([200_060, j < 4]);
      all.push([200_080, i + 1 < times]);
    }
    all.push([200_100, round % 16 === 0]);
    all.push([200_120, !coin]);
  }
  return all;
}

function missesOf(predictor: ConditionalPredictor, branches: readonly Branch[]): number {
  return branches.reduce((sum, [address, taken]) => {
    const missed = predictor.predict(address) !== taken;
    predictor.update(address, taken);
    return sum + (missed ? 1 : 0);
  }, 0);
}

test('static, two-bit, gshare, TAGE: each is wrong less often than the one before, on programs and synthetic code together', async () => {
  const branches = [...(await branchesOfPrograms()), ...branchesOfCode(2000)];
  expect(branches.length).toBeGreaterThan(100_000);
  const [first, twoBit, gshare, tage] = ['static', 'two-bit', 'gshare', 'tage'].map((name) =>
    missesOf(conditional(name).make(), branches),
  );
  expect(twoBit).toBeLessThan(0.5 * (first ?? 0));
  expect(gshare).toBeLessThan(0.9 * (twoBit ?? 0));
  expect(tage).toBeLessThan(0.9 * (gshare ?? 0));
});

test('one bit lies between static and two bits, the perceptron between gshare and TAGE', async () => {
  const branches = [...(await branchesOfPrograms()), ...branchesOfCode(2000)];
  const misses = (name: string): number => missesOf(conditional(name).make(), branches);
  expect(misses('one-bit')).toBeLessThan(misses('static'));
  expect(misses('two-bit')).toBeLessThan(misses('one-bit'));
  expect(misses('perceptron')).toBeLessThan(misses('gshare'));
});

// Lemire, Benchmarking is hard: processors learn to predict branches (2019). Of 2,000 random values repeated, Skylake guessed 48, 38, 28, 22, 14 % wrong, AMD Rome 52, 18, 6, 2, 1 %.
test('2,000 random values, pass after pass: TAGE is wrong half of the time at first and less in each pass', () => {
  const values = tosses(2000, 7);
  const tage = conditional('tage').make({ entries: 4096 });
  const passes = Array.from({ length: 5 }, () => (100 * wrong(tage, values)) / values.length);
  expect(passes[0]).toBeGreaterThan(40);
  for (const [n, percent] of passes.entries())
    if (n > 0 && (passes[n - 1] ?? 0) > 0) expect(percent, `pass ${n + 1}`).toBeLessThan(passes[n - 1] ?? 0);
  expect(passes[1]).toBeGreaterThan(10);
  expect(passes[4]).toBeLessThanOrEqual(14);
});

test('the branch of the loop between them, which is always taken, does not get in the way', () => {
  const [values, passes] = [tosses(2000, 7), 5];
  const branches = Array.from({ length: passes }, () =>
    values.flatMap((taken): Branch[] => [
      [40, taken],
      [20, true],
    ]),
  ).flat();
  const lastPass = (passes - 1) * 2 * values.length;
  expect(wrongAt(conditional('tage').make(), branches, 40, lastPass) / values.length).toBeLessThan(0.14);
});

test('who has no history learns nothing of them', () => {
  const values = tosses(2000, 7);
  for (const name of ['static', 'one-bit', 'two-bit']) {
    const predictor = conditional(name).make();
    for (let pass = 0; pass < 5; pass++)
      expect(wrong(predictor, values) / values.length, `${name}, pass ${pass + 1}`).toBeGreaterThan(0.45);
  }
});

test('ten thousand values are too many for small tables, as they are on AMD Rome (33 % stay wrong), and not for large ones', () => {
  const values = tosses(10_000, 8);
  const after = (entries: number): number => {
    const tage = conditional('tage').make({ entries });
    for (let pass = 0; pass < 9; pass++) wrong(tage, values);
    return wrong(tage, values) / values.length;
  };
  expect(after(256)).toBeGreaterThan(0.25);
  expect(after(4096)).toBeLessThan(0.01);
});
