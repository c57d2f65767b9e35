/** The kernel's function as it is being written: its locals, instructions, and the loops over lanes. */
import type { FrameLayout } from '../frame.js';
import { Body, type WrittenProgram } from '../stencils/body.js';
import type { Imports } from '../stencils/imports.js';
import type { NarrowWidths } from '../stencils/module-engine.js';
import type { LocalType } from '../stencils/stencil.js';
import type { Writer } from '../stencils/writer.js';
import { foldable, laneStencil, vectorOf } from './lane-stencil.js';
import { inOrder, isWide, vectorsOf, type Computed, type Lanes } from './lanes.js';
import { NarrowColumns } from './narrow.js';
import { op } from './op.js';
import { parameter } from './parameter.js';
import { pushPattern, pushSize } from './pattern.js';
import { spelled } from './search.js';
import { Words } from './words.js';

/** Loads that fill all lanes, of 32 and of 64 bits. */
const loadSplat = { narrow: [0xfd, 0x09, 0x00], wide: [0xfd, 0x0a, 0x00] } as const;
/** Loads of 16 bytes, and of 8 into the first half, less the offset. */
const loadWhole = [0xfd, 0x00, 0x00];
const loadHalf = [0xfd, 0x03, 0x00];
/** A vector with the bit of each of four rows in its lane. */
const rowBits = [0xfd, 0x0c, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0];
const zeroVector = [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)];

type Column = Extract<Lanes, { kind: 'column' }>;
type Ahead = NonNullable<Extract<Lanes, { kind: 'column' }>['ahead']>;
/** What is the same for all rows. */
type Splat = Extract<Lanes, { kind: 'constant' | 'param' | 'table' | 'pattern' }>;
/** Where the parts of a table of bits are. */
const tableParts = { least: 0, mask: 4, bits: 8 } as const;

const isSplat = (node: Lanes): node is Splat =>
  node.kind === 'constant' || node.kind === 'param' || node.kind === 'table' || node.kind === 'pattern';

function whatOf(node: Splat): string {
  switch (node.kind) {
    case 'constant':
      return `${node.slot}`;
    case 'param':
      return `${node.param}`;
    case 'table':
      return `${node.table} ${node.part}`;
    case 'pattern':
      return `${node.slot} ${node.part} ${spelled(node.search)}`;
  }
}

/** The instructions for four rows while they are written: where their values begin and what holds their vectors; which columns are loaded where they are read; and the places of the numbers that grow from four rows to the next, with by how much. */
interface FourRows {
  readonly columns: ReadonlyMap<Lanes, number>;
  readonly locals: ReadonlyMap<Lanes, readonly number[]>;
  readonly folded: ReadonlySet<Lanes>;
  readonly moving: number[];
  readonly steps: number[];
}

