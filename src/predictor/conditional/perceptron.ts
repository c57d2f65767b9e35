/**
 * The perceptron: each branch has a weight for each of the last outcomes, which says how much, and in which direction, that outcome tells about this one. The sum of the weights,
 * each counted up where its outcome was taken and down where not, is the guess. It looks far back at small cost, but a sum cannot express "taken if exactly one of two was".
 * D. A. Jiménez and C. Lin, Dynamic Branch Prediction with Perceptrons, HPCA 2001.
 */
import { nudge } from '../counters.js';
import { defineModel, type ConditionalPredictor } from '../predictor.js';

/** Weights have 8 bits. */
const weightBits = 8;
/** How many weights are told of when somebody asks what a guess was made from: the heaviest. */
const mostWeights = 3;

/** The model; `perceptrons` is how many rows of weights there are, `history` how many outcomes are looked at. */
export const perceptron = defineModel<ConditionalPredictor, { readonly perceptrons: number; readonly history: number }>(
  {
    name: 'perceptron',
    title: 'perceptron',
    summary:
      'Each of the last outcomes votes for or against with a weight of its own, which is learned for each branch.',
    paper: 'D. A. Jiménez and C. Lin, Dynamic Branch Prediction with Perceptrons, HPCA 2001',
    sizes: { perceptrons: 512, history: 28 },
    limits: { perceptrons: { powerOfTwo: true, most: 1 << 16 }, history: { most: 256 } },
    bits: ({ perceptrons, history }) => perceptrons * (history + 1) * weightBits + history,
    make({ perceptrons, history }) {
      // As the paper found best for each history length: below this sum, a right guess is trained too.
      const threshold = Math.floor(1.93 * history + 14);
      const row = history + 1;
      const weights = new Int8Array(perceptrons * row);
      /** 1 for taken, -1 for not, the latest first; the first is always 1, and its weight is the branch's own bias. */
      const inputs = new Int8Array(row).fill(-1);
      inputs[0] = 1;
      const start = (address: number): number => ((address >>> 2) & (perceptrons - 1)) * row;
      const sum = (at: number): number => {
        let y = 0;
        for (let i = 0; i < row; i++) y += (weights[at + i] ?? 0) * (inputs[i] ?? 0);
        return y;
      };
      return {
        predict: (address) => sum(start(address)) >= 0,
        update: (address, taken) => {
          const at = start(address);
          const y = sum(at);
          if (y >= 0 !== taken || Math.abs(y) <= threshold) {
            for (let i = 0; i < row; i++) nudge(weights, at + i, (inputs[i] === 1) === taken, -128, 127);
          }
          inputs.copyWithin(2, 1, row - 1);
          inputs[1] = taken ? 1 : -1;
        },
        consulted: (address) => {
          const at = start(address);
          const strongest = Array.from({ length: history }, (_, n) => n + 1)
            .sort((one, other) => Math.abs(weights[at + other] ?? 0) - Math.abs(weights[at + one] ?? 0))
            .slice(0, mostWeights);
          return [
            { table: 'weights', entry: at / row, holds: `bias ${weights[at] ?? 0}` },
            ...strongest.map((n) => ({
              table: `weight of the outcome ${n} back`,
              holds: `${weights[at + n] ?? 0}, and it was ${inputs[n] === 1 ? 'taken' : 'not taken'}`,
            })),
            { table: 'sum', holds: `${sum(at)} (trained up to ${threshold})`, decides: true },
          ];
        },
      };
    },
  },
);
