/**
 * A predictor of one's own: two functions, given by a module that somebody has written. They are checked as they are called, so that a mistake is told in words. Whoever calls them sees to it that
 * they can be stopped: this runs them where it is called.
 */
import { SqlError } from '../error.js';
import type { ConditionalPredictor } from './predictor.js';

/** What a module of one's own exports. */
export interface OwnPredictor {
  /** True when the branch is guessed to be taken. `branch` is its address; `history` the last 31 outcomes of all branches, the latest in the lowest bit, 1 for taken. */
  predict(branch: number, history: number): boolean | 0 | 1;
  /** What came true. `history` is the same that `predict` was given. */
  update?(branch: number, history: number, taken: boolean): void;
}

/** The history is a number of 31 bits, so that it is never negative. */
const historyMask = 0x7fff_ffff;

/** How a module of one's own begins, for an editor or a file to start from: two-bit counters. */
export const ownPredictorExample = `// A table of two-bit counters, one for each branch: 0 and 1 say no, 2 and 3 say yes.
const counters = new Map();

// True when the branch will be taken. \`history\` has the last 31 outcomes, the latest in bit 0.
export function predict(branch, history) {
  return (counters.get(branch) ?? 1) >= 2;
}

// What came true.
export function update(branch, history, taken) {
  const before = counters.get(branch) ?? 1;
  counters.set(branch, taken ? Math.min(3, before + 1) : Math.max(0, before - 1));
}
`;

/**
 * The exports of a module as a predictor. Raises 22023 when there is no function `predict`, or when `update` is something else than a function; while it runs, 22023 when `predict` gives neither
 * true nor false. What the functions throw is thrown on.
 */
export function ownPredictor(exports: unknown): ConditionalPredictor {
  const { predict, update } = checked(exports);
  let history = 0;
  let asked = 0;
  return {
    predict(address) {
      asked++;
      const guess: unknown = predict(address, history);
      if (guess === true || guess === 1) return true;
      if (guess === false || guess === 0) return false;
      throw new SqlError(
        '22023',
        `predict gave ${shown(guess)} for the branch ${address} (branch number ${asked} of the recording)`,
        {
          hint: 'It must give true or false (or 1 or 0).',
        },
      );
    },
    update(address, taken) {
      update?.(address, history, taken);
      history = ((history << 1) | (taken ? 1 : 0)) & historyMask;
    },
  };
}

function checked(exports: unknown): OwnPredictor {
  const { predict, update }: Readonly<Record<string, unknown>> =
    typeof exports === 'object' && exports !== null ? { ...exports } : {};
  if (typeof predict !== 'function')
    throw new SqlError('22023', 'a predictor must export a function predict(branch, history)', {
      hint: 'Write `export function predict(branch, history) { return true; }`.',
    });
  if (update !== undefined && typeof update !== 'function')
    throw new SqlError('22023', `update must be a function, not ${shown(update)}`, {
      hint: 'Write `export function update(branch, history, taken) { }`, or leave it out.',
    });
  return {
    predict: predict as OwnPredictor['predict'],
    ...(update === undefined ? {} : { update: update as NonNullable<OwnPredictor['update']> }),
  };
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `the text "${value.slice(0, 40)}"`;
  if (typeof value === 'number' || value === undefined || value === null) return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
