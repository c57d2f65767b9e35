/** What is known of the slots at a place of a program, and which values have been asked for but are not computed yet. */
import type { PlanTree } from './plan.js';
import type { Known } from './row-step.js';

/** A slot's value: a boolean or null that is known, or whose computing costs nothing; in its cell; or computed by the step that takes it. */
export type SlotState =
  | { readonly kind: 'known'; readonly value: Known }
  | { readonly kind: 'free'; readonly tree: PlanTree; readonly notNull: boolean }
  | { readonly kind: 'cell'; readonly notNull: boolean }
  | { readonly kind: 'pending'; readonly tree: PlanTree };
export type Pending = Extract<SlotState, { kind: 'pending' }>;

export interface Effect {
  readonly slot: number;
  readonly tree: PlanTree;
}

/** Slots at one place, while the steps from there on are gone through. */
export class State {
  readonly slots: Map<number, SlotState>;
  /** In the order in which they must be computed. */
  readonly pending: { readonly slot: number; readonly state: Pending }[] = [];
  /** Values that are put into cells before what follows. */
  readonly effects: Effect[] = [];

  constructor(slots: ReadonlyMap<number, SlotState>) {
    this.slots = new Map(slots);
  }

  /** The slot's value will be the tree's, which must be computed after all that is pending. */
  ask(slot: number, tree: PlanTree): void {
    const state: Pending = { kind: 'pending', tree };
    this.pending.push({ slot, state });
    this.slots.set(slot, state);
  }

  /** Puts all that is pending into cells. */
  flush(): void {
    for (const { slot, state } of this.pending) {
      this.effects.push({ slot, tree: state.tree });
      if (this.slots.get(slot) === state) this.slots.set(slot, { kind: 'cell', notNull: false });
    }
    this.pending.length = 0;
  }

  /** What is known of the slots that are live, as a text and as it is handed on. Nothing may be pending. */
  rest(isLive: (slot: number) => boolean): { readonly key: string; readonly slots: Map<number, SlotState> } {
    const live = [...this.slots].filter(([slot]) => isLive(slot)).sort(([a], [b]) => a - b);
    const key = live.map(([slot, state]) => `${slot}${textOf(state)}`).join(' ');
    return { key, slots: new Map(live) };
  }
}

function textOf(state: SlotState): string {
  switch (state.kind) {
    case 'known':
      return state.value === null ? 'N' : state.value === 1 ? 'T' : 'F';
    case 'cell':
      return state.notNull ? 'c!' : 'c';
    case 'free':
      return state.tree.kind === 'param'
        ? `p${state.tree.param}${state.notNull ? '!' : ''}`
        : `=${JSON.stringify(state.tree, bigints)}`;
    case 'pending':
      throw new RangeError('a value is pending at the end of a node');
  }
}
const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);
