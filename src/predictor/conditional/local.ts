/**
 * Two-level local prediction (PAg): each branch has a history of its own, the last outcomes of this branch, and the history chooses a counter that all branches with the same
 * history share. A branch with a short pattern is learned whatever other branches do in between.
 * T.-Y. Yeh and Y. N. Patt, Two-Level Adaptive Training Branch Prediction, MICRO 1991.
 */
import { counters, counterText, historyText, train } from '../counters.js';
import { defineModel, type ConditionalPredictor } from '../predictor.js';

/** The model; `branches` is how many histories there are, `history` how long each is. */
export const local = defineModel<ConditionalPredictor, { readonly branches: number; readonly history: number }>({
  name: 'local',
  title: 'two-level local',
  summary: 'The last outcomes of this branch choose a two-bit counter, which branches with the same history share.',
  paper: 'T.-Y. Yeh and Y. N. Patt, Two-Level Adaptive Training Branch Prediction, MICRO 1991',
  sizes: { branches: 1024, history: 10 },
  limits: { branches: { powerOfTwo: true }, history: { most: 20 } },
  bits: ({ branches, history }) => branches * history + 2 * 2 ** history,
  make({ branches, history }) {
    const pasts = new Uint32Array(branches);
    const table = counters(2 ** history);
    const mask = 2 ** history - 1;
    const place = (address: number): number => address & (branches - 1);
    return {
      predict: (address) => (table[pasts[place(address)] ?? 0] ?? 0) >= 2,
      update: (address, taken) => {
        const past = pasts[place(address)] ?? 0;
        train(table, past, taken);
        pasts[place(address)] = ((past << 1) | (taken ? 1 : 0)) & mask;
      },
      consulted: (address) => {
        const past = pasts[place(address)] ?? 0;
        return [
          { table: 'histories', entry: place(address), holds: historyText(past, history) },
          { table: 'counters', entry: past, holds: counterText(table[past] ?? 0), decides: true },
        ];
      },
    };
  },
});
