/**
 * gshare: the counter is chosen by the branch's address and by how the last branches went, any branches, put together by exclusive or. So one branch has a counter for each
 * recent past, and what follows from other branches can be foreseen. Different pasts of different branches may meet in one counter.
 * S. McFarling, Combining Branch Predictors, WRL Technical Note TN-36, 1993.
 */
import { counters, counterText, historyText, train } from '../counters.js';
import { defineModel, type ConditionalPredictor } from '../predictor.js';

/** The model; `history` is how many outcomes it looks at, of which only as many count as the index has bits. */
export const gshare = defineModel<ConditionalPredictor, { readonly entries: number; readonly history: number }>({
  name: 'gshare',
  title: 'gshare',
  summary:
    'A two-bit counter is chosen by the address of the branch XOR the outcomes of the last branches, its own and others.',
  paper: 'S. McFarling, Combining Branch Predictors, WRL Technical Note TN-36, 1993',
  sizes: { entries: 4096, history: 12 },
  limits: { entries: { powerOfTwo: true }, history: { least: 0, most: 24 } },
  bits: ({ entries, history }) => 2 * entries + history,
  make({ entries, history }) {
    const table = counters(entries);
    const mask = 2 ** history - 1;
    let past = 0;
    const index = (address: number): number => (address ^ past) & (entries - 1);
    return {
      predict: (address) => (table[index(address)] ?? 0) >= 2,
      update: (address, taken) => {
        train(table, index(address), taken);
        past = ((past << 1) | (taken ? 1 : 0)) & mask;
      },
      consulted: (address) => [
        { table: 'history of all branches', holds: historyText(past, history) },
        { table: 'counters', entry: index(address), holds: counterText(table[index(address)] ?? 0), decides: true },
      ],
    };
  },
});
