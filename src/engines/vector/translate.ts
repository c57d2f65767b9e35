/**
 * The walk over a program that makes a kernel of it: for each step the rows that come by, as a word; for each slot what it holds for them, as a word or as lanes. A jump
 * moves rows to its target, where they join again. Conditions are computed at their place in the program, unless no row comes by.
 */
import { SqlError } from '../../error.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { FlatStep } from './flat.js';
import { memberCode } from './lanes.generated.js';
import { formOf } from './forms.js';
import type { Kernel } from './kernel.js';
import { op } from './op.js';
import type { Classified } from './kinds.js';
import { isFlag, slotOf } from './live.js';
import { inOrder, type Computed, type Lanes } from './lanes.js';
import { turned } from './narrow.js';
import type { LaneStencil, VectorValue, WholeComparison, WordTerm } from './step.js';
import type { Word } from './words.js';

/** What the parts of a table are called, behind the operands of a step that looks into it. */
const tableOperands = ['least', 'mask', 'bits'].map((name) => ({ name, kind: 'in' as const }));

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
    readonly steps: readonly FlatStep[],
    readonly classified: readonly Classified[],
    readonly live: readonly ReadonlySet<number>[],
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
    const copy = { rows: state.rows, values: new Map(state.values), nulls: new Map(state.nulls) };
    this.#jumped.set(target, there === undefined ? copy : this.#joined(there, copy, target));
  }

  #joined(a: State, b: State, n: number): State {
    const { words } = this.kernel;
    const values = new Map<number, Held>();
    const nulls = new Map<number, Word>();
    for (const part of this.live[n] ?? []) {
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
    const step = this.steps[n];
    const form = step === undefined ? undefined : formOf(step);
    if (state === undefined || step === undefined || form === undefined) return;
    const { words } = this.kernel;
    const word = (term: WordTerm): Word => this.#word(term, step, state);
    const { value, more = [], nulls = [], jumps = [], ends } = form;
    // All inputs are read before an output is written, which may be the same slot.
    const held = value === undefined ? undefined : this.#value(value, n, step, state);
    const flags = nulls.map(([operand, term]) => [operand, word(term)] as const);
    const booleans = more.map(([operand, term]) => [operand, word(term)] as const);
    const leaving = jumps.map(([operand, term]) => [operand, word(term)] as const);
    const selects = ends === undefined ? undefined : word(ends);
    const slot = (operand: number): number => step.operands[operand] ?? 0;
    if (value !== undefined) {
      if (held === undefined) state.values.delete(slot(value.operand));
      else state.values.set(slot(value.operand), held);
    }
    for (const [operand, bits] of booleans) state.values.set(slot(operand), { word: bits });
    for (const [operand, bits] of flags) state.nulls.set(slot(operand), bits);
    if (value?.param !== undefined && value.copy === undefined)
      state.nulls.set(slot(value.operand), this.#paramNull(slot(value.param)));
    for (const [operand, bits] of leaving) {
      this.jump(slot(operand), { ...state, rows: words.and(state.rows, bits) });
      state.rows = words.and(state.rows, words.not(bits));
    }
    if (selects !== undefined) this.selected = words.or(this.selected, words.and(state.rows, selects));
    if (step.info.ends || state.rows === words.none) this.state = undefined;
  }

  #word(term: WordTerm, { info, operands }: FlatStep, state: State): Word {
    const { words, body } = this.kernel;
    if (term === 0) return words.none;
    if (term === 1) return words.all;
    if (typeof term !== 'string') {
      const args = term.slice(1).map((arg) => this.#word(arg as WordTerm, { info, operands } as FlatStep, state));
      const [a, b = words.none] = args;
      if (a === undefined) throw new SqlError('XX000', 'an operation on words has no operand');
      return term[0] === 'not' ? words.not(a) : words[term[0]](a, b);
    }
    for (const [i, { name, kind }] of info.operands.entries()) {
      const value = operands[i] ?? 0;
      if (kind === 'column' && (term === `${name}_values` || term === `${name}_validity`))
        return this.#bitmap(body.locals.column(value, term === `${name}_values` ? '_values' : '_validity'));
      if (term === `${name}_null`) return state.nulls.get(value) ?? words.none;
      if (term !== name) continue;
      const held = this.held(value, state);
      // Under the flag of a null there may be no value at all.
      if (held === undefined) return words.none;
      if ('word' in held) return held.word;
    }
    throw new SqlError('XX000', `${info.name}: ${term} is no boolean`);
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

  readonly #fetched = new Map<string, Lanes>();
  #once(key: string, make: () => Lanes): Lanes {
    const known = this.#fetched.get(key) ?? make();
    this.#fetched.set(key, known);
    return known;
  }

  /** What a slot holds for the rows of the state; a constant holds the same for all. */
  held(slot: number, state: State): Held | undefined {
    const { words, body } = this.kernel;
    const constant = body.program.constants[slot];
    if (constant === undefined) return state.values.get(slot);
    const { type, representation, value } = constant;
    if (type === 'bool') return { word: value === 0 ? words.none : words.all };
    return { lanes: this.#once(`constant ${slot}`, () => ({ kind: 'constant', slot, representation, noted: true })) };
  }

  #value(value: VectorValue, n: number, step: FlatStep, state: State): Held | undefined {
    const { info, operands, opcode } = step;
    const output = operands[value.operand] ?? 0;
    const representation = this.kernel.body.program.slots[output] ?? 'i32';
    if (value.copy !== undefined) return this.held(operands[value.copy] ?? -1, state);
    if (value.column !== undefined) {
      const column = operands[value.column] ?? 0;
      const bytes = value.bytes ?? 0;
      return {
        lanes: this.#once(`column ${opcode} ${column}`, () => ({
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
        lanes: this.#once(`param ${param}`, () => ({ kind: 'param', param, opcode, representation, noted: true })),
      };
    }
    const mode = this.classified[n]?.mode;
    if (mode === 'words' && value.words !== undefined) return { word: this.#word(value.words, step, state) };
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
      inputs.set(info.operands.length + n, this.#once(`table ${table} ${part}`, make));
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
