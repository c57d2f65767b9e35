/** Sequences of branches for predictors, and how many of their guesses are wrong. */
import type { ConditionalPredictor, IndirectPredictor } from '../../src/predictor/index.js';
import {
  conditionalModels,
  indirectModels,
  type ConditionalModel,
  type IndirectModel,
} from '../../src/predictor/index.js';
import { RowRandom } from '../../src/datasets/random.js';

/** The conditional model of that name. */
export function conditional(name: string): ConditionalModel {
  const found = conditionalModels.find((model) => model.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** The indirect model of that name. */
export function indirect(name: string): IndirectModel {
  const found = indirectModels.find((model) => model.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** `TTN` three times is `[true, true, false, true, …]`. */
export const repeated = (pattern: string, times: number): boolean[] =>
  Array.from({ length: times }, () => [...pattern].map((letter) => letter === 'T')).flat();

/** So many coin tosses, the same for the same seed. */
export function tosses(count: number, seed: number): boolean[] {
  const random = new RowRandom(seed);
  random.start(0);
  return Array.from({ length: count }, () => random.below(2) === 1);
}

/** What is guessed for one branch that goes like this, before each is told. */
export function guesses(predictor: ConditionalPredictor, outcomes: readonly boolean[], address = 40): boolean[] {
  return outcomes.map((taken) => {
    const guess = predictor.predict(address);
    predictor.update(address, taken);
    return guess;
  });
}

/** How many guesses are wrong from that one on. */
export function wrong(predictor: ConditionalPredictor, outcomes: readonly boolean[], from = 0, address = 40): number {
  const all = guesses(predictor, outcomes, address);
  return outcomes.filter((taken, n) => n >= from && all[n] !== taken).length;
}

/** Of several branches in turn, how many guesses are wrong for the branch at the address, from that event on. */
export function wrongAt(
  predictor: ConditionalPredictor,
  branches: readonly (readonly [address: number, taken: boolean])[],
  at: number,
  from = 0,
): number {
  let count = 0;
  for (const [n, [address, taken]] of branches.entries()) {
    const guess = predictor.predict(address);
    predictor.update(address, taken);
    if (address === at && n >= from && guess !== taken) count++;
  }
  return count;
}

/** How many targets of one jump are guessed wrong from that one on. */
export function wrongTargets(predictor: IndirectPredictor, targets: readonly number[], from = 0, address = 40): number {
  let count = 0;
  for (const [n, target] of targets.entries()) {
    if (predictor.predict(address) !== target && n >= from) count++;
    predictor.update(address, target);
  }
  return count;
}
