/**
 * One-bit prediction: a branch goes where it went last time. A loop's branch is guessed wrong twice each time the loop runs: at its exit, and when it is entered again.
 * J. E. Smith, A Study of Branch Prediction Strategies, ISCA 1981, strategy 6.
 */
import { defineModel, type ConditionalPredictor } from '../predictor.js';

/** The model; `entries` is how many branches it remembers. */
export const oneBit = defineModel<ConditionalPredictor, { readonly entries: number }>({
  name: 'one-bit',
  title: 'one bit',
  summary: 'Each branch is guessed to go where it went last time.',
  paper: 'J. E. Smith, A Study of Branch Prediction Strategies, ISCA 1981',
  sizes: { entries: 4096 },
  limits: { entries: { powerOfTwo: true } },
  bits: ({ entries }) => entries,
  make({ entries }) {
    const last = new Uint8Array(entries);
    const index = (address: number): number => address & (entries - 1);
    return {
      predict: (address) => last[index(address)] === 1,
      update: (address, taken) => {
        last[index(address)] = taken ? 1 : 0;
      },
      consulted: (address) => [
        {
          table: 'last outcomes',
          entry: index(address),
          holds: last[index(address)] === 1 ? 'taken' : 'not taken',
          decides: true,
        },
      ],
    };
  },
});
