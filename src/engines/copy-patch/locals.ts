/** Which WebAssembly local holds which lane of which slot. */
import type { Representation } from '../../catalog/types.js';
import { decode } from '../../program/decode.js';
import type { Program } from '../../program/program.js';
import { scanLocals } from './stencils.generated.js';

type Num = 'i32' | 'i64' | 'f32' | 'f64';
/** V8's limit for locals in a function. */
export const maximumLocals = 50_000;

export class Locals {
  /** The types of the locals behind the scan loop's own, in order. */
  readonly types: Num[] = [];
  readonly #slotAt: number[] = [];
  readonly #flagAt: number[] = [];
  readonly #columnAt = new Map<number, number>();
  readonly #temps = new Map<string, number>();
  /** Stands for the flag of slots that are never null: it is never written, so it is 0. */
  readonly #neverNull: number;

  constructor(program: Program) {
    this.#neverNull = this.#add('i32');
    for (const representation of program.slots) this.#slotAt.push(this.#addLanes(representation));
    for (const step of decode(program.code)) {
      step?.info.operands.forEach((operand, i) => {
        const slot = step.operands[i] ?? 0;
        if (operand.writeNull) this.#flagAt[slot] ??= this.#add('i32');
        if (operand.kind === 'column' && !this.#columnAt.has(slot)) {
          this.#columnAt.set(slot, this.#add('i32'));
          this.#add('i32');
        }
      });
    }
  }

  #add(type: Num): number {
    return scanLocals.length + this.types.push(type) - 1;
  }
  #addLanes(representation: Representation): number {
    if (representation !== 'ref') return this.#add(representation);
    const first = this.#add('i32');
    this.#add('i32');
    return first;
  }

  /** The columns that the program reads, with the local of each one's values; its validity is in the next local. */
  get columns(): Iterable<[column: number, local: number]> {
    return this.#columnAt;
  }
  slot(slot: number, suffix: string): number {
    if (suffix === '_null') return this.#flagAt[slot] ?? this.#neverNull;
    return (this.#slotAt[slot] ?? 0) + (suffix === '_length' ? 1 : 0);
  }
  column(column: number, suffix: string): number {
    return (this.#columnAt.get(column) ?? 0) + (suffix === '_validity' ? 1 : 0);
  }
  /** A stencil's own local; stencils share them, since none lives beyond its stencil. */
  temp(type: string, index: number): number {
    const key = `${type}.${index}`;
    let local = this.#temps.get(key);
    if (local === undefined) {
      local = this.#add(type as Num);
      this.#temps.set(key, local);
    }
    return local;
  }
}
