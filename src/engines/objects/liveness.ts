/** Which slots are read later, before they are written again: after each step, one bit a slot. Jumps go forward only, so one walk from the end finds it. */
import type { FlatStep } from './flatten.js';

export class Liveness {
  readonly #words: number;
  readonly #before: Uint32Array[] = [];

  constructor(steps: readonly FlatStep[], slots: number) {
    this.#words = (slots + 31) >> 5;
    for (let place = steps.length - 1; place >= 0; place--) {
      const step = steps[place];
      if (step !== undefined) this.#before[place] = this.#beforeStep(step, place);
    }
  }

  #beforeStep(step: FlatStep, place: number): Uint32Array {
    const live = new Uint32Array(this.#words);
    const add = (target: number): void => {
      this.#before[target]?.forEach((word, i) => {
        live[i] = (live[i] ?? 0) | word;
      });
    };
    add(place + 1);
    step.infos.forEach((info, i) => {
      if (info.kind === 'jump') add(step.operands[i] ?? -1);
    });
    step.infos.forEach((info, i) => {
      const slot = step.operands[i] ?? 0;
      // Who writes a null flag only does not end what was there before.
      if (info.kind === 'out' && info.writeValue) live[slot >> 5] = (live[slot >> 5] ?? 0) & ~(1 << (slot & 31));
    });
    step.infos.forEach((info, i) => {
      const slot = step.operands[i] ?? 0;
      if (info.kind === 'in') live[slot >> 5] = (live[slot >> 5] ?? 0) | (1 << (slot & 31));
    });
    return live;
  }

  /** Is the slot's value, as it is before the step at `place`, still read there or later? */
  isLive(slot: number, place: number): boolean {
    return (((this.#before[place]?.[slot >> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
  }
}
