/** Which WebAssembly local holds which lane of which slot. */
import type { Representation } from '../../catalog/types.js';
import type { Program } from '../../program/program.js';
import { opcodeInfo } from '../../program/steps.js';
import type { AddressKind, Lane, LocalType } from './stencil.js';
import { scans } from './stencils.generated.js';

/** V8's limit for locals in a function, less some for its own. */
export const maximumLocals = 49_900;
/** So many constants have a local of their own for the whole run; any other is fetched by each step that reads it. */
export const keptConstants = 64;

export class Locals {
  /** The types of the locals behind the parameters, in order: the scan loop's, then the program's. */
  readonly types: LocalType[];
  readonly #slotAt: number[] = [];
  readonly #flagAt: (number | undefined)[] = [];
  readonly #columnAt: (number | undefined)[] = [];
  /** The columns that the program reads. */
  readonly columns: number[] = [];
  readonly #addressAt: Readonly<Record<AddressKind, (number | undefined)[]>> = { param: [], address: [] };
  /** The parameters' cells, tables (by number), results (-1) and arguments' cells (-2) that the program uses. */
  readonly addresses: { readonly kind: AddressKind; readonly value: number }[] = [];
  readonly #temps = new Map<string, number>();
  /** For constants that are fetched: by the operand's place in its step and its representation. */
  readonly #fetched = new Map<string, number>();
  /** Stands for the flag of slots that are never null: it is never written, so it is 0. */
  readonly #neverNull: number;

  /** The scan loop's own that stencils use, by name. */
  readonly #shared: Readonly<Record<string, number>>;
  /** How many parameters there are, which come before the other locals. */
  readonly #parameters: number;

  readonly #slots: readonly Representation[];
  readonly #flagged: readonly (boolean | undefined)[];

  /** If it is known which slots are `flagged`, having null flags that are written, then all locals are made when they are first asked for. */
  constructor(
    { code, slots, constants, layout }: Pick<Program, 'code' | 'slots' | 'constants' | 'layout'>,
    flagged?: readonly (boolean | undefined)[],
  ) {
    const { functions, shared } = scans[layout];
    const [loop] = functions;
    this.#shared = shared;
    this.#parameters = loop?.signature.split('__')[0]?.split('_').length ?? 0;
    this.types = (loop?.locals ?? []).map((type) => type as LocalType);
    this.#neverNull = this.add('i32');
    this.#slots = slots;
    this.#flagged = flagged ?? [];
    if (flagged !== undefined) return;
    slots.forEach((representation, slot) => {
      if (slot < keptConstants || slot >= constants.length) this.#slotAt[slot] = this.#addLanes(representation);
    });
    for (let at = 0; at < code.length; ) {
      const { operands } = opcodeInfo(code[at] ?? -1);
      for (let i = 0; i < operands.length; i++) {
        const value = code[at + 1 + i] ?? 0;
        if (operands[i]?.writeNull) this.#flagAt[value] ??= this.add('i32');
        const kind = operands[i]?.kind;
        if (kind === 'column') this.column(value, '_values');
        else if (kind === 'param' || kind === 'address') this.address(kind, value);
      }
      at += 1 + operands.length;
    }
  }

  /** One more local, for whoever asks. */
  add(type: LocalType): number {
    return this.#parameters + this.types.push(type) - 1;
  }
  #addLanes(representation: Representation): number {
    if (representation !== 'ref') return this.add(representation);
    const pointer = this.add('i32');
    this.add('i32');
    return pointer;
  }
  /** How many addresses are read before the first row. */
  get places(): number {
    return this.columns.length + this.addresses.length;
  }
  scan(name: string): number {
    return this.#shared[name] ?? 0;
  }
  slot(slot: number, lane: Lane): number {
    if (lane === '_null') {
      if (this.#flagged[slot] === true) this.#flagAt[slot] ??= this.add('i32');
      return this.#flagAt[slot] ?? this.#neverNull;
    }
    const representation = this.#slots[slot];
    if (representation === undefined) return 0;
    this.#slotAt[slot] ??= this.#addLanes(representation);
    return (this.#slotAt[slot] ?? 0) + (lane === '_length' ? 1 : 0);
  }
  /** Whether the slot has a local. */
  has(slot: number): boolean {
    return this.#slotAt[slot] !== undefined;
  }
  column(column: number, lane: Lane): number {
    let local = this.#columnAt[column];
    if (local === undefined) {
      local = this.add('i32');
      this.add('i32');
      this.#columnAt[column] = local;
      this.columns.push(column);
    }
    return local + (lane === '_validity' ? 1 : 0);
  }
  address(kind: AddressKind, value: number): number {
    const known = this.#addressAt[kind];
    let local = known[value + 2];
    if (local === undefined) {
      local = this.add('i32');
      known[value + 2] = local;
      this.addresses.push({ kind, value });
    }
    return local;
  }
  /** Gives a constant a local for the step that is being copied, which reads it by the operand at `place`. */
  fetch(constant: number, representation: Representation, place: number): void {
    const key = `${representation}.${place}`;
    let local = this.#fetched.get(key);
    if (local === undefined) {
      local = this.#addLanes(representation);
      this.#fetched.set(key, local);
    }
    this.#slotAt[constant] = local;
  }
  /** A stencil's own local, as `i32.0`; stencils share them, since none lives beyond its stencil. */
  temp(key: string, type: LocalType): number {
    let local = this.#temps.get(key);
    if (local === undefined) {
      local = this.add(type);
      this.#temps.set(key, local);
    }
    return local;
  }
}
