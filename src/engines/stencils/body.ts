/**
 * Copying and patching: the program's stencils, one after the other, with their holes filled. Forward jumps become branches out of
 * blocks: a block is opened at the beginning for every place that is jumped to, and closed there.
 */
import { SqlError } from '../../error.js';
import type { Program } from '../../program/program.js';
import { opcodeInfo } from '../../program/steps.js';
import { frameLayout } from '../frame.js';
import { bakedSlot, noPlain, paramCell, readAddress, readColumn, readSlot } from './frame-stencils.js';
import type { Imports } from './imports.js';
import { Locals } from './locals.js';
import type { ScanCode } from './scan-code.js';
import { stencilOf, type ConstType, type HoleValue, type Stencil } from './stencil.js';
import type { Writer } from './writer.js';

/** In words of wordcode. */
const longestPlain = 1024;
const block = Uint8Array.of(0x02, 0x40);
const end = 0x0b;

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

  constructor(
    readonly program: Program,
    baked: ReadonlySet<number>,
    writer: Writer,
    imports: Imports,
  ) {
    this.#baked = baked;
    this.#w = writer;
    this.#imports = imports;
    this.#code = program.code;
    this.locals = new Locals(program);
  }

  /** Writes the kernel's instructions: the scan loop with the program inside. */
  write({ stencil }: ScanCode): void {
    for (const { bytes, hole } of stencil) {
      this.#w.copy(bytes);
      if (hole?.kind === 'place') {
        if (hole.name === 'prologue') this.#prologue();
        else if (hole.name === 'body') this.#program(this.program.code);
        else if (this.#plain !== undefined) this.#program(this.#plain);
      } else if (hole !== undefined) this.#patch(hole);
    }
  }

  /** Constants and addresses go into locals, once for each run. */
  #prologue(): void {
    const { program } = this;
    const { slots, params, columns, tables, results } = frameLayout(program);
    program.constants.forEach(({ representation }, slot) => {
      if (representation !== 'ref' && this.#baked.has(slot)) this.#step(bakedSlot[representation], slot, slot);
      else this.#step(readSlot[representation], slots + slot * 16, slot);
    });
    for (const column of this.locals.columns) this.#step(readColumn, columns + column * 8, column);
    for (const { kind, value } of this.locals.addresses) {
      if (kind === 'param') this.#step(paramCell, params + value * 16, value);
      else this.#step(readAddress, value < 0 ? results : tables + value * 4, value);
    }
    if (program.layout === 'heap' && this.#plain === undefined) this.#step(noPlain);
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
    this.#code = code;
    this.#targets = jumpTargets(code);
    const targets = this.#targets;
    for (let i = 0; i < targets.length; i++) this.#w.copy(block);
    for (let at = 0; at < code.length; ) {
      if (targets.at(-1) === at) {
        targets.pop();
        this.#w.byte(end);
      }
      const opcode = code[at] ?? -1;
      this.#operands = at + 1;
      this.#copy(stencilOf(opcode));
      at += 1 + opcodeInfo(opcode).operands.length;
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
