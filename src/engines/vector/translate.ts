/**
 * The walk over a program that makes a kernel of it: for each step the rows that come by, as a word; for each slot what it holds for them, as a word or as lanes. A jump
 * moves rows to its target, where they join again. Conditions are computed at their place in the program, unless no row comes by.
 */
import type { Representation } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Program } from '../../program/program.js';
import type { FlatProgram, FlatStep } from './flat.js';
import type { Form, FormValue, PlacedComparison } from './forms.js';
import type { Kernel } from './kernel.js';
import { op } from './op.js';
import { boolean, modeOf, number, other, type Classified, type Kind, type Kinds, type Mode } from './kinds.js';
import { flagOf, heldBy, isFlag, slotOf, type Live } from './live.js';
import {
  choiceLanes,
  columnLanes,
  computedLanes,
  constantLanes,
  inOrder,
  paramLanes,
  tableLanes,
  type Computed,
  type Lanes,
} from './lanes.js';
import { turned } from './narrow.js';
import type { WholeComparison } from './step.js';
import { placesOf } from './places.js';
import type { OperandTerm, Term } from './terms.js';
import type { Word } from './words.js';

const tableParts = ['least', 'mask', 'bits'] as const;
const noWords: readonly Word[] = [];

/** What a slot holds: of a boolean a word, of a number its lanes. */
export type Held = { readonly word: Word } | { readonly lanes: Lanes };

/** The rows at a place of the program, and what the slots hold for them. */
export interface State {
  rows: Word;
  readonly values: Map<number, Held>;
  readonly nulls: Map<number, Word>;
}

export class Translator implements Kinds {
  /** By the step that they have jumped to. */
  readonly #jumped: (State | undefined)[] = [];
  /** Undefined where no row can come by. */
  state: State | undefined;
  /** The rows that are selected so far. */
  selected: Word;
  /** A slot holds a boolean on one way and a number on another, of which one may be left from before, under a null flag: only who looks at all ways first can tell. */
  isMixed = false;
  /** What may raise and has not been computed yet. */
  readonly #pending = new Set<Computed>();

  constructor(
    readonly kernel: Kernel,
    readonly source: Program,
    readonly program: FlatProgram,
    /** Undefined where it is seen on the way how each step is run. */
    readonly classified: readonly Classified[] | undefined,
    readonly live: Live,
    start: State,
  ) {
    this.state = start;
    this.selected = kernel.words.none;
  }

  /** Rows that have jumped to the step join those that come from before it. */
  arrive(n: number): void {
    const jumped = this.#jumped[n];
    if (jumped !== undefined) this.state = this.state === undefined ? jumped : this.#joined(this.state, jumped, n);
  }

  /** Some of the rows go on at a later step; `absent` is a slot that is null in all of them, so that what it held before is not there. */
  jump(target: number, state: State, absent = -1): void {
    if (state.rows === this.kernel.words.none) return;
    const held = state.values.get(absent);
    state.values.delete(absent);
    const there = this.#jumped[target];
    this.#jumped[target] = there === undefined ? this.#kept(state, target) : this.#joined(there, state, target);
    if (held !== undefined) state.values.set(absent, held);
  }

