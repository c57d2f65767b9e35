/**
 * Copying and patching: the program's stencils, one after the other, with their holes filled. Forward jumps become branches out of
 * blocks: a block is opened at the beginning for every place that is jumped to, and closed there.
 */
import { SqlError } from '../../error.js';
import { decode, type DecodedStep } from '../../program/decode.js';
import type { Frame } from '../frame.js';
import { Locals } from './locals.js';
import type { Imports } from './imports.js';
import { parseStencil, stencilOf, type HoleValue, type Stencil } from './stencil.js';
import { columnsScan, scanLocals } from './stencils.generated.js';
import type { Writer } from './writer.js';
import { opcodeInfo, opcodeNumber } from '../../program/steps.js';

const scan: Stencil = parseStencil(columnsScan);
const columnStencil: Stencil = parseStencil('41{#address} 280200 21{column_values} 41{#address} 280204 21{column_validity}');

export class Body {
  readonly #w: Writer;
  readonly #frame: Frame;
  readonly #imports: Imports;
  readonly locals: Locals;
  readonly #steps: readonly DecodedStep[];
  /** The places that are jumped to and not reached yet, the next one last. */
  readonly #targets: number[];
  /** The program's place; a branch to the end of the row is one to `done`. */
  #at = 0;

  constructor(frame: Frame, writer: Writer, imports: Imports) {
    this.#frame = frame;
    this.#w = writer;
    this.#imports = imports;
    this.locals = new Locals(frame.program);
    this.#steps = [...decode(frame.program.code)].flatMap((step) => (step === undefined ? [] : [step]));
    const jumps = this.#steps.flatMap((step) => step.info.operands.flatMap((op, i) => (op.kind === 'jump' ? [step.operands[i] ?? 0] : [])));
    this.#targets = [...new Set(jumps)].sort((a, b) => b - a);
  }

  /** Writes the kernel's instructions: the scan loop with the program inside. */
  write(): void {
    this.#copy(scan, (hole) => {
      if (hole.kind !== 'place') throw new SqlError('XX000', 'the scan loop has an unknown hole');
      if (hole.name === 'prologue') this.#prologue();
      else this.#program();
    });
  }

  /** Constants and the columns' addresses go into locals, once for each run. */
  #prologue(): void {
    const { program, columns } = this.#frame;
    program.constants.forEach(({ representation }, slot) => {
      const opcode = opcodeNumber(`CONST_${representation.toUpperCase()}`);
      this.#step({ at: 0, opcode, operands: [slot, slot], info: opcodeInfo(opcode) });
    });
    for (const [column] of this.locals.columns) {
      this.#copy(columnStencil, (hole) => {
        if (hole.kind === 'const') this.#w.paddedI32(columns + column * 8);
        else if (hole.kind === 'local') this.#w.padded(this.locals.column(column, hole.name.slice('column'.length)));
      });
    }
  }

  #program(): void {
    const blockVoid = [0x02, 0x40];
    for (let i = 0; i < this.#targets.length; i++) blockVoid.forEach((byte) => { this.#w.byte(byte); });
    for (const step of this.#steps) {
      if (this.#targets.at(-1) === step.at) {
        this.#targets.pop();
        this.#w.byte(0x0b);
      }
      this.#at = step.at;
      this.#step(step);
    }
  }

  #step(step: DecodedStep): void {
    this.#copy(stencilOf(step.opcode), (hole) => { this.#patch(hole, step); });
  }

  #copy(stencil: Stencil, patch: (hole: HoleValue) => void): void {
    for (const { bytes, hole } of stencil) {
      this.#w.copy(bytes);
      if (hole !== undefined) patch(hole);
    }
  }

  #patch(hole: HoleValue, step: DecodedStep): void {
    const w = this.#w;
    switch (hole.kind) {
      case 'local': w.padded(this.#local(hole.name, step)); return;
      case 'const': this.#const(hole.name, hole.type, step); return;
      case 'temp': w.padded(this.locals.temp(hole.type, hole.index)); return;
      case 'branch': w.padded(hole.nesting + this.#depth(hole.target, step)); return;
      case 'call': w.padded(this.#imports.func(hole.func)); return;
      case 'signature': w.padded(this.#imports.type(hole.signature)); return;
      case 'place': throw new SqlError('XX000', 'a stencil has a place in it');
    }
  }

  #local(name: string, step: DecodedStep): number {
    const ambient = scanLocals.indexOf(name);
    if (ambient >= 0) return ambient;
    const [place, suffix] = operandPlace(step, name);
    const value = step.operands[place] ?? 0;
    return step.info.operands[place]?.kind === 'column' ? this.locals.column(value, suffix) : this.locals.slot(value, suffix);
  }

  #const(name: string, type: 'i32' | 'i64' | 'f32' | 'f64', step: DecodedStep): void {
    const [place, suffix] = operandPlace(step, name);
    const value = step.operands[place] ?? 0;
    const { slots, params, results, tables, arena } = this.#frame;
    const cell = slots + value * 16;
    const { i32, i64, f32, f64 } = arena.views;
    switch (step.info.operands[place]?.kind) {
      case 'const': break;
      case 'param': this.#w.paddedI32(params + value * 16); return;
      case 'address': this.#w.paddedI32(value < 0 ? results : (tables[value] ?? 0)); return;
      default: this.#w.paddedI32(value); return;
    }
    switch (type) {
      case 'i32': this.#w.paddedI32(i32[(cell >> 2) + (suffix === '_length' ? 1 : 0)] ?? 0); return;
      case 'i64': this.#w.paddedI64(i64[cell >> 3] ?? 0n); return;
      case 'f32': this.#w.f32(f32[cell >> 2] ?? 0); return;
      case 'f64': this.#w.f64(f64[cell >> 3] ?? 0);
    }
  }

  /** How many blocks lie between here and the target: `done` is the scan loop's, outside all of the program's. */
  #depth(target: string, step: DecodedStep): number {
    if (target === 'done') return this.#targets.length;
    const [place] = operandPlace(step, target);
    const index = this.#targets.lastIndexOf(step.operands[place] ?? 0);
    if (index < 0) throw new SqlError('XX000', `a jump at ${this.#at} leads nowhere`);
    return this.#targets.length - 1 - index;
  }
}

/** Splits `a_null` into the place of the operand `a` and `_null`. */
function operandPlace(step: DecodedStep, name: string): [place: number, suffix: string] {
  let best = -1;
  step.info.operands.forEach((operand, place) => {
    const matches = name === operand.name || name.startsWith(`${operand.name}_`);
    if (matches && (best < 0 || operand.name.length > (step.info.operands[best]?.name.length ?? 0))) best = place;
  });
  const found = step.info.operands[best];
  if (found === undefined) throw new SqlError('XX000', `${step.info.name} has no operand for the hole ${name}`);
  return [best, name.slice(found.name.length)];
}