/** So few values of 32 bits are computed for 64 rows without a loop; more of them, or wider ones, would not fit the processor's registers. */
const fewValues = 3;

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
  readonly #splats = new Map<string, readonly [local: number, node: Splat]>();
  readonly #ways = new Map<string, readonly [local: number, ahead: Ahead]>();
  readonly #layout: FrameLayout;
  readonly #pool: number[] = [];
  readonly #columns: number[] = [];

  constructor(
    program: WrittenProgram,
    baked: ReadonlySet<number>,
    writer: Writer,
    imports: Imports,
    layout: FrameLayout,
    narrow: NarrowWidths,
  ) {
    this.w = writer;
    this.body = new Body(program, baked, writer, imports, layout, true);
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

  #splat(node: Splat): number {
    if (node.kind === 'pattern') this.body.locals.slot(node.slot, '_pointer');
    const key = `${node.kind} ${whatOf(node)}`;
    const known = this.#splats.get(key);
    if (known !== undefined) return known[0];
    const local = this.add('v128');
    this.#splats.set(key, [local, node]);
    return local;
  }

  /** Fills the vectors of the constants and parameters that have been asked for; for the place before the first row. */
  splatAll(): void {
    for (const [local, { slot, search }] of this.#ways.values()) {
      pushSize(this, slot, search);
      this.i32(1);
      this.put(op.i32Sub);
      this.set(local);
    }
    for (const [local, node] of this.#splats.values()) {
      if (node.kind === 'pattern') {
        pushPattern(this, node.slot, node.search, node.part);
        this.set(local);
        continue;
      }
      if (node.kind === 'constant') this.get(parameter.frame);
      else if (node.kind === 'param') this.get(this.body.locals.address('param', node.param));
      else this.get(this.body.locals.address('address', node.table));
      const whole = node.kind === 'table' && node.part === 'bits';
      this.put(whole ? [0xfd, 0x00, 0x00] : isWide(node) ? loadSplat.wide : loadSplat.narrow);
      this.w.u32(
        node.kind === 'constant'
          ? this.#layout.slots + node.slot * 16
          : node.kind === 'table'
            ? tableParts[node.part]
            : 0,
      );
      this.set(local);
    }
  }

  /** Computes a value for 64 rows: a condition into an i64 local, which is given; of any other value only what it notes matters. */
  lanes(root: Computed, result: number | undefined): void {
    this.usesLanes = true;
    const order = [...inOrder(root)];
    const computed = order.filter(({ kind }) => kind === 'computed' || kind === 'choice');
    const units = computed.length > fewValues || order.some((node) => vectorsOf(node) > 1) ? 4 : 16;
    this.get(this.base);
    this.set(this.at);
    const level = units === 4 ? this.open(op.loop) : 0;
    const columns = this.#addresses(order);
    const locals = this.#vectors(order);
    const writes = order.filter((node) => !isSplat(node));
    const rows: FourRows = { columns, locals, folded: foldable(writes), moving: [], steps: [] };
    const from = this.w.length;
    this.#unit(writes, rows, result === undefined ? undefined : root);
    const to = this.w.length;
    for (let quarter = 0; quarter < units / 4; quarter++) {
      for (let unit = 0; unit < 4; unit++) {
        // Four rows differ from the next four in where their values are.
        if (quarter + unit > 0) this.w.repeat(from, to, rows.moving, rows.steps, quarter * 4 + unit);
        if (result !== undefined && unit % 2 === 1) this.put(op.narrow32);
      }
      if (result === undefined) continue;
      this.put(op.narrow16, op.bitmask, op.extendU);
      if (units === 4) {
        this.get(this.at);
        this.put(op.extendU, op.i64Shl);
      } else if (quarter > 0) this.put([0x42, quarter * 16], op.i64Shl);
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

  /** Where the values of the rows at hand begin, for each column. */
  #addresses(order: readonly Lanes[]): ReadonlyMap<Lanes, number> {
    const found = new Map<Lanes, number>();
    for (const node of order) {
      if (node.kind !== 'column') continue;
      const local = this.#columns[found.size] ?? this.add('i32');
      this.#columns[found.size] = local;
      this.get(this.body.locals.column(node.column, '_values'));
      this.get(this.at);
      this.i32(Math.log2(node.bytes));
      this.put(op.i32Shl, op.i32Add);
      if (node.ahead !== undefined) {
        this.get(this.#way(node.ahead));
        this.put(op.i32Add);
      }
      this.set(local);
      found.set(node, local);
    }
    return found;
  }

  /** The local that holds how many bytes the last byte of a constant's part is behind its first. */
  #way(ahead: Ahead): number {
    this.body.locals.slot(ahead.slot, '_pointer');
    const key = `${ahead.slot} ${spelled(ahead.search)}`;
    const [local] = this.#ways.get(key) ?? [this.add('i32')];
    this.#ways.set(key, [local, ahead]);
    return local;
  }

  /** The locals that hold the vectors of each node, the same for any four rows. */
  #vectors(order: readonly Lanes[]): ReadonlyMap<Lanes, readonly number[]> {
    const locals = new Map<Lanes, readonly number[]>();
    let used = 0;
    for (const node of order) {
      const own: number[] = [];
      if (isSplat(node)) {
        const local = this.#splat(node);
        own.push(local, local);
      } else
        for (let n = vectorsOf(node); n > 0; n--) {
          const local = this.#pool[used] ?? this.add('v128');
          this.#pool[used++] = local;
          own.push(local);
        }
      locals.set(node, own);
    }
    return locals;
  }

  /** The first four of the rows at hand. A condition at the root is left on the stack. */
  #unit(order: readonly Lanes[], rows: FourRows, root: Computed | undefined): void {
    for (const node of order) {
      const own = rows.locals.get(node) ?? [];
      if (node.kind === 'column') {
        if (rows.folded.has(node)) continue;
        for (let vector = 0; vector < own.length; vector++) {
          this.#load(node, vector, rows);
          this.set(own[vector] ?? 0);
        }
      } else if (node.kind === 'choice') this.#choice(node, rows, own);
      else if (node.kind === 'computed') this.#stencil(node, rows, own, node === root);
    }
  }

  /** Pushes one of the vectors of a column's four values. */
  #load(node: Column, vector: number, { columns, moving, steps }: FourRows): void {
    const bytes = node.bytes * 4;
    this.get(columns.get(node) ?? 0);
    this.put(bytes === 8 ? loadHalf : loadWhole);
    moving.push(this.w.length);
    steps.push(bytes);
    this.w.short(vector * 16);
  }

  #choice(
    { rows, then, otherwise }: Extract<Lanes, { kind: 'choice' }>,
    { locals, moving, steps }: FourRows,
    own: readonly number[],
  ): void {
    own.forEach((local, half) => {
      this.get(locals.get(then)?.[half] ?? 0);
      this.get(locals.get(otherwise)?.[half] ?? 0);
      this.words.push(rows);
      // A shift takes its count modulo 64, and the first of the 64 rows is a multiple of it.
      this.get(this.at);
      this.w.byte(0x41);
      moving.push(this.w.length);
      steps.push(4);
      this.w.short(0);
      this.put(op.i32Add, op.extendU, op.i64ShrU, op.wrap, op.i32x4Splat, rowBits, op.v128And, rowBits, op.i32x4Eq);
      if (own.length === 2) this.put(half === 0 ? op.extendLow : op.extendHigh);
      this.put(op.bitselect);
      this.set(local);
    });
  }

  #stencil(node: Computed, rows: FourRows, own: readonly number[], isRoot: boolean): void {
    for (const { bytes, hole } of laneStencil(node).stencil) {
      this.w.copy(bytes);
      if (hole === undefined) continue;
      if (hole.kind === 'temp') this.w.u32(this.body.locals.temp(hole.key, hole.type));
      else if (hole.kind === 'scan') this.w.u32(this.raised);
      else if (hole.kind === 'slot') {
        const input = node.inputs.get(hole.place);
        const vector = vectorOf[hole.lane] ?? 0;
        if (hole.place === node.output) this.w.u32(own[vector] ?? 0);
        else if (input?.kind === 'column' && rows.folded.has(input)) {
          // In place of the instruction that would get it from a local.
          this.w.length--;
          this.#load(input, vector, rows);
        } else this.w.u32(input === undefined ? 0 : (rows.locals.get(input)?.[vector] ?? 0));
      }
    }
    if (node.stencil.condition && !isRoot) this.set(own[0] ?? 0);
  }

  /** Begins the note of what could raise. */
  clearRaised(): void {
    this.put(zeroVector);
    this.set(this.raised);
  }
}
