/** A segment in the kernel: its steps for each of the rows that come by, with the stencils for one row. Words give it its booleans, and take what it leaves. */
import { codeOf, type FlatStep } from './flat.js';
import { formOfOpcode } from './forms.js';
import type { Kernel } from './kernel.js';
import { op } from './op.js';
import { isFlag, readsOf, slotOf } from './live.js';
import { entering, type Segment } from './segments.js';
import type { Held, State, Translator } from './translate.js';
import type { Word } from './words.js';

export class RowLoop {
  readonly #kernel: Kernel;
  readonly #steps: readonly FlatStep[];
  readonly #slots: number;

  constructor(
    readonly translator: Translator,
    readonly constants: number,
    /** The rows that there are. */
    readonly present: Word,
  ) {
    this.#kernel = translator.kernel;
    this.#steps = translator.program.steps;
    this.#slots = translator.program.slots.length;
  }

  write(segment: Segment): void {
    const { translator } = this;
    const kernel = this.#kernel;
    const { words } = kernel;
    const { state } = translator;
    if (state === undefined) return;
    const steps = this.#steps.slice(segment.from, segment.to);
    const exits = this.#exits(steps, segment);
    const written = new Set<number>();
    for (const step of steps) for (const part of readsOf(step, this.#slots).writes) written.add(part);
    const rows = words.and(state.rows, this.present);
    words.settle(rows);
    const enters = entering(translator.program, this.constants, translator.live, segment);
    for (const part of enters) this.#settle(part, state);
    const left = new Map<number, number>();
    const leaving = exits.map((exit) => translator.live.at(exit).filter((part) => written.has(part)));
    for (const parts of leaving) for (const part of parts) if (!left.has(part)) left.set(part, this.#zero());
    const gone = exits.map(() => (exits.length > 1 ? this.#zero() : 0));

    const rest = kernel.add('i64');
    words.push(rows);
    kernel.set(rest);
    const outside = kernel.open(op.block);
    const loop = kernel.open(op.loop);
    kernel.get(rest);
    kernel.put(op.i64Eqz);
    kernel.branch(outside, true);
    this.#next(rest);
    for (const step of this.#steps)
      if (step.form?.resets === true)
        kernel.body.steps(
          codeOf([step], () => 0),
          () => undefined,
        );
    for (const part of enters) this.#enter(part, state);
    const code = codeOf(steps, (step, places, end) =>
      step < segment.to ? (places[step - segment.from] ?? 0) : end + exits.indexOf(step),
    );
    kernel.body.steps(code, (place, nested) => {
      const exit = place - code.length;
      for (const part of leaving[exit] ?? []) this.#leave(part, left.get(part) ?? 0);
      if (exits.length > 1) this.#note(gone[exit] ?? 0);
      kernel.depth += nested;
      kernel.branch(loop);
      kernel.depth -= nested;
    });
    kernel.close();
    kernel.close();

    exits.forEach((exit, n) => {
      const after: State = {
        rows: exits.length > 1 ? words.of(gone[n] ?? 0) : rows,
        values: new Map(state.values),
        nulls: new Map(state.nulls),
      };
      for (const part of leaving[n] ?? []) {
        const word = words.of(left.get(part) ?? 0);
        if (isFlag(part)) after.nulls.set(slotOf(part), word);
        else after.values.set(slotOf(part), { word });
      }
      if (exit === segment.to) translator.state = this.#falls(steps) ? after : undefined;
      if (exit !== segment.to || !this.#falls(steps)) translator.jump(exit, after);
    });
  }

  /** Where the steps go on, the step behind the last one first. */
  #exits(steps: readonly FlatStep[], { to }: Segment): number[] {
    const targets: number[] = [];
    for (const step of steps)
      for (const target of readsOf(step, this.#slots).targets)
        if (target > to && !targets.includes(target)) targets.push(target);
    return [to, ...targets.sort((a, b) => a - b)];
  }

  #falls(steps: readonly FlatStep[]): boolean {
    return steps.at(-1)?.info.ends !== true;
  }

  #zero(): number {
    const local = this.#kernel.add('i64');
    this.#kernel.put([0x42, 0x00]);
    this.#kernel.set(local);
    return local;
  }

  /** The lowest row of those that are left. */
  #next(rest: number): void {
    const kernel = this.#kernel;
    kernel.get(rest);
    kernel.put(op.i64Ctz, op.wrap);
    kernel.get(kernel.base);
    kernel.put(op.i32Add);
    kernel.set(this.#row);
    kernel.get(rest);
    kernel.get(rest);
    kernel.put([0x42, 0x01], op.i64Sub, op.i64And);
    kernel.set(rest);
  }

  get #row(): number {
    return this.#kernel.body.locals.scan('row');
  }

  #held(part: number, state: State): Held | undefined {
    if (!isFlag(part)) return this.translator.held(slotOf(part), state);
    return { word: state.nulls.get(slotOf(part)) ?? this.#kernel.words.none };
  }

  #settle(part: number, state: State): void {
    const held = this.#held(part, state);
    if (held !== undefined && 'word' in held) this.#kernel.words.settle(held.word);
  }

  /** Gives a slot of the row what it holds over many rows. */
  #enter(part: number, state: State): void {
    const kernel = this.#kernel;
    const slot = slotOf(part);
    const { locals } = kernel.body;
    const held = this.#held(part, state);
    // Other slots have no null flag.
    if (held === undefined || (isFlag(part) && this.translator.program.flagged[slot] !== true)) return;
    if ('word' in held) {
      kernel.words.push(held.word);
      this.#shift();
      kernel.put(op.i64ShrU, op.wrap);
      kernel.i32(1);
      kernel.put(op.i32And);
      kernel.set(locals.slot(slot, isFlag(part) ? '_null' : ''));
      return;
    }
    const { lanes } = held;
    if (lanes.kind === 'constant') {
      for (const lane of lanes.representation === 'ref' ? (['_pointer', '_length'] as const) : ['' as const]) {
        kernel.get(locals.slot(lanes.slot, lane));
        kernel.set(locals.slot(slot, lane));
      }
    } else if (lanes.kind === 'column' || lanes.kind === 'param') {
      const value = formOfOpcode(lanes.opcode)?.value;
      const operands: number[] = [];
      operands[value?.operand ?? 0] = slot;
      operands[value?.column ?? value?.param ?? 0] = lanes.kind === 'column' ? lanes.column : lanes.param;
      kernel.body.steps(Int32Array.from([lanes.opcode, ...operands]), () => undefined);
    }
  }

  /** The row's place in its word; a shift takes its count modulo 64. */
  #shift(): void {
    this.#kernel.get(this.#row);
    this.#kernel.put(op.extendU);
  }

  /** Adds a slot's boolean or null flag to the word of what is left. */
  #leave(part: number, left: number): void {
    const kernel = this.#kernel;
    kernel.get(left);
    kernel.get(kernel.body.locals.slot(slotOf(part), isFlag(part) ? '_null' : ''));
    // Under a null flag may be any number, which must not touch other rows' bits.
    kernel.i32(1);
    kernel.put(op.i32And, op.extendU);
    this.#shift();
    kernel.put(op.i64Shl, op.i64Or);
    kernel.set(left);
  }

  #note(rows: number): void {
    const kernel = this.#kernel;
    kernel.get(rows);
    kernel.put([0x42, 0x01]);
    this.#shift();
    kernel.put(op.i64Shl, op.i64Or);
    kernel.set(rows);
  }
}
