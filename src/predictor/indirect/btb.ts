/**
 * A branch target buffer (BTB): an indirect jump goes where it went last time. For the one dispatch of a switch that is the step that ran before, which is seldom the next one too.
 * J. K. F. Lee and A. J. Smith, Branch Prediction Strategies and Branch Target Buffer Design, IEEE Computer 17(1), 1984.
 */
import { defineModel, targetIn, type IndirectPredictor } from '../predictor.js';

/** A target's address has so many bits. */
const targetBits = 32;

/** The model; `entries` is how many targets it remembers. It has no tags: jumps that share an entry disturb each other. */
export const btb = defineModel<IndirectPredictor, { readonly entries: number }>({
  name: 'btb',
  title: 'BTB',
  summary: 'Each jump is guessed to go where it went last time.',
  paper:
    'J. K. F. Lee and A. J. Smith, Branch Prediction Strategies and Branch Target Buffer Design, IEEE Computer 17(1), 1984',
  sizes: { entries: 512 },
  limits: { entries: { powerOfTwo: true } },
  bits: ({ entries }) => entries * targetBits,
  make({ entries }) {
    const targets: (number | undefined)[] = Array.from({ length: entries });
    // Jumps are some bytes apart.
    const index = (address: number): number => (address >>> 2) & (entries - 1);
    return {
      predict: (address) => targets[index(address)],
      update: (address, target) => {
        targets[index(address)] = target;
      },
      consulted: (address) => [targetIn('targets', index(address), targets[index(address)], true)],
    };
  },
});
