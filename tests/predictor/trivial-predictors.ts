/** Predictors that know the trace, for tests of what counts their guesses. */
import type { Predictors } from '../../src/predictor/index.js';

/** Guesses each branch of the trace as it will go, or, if `never`, as it will not. */
export function trivial(outcomes: readonly number[], never: boolean): Predictors {
  let at = 0;
  const next = (): number => outcomes[at++] ?? 0;
  return {
    conditional: { predict: () => (next() === 1) !== never, update: () => undefined },
    indirect: { predict: () => next() + (never ? 1 : 0), update: () => undefined },
  };
}

/** Knows nothing. */
export const ignorant: Predictors = {
  conditional: { predict: () => false, update: () => undefined },
  indirect: { predict: () => undefined, update: () => undefined },
};
