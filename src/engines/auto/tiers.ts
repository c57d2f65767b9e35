/** The two engines that `auto` is made of, and what it decides by. */
import type { Engine } from '../engine.js';
import type { Costs } from './costs.js';

export interface Tiers {
  readonly interpreter: Engine;
  readonly compiler: Engine;
  readonly costs: Costs;
  /** The time in milliseconds. */
  readonly now: () => number;
}
