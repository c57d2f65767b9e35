/**
 * Copying and patching: the program's stencils, one after the other, with their holes filled. Forward jumps become branches out of
 * blocks: a block is opened at the beginning for every place that is jumped to, and closed there.
 */
import { SqlError } from '../../error.js';
import { argumentCells } from '../../program/argument-cells.js';
import type { Constant, Program } from '../../program/program.js';
import { opcodeInfo } from '../../program/steps.js';
import { frameLayout, type FrameLayout } from '../frame.js';
import { bakedSlot, noPlain, paramCell, cellsAddress, readAddress, readColumn, readSlot } from './frame-stencils.js';
import type { Imports } from './imports.js';
import { keptConstants, Locals } from './locals.js';
import type { ScanCode } from './scan-code.js';
import { stencilOf, type ConstType, type HoleValue, type Stencil } from './stencil.js';
import type { Writer } from './writer.js';

/** In words of wordcode. */
const longestPlain = 1024;
/**
 * V8's baseline compiler notes at each branch where every local is, in some 20 bytes: this many are 200 MB, while ten thousand arguments of a GREATEST,
 * with 20,000 locals, would be 12 GB.
 */
export const maximumStepsTimesLocals = 8_388_608;
const block = Uint8Array.of(0x02, 0x40);
const end = 0x0b;

/** What of a program is written. */
export type WrittenProgram = Pick<
  Program,
  'layout' | 'plain' | 'code' | 'slots' | 'constants' | 'params' | 'tables' | 'columns' | 'cells'
>;

export class Body {
  readonly #w: Writer;
  readonly #baked: ReadonlySet<number>;
  readonly #imports: Imports;
  readonly locals: Locals;
  /** The places that are jumped to and not reached yet, the next one last. */
  #targets: number[] = [];
  /** The wordcode that is being translated, and where its operands begin. */
  #code: ArrayLike<number>;
  #operands = 0;
  readonly #layout: FrameLayout;
  #steps = 0;

  constructor(
    readonly program: WrittenProgram,
    baked: ReadonlySet<number>,
    writer: Writer,
    imports: Imports,
    layout: FrameLayout = frameLayout(program),
    flagged?: readonly (boolean | undefined)[],
  ) {
    this.#baked = baked;
    this.#w = writer;
    this.#imports = imports;
    this.#code = program.code;
    this.#layout = layout;
    this.locals = new Locals(program, flagged);
  }

  /** Writes the kernel's instructions: the scan loop with the program inside. */
  write({ stencil }: ScanCode): void {
    for (const { bytes, hole } of stencil) {
      this.#w.copy(bytes);
      if (hole?.kind === 'place') {
        if (hole.name === 'prologue') this.prologue();
        else if (hole.name === 'body') this.#program(this.program.code);
        else if (this.#plain !== undefined) this.#program(this.#plain);
      } else if (hole !== undefined) this.#patch(hole);
    }
  }

  /** Constants and addresses go into locals, once for each run. With locals that are made when they are asked for it is to be written last. */
  prologue(): void {
    const { program } = this;
    const { params, columns, tables, results, cells } = this.#layout;
    program.constants.slice(0, keptConstants).forEach((constant, slot) => {
      if (this.locals.has(slot)) this.#constant(slot, constant);
    });
    for (const column of this.locals.columns) this.#step(readColumn, columns + column * 8, column);
    for (const { kind, value } of this.locals.addresses) {
      if (kind === 'param') this.#step(paramCell, params + value * 16, value);
      else if (value === argumentCells) this.#step(cellsAddress, cells, value);
      else this.#step(readAddress, value < 0 ? results : tables + value * 4, value);
    }
    if (program.layout === 'heap' && this.#plain === undefined) this.#step(noPlain);
  }

  /** A constant's value into its local. */
  #constant(slot: number, { representation }: Constant): void {
    if (representation !== 'ref' && this.#baked.has(slot)) this.#step(bakedSlot[representation], slot, slot);
    else this.#step(readSlot[representation], this.#layout.slots + slot * 16, slot);
  }

  /** The constants that the step at `at` reads and that have no local of their own. */
  #fetchConstants(code: Int32Array, at: number): void {
    const { constants } = this.program;
    opcodeInfo(code[at] ?? -1).operands.forEach(({ kind }, place) => {
      const slot = code[at + 1 + place] ?? 0;
      const constant = kind === 'in' && slot >= keptConstants ? constants[slot] : undefined;
      if (constant === undefined) return;
      this.locals.fetch(slot, constant.representation, place);
      this.#constant(slot, constant);
    });
  }

  /** A stencil with operands of its own, not of a step in the program. */
  #step(stencil: Stencil, ...operands: readonly number[]): void {
    this.#code = operands;
    this.#operands = 0;
    this.#copy(stencil);
  }

