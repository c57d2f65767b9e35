/**
 * Two-level indirect prediction (the target cache): the remembered target is chosen by the jump's address and by where the last jumps went. In an interpreter that is the place
 * in the program, as long as the last few steps tell it.
 * P.-Y. Chang, E. Hao and Y. N. Patt, Target Prediction for Indirect Jumps, ISCA 1997.
 */
import { defineModel, targetIn, type IndirectPredictor } from '../predictor.js';

/** A target's address has so many bits. */
const addressBits = 32;

/** The sizes: `entries` remembered targets; a history of the last `targets` targets, `targetBits` of each, and the last `outcomes` conditional branches. */
export interface TargetCacheSizes extends Readonly<Record<string, number>> {
  readonly entries: number;
  readonly targets: number;
  readonly targetBits: number;
  readonly outcomes: number;
}

/** The model. */
export const targetCache = defineModel<IndirectPredictor, TargetCacheSizes>({
  name: 'two-level',
  title: 'two-level indirect',
  summary: 'A remembered target is chosen by the address of the jump XOR the targets of the last jumps.',
  paper: 'P.-Y. Chang, E. Hao and Y. N. Patt, Target Prediction for Indirect Jumps, ISCA 1997',
  sizes: { entries: 4096, targets: 3, targetBits: 4, outcomes: 0 },
  limits: {
    entries: { powerOfTwo: true },
    targets: { most: 8 },
    targetBits: { most: 8 },
    outcomes: { least: 0, most: 16 },
  },
  bits: ({ entries, targets, targetBits, outcomes }) => entries * addressBits + targets * targetBits + outcomes,
  make({ entries, targets, targetBits, outcomes }) {
    const cache: (number | undefined)[] = Array.from({ length: entries });
    const last = new Uint32Array(targets);
    let went = 0;
    const index = (address: number): number => {
      let hash = Math.imul((address >>> 2) ^ (went << 16), 0x9e3779b1);
      for (const target of last) hash = Math.imul((hash ^ target) + (hash >>> 15), 0x85ebca6b);
      return (hash >>> 8) & (entries - 1);
    };
    return {
      predict: (address) => cache[index(address)],
      update: (address, target) => {
        cache[index(address)] = target;
        last.copyWithin(1, 0, targets - 1);
        last[0] = Math.imul(target, 0x9e3779b1) >>> (32 - targetBits);
      },
      consulted: (address) => [
        {
          table: 'history of targets, hashed',
          holds: Array.from(last.toReversed(), (bits) => bits.toString(16)).join(' '),
        },
        targetIn('targets', index(address), cache[index(address)], true),
      ],
      observe: (_, taken) => {
        went = ((went << 1) | (taken ? 1 : 0)) & (2 ** outcomes - 1);
      },
    };
  },
});
