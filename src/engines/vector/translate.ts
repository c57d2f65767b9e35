/**
 * The walk over a program that makes a kernel of it: for each step the rows that come by, as a word; for each slot what it holds for them, as a word or as lanes. A jump
 * moves rows to its target, where they join again. Conditions are computed at their place in the program, unless no row comes by.
 */
import { SqlError } from '../../error.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { FlatProgram, FlatStep } from './flat.js';
import { memberCode } from './lanes.generated.js';
import { formOf } from './forms.js';
import type { Kernel } from './kernel.js';
import { op } from './op.js';
import type { Classified } from './kinds.js';
import { flagOf, heldBy, isFlag, slotOf, type Live } from './live.js';
import { inOrder, type Computed, type Lanes } from './lanes.js';
import { turned } from './narrow.js';
import type { LaneStencil, VectorValue, WholeComparison } from './step.js';
import { termsOf, type Term } from './terms.js';
import type { Word } from './words.js';

/** What the parts of a table are called, behind the operands of a step that looks into it. */
const tableOperands = ['least', 'mask', 'bits'].map((name) => ({ name, kind: 'in' as const }));

/** More than there are opcodes. */
const opcodeCount = 65_536;

/** What a slot holds: of a boolean a word, of a number its lanes. */
export type Held = { readonly word: Word } | { readonly lanes: Lanes };

/** The rows at a place of the program, and what the slots hold for them. */
export interface State {
  rows: Word;
  readonly values: Map<number, Held>;
  readonly nulls: Map<number, Word>;
}

export class Translator {
  readonly #jumped = new Map<number, State>();
  /** Undefined where no row can come by. */
  state: State | undefined;
  /** The rows that are selected so far. */
  selected: Word;
  /** What may raise and has not been computed yet. */
  readonly #pending = new Set<Computed>();

  constructor(
    readonly kernel: Kernel,
    readonly program: FlatProgram,
    readonly classified: readonly Classified[],
    readonly live: Live,
    start: State,
  ) {
    this.state = start;
    this.selected = kernel.words.none;
  }

  /** Rows that have jumped to the step join those that come from before it. */
  arrive(n: number): void {
    const jumped = this.#jumped.get(n);
    this.#jumped.delete(n);
    if (jumped !== undefined) this.state = this.state === undefined ? jumped : this.#joined(this.state, jumped, n);
  }

  /** Some of the rows go on at a later step. */
  jump(target: number, state: State): void {
    if (state.rows === this.kernel.words.none) return;
    const there = this.#jumped.get(target);
    this.#jumped.set(target, there === undefined ? this.#kept(state, target) : this.#joined(there, state, target));
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

  #merged(rows: Word, x: Held, others: Word, y: Held): Held {
    const { words } = this.kernel;
    if ('word' in x && 'word' in y) return { word: words.merged(rows, x.word, others, y.word) };
    if (!('lanes' in x && 'lanes' in y))
      throw new SqlError('XX000', 'a slot holds a boolean on one way and a number on another');
    if (x.lanes === y.lanes) return x;
    words.settle(rows);
    const { representation } = x.lanes;
    return { lanes: { kind: 'choice', representation, rows, then: x.lanes, otherwise: y.lanes, noted: false } };
  }

