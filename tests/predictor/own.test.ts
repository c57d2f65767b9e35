/** A predictor of one's own: scored as the built-in ones are, and its mistakes told in words. */
import { beforeAll, describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { loadParser } from '../../src/index.js';
import { predicates } from '../../src/datasets/predicates.js';
import { ownRecordings } from '../../src/lessons/own-recordings.js';
import {
  builtInLines,
  conditionalModels,
  ownPredictor,
  ownPredictorExample,
  recordedBranches,
  score,
  scoreLine,
  simulate,
  type RecordedBranches,
} from '../../src/predictor/index.js';
import { demoBatch, traceOf } from './programs.js';
import { ignorant } from './trivial-predictors.js';

/** What is raised. */
function raised(what: () => unknown): SqlError {
  try {
    what();
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error('nothing was raised');
}

const few: RecordedBranches = {
  name: 'few',
  sites: [{ kind: 'conditional', role: 'data', address: 20, name: 'QUAL' }],
  at: Uint32Array.of(0, 0, 0, 0),
  taken: Uint8Array.of(1, 0, 1, 1),
  instructions: 40,
  rows: 4,
};

describe('ownPredictor', () => {
  test('is asked with the branch and the history, and told what came true with the same', () => {
    const calls: unknown[][] = [];
    const own = ownPredictor({
      predict: (...told: unknown[]) => calls.push(['predict', ...told]) < 0,
      update: (...told: unknown[]) => calls.push(['update', ...told]),
    });
    expect(score(few, own)).toMatchObject({ executed: 4, mispredicted: 3, perThousandInstructions: 75 });
    expect(calls).toEqual([
      ['predict', 20, 0],
      ['update', 20, 0, true],
      ['predict', 20, 1],
      ['update', 20, 1, false],
      ['predict', 20, 2],
      ['update', 20, 2, true],
      ['predict', 20, 5],
      ['update', 20, 5, true],
    ]);
  });
  test('the history never becomes negative', () => {
    const own = ownPredictor({ predict: (_: number, history: number) => history >= 0 });
    for (let n = 0; n < 40; n++) {
      expect(own.predict(1)).toBe(true);
      own.update(1, true);
    }
  });
  test.each([
    [undefined, /must export a function predict/],
    [{ update: () => undefined }, /must export a function predict/],
    [{ predict: () => true, update: 3 }, /update must be a function, not 3/],
  ])('refuses %o', (exports, message) => {
    const error = raised(() => ownPredictor(exports));
    expect(error.code).toBe('22023');
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/^Write /);
  });
  test.each([
    [undefined, 'undefined'],
    ['yes', 'the text "yes"'],
    [2, '2'],
    [{}, 'an object'],
  ])('says what predict gave when it is neither true nor false: %o', (guess, told) => {
    const own = ownPredictor({ predict: () => guess });
    expect(raised(() => own.predict(40)).message).toBe(
      `predict gave ${told} for the branch 40 (branch number 1 of the recording)`,
    );
  });
});

test('a recording has the conditional branches of its trace, and survives a structured clone', async () => {
  const trace = await traceOf('range', demoBatch(256), 'shared');
  const branches = recordedBranches('range', trace);
  const [model] = conditionalModels.slice(-1);
  if (model === undefined) throw new Error('there are no models');
  const whole = simulate(trace, { conditional: model.make(), indirect: ignorant.indirect });
  const scored = score(structuredClone(branches), model.make());
  const conditional = whole.sites.filter(({ site }) => site.kind === 'conditional');
  expect(scored.sites).toEqual(conditional.map(({ executed, mispredicted }) => ({ executed, mispredicted })));
  expect(branches.rows).toBe(256);
});

describe('the recordings', () => {
  let recordings: readonly RecordedBranches[];
  beforeAll(async () => {
    await loadParser();
    recordings = await ownRecordings(1024);
  });
  test('are of lessons and of all canonical predicates', () => {
    expect(recordings).toHaveLength(5 + predicates.length);
    for (const { at, taken, instructions } of recordings) {
      expect(at.length).toBe(taken.length);
      expect(instructions).toBeGreaterThan(at.length);
    }
  });
  test('the example does as well as the built-in two-bit counters, and none of the models as badly as static', () => {
    const example = recordings.map((branches) => score(branches, exampleOf()));
    const lines = builtInLines(recordings);
    const meanOf = (title: RegExp): number => lines.find((line) => title.test(line.title))?.mean ?? Number.NaN;
    expect(scoreLine('mine', example).mean).toBeCloseTo(meanOf(/two-bit/i), 6);
    expect(Math.max(...lines.map(({ mean }) => mean))).toBe(meanOf(/static/i));
  });
});

/** The text of the example is a module; what it exports is built here by hand, in the same words. */
function exampleOf() {
  expect(ownPredictorExample).toContain('counters.get(branch) ?? 1) >= 2');
  const counters = new Map<number, number>();
  return ownPredictor({
    predict: (branch: number) => (counters.get(branch) ?? 1) >= 2,
    update(branch: number, _: number, taken: boolean) {
      const before = counters.get(branch) ?? 1;
      counters.set(branch, taken ? Math.min(3, before + 1) : Math.max(0, before - 1));
    },
  });
}