  /** What of a state is read at a later step. */
  #kept(state: State, n: number): State {
    const kept: State = { rows: state.rows, values: new Map(), nulls: new Map() };
    for (const [slot, held] of state.values) if (this.live.has(n, heldBy(slot))) kept.values.set(slot, held);
    for (const [slot, word] of state.nulls) if (this.live.has(n, flagOf(slot))) kept.nulls.set(slot, word);
    return kept;
  }

  #joined(a: State, b: State, n: number): State {
    const { words } = this.kernel;
    const values = new Map<number, Held>();
    const nulls = new Map<number, Word>();
    for (const part of this.live.at(n)) {
      const slot = slotOf(part);
      if (isFlag(part)) {
        const [x, y] = [a.nulls.get(slot), b.nulls.get(slot)];
        nulls.set(slot, words.merged(a.rows, x ?? words.none, b.rows, y ?? words.none));
        continue;
      }
      const [x, y] = [a.values.get(slot), b.values.get(slot)];
      const held = x === undefined || y === undefined ? (x ?? y) : this.#merged(a.rows, x, b.rows, y);
      if (held !== undefined) values.set(slot, held);
    }
    return { rows: words.or(a.rows, b.rows), values, nulls };
  }

  #merged(rows: Word, x: Held, others: Word, y: Held): Held | undefined {
    const { words } = this.kernel;
    if ('word' in x && 'word' in y) return { word: words.merged(rows, x.word, others, y.word) };
    if (!('lanes' in x && 'lanes' in y)) {
      if (this.classified === undefined) {
        this.isMixed = true;
        return undefined;
      }
      throw new SqlError('XX000', 'a slot holds a boolean on one way and a number on another');
    }
    if (x.lanes === y.lanes) return x;
    words.settle(rows);
    return { lanes: choiceLanes(rows, x.lanes, y.lanes) };
  }

  /** What a slot holds, as `classify` finds it for all ways together. */
  get(slot: number): Kind | undefined {
    const { state } = this;
    const held = state === undefined ? undefined : this.held(slot, state);
    if (held === undefined) return undefined;
    if ('word' in held) return boolean;
    const { lanes } = held;
    if (lanes.representation !== 'ref') return number;
    if (lanes.kind === 'column')
      return { kind: 'fetched', opcode: lanes.opcode, operand: lanes.column, numeric: false };
    return lanes.kind === 'constant' ? { kind: 'constant', slot: lanes.slot, numeric: false } : other;
  }

  /** How a step is run; undefined a row at a time. */
  modeOf(n: number): Mode | undefined {
    const step = this.program.steps[n];
    if (this.classified !== undefined) return this.classified[n]?.mode;
    return step === undefined || this.isMixed ? undefined : modeOf(step, this, this.source);
  }

  /** A step that has a form over many rows. */
  step(n: number, mode: Mode | undefined): void {
    const { state } = this;
    const step = this.program.steps[n];
    const form = step?.form;
    if (state === undefined || step === undefined || form === undefined) return;
    const { words } = this.kernel;
    const { operands } = step;
    const { value } = form;
    // All inputs are read before an output is written, which may be the same slot.
    const held = value === undefined ? undefined : this.#value(value, form, mode, step, state);
    const flags = this.#each(form.nulls, step, state);
    const booleans = this.#each(form.more, step, state);
    const leaving = this.#each(form.jumps, step, state);
    const selects = form.ends === undefined ? undefined : this.#word(form.ends, step, state);
    if (value !== undefined) {
      const output = operands[value.operand] ?? 0;
      if (held === undefined) state.values.delete(output);
      else state.values.set(output, held);
    }
    for (let i = 0; i < form.more.length; i++)
      state.values.set(operands[form.more[i]?.operand ?? -1] ?? 0, { word: booleans[i] ?? words.none });
    for (let i = 0; i < form.nulls.length; i++)
      state.nulls.set(operands[form.nulls[i]?.operand ?? -1] ?? 0, flags[i] ?? words.none);
    if (value?.param !== undefined)
      state.nulls.set(operands[value.operand] ?? 0, this.#paramNull(operands[value.param] ?? 0));
    for (let i = 0; i < form.jumps.length; i++) {
      const word = leaving[i] ?? words.none;
      const { rows } = state;
      state.rows = words.and(rows, word);
      const [result = -1] = placesOf(step.opcode, step.info).nullWhereItJumps;
      this.jump(operands[form.jumps[i]?.operand ?? -1] ?? 0, state, operands[result]);
      state.rows = words.and(rows, words.not(word));
    }
    if (selects !== undefined) this.selected = words.or(this.selected, words.and(state.rows, selects));
    if (step.info.ends === true || state.rows === words.none) this.state = undefined;
  }

  #each(terms: readonly OperandTerm[], step: FlatStep, state: State): readonly Word[] {
    return terms.length === 0 ? noWords : terms.map(({ term }) => this.#word(term, step, state));
  }

  #word(term: Term, step: FlatStep, state: State): Word {
    const { words, body } = this.kernel;
    switch (term.op) {
      case 'none':
      case 'all':
        return words[term.op];
      case 'not':
        return words.not(this.#word(term.a, step, state));
      case 'and':
      case 'or':
      case 'xor':
        return words[term.op](this.#word(term.a, step, state), this.#word(term.b, step, state));
      case 'bitmap':
        return this.#bitmap(body.locals.column(step.operands[term.place] ?? 0, term.lane));
      case 'null':
        return state.nulls.get(step.operands[term.place] ?? 0) ?? words.none;
      case 'value': {
        const held = this.held(step.operands[term.place] ?? 0, state);
        // Under the flag of a null there may be no value at all.
        if (held === undefined) return words.none;
        if ('word' in held) return held.word;
        throw new SqlError('XX000', `${step.info.name}: operand ${term.place} is no boolean`);
      }
    }
  }

  readonly #bitmaps: (Word | undefined)[] = [];
  /** A bitmap's word for the rows at hand. */
  #bitmap(address: number): Word {
    let word = this.#bitmaps[address];
    if (word === undefined) {
      const { kernel } = this;
      const local = kernel.add('i64');
      kernel.get(address);
      kernel.get(kernel.base);
      kernel.i32(3);
      kernel.put(op.i32ShrU, op.i32Add, [0x29, 0x00, 0x00]);
      kernel.set(local);
      word = kernel.words.of(local);
      this.#bitmaps[address] = word;
    }
    return word;
  }

  readonly #paramNulls: (Word | undefined)[] = [];
  /** All rows if the parameter is null. */
  #paramNull(param: number): Word {
    let word = this.#paramNulls[param];
    if (word === undefined) {
      const { kernel } = this;
      const local = kernel.add('i64');
      kernel.put([0x42, 0x00]);
      kernel.get(kernel.body.locals.address('param', param));
      kernel.put([0x28, 0x00, 0x08], op.extendU, op.i64Sub);
      kernel.set(local);
      word = kernel.words.of(local);
      this.#paramNulls[param] = word;
    }
    return word;
  }

  /** What has been fetched already: constants, parameters and parts of tables by their numbers, columns in a list. */
  readonly #constants: (Held | undefined)[] = [];
  readonly #params: (Lanes | undefined)[] = [];
  readonly #tables: (Lanes | undefined)[] = [];
  readonly #columns: Lanes[] = [];

  /** What a slot holds for the rows of the state; a constant holds the same for all. */
  held(slot: number, state: State): Held | undefined {
    const constant = this.source.constants[slot];
    if (constant === undefined) return state.values.get(slot);
    const { words } = this.kernel;
    const { type, representation, value } = constant;
    let held = this.#constants[slot];
    if (held === undefined) {
      held =
        type === 'bool'
          ? { word: value === 0 ? words.none : words.all }
          : { lanes: constantLanes(slot, representation) };
      this.#constants[slot] = held;
    }
    return held;
  }

  #value(value: FormValue, form: Form, mode: Mode | undefined, step: FlatStep, state: State): Held | undefined {
    const { operands, opcode } = step;
    const output = operands[value.operand] ?? 0;
    const representation = this.program.slots[output] ?? 'i32';
    if (value.copy !== undefined) return this.held(operands[value.copy] ?? -1, state);
    if (value.column !== undefined)
      return { lanes: this.#column(operands[value.column] ?? 0, opcode, value.bytes, representation) };
    if (value.param !== undefined) {
      const param = operands[value.param] ?? 0;
      if (this.source.params[param] === 'bool') return { word: this.#paramBit(param) };
      const lanes = this.#params[param] ?? paramLanes(param, opcode, representation);
      this.#params[param] = lanes;
      return { lanes };
    }
    if (mode === 'words' && value.words !== undefined) return { word: this.#word(value.words, step, state) };
    const { lanes } = value;
    if (lanes === undefined) throw new SqlError('XX000', `${step.info.name} has no lanes`);
    const inputs: (Lanes | undefined)[] = [];
    for (const place of form.inputs) {
      const held = this.held(operands[place] ?? 0, state);
      // What no way here has written is null in all rows, and so is what is computed from it.
      if (held === undefined) return lanes.condition ? { word: this.kernel.words.none } : undefined;
      if ('lanes' in held) inputs[place] = held.lanes;
    }
    const narrow = value.compares === undefined ? undefined : this.#narrow(value.compares, inputs, state.rows);
    if (narrow !== undefined) return { word: narrow };
    if (value.member !== undefined) this.#table(operands[value.member] ?? 0, step, inputs);
    const node = computedLanes(lanes, inputs, state.rows, representation);
    if (!node.noted) this.#pending.add(node);
    if (!lanes.condition) return { lanes: node };
    return { word: this.condition(node) };
  }

  #column(column: number, opcode: number, bytes: number, representation: Representation): Lanes {
    const columns = this.#columns;
    for (let i = 0; i < columns.length; i++) {
      const known = columns[i];
      if (known?.kind === 'column' && known.column === column && known.opcode === opcode) return known;
    }
    const lanes = columnLanes(column, opcode, bytes, representation);
    columns.push(lanes);
    return lanes;
  }

  /** A comparison of a column that the batch has in narrow form with what is the same for all rows. */
  #narrow(
    { by, left, right }: PlacedComparison,
    inputs: readonly (Lanes | undefined)[],
    active: Word,
  ): Word | undefined {
    const { narrow, words } = this.kernel;
    if (!narrow.any) return undefined;
    const among = (
      column: Lanes | undefined,
      fixed: Lanes | undefined,
      compared: WholeComparison['by'],
    ): Word | undefined => {
      if (column?.kind !== 'column' || (fixed?.kind !== 'constant' && fixed?.kind !== 'param')) return undefined;
      if (!narrow.has(column.column)) return undefined;
      return active === words.none ? words.none : narrow.compare(column.column, compared, fixed, active);
    };
    return among(inputs[left], inputs[right], by) ?? among(inputs[right], inputs[left], turned[by]);
  }

  /** The parts of a table of bits are inputs as well. */
  #table(table: number, { info }: FlatStep, inputs: (Lanes | undefined)[]): void {
    for (const [n, part] of tableParts.entries()) {
      const lanes = this.#tables[table * 3 + n] ?? tableLanes(table, part);
      this.#tables[table * 3 + n] = lanes;
      inputs[info.operands.length + n] = lanes;
    }
  }

  #paramBit(param: number): Word {
    const { kernel } = this;
    const local = kernel.add('i64');
    kernel.put([0x42, 0x00]);
    kernel.get(kernel.body.locals.address('param', param));
    kernel.put([0x28, 0x00, 0x00], op.extendU, op.i64Sub);
    kernel.set(local);
    return kernel.words.of(local);
  }

  /** The rows for which a condition holds, computed here for those that come by. */
  condition(node: Computed): Word {
    if (node.active === this.kernel.words.none) return this.kernel.words.none;
    const result = this.kernel.add('i64');
    this.#loop(node, result);
    return this.kernel.words.of(result);
  }

  /** A loop over lanes, unless no row comes by, neither here nor at what it is computed from that may raise. */
  #loop(node: Computed, result: number | undefined): void {
    const { kernel } = this;
    const { words } = kernel;
    const order = inOrder(node);
    let needed = node.active;
    for (const part of order) {
      if (part.kind === 'choice') words.settle(part.rows);
      if (part.kind !== 'computed' || part.noted) continue;
      needed = words.or(needed, part.active);
      part.noted = true;
      this.#pending.delete(part);
    }
    // The 64 rows before have left theirs.
    if (result !== undefined) {
      kernel.put([0x42, 0x00]);
      kernel.set(result);
    }
    if (needed === words.all) {
      kernel.lanes(node, order, result);
      return;
    }
    words.settle(needed);
    const level = kernel.open(op.block);
    words.push(needed);
    kernel.put(op.i64Eqz);
    kernel.branch(level, true);
    kernel.lanes(node, order, result);
    kernel.close();
  }

  /** Computes what may raise and has been computed for no condition. */
  flush(): void {
    for (const node of [...this.#pending]) if (!node.noted) this.#loop(node, undefined);
    this.#pending.clear();
  }
}
