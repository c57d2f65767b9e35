/** The kernel's function as it is being written: its locals, instructions, and the loops over lanes. */
import type { FrameLayout } from '../frame.js';
import { Body, type WrittenProgram } from '../stencils/body.js';
import type { Imports } from '../stencils/imports.js';
import type { NarrowWidths } from '../stencils/module-engine.js';
import type { LocalType } from '../stencils/stencil.js';
import type { Writer } from '../stencils/writer.js';
import { vectorOf } from './lane-stencil.js';
import {
  foldColumns,
  isSplat,
  isWide,
  vectorsOf,
  type Ahead,
  type Choice,
  type Column,
  type Computed,
  type Lanes,
  type Splat,
} from './lanes.js';
import { NarrowColumns } from './narrow.js';
import { op } from './op.js';
import { parameter } from './parameter.js';
import { pushPattern, pushSize, type PatternPart } from './pattern.js';
import type { Search } from './search.js';
import { Words } from './words.js';

/** Loads that fill all lanes, of 32 and of 64 bits. */
const loadSplat = { narrow: [0xfd, 0x09, 0x00], wide: [0xfd, 0x0a, 0x00] } as const;
/** Loads of 16 bytes, and of 8 into the first half, less the offset. */
const loadWhole = [0xfd, 0x00, 0x00];
const loadHalf = [0xfd, 0x03, 0x00];
/** A vector with the bit of each of four rows in its lane. */
const rowBits = [0xfd, 0x0c, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0];
const zeroVector = [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)];

/** Where the parts of a table of bits are. */
const tableParts = { least: 0, mask: 4, bits: 8 } as const;

/** So few values of 32 bits are computed for 64 rows without a loop; more of them, or wider ones, would not fit the processor's registers. */
const fewValues = 3;
function isLarge(order: readonly Lanes[]): boolean {
  let computed = 0;
  for (let n = 0; n < order.length; n++) {
    const node = order[n];
    if (node === undefined) continue;
    if (node.kind === 'computed' || node.kind === 'choice') computed++;
    if (computed > fewValues || vectorsOf(node) > 1) return true;
  }
  return false;
}

/** Shifts the bits of the second, third and last 16 rows to their places. */
const quarterShifts = [0, 16, 32, 48].map((bits): readonly number[] => [0x42, bits]);

export class Kernel {
  readonly w: Writer;
  readonly body: Body;
  readonly words: Words;
  readonly narrow: NarrowColumns;
  /** i32: the first of the 64 rows, and the first of those at hand in a loop over lanes. */
  readonly base: number;
  readonly at: number;
  /** v128: rows for which something could raise. */
  readonly raised: number;
  /** Blocks that are open around the instructions that are written. */
  depth = 0;
  /** Whether a loop over lanes has been written. */
  usesLanes = false;
  readonly #splats: Splat[] = [];
  readonly #ways: { readonly local: number; readonly ahead: Ahead }[] = [];
  readonly #layout: FrameLayout;
  readonly #pool: number[] = [];
  readonly #columns: number[] = [];
  /** The places of the numbers that grow from four rows to the next, with by how much. */
  readonly #moving: number[] = [];
  readonly #steps: number[] = [];
  #movingCount = 0;

  constructor(
    program: WrittenProgram,
    baked: ReadonlySet<number>,
    writer: Writer,
    imports: Imports,
    layout: FrameLayout,
    narrow: NarrowWidths,
    flagged: readonly (boolean | undefined)[],
  ) {
    this.w = writer;
    this.body = new Body(program, baked, writer, imports, layout, flagged);
    this.words = new Words(this.w, () => this.add('i64'));
    this.narrow = new NarrowColumns(this, layout, narrow);
    this.#layout = layout;
    this.base = this.add('i32');
    this.at = this.add('i32');
    this.raised = this.add('v128');
  }

  add(type: LocalType): number {
    return this.body.locals.add(type);
  }

  put(...codes: readonly (readonly number[])[]): void {
    for (let n = 0; n < codes.length; n++) this.w.bytesOf(codes[n] ?? []);
  }
  get(local: number): void {
    this.w.byte(0x20);
    this.w.u32(local);
  }
  set(local: number): void {
    this.w.byte(0x21);
    this.w.u32(local);
  }
  i32(value: number): void {
    this.w.byte(0x41);
    this.w.s32(value);
  }
  open(kind: readonly number[]): number {
    this.put(kind);
    return ++this.depth;
  }
  close(): void {
    this.put(op.end);
    this.depth--;
  }
  /** Leaves the block that was opened as the `level`th, or begins that loop again. */
  branch(level: number, conditional = false): void {
    this.w.byte(conditional ? 0x0d : 0x0c);
    this.w.u32(this.depth - level);
  }

