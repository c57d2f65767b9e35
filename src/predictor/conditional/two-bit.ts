/**
 * Two-bit counters (bimodal): a branch must be wrong twice in a row before the guess changes, so the one exit of a loop does not spoil its next entry.
 * J. E. Smith, A Study of Branch Prediction Strategies, ISCA 1981, strategy 7.
 */
import { counters, counterText, train } from '../counters.js';
import { defineModel, type ConditionalPredictor } from '../predictor.js';

/** The model; `entries` is how many counters it has. */
export const twoBit = defineModel<ConditionalPredictor, { readonly entries: number }>({
  name: 'two-bit',
  title: 'two-bit counters',
  summary: 'A counter from 0 to 3 for each branch goes up when it is taken and down when not; 2 and 3 guess taken.',
  paper: 'J. E. Smith, A Study of Branch Prediction Strategies, ISCA 1981',
  sizes: { entries: 4096 },
  limits: { entries: { powerOfTwo: true } },
  bits: ({ entries }) => 2 * entries,
  make({ entries }) {
    const table = counters(entries);
    const index = (address: number): number => address & (entries - 1);
    return {
      predict: (address) => (table[index(address)] ?? 0) >= 2,
      update: (address, taken) => {
        train(table, index(address), taken);
      },
      consulted: (address) => [
        { table: 'counters', entry: index(address), holds: counterText(table[index(address)] ?? 0), decides: true },
      ],
    };
  },
});