  /** The version for plain tuples, which is copied four times, unless it is too long for that. */
  get #plain(): Int32Array | undefined {
    const code = this.program.plain?.code;
    return code !== undefined && code.length <= longestPlain ? code : undefined;
  }

  #program(code: Int32Array): void {
    this.steps(code, () => undefined);
  }

  /**
   * The steps, one after the other. They go on at the place behind the last one, and may jump to further ones after it: `arrive` is called at each, inside of the
   * blocks of those that come later; `nested` is the number of these.
   */
  steps(code: Int32Array, arrive: (place: number, nested: number) => void): void {
    this.#targets = jumpTargets(code);
    const targets = this.#targets;
    const fetches = this.program.constants.length > keptConstants;
    for (let i = 0; i < targets.length; i++) this.#w.copy(block);
    for (let at = 0; at < code.length; ) {
      if (targets.at(-1) === at) {
        targets.pop();
        this.#w.byte(end);
      }
      if (++this.#steps * this.locals.types.length > maximumStepsTimesLocals) {
        throw new SqlError('54000', 'the expression has too many steps with too many values at once to be compiled', {
          hint: 'Use the engine "closure" or "switch", or split the predicate.',
        });
      }
      if (fetches) this.#fetchConstants(code, at);
      const opcode = code[at] ?? -1;
      this.#code = code;
      this.#operands = at + 1;
      this.#copy(stencilOf(opcode));
      at += 1 + opcodeInfo(opcode).operands.length;
    }
    const close = (): void => {
      targets.pop();
      this.#w.byte(end);
    };
    if (targets.at(-1) === code.length) close();
    arrive(code.length, targets.length);
    for (let place = targets.at(-1); place !== undefined; place = targets.at(-1)) {
      close();
      arrive(place, targets.length);
    }
  }

  /** Copies a stencil and patches its holes with the operands of the step at hand. */
  #copy(stencil: Stencil): void {
    for (let i = 0; i < stencil.length; i++) {
      const piece = stencil[i];
      if (piece === undefined) continue;
      this.#w.copy(piece.bytes);
      if (piece.hole !== undefined) this.#patch(piece.hole);
    }
  }

  #operand(place: number): number {
    return this.#code[this.#operands + place] ?? 0;
  }

  #patch(hole: HoleValue): void {
    const w = this.#w;
    switch (hole.kind) {
      case 'slot':
        w.padded(this.locals.slot(this.#operand(hole.place), hole.lane));
        return;
      case 'column':
        w.padded(this.locals.column(this.#operand(hole.place), hole.lane));
        return;
      case 'offset':
        w.padded(this.#operand(hole.place));
        return;
      case 'scan':
        w.padded(this.locals.scan(hole.name));
        return;
      case 'temp':
        w.padded(this.locals.temp(hole.key, hole.type));
        return;
      case 'const':
        this.#const(this.#operand(hole.place), hole.type);
        return;
      case 'immediate':
        w.paddedI32(this.#operand(hole.place));
        return;
      case 'address':
        w.padded(this.locals.address(hole.operand, this.#operand(hole.place)));
        return;
      case 'branch':
        w.padded(hole.nesting + this.#depth(hole.place));
        return;
      case 'call':
        w.padded(this.#imports.func(hole.func));
        return;
      case 'signature':
        w.padded(this.#imports.indirect(hole.signature));
        return;
      case 'place':
        throw new SqlError('XX000', 'a stencil has a place in it');
    }
  }

  #const(constant: number, type: ConstType): void {
    const value = this.program.constants[constant]?.value ?? 0;
    switch (type) {
      case 'i32':
        this.#w.paddedI32(Number(value));
        return;
      case 'i64':
        this.#w.paddedI64(BigInt(value));
        return;
      case 'f32':
        this.#w.f32(Number(value));
        return;
      case 'f64':
        this.#w.f64(Number(value));
    }
  }

  /** How many blocks lie between here and the target: `done` is the scan loop's, outside all of the program's. */
  #depth(place: number | 'done'): number {
    if (place === 'done') return this.#targets.length;
    const index = this.#targets.lastIndexOf(this.#operand(place));
    if (index < 0) throw new SqlError('XX000', `a jump at ${this.#operands - 1} leads nowhere`);
    return this.#targets.length - 1 - index;
  }
}

/** The places that are jumped to, the last one first. */
function jumpTargets(code: ArrayLike<number>): number[] {
  const targets = new Set<number>();
  for (let at = 0; at < code.length; ) {
    const { operands } = opcodeInfo(code[at] ?? -1);
    for (let i = 0; i < operands.length; i++) if (operands[i]?.kind === 'jump') targets.add(code[at + 1 + i] ?? 0);
    at += 1 + operands.length;
  }
  return [...targets].sort((a, b) => b - a);
}