  /** A step that has a form over many rows. */
  step(n: number): void {
    const { state } = this;
    const step = this.program.steps[n];
    const form = step === undefined ? undefined : formOf(step);
    if (state === undefined || step === undefined || form === undefined) return;
    const { words } = this.kernel;
    const { operands, info } = step;
    const { value } = form;
    const { more, nulls, jumps, ends, value: whole } = termsOf(form, info);
    // All inputs are read before an output is written, which may be the same slot.
    const held = value === undefined ? undefined : this.#value(value, whole, n, step, state);
    const flags = nulls.map(({ term }) => this.#word(term, step, state));
    const booleans = more.map(({ term }) => this.#word(term, step, state));
    const leaving = jumps.map(({ term }) => this.#word(term, step, state));
    const selects = ends === undefined ? undefined : this.#word(ends, step, state);
    if (value !== undefined) {
      const output = operands[value.operand] ?? 0;
      if (held === undefined) state.values.delete(output);
      else state.values.set(output, held);
    }
    for (const [i, word] of booleans.entries()) state.values.set(operands[more[i]?.operand ?? -1] ?? 0, { word });
    for (const [i, word] of flags.entries()) state.nulls.set(operands[nulls[i]?.operand ?? -1] ?? 0, word);
    if (value?.param !== undefined && value.copy === undefined)
      state.nulls.set(operands[value.operand] ?? 0, this.#paramNull(operands[value.param] ?? 0));
    leaving.forEach((word, i) => {
      const { rows } = state;
      state.rows = words.and(rows, word);
      this.jump(operands[jumps[i]?.operand ?? -1] ?? 0, state);
      state.rows = words.and(rows, words.not(word));
    });
    if (selects !== undefined) this.selected = words.or(this.selected, words.and(state.rows, selects));
    if (info.ends || state.rows === words.none) this.state = undefined;
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

  readonly #bitmaps = new Map<number, Word>();
  /** A bitmap's word for the rows at hand. */
  #bitmap(address: number): Word {
    let word = this.#bitmaps.get(address);
    if (word === undefined) {
      const { kernel } = this;
      const local = kernel.add('i64');
      kernel.get(address);
      kernel.get(kernel.base);
      kernel.i32(3);
      kernel.put(op.i32ShrU, op.i32Add, [0x29, 0x00, 0x00]);
      kernel.set(local);
      word = kernel.words.of(local);
      this.#bitmaps.set(address, word);
    }
    return word;
  }

  readonly #paramNulls = new Map<number, Word>();
  /** All rows if the parameter is null. */
  #paramNull(param: number): Word {
    let word = this.#paramNulls.get(param);
    if (word === undefined) {
      const { kernel } = this;
      const local = kernel.add('i64');
      kernel.put([0x42, 0x00]);
      kernel.get(kernel.body.locals.address('param', param));
      kernel.put([0x28, 0x00, 0x08], op.extendU, op.i64Sub);
      kernel.set(local);
      word = kernel.words.of(local);
      this.#paramNulls.set(param, word);
    }
    return word;
  }

  /** Of each kind, what has been fetched already, by its number. */
  readonly #fetched = {
    constant: new Map<number, Lanes>(),
    column: new Map<number, Lanes>(),
    param: new Map<number, Lanes>(),
    table: new Map<number, Lanes>(),
  };
  #once(kind: 'constant' | 'column' | 'param' | 'table', number: number, make: () => Lanes): Lanes {
    const fetched = this.#fetched[kind];
    let lanes = fetched.get(number);
    if (lanes === undefined) {
      lanes = make();
      fetched.set(number, lanes);
    }
    return lanes;
  }

  /** What a slot holds for the rows of the state; a constant holds the same for all. */
  held(slot: number, state: State): Held | undefined {
    const { words, body } = this.kernel;
    const constant = body.program.constants[slot];
    if (constant === undefined) return state.values.get(slot);
    const { type, representation, value } = constant;
    if (type === 'bool') return { word: value === 0 ? words.none : words.all };
    return { lanes: this.#once('constant', slot, () => ({ kind: 'constant', slot, representation, noted: true })) };
  }

  #value(value: VectorValue, whole: Term | undefined, n: number, step: FlatStep, state: State): Held | undefined {
    const { info, operands, opcode } = step;
    const output = operands[value.operand] ?? 0;
    const representation = this.kernel.body.program.slots[output] ?? 'i32';
    if (value.copy !== undefined) return this.held(operands[value.copy] ?? -1, state);
    if (value.column !== undefined) {
      const column = operands[value.column] ?? 0;
      const bytes = value.bytes ?? 0;
      return {
        lanes: this.#once('column', column * opcodeCount + opcode, () => ({
          kind: 'column',
          column,
          bytes,
          opcode,
          representation,
          noted: true,
        })),
      };
    }
    if (value.param !== undefined) {
      const param = operands[value.param] ?? 0;
      if (this.kernel.body.program.params[param] === 'bool') return { word: this.#paramBit(param) };
      return {
        lanes: this.#once('param', param, () => ({ kind: 'param', param, opcode, representation, noted: true })),
      };
    }
    const mode = this.classified[n]?.mode;
    if (mode === 'words' && whole !== undefined) return { word: this.#word(whole, step, state) };
    const lanes: LaneStencil | undefined =
      value.member === undefined ? value.lanes : { code: memberCode, condition: true };
    if (lanes === undefined) throw new SqlError('XX000', `${info.name} has no lanes`);
    const inputs = new Map<number, Lanes>();
    for (const [place, { kind }] of info.operands.entries()) {
      if (kind !== 'in') continue;
      const held = this.held(operands[place] ?? 0, state);
      // What no way here has written is null in all rows, and so is what is computed from it.
      if (held === undefined) return lanes.condition === true ? { word: this.kernel.words.none } : undefined;
      if ('lanes' in held) inputs.set(place, held.lanes);
    }
    const narrow = this.#narrow(value, info, inputs, state.rows);
    if (narrow !== undefined) return { word: narrow };
    if (value.member !== undefined) this.#table(operands[value.member] ?? 0, info, inputs);
    const node: Computed = {
      kind: 'computed',
      opcode,
      stencil: lanes,
      ...(value.member === undefined ? {} : { operands: [...info.operands, ...tableOperands] }),
      inputs,
      output: value.operand,
      active: state.rows,
      representation,
      noted: lanes.raises !== true,
    };
    if (!node.noted) this.#pending.add(node);
    if (lanes.condition !== true) return { lanes: node };
    return { word: this.condition(node) };
  }

  /** A comparison of a column that the batch has in narrow form with what is the same for all rows. */
  #narrow(
    { compares }: VectorValue,
    { operands }: OpcodeInfo,
    inputs: ReadonlyMap<number, Lanes>,
    active: Word,
  ): Word | undefined {
    if (compares === undefined) return undefined;
    const { narrow, words } = this.kernel;
    const [left, right] = [compares.left, compares.right].map((name) =>
      inputs.get(operands.findIndex((operand) => operand.name === name)),
    );
    const among = (
      column: Lanes | undefined,
      fixed: Lanes | undefined,
      by: WholeComparison['by'],
    ): Word | undefined => {
      if (column?.kind !== 'column' || (fixed?.kind !== 'constant' && fixed?.kind !== 'param')) return undefined;
      if (!narrow.has(column.column)) return undefined;
      return active === words.none ? words.none : narrow.compare(column.column, by, fixed, active);
    };
    return among(left, right, compares.by) ?? among(right, left, turned[compares.by]);
  }

  /** The parts of a table of bits are inputs as well. */
  #table(table: number, info: OpcodeInfo, inputs: Map<number, Lanes>): void {
    (['least', 'mask', 'bits'] as const).forEach((part, n) => {
      const make = (): Lanes => ({ kind: 'table', table, part, representation: 'i32', noted: true });
      inputs.set(info.operands.length + n, this.#once('table', table * 3 + n, make));
    });
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
      kernel.lanes(node, result);
      return;
    }
    words.settle(needed);
    const level = kernel.open(op.block);
    words.push(needed);
    kernel.put(op.i64Eqz);
    kernel.branch(level, true);
    kernel.lanes(node, result);
    kernel.close();
  }

  /** Computes what may raise and has been computed for no condition. */
  flush(): void {
    for (const node of [...this.#pending]) if (!node.noted) this.#loop(node, undefined);
    this.#pending.clear();
  }
}
