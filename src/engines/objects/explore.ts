/**
 * Program → plan. The steps are gone through with what is known of the slots. A step that only decides is never run: where its inputs are known, so is what it does, and where one
 * is not, the plan branches on it and goes on with each of its states. So a nested OR becomes the jumps that a person would write. Values are computed where they are
 * taken, as long as that keeps the order in which the program computes them.
 */
import { SqlError } from '../../error.js';
import type { Program } from '../../program/program.js';
import { flatten, type FlatStep } from './flatten.js';
import { holdOfType } from './hold.js';
import { Liveness } from './liveness.js';
import { Plans, type PlanNode, type PlanTree } from './plan.js';
import type { Decision, Known } from './row-step.js';
import { State, type Effect, type SlotState } from './state.js';

/** Superinstructions have fewer internal slots than this. */
const internalSlots = 8;

/** A plan that branches into so many nodes is long in the making; a longer program that decides nothing twice has more. */
const manyNodes = 8192;

/** A node while its successors are not yet plans. */
interface Draft {
  readonly place: number;
  readonly effects: readonly Effect[];
  readonly end: End;
  readonly order: number;
}
type End =
  | { readonly kind: 'give'; readonly tree: PlanTree }
  | { readonly kind: 'goto'; readonly next: string }
  | { readonly kind: 'boolean'; readonly test: PlanTree; readonly states: readonly [string, string, string] }
  | { readonly kind: 'null'; readonly test: PlanTree; readonly states: readonly [string, string] };

export function planOf(program: Program): PlanNode {
  const steps = flatten(program);
  // Each combination of what is known has nodes of its own; where those get too many, what is known is put into cells instead.
  const most = Math.max(steps.length * 2, Math.min(steps.length * 8, manyNodes)) + 64;
  return new Exploration(program, steps, most).plan() ?? new Exploration(program, steps, undefined).plan() ?? broken();
}

function broken(): never {
  throw new SqlError('XX000', 'a program has no plan over JavaScript objects');
}

class Exploration {
  readonly #program: Program;
  readonly #steps: readonly FlatStep[];
  readonly #live: Liveness;
  readonly #plans = new Plans();
  /** The most nodes; undefined: any number, but nothing is known at their beginning. */
  readonly #most: number | undefined;
  readonly #drafts = new Map<string, Draft>();
  readonly #open: { readonly key: string; readonly place: number; readonly slots: Map<number, SlotState> }[] = [];
  readonly #seen = new Set<string>();

  constructor(program: Program, steps: readonly FlatStep[], most: number | undefined) {
    this.#program = program;
    this.#steps = steps;
    this.#most = most;
    this.#live = new Liveness(steps, program.slots.length + internalSlots);
  }

  /** Undefined when there are too many nodes. */
  plan(): PlanNode | undefined {
    const first = this.#node(0, new State(new Map()));
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      if (this.#most !== undefined && this.#drafts.size > this.#most) return undefined;
      this.#drafts.set(next.key, this.#draft(next.place, new State(next.slots)));
    }
    return this.#finish(first);
  }

  /** The key of the node at a place in a state in which nothing is pending. */
  #node(place: number, state: State): string {
    const { key: rest, slots } = state.rest((slot) => this.#live.isLive(slot, place));
    const key = `${place}: ${rest}`;
    if (!this.#seen.has(key)) {
      this.#seen.add(key);
      this.#open.push({ key, place, slots });
    }
    return key;
  }

  /** Successors first: a node leads to later places, or to its own with more inputs known. */
  #finish(first: string): PlanNode | undefined {
    const plans = new Map<string, PlanNode>();
    const get = (key: string): PlanNode => plans.get(key) ?? broken();
    const sorted = [...this.#drafts].sort(([, a], [, b]) => b.place - a.place || b.order - a.order);
    for (const [key, { effects, end }] of sorted) {
      let node = this.#endNode(end, get);
      for (const { slot, tree } of [...effects].reverse())
        node = this.#plans.node({ kind: 'store', slot, tree, next: node });
      plans.set(key, node);
    }
    return plans.get(first);
  }

