/**
 * Comparisons of a narrow column with what is the same for all rows: 16, 8 or 4 rows an instruction. Before the first row the least and the greatest value of the zone
 * tell whether the comparison is decided for all of them; if it is not, the value lies between the two, and what it exceeds the least by is compared with the bytes.
 */
import { zoneBytes, zoneRows, type NarrowBytes } from '../../memory/narrow.js';
import type { FrameLayout } from '../frame.js';
import type { Body } from '../stencils/body.js';
import type { NarrowWidths } from '../stencils/module-engine.js';
import type { LocalType } from '../stencils/stencil.js';
import type { Writer } from '../stencils/writer.js';
import type { Lanes } from './lanes.js';
import { op } from './op.js';
import { parameter } from './parameter.js';
import type { WholeComparison } from './step.js';
import type { Word, Words } from './words.js';

/** Where instructions are written: a kernel. */
interface Target {
  readonly w: Writer;
  readonly body: Body;
  readonly words: Words;
  readonly base: number;
  readonly at: number;
  usesLanes: boolean;
  add(type: LocalType): number;
  put(...codes: readonly (readonly number[])[]): void;
  get(local: number): void;
  set(local: number): void;
  i32(value: number): void;
  open(kind: readonly number[]): number;
  close(): void;
  branch(level: number, conditional?: boolean): void;
}

/** What a column is compared with. */
export type Fixed = Extract<Lanes, { kind: 'constant' | 'param' }>;
/** The comparisons that are made; the others are what these are not. */
type Made = 'eq' | 'le' | 'ge';

const made: Readonly<Record<WholeComparison['by'], { readonly by: Made; readonly negated: boolean }>> = {
  eq: { by: 'eq', negated: false },
  ne: { by: 'eq', negated: true },
  le: { by: 'le', negated: false },
  gt: { by: 'le', negated: true },
  ge: { by: 'ge', negated: false },
  lt: { by: 'ge', negated: true },
};
/** The same with the sides exchanged. */
export const turned: Readonly<Record<WholeComparison['by'], WholeComparison['by']>> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
};

/** The instructions for lanes of so many bytes; what makes one vector of 16 bytes of the vectors of 16 rows. */
const instructions: Readonly<
  Record<
    NarrowBytes,
    Readonly<Record<Made | 'splat', readonly number[]>> & { readonly joins: readonly (readonly number[])[] }
  >
> = {
  1: { eq: [0xfd, 0x23], le: [0xfd, 0x2a], ge: [0xfd, 0x2c], splat: [0xfd, 0x0f], joins: [] },
  2: { eq: [0xfd, 0x2d], le: [0xfd, 0x34], ge: [0xfd, 0x36], splat: [0xfd, 0x10], joins: [op.narrow16] },
  4: { eq: [0xfd, 0x37], le: [0xfd, 0x3e], ge: [0xfd, 0x40], splat: op.i32x4Splat, joins: [op.narrow32, op.narrow16] },
};

interface Zone {
  /** i32: where the column's values begin. */
  readonly values: number;
  /** i64. */
  readonly least: number;
  readonly greatest: number;
}
interface Comparison {
  readonly column: number;
  readonly by: Made;
  readonly fixed: Fixed;
  /** i32: whether rows must be looked at. */
  readonly open: number;
  /** i64: what holds for all rows, where they need not be. */
  readonly decided: number;
  /** v128: what the value exceeds the least one by, in each lane. */
  readonly distance: number;
}

export class NarrowColumns {
  readonly #kernel: Target;
  readonly #layout: FrameLayout;
  readonly #widths: NarrowWidths;
  readonly #zones = new Map<number, Zone>();
  readonly #comparisons = new Map<string, Comparison>();

  constructor(kernel: Target, layout: FrameLayout, widths: NarrowWidths) {
    this.#kernel = kernel;
    this.#layout = layout;
    this.#widths = widths;
  }

  /** Whether the batch has any column in narrow form. */
  get any(): boolean {
    return this.#widths.length > 0;
  }

