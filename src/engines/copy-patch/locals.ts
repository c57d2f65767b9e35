/** Which WebAssembly local holds which lane of which slot. */
import type { Representation } from '../../catalog/types.js';
import type { Program } from '../../program/program.js';
import { opcodeInfo } from '../../program/steps.js';
import type { ConstType, Lane } from './stencil.js';
import { scanLocals } from './stencils.generated.js';

/** V8's limit for locals in a function, less some for its own. */
export const maximumLocals = 49_900;

/** The scan loop's parameters, which come before its other locals. */
const parameters = 3;

export class Locals {
  /** The types of the locals behind the parameters, in order: the scan loop's, then the program's. */
  readonly types: ConstType[] = scanLocals.slice(parameters).map(() => 'i32');
  readonly #slotAt: number[] = [];
  readonly #flagAt: (number | undefined)[] = [];
  readonly #columnAt: (number | undefined)[] = [];
  /** The columns that the program reads. */
  readonly columns: number[] = [];
  readonly #temps = new Map<string, number>();
  /** Stands for the flag of slots that are never null: it is never written, so it is 0. */
  readonly #neverNull: number;

  constructor({ code, slots }: Program) {
    this.#neverNull = this.#add('i32');
    for (const representation of slots) this.#slotAt.push(this.#addLanes(representation));
    for (let at = 0; at < code.length; ) {
      const { operands } = opcodeInfo(code[at] ?? -1);
      for (let i = 0; i < operands.length; i++) {
        const value = code[at + 1 + i] ?? 0;
        if (operands[i]?.writeNull) this.#flagAt[value] ??= this.#add('i32');
        if (operands[i]?.kind === 'column') this.#addColumn(value);
      }
      at += 1 + operands.length;
    }
  }

  #add(type: ConstType): number {
    return parameters + this.types.push(type) - 1;
  }
  #addLanes(representation: Representation): number {
    if (representation !== 'ref') return this.#add(representation);
    const pointer = this.#add('i32');
    this.#add('i32');
    return pointer;
  }
  #addColumn(column: number): void {
    if (this.#columnAt[column] !== undefined) return;
    this.#columnAt[column] = this.#add('i32');
    this.#add('i32');
    this.columns.push(column);
  }

  slot(slot: number, lane: Lane): number {
    if (lane === '_null') return this.#flagAt[slot] ?? this.#neverNull;
    return (this.#slotAt[slot] ?? 0) + (lane === '_length' ? 1 : 0);
  }
  column(column: number, lane: Lane): number {
    return (this.#columnAt[column] ?? 0) + (lane === '_validity' ? 1 : 0);
  }
  /** A stencil's own local, as `i32.0`; stencils share them, since none lives beyond its stencil. */
  temp(key: string, type: ConstType): number {
    let local = this.#temps.get(key);
    if (local === undefined) {
      local = this.#add(type);
      this.#temps.set(key, local);
    }
    return local;
  }
}