  #endNode(end: End, get: (key: string) => PlanNode): PlanNode {
    switch (end.kind) {
      case 'give':
        return this.#plans.node(end);
      case 'goto':
        return get(end.next);
      case 'boolean': {
        const [no, yes, unknown] = end.states;
        return this.#plans.node({ kind: 'boolean', test: end.test, yes: get(yes), no: get(no), unknown: get(unknown) });
      }
      case 'null': {
        const [otherwise, isNull] = end.states;
        return this.#plans.node({ kind: 'null', test: end.test, isNull: get(isNull), otherwise: get(otherwise) });
      }
    }
  }

  /** Goes through the steps from `from` on to where the row branches or ends. */
  #draft(from: number, state: State): Draft {
    // A branch on a value that is not null makes it known: that is more.
    const order = [...state.slots.values()].reduce(
      (sum, slot) => sum + (slot.kind === 'known' ? 2 : slot.kind !== 'pending' && slot.notNull ? 1 : 0),
      0,
    );
    const ending = (end: End): Draft => ({ place: from, effects: state.effects, end, order });
    for (let place = from; ; ) {
      const step = this.#steps[place];
      if (step === undefined) throw new SqlError('XX000', 'a program runs past its end');
      if (typeof step.means === 'string') {
        const given = this.#compute(step, step.means, place, state);
        if (given !== undefined) return ending({ kind: 'give', tree: given });
        place++;
        continue;
      }
      const states = step.means.inputs.map(({ operand, boolean }) =>
        this.#inputState(state, step.operands[operand] ?? 0, boolean),
      );
      const unresolved = states.indexOf(undefined);
      if (unresolved >= 0) return ending(this.#branch(step, step.means, unresolved, place, state));
      const outcome = step.means.outcomes[outcomeNumber(step.means, states as readonly Known[])];
      if (outcome === undefined) throw new SqlError('XX000', 'a step has no outcome');
      for (const [operand, value] of outcome.writes)
        state.slots.set(step.operands[operand] ?? 0, { kind: 'known', value });
      if (typeof outcome.to === 'object') {
        state.flush();
        return ending({ kind: 'give', tree: this.#constant(outcome.to.ends) });
      }
      place = outcome.to === 'next' ? place + 1 : (step.operands[outcome.to] ?? 0);
      if (this.#most === undefined) {
        this.#forget(place, state);
        return ending({ kind: 'goto', next: this.#node(place, state) });
      }
    }
  }

  /** Puts what is known into cells, so that there is one node for a place. */
  #forget(place: number, state: State): void {
    state.flush();
    for (const [slot, known] of state.slots) {
      if (known.kind === 'cell') state.slots.set(slot, { kind: 'cell', notNull: false });
      if (known.kind !== 'known' && known.kind !== 'free') continue;
      if (!this.#live.isLive(slot, place)) continue;
      state.effects.push({ slot, tree: known.kind === 'free' ? known.tree : this.#constant(known.value) });
      state.slots.set(slot, { kind: 'cell', notNull: false });
    }
  }

  #constant(value: Known): PlanTree {
    return this.#plans.tree({ kind: 'constant', value });
  }

  #slot(state: State, slot: number): SlotState {
    const constant = this.#program.constants[slot];
    if (constant === undefined) return state.slots.get(slot) ?? { kind: 'cell', notNull: false };
    if (constant.type === 'bool') return { kind: 'known', value: Number(constant.value) === 0 ? 0 : 1 };
    return {
      kind: 'free',
      notNull: true,
      tree: this.#plans.tree({ kind: 'constant', value: holdOfType(constant.type, constant.value) }),
    };
  }

  /** A boolean's state, or of any value whether it is null: 0 stands for one that is not. Undefined: it is not known. */
  #inputState(state: State, slot: number, boolean: boolean): Known | undefined {
    // A constant of another type is nonzero or not; its slot cannot be given a state by a branch.
    const constant = this.#program.constants[slot];
    if (boolean && constant !== undefined) return Number(constant.value) === 0 ? 0 : 1;
    const found = this.#slot(state, slot);
    switch (found.kind) {
      case 'known':
        return boolean || found.value === null ? found.value : 0;
      case 'free':
      case 'cell':
        return !boolean && found.notNull ? 0 : undefined;
      case 'pending':
        return undefined;
    }
  }

  /** Is the slot's value read after the step, other than as what the step writes? */
  #isLiveAfter(slot: number, step: FlatStep, place: number): boolean {
    if (step.infos.some((info, i) => info.kind === 'out' && info.writeValue && step.operands[i] === slot)) return false;
    const targets = step.infos.flatMap((info, i) => (info.kind === 'jump' ? [step.operands[i] ?? 0] : []));
    return [place + 1, ...targets].some((target) => this.#live.isLive(slot, target));
  }

  /** Branches on one input of a step that decides. */
  #branch(step: FlatStep, { inputs }: Decision, which: number, place: number, state: State): End {
    const input = inputs[which];
    const slot = step.operands[input?.operand ?? -1] ?? 0;
    const boolean = input?.boolean === true;
    const keeps = !boolean && this.#isLiveAfter(slot, step, place);
    const test = this.#testOf(slot, keeps, state);
    const before = this.#slot(state, slot);
    const notNull: SlotState = before.kind === 'free' ? { ...before, notNull: true } : { kind: 'cell', notNull: true };
    const child = (known: SlotState): string => {
      const next = new State(state.slots);
      next.slots.set(slot, known);
      return this.#node(place, next);
    };
    const known = (value: Known): string => child({ kind: 'known', value });
    if (boolean) return { kind: 'boolean', test, states: [known(0), known(1), known(null)] };
    return { kind: 'null', test, states: [child(notNull), known(null)] };
  }

  /** The tree of a slot that is branched on; all else that is pending has been put into cells, and itself too if it is `kept`. */
  #testOf(slot: number, kept: boolean, state: State): PlanTree {
    const last = state.pending.at(-1);
    if (!kept && last !== undefined && last.state === state.slots.get(slot)) {
      state.pending.pop();
      state.flush();
      state.slots.delete(slot);
      return last.state.tree;
    }
    state.flush();
    return this.#treeOf(this.#slot(state, slot), slot);
  }

  #treeOf(state: SlotState, slot: number): PlanTree {
    switch (state.kind) {
      case 'known':
        return this.#constant(state.value);
      case 'free':
      case 'pending':
        return state.tree;
      case 'cell':
        return this.#plans.tree({ kind: 'cell', slot });
    }
  }

  /** A step that computes; gives the tree that is the row's value, if the step says so. */
  #compute(
    step: FlatStep,
    means: Exclude<FlatStep['means'], Decision>,
    place: number,
    state: State,
  ): PlanTree | undefined {
    const named = (kind: string): number => step.operands[step.infos.findIndex((info) => info.kind === kind)] ?? 0;
    const inputs = step.operands.filter((_, i) => ['in', 'const'].includes(step.infos[i]?.kind ?? ''));
    const result = named('out');
    switch (means) {
      case 'skip':
        return undefined;
      case 'read':
        state.ask(result, this.#plans.tree({ kind: 'read', column: named('column') }));
        return undefined;
      case 'param':
        state.slots.set(result, {
          kind: 'free',
          tree: this.#plans.tree({ kind: 'param', param: named('param') }),
          notNull: false,
        });
        return undefined;
      case 'give': {
        const [tree] = this.#take(inputs, step, place, state, true);
        state.flush();
        return tree;
      }
      case 'member': {
        const [arg = broken()] = this.#take(inputs, step, place, state);
        state.ask(result, this.#plans.tree({ kind: 'member', table: named('address'), arg }));
        return undefined;
      }
      case 'call': {
        const args = this.#take(inputs, step, place, state);
        state.ask(result, this.#plans.tree({ kind: 'call', func: step.func, args }));
        return undefined;
      }
      case 'value': {
        const args = this.#take(inputs, step, place, state);
        state.ask(result, this.#plans.tree({ kind: 'value', opcode: step.opcode, args }));
        return undefined;
      }
    }
  }

  /**
   * The trees of a step's inputs. What is pending is computed within the step, if that is what was asked for last, in this order, and nobody else reads it (`last`: nobody
   * can); otherwise all that is pending is put into cells first.
   */
  #take(inputs: readonly number[], step: FlatStep, place: number, state: State, last = false): PlanTree[] {
    const wanted = inputs.filter((slot) => this.#slot(state, slot).kind === 'pending');
    const tail = state.pending.slice(state.pending.length - wanted.length);
    const inOrder = wanted.every((slot, i) => tail[i]?.state === state.slots.get(slot));
    if (!inOrder || (!last && wanted.some((slot) => this.#isLiveAfter(slot, step, place)))) state.flush();
    const trees = inputs.map((slot) => this.#treeOf(this.#slot(state, slot), slot));
    if (state.pending.length > 0) state.pending.length -= wanted.length;
    return trees;
  }
}

/** Which outcome it is, the last input's state changing first. */
function outcomeNumber({ inputs }: Decision, states: readonly Known[]): number {
  return inputs.reduce((number, { boolean }, i) => {
    const state = states[i] ?? null;
    return boolean ? number * 3 + (state ?? 2) : number * 2 + (state === null ? 1 : 0);
  }, 0);
}