  has(column: number): boolean {
    return (this.#widths[column] ?? 0) > 0;
  }

  /** The rows, of those that come by, for which the comparison of the column with the value holds. */
  compare(column: number, comparison: WholeComparison['by'], fixed: Fixed, active: Word): Word {
    const kernel = this.#kernel;
    const { words } = kernel;
    const { by, negated } = made[comparison];
    const { open, decided, distance } = this.#comparison(column, by, fixed);
    kernel.usesLanes = true;
    const result = kernel.add('i64');
    words.settle(active);
    kernel.get(decided);
    kernel.set(result);
    const level = kernel.open(op.block);
    kernel.get(open);
    kernel.put(op.i32Eqz);
    kernel.branch(level, true);
    if (active !== words.all) {
      words.push(active);
      kernel.put(op.i64Eqz);
      kernel.branch(level, true);
    }
    this.#rows(column, by, distance, result);
    kernel.close();
    const word = words.of(result);
    return negated ? words.not(word) : word;
  }

  /** Compares 64 rows. */
  #rows(column: number, by: Made, distance: number, result: number): void {
    const kernel = this.#kernel;
    const bytes = this.#bytes(column);
    const { joins, [by]: compare } = instructions[bytes];
    kernel.get(this.#zone(column).values);
    kernel.get(kernel.base);
    kernel.i32(Math.log2(bytes));
    kernel.put(op.i32Shl, op.i32Add);
    kernel.set(kernel.at);
    for (let quarter = 0; quarter < 4; quarter++) {
      for (let vector = 0; vector < bytes; vector++) {
        kernel.get(kernel.at);
        kernel.put([0xfd, 0x00, 0x00]);
        kernel.w.u32((quarter * bytes + vector) * 16);
        kernel.get(distance);
        kernel.put(compare);
        // Two vectors become one of lanes half as wide, as soon as there are two.
        joins.forEach((join, n) => {
          if ((vector + 1) % 2 ** (n + 1) === 0) kernel.put(join);
        });
      }
      kernel.put(op.bitmask, op.extendU);
      if (quarter > 0) {
        kernel.put([0x42, quarter * 16], op.i64Shl);
        kernel.get(result);
        kernel.put(op.i64Or);
      }
      kernel.set(result);
    }
  }

  #bytes(column: number): NarrowBytes {
    return this.#widths[column] || 1;
  }

  #zone(column: number): Zone {
    const kernel = this.#kernel;
    let zone = this.#zones.get(column);
    if (zone === undefined) {
      zone = { values: kernel.add('i32'), least: kernel.add('i64'), greatest: kernel.add('i64') };
      this.#zones.set(column, zone);
    }
    return zone;
  }

  #comparison(column: number, by: Made, fixed: Fixed): Comparison {
    const kernel = this.#kernel;
    const key = `${column} ${by} ${fixed.kind} ${fixed.kind === 'param' ? fixed.param : fixed.slot}`;
    let comparison = this.#comparisons.get(key);
    if (comparison === undefined) {
      const [open, decided, distance] = [kernel.add('i32'), kernel.add('i64'), kernel.add('v128')];
      comparison = { column, by, fixed, open, decided, distance };
      this.#comparisons.set(key, comparison);
      this.#zone(column);
      if (fixed.kind === 'param') kernel.body.locals.address('param', fixed.param);
    }
    return comparison;
  }

  /** What all comparisons need, for the place before the first row. */
  prologue(): void {
    const kernel = this.#kernel;
    const at = kernel.add('i32');
    for (const [column, { values, least, greatest }] of this.#zones) {
      const cell = this.#layout.narrow + column * 8;
      this.#load([0x28, 0x02], parameter.frame, cell, values);
      this.#load([0x28, 0x02], parameter.frame, cell + 4, at);
      kernel.get(at);
      kernel.get(parameter.from);
      kernel.i32(Math.log2(zoneRows));
      kernel.put(op.i32ShrU);
      kernel.i32(Math.log2(zoneBytes));
      kernel.put(op.i32Shl, op.i32Add);
      kernel.set(at);
      this.#load(op.i64Load, at, 0, least);
      this.#load(op.i64Load, at, 8, greatest);
    }
    const value = kernel.add('i64');
    for (const comparison of this.#comparisons.values()) this.#decide(comparison, value);
  }

  #load(code: readonly number[], address: number, offset: number, into: number): void {
    this.#kernel.get(address);
    this.#kernel.put(code);
    this.#kernel.w.u32(offset);
    this.#kernel.set(into);
  }

  #decide({ column, by, fixed, open, decided, distance }: Comparison, value: number): void {
    const kernel = this.#kernel;
    const { least, greatest } = this.#zone(column);
    const code = fixed.representation === 'i64' ? op.i64Load : op.i64Load32S;
    if (fixed.kind === 'param') this.#load(code, kernel.body.locals.address('param', fixed.param), 0, value);
    else this.#load(code, parameter.frame, this.#layout.slots + fixed.slot * 16, value);
    const compare = (a: number, comparison: readonly number[], b: number): void => {
      kernel.get(a);
      kernel.get(b);
      kernel.put(comparison);
    };
    // It holds for all rows, or for none.
    kernel.put([0x42, 0x00]);
    if (by === 'eq') {
      compare(least, op.i64Eq, value);
      compare(greatest, op.i64Eq, value);
      kernel.put(op.i32And);
    } else if (by === 'ge') compare(least, op.i64GeS, value);
    else compare(greatest, op.i64LeS, value);
    kernel.put(op.extendU, op.i64Sub);
    kernel.set(decided);
    // The value is one that some row may have, and not the one that ends the zone where that decides.
    compare(least, by === 'ge' ? op.i64LtS : op.i64LeS, value);
    compare(value, by === 'le' ? op.i64LtS : op.i64LeS, greatest);
    kernel.put(op.i32And);
    if (by === 'eq') {
      compare(least, op.i64LtS, greatest);
      kernel.put(op.i32And);
    }
    kernel.set(open);
    kernel.get(value);
    kernel.get(least);
    kernel.put(op.i64Sub, op.wrap, instructions[this.#bytes(column)].splat);
    kernel.set(distance);
  }
}