  /** Gives what is the same for all rows its local. What it is made of must have a place before the first row, so that is asked for here. */
  #splat(node: Splat): void {
    if (node.local >= 0) return;
    const { locals } = this.body;
    if (node.kind === 'pattern') {
      locals.slot(node.slot, '_pointer');
      node.local = this.#patternLocal(node.slot, node.part, node.search);
    } else if (node.kind === 'param') locals.address('param', node.param);
    else if (node.kind === 'table') locals.address('address', node.table);
    if (node.local >= 0) return;
    node.local = this.add('v128');
    this.#splats.push(node);
  }

  /** The local that holds the same part of a constant already; -1 if none does. */
  #patternLocal(slot: number, part: PatternPart, search: Search): number {
    for (const one of this.#splats)
      if (one.kind === 'pattern' && one.slot === slot && one.part === part && one.search === search) return one.local;
    return -1;
  }

  /** Fills the vectors of the constants and parameters that have been asked for; for the place before the first row. */
  splatAll(): void {
    for (const { local, ahead } of this.#ways) {
      pushSize(this, ahead.slot, ahead.search);
      this.i32(1);
      this.put(op.i32Sub);
      this.set(local);
    }
    for (const node of this.#splats) {
      if (node.kind === 'pattern') {
        pushPattern(this, node.slot, node.search, node.part);
        this.set(node.local);
        continue;
      }
      if (node.kind === 'constant') this.get(parameter.frame);
      else if (node.kind === 'param') this.get(this.body.locals.address('param', node.param));
      else this.get(this.body.locals.address('address', node.table));
      const whole = node.kind === 'table' && node.part === 'bits';
      this.put(whole ? loadWhole : isWide(node) ? loadSplat.wide : loadSplat.narrow);
      this.w.u32(
        node.kind === 'constant'
          ? this.#layout.slots + node.slot * 16
          : node.kind === 'table'
            ? tableParts[node.part]
            : 0,
      );
      this.set(node.local);
    }
  }

  /** Computes a value for 64 rows, from the nodes in `order`: a condition into an i64 local, which is given; of any other value only what it notes matters. */
  lanes(root: Computed, order: readonly Lanes[], result: number | undefined): void {
    this.usesLanes = true;
    const units = isLarge(order) ? 4 : 16;
    this.get(this.base);
    this.set(this.at);
    const level = units === 4 ? this.open(op.loop) : 0;
    foldColumns(order);
    this.#place(order);
    this.#movingCount = 0;
    const from = this.w.length;
    this.#unit(order, result === undefined ? undefined : root);
    const to = this.w.length;
    for (let quarter = 0; quarter < units / 4; quarter++) {
      for (let unit = 0; unit < 4; unit++) {
        // Four rows differ from the next four in where their values are.
        if (quarter + unit > 0)
          this.w.repeat(from, to, this.#moving, this.#steps, this.#movingCount, quarter * 4 + unit);
        if (result !== undefined && unit % 2 === 1) this.put(op.narrow32);
      }
      if (result === undefined) continue;
      this.put(op.narrow16, op.bitmask, op.extendU);
      if (units === 4) {
        this.get(this.at);
        this.put(op.extendU, op.i64Shl);
      } else if (quarter > 0) this.put(quarterShifts[quarter] ?? [], op.i64Shl);
      if (quarter > 0 || units === 4) {
        this.get(result);
        this.put(op.i64Or);
      }
      this.set(result);
    }
    if (units === 16) return;
    this.get(this.at);
    this.i32(16);
    this.put(op.i32Add);
    this.set(this.at);
    this.get(this.at);
    this.get(this.base);
    this.put(op.i32Sub);
    this.i32(64);
    this.put(op.i32LtS);
    this.branch(level, true);
    this.close();
  }

  /** Gives each node its vectors, the same for any four rows, and each column the address at which the values of the rows at hand begin. */
  #place(order: readonly Lanes[]): void {
    let vectors = 0;
    let columns = 0;
    for (let n = 0; n < order.length; n++) {
      const node = order[n];
      if (node === undefined) continue;
      if (isSplat(node)) {
        this.#splat(node);
        continue;
      }
      node.local = vectors;
      for (let more = vectorsOf(node); more > 0; more--) this.#pool[vectors++] ??= this.add('v128');
      if (node.kind !== 'column') continue;
      node.address = this.#columns[columns++] ??= this.add('i32');
      this.get(this.body.locals.column(node.column, '_values'));
      this.get(this.at);
      this.i32(Math.log2(node.bytes));
      this.put(op.i32Shl, op.i32Add);
      if (node.ahead !== undefined) {
        this.get(this.#way(node.ahead));
        this.put(op.i32Add);
      }
      this.set(node.address);
    }
  }

  /** The local that holds how many bytes the last byte of a constant's part is behind its first. */
  #way(ahead: Ahead): number {
    this.body.locals.slot(ahead.slot, '_pointer');
    for (const one of this.#ways)
      if (one.ahead.slot === ahead.slot && one.ahead.search === ahead.search) return one.local;
    const local = this.add('i32');
    this.#ways.push({ local, ahead });
    return local;
  }

  /** The local of one of a node's vectors. */
  #vector(node: Lanes, vector: number): number {
    return isSplat(node) ? node.local : (this.#pool[node.local + vector] ?? 0);
  }

  /** The first four of the rows at hand. A condition at the root is left on the stack. */
  #unit(order: readonly Lanes[], root: Computed | undefined): void {
    for (let n = 0; n < order.length; n++) {
      const node = order[n];
      if (node?.kind === 'column') {
        if (node.folded) continue;
        for (let vector = 0; vector < vectorsOf(node); vector++) {
          this.#load(node, vector);
          this.set(this.#vector(node, vector));
        }
      } else if (node?.kind === 'choice') this.#choice(node);
      else if (node?.kind === 'computed') this.#stencil(node, node === root);
    }
  }

  /** Pushes one of the vectors of a column's four values. */
  #load(node: Column, vector: number): void {
    const bytes = node.bytes * 4;
    this.get(node.address);
    this.put(bytes === 8 ? loadHalf : loadWhole);
    this.#moves(bytes, vector * 16);
  }

  /** Writes a number that grows from four rows to the next. */
  #moves(by: number, first: number): void {
    this.#moving[this.#movingCount] = this.w.length;
    this.#steps[this.#movingCount++] = by;
    this.w.short(first);
  }

  #choice(node: Choice): void {
    const vectors = vectorsOf(node);
    for (let half = 0; half < vectors; half++) {
      this.get(this.#vector(node.then, half));
      this.get(this.#vector(node.otherwise, half));
      this.words.push(node.rows);
      // A shift takes its count modulo 64, and the first of the 64 rows is a multiple of it.
      this.get(this.at);
      this.w.byte(0x41);
      this.#moves(4, 0);
      this.put(op.i32Add, op.extendU, op.i64ShrU, op.wrap, op.i32x4Splat, rowBits, op.v128And, rowBits, op.i32x4Eq);
      if (vectors === 2) this.put(half === 0 ? op.extendLow : op.extendHigh);
      this.put(op.bitselect);
      this.set(this.#vector(node, half));
    }
  }

  #stencil(node: Computed, isRoot: boolean): void {
    const { code, inputs } = node;
    const { stencil } = code;
    for (let n = 0; n < stencil.length; n++) {
      const piece = stencil[n];
      if (piece === undefined) continue;
      this.w.copy(piece.bytes);
      const { hole } = piece;
      if (hole === undefined) continue;
      if (hole.kind === 'temp') this.w.u32(this.body.locals.temp(hole.key, hole.type));
      else if (hole.kind === 'scan') this.w.u32(this.raised);
      else if (hole.kind === 'slot') {
        const input = hole.place === code.output ? node : inputs[hole.place];
        const vector = vectorOf[hole.lane] ?? 0;
        if (input?.kind === 'column' && input.folded) {
          // In place of the instruction that would get it from a local.
          this.w.length--;
          this.#load(input, vector);
        } else this.w.u32(input === undefined ? 0 : this.#vector(input, vector));
      }
    }
    if (code.condition && !isRoot) this.set(this.#vector(node, 0));
  }

  /** Begins the note of what could raise. */
  clearRaised(): void {
    this.put(zeroVector);
    this.set(this.raised);
  }
}
