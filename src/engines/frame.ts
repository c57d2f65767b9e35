/**
 * A program's frame: what a kernel of any engine keeps in linear memory. Cells of 16 bytes (a value in 8, its null flag as an i32)
 * for the slots and the parameters; the addresses of the columns, of the tables of IN lists and of the results; and, elsewhere, these tables, the bitmap and the results.
 */
import type { Attribute } from '../catalog/attribute.js';
import { scaledForm } from '../catalog/scaled.js';
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import type { Batch as ColumnBatch } from '../memory/batch.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import type { NarrowBytes } from '../memory/narrow.js';
import type { Program } from '../program/program.js';
import { instantiateFamily } from '../functions/instances.js';
import { storedBytes, writeNumber } from '../functions/stored-value.js';
import { buildTable } from './array-table.js';
import type { Batch } from './engine.js';
import type { Placed } from './placed.js';

const cellSize = 16;
/** Behind a text, so that a kernel may load more than it needs of its last bytes. */
const spareBytes = 16;
/** Where the parts of a program's frame begin, in bytes from its own beginning: programs of the same shape have the same. */
export interface FrameLayout {
  /** Slot n's cell is at `slots + 16 * n`, parameter n's at `params + 16 * n`. */
  readonly slots: number;
  readonly params: number;
  /** The address of column n's values is at `columns + 8 * n`, that of its validity 4 bytes behind. */
  readonly columns: number;
  /** The address of table n is at `tables + 4 * n`, and that of the results at `results`. */
  readonly tables: number;
  readonly results: number;
  /** The cells of the arguments of calls (FCINFO_ARG) begin here. */
  readonly cells: number;
  /** The address of column n's narrow values is at `narrow + 8 * n`, that of its zones 4 bytes behind. */
  readonly narrow: number;
  readonly size: number;
}

export function frameLayout({
  slots,
  params,
  columns,
  tables,
  cells,
}: Pick<Program, 'slots' | 'params' | 'columns' | 'tables' | 'cells'>): FrameLayout {
  const paramsAt = slots.length * cellSize;
  const columnsAt = paramsAt + params.length * cellSize;
  const tablesAt = columnsAt + columns.length * 8;
  const resultsAt = tablesAt + tables.length * 4;
  const cellsAt = (resultsAt + 4 + cellSize - 1) & -cellSize;
  const narrowAt = cellsAt + cells * cellSize;
  return {
    slots: 0,
    params: paramsAt,
    columns: columnsAt,
    tables: tablesAt,
    results: resultsAt,
    cells: cellsAt,
    narrow: narrowAt,
    size: narrowAt + columns.length * 8,
  };
}

export class Frame {
  readonly arena: Arena;
  readonly program: Program;
  /** Where it begins, and where its parts are from there. */
  readonly base: number;
  readonly layout: FrameLayout;
  /** Byte addresses: slot n is at `slots + 16 * n`, parameter n at `params + 16 * n`, column n's values and validity at `columns + 8 * n`. */
  readonly slots: number;
  readonly params: number;
  readonly columns: number;
  readonly cells: number;
  readonly tables: readonly number[];
  bitmap = 0;
  results = 0;
  #capacity = 0;
  /** The attributes of a heap batch's table that have been compared with the program's. */
  #checked: readonly Attribute[] | undefined;
  #freed = false;
  readonly #owned: number[] = [];
  #paramTexts: number[] = [];

  constructor(program: Program, arena: Arena) {
    this.program = program;
    this.arena = arena;
    this.layout = frameLayout(program);
    this.base = arena.allocate(this.layout.size);
    this.#owned.push(this.base);
    this.slots = this.base + this.layout.slots;
    this.params = this.base + this.layout.params;
    this.columns = this.base + this.layout.columns;
    this.cells = this.base + this.layout.cells;
    try {
      for (const family of program.families) instantiateFamily(arena, family);
      program.constants.forEach(({ type, value }, slot) => {
        this.#write(this.slots + slot * cellSize, type, value, this.#owned);
      });
      this.tables = program.tables.map((table) => buildTable(arena, table, this.#owned));
    } catch (error) {
      this.free();
      throw error;
    }
    arena.views.i32.set(this.tables, (this.base + this.layout.tables) >> 2);
  }

  setParams(values: readonly (Value | Placed | null)[]): void {
    const { params } = this.program;
    if (values.length !== params.length) {
      throw new SqlError(
        '08P01',
        `bind message supplies ${values.length} parameters, but the expression requires ${params.length}`,
      );
    }
    this.#mustLive();
    // All new texts before any cell is written: when one does not fit, the old values stay whole.
    const texts: number[] = [];
    const placed = this.#placeAll(values, texts);
    for (const text of this.#paramTexts) this.arena.free(text);
    this.#paramTexts = texts;
    params.forEach((type: TypeName, n) => {
      const value = placed[n] ?? null;
      const cell = this.params + n * cellSize;
      this.arena.views.i32[(cell >> 2) + 2] = value === null ? 1 : 0;
      if (value !== null) this.#writePlaced(cell, type, value);
    });
  }

  /** Notes where the batch's columns or pages are and makes room for its rows' bits. */
  bind(batch: Batch): void {
    this.#mustLive();
    if (batch.freed) throw new SqlError('55000', 'the batch has been freed');
    if (batch.arena !== this.arena) throw new SqlError('XX000', 'the batch is in another arena than the kernel');
    if (batch.layout !== this.program.layout) {
      throw new SqlError(
        'XX000',
        `the batch has the layout ${batch.layout}, but the program was made for ${this.program.layout}`,
      );
    }
    this.program.columns.forEach((type, n) => {
      const column = batch.schema[n];
      const form = column === undefined || batch.layout === 'heap' ? undefined : scaledForm(column);
      const places = this.program.places?.[n] ?? undefined;
      const isStoredSo =
        column !== undefined &&
        (form === undefined ? types[column.type].storage : 'INT8') === types[type].storage &&
        form?.places === places;
      if (!isStoredSo) {
        const decimals = (count: number | undefined): string =>
          count === undefined ? '' : ` stored with ${count} decimal places`;
        throw new SqlError(
          '42804',
          `column ${n + 1} of the batch is ${column?.type ?? 'missing'}${decimals(form?.places)}, but the program was made for ${type}${decimals(places)}`,
        );
      }
    });
    if ((batch.layout === 'heap' ? batch.capacity : batch.rows) > this.#capacity) this.#makeRoom(batch.capacity);
    if (batch.layout === 'heap') {
      this.#checkTable(batch);
      batch.bind(this.program.plain);
      return;
    }
    const { i32 } = this.arena.views;
    const known = this.program.columns.length;
    batch.columns.forEach(({ values, validity }, n) => {
      // The frame has no place for columns beyond those of the program.
      if (n >= known) return;
      i32[(this.columns >> 2) + 2 * n] = values;
      i32[(this.columns >> 2) + 2 * n + 1] = validity;
    });
  }

  /** Notes where narrow columns are, of those that the kernel can use, and gives the bytes of a value of each column; 0 where there is none. */
  bindNarrow(batch: ColumnBatch, usable: readonly number[]): readonly (NarrowBytes | 0)[] {
    const found = this.program.columns.map((_, n) => (usable.includes(n) ? batch.narrowed(n) : undefined));
    const { i32 } = this.arena.views;
    const at = (this.base + this.layout.narrow) >> 2;
    found.forEach((column, n) => {
      i32[at + 2 * n] = column?.values ?? 0;
      i32[at + 2 * n + 1] = column?.zones ?? 0;
    });
    return found.map((column) => column?.bytes ?? 0);
  }

  /** Room for the bits and the values of so many rows. The old room is given back only when the new one is there. */
  #makeRoom(capacity: number): void {
    const bitmap = this.arena.allocate(Math.ceil(capacity / 32) * 4);
    let results = 0;
    try {
      if (this.program.kind === 'scalar') results = this.arena.allocate(capacity * 8);
    } catch (error) {
      this.arena.free(bitmap);
      throw error;
    }
    if (this.bitmap !== 0) this.arena.free(this.bitmap);
    if (this.results !== 0) this.arena.free(this.results);
    this.bitmap = bitmap;
    this.results = results;
    this.#capacity = capacity;
    this.arena.views.i32[(this.base + this.layout.results) >> 2] = results;
  }

  /** Another table with the same columns may have its tuples laid out in another way. */
  #checkTable({ table }: HeapBatch): void {
    if (table.attributes === this.#checked) return;
    const own = this.program.attributes ?? [];
    const laidOut = ({ length, align, notNull, missing, column }: Attribute) =>
      [length, align, notNull, typeof missing, missing, column].join();
    if (
      own.length !== table.attributes.length ||
      own.some((attribute, n) => laidOut(attribute) !== laidOut(table.attributes[n] ?? attribute))
    ) {
      throw new SqlError('42804', 'the batch is of another table than the program was made for');
    }
    this.#checked = table.attributes;
  }

  /** Gives the memory back; the frame cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    for (const address of [this.bitmap, this.results, ...this.#owned, ...this.#paramTexts]) {
      if (address !== 0) this.arena.free(address);
    }
  }

  #mustLive(): void {
    if (this.#freed) throw new SqlError('55000', 'the kernel has been freed');
  }

  /** The parameters' values, texts placed in linear memory; none of them stays there if one does not fit. */
  #placeAll(values: readonly (Value | Placed | null)[], texts: number[]): (Value | Placed | null)[] {
    try {
      return this.program.params.map((type, n) => {
        const value = values[n] ?? null;
        return value !== null && typeof value !== 'object' && types[type].representation === 'ref'
          ? this.#place(type, value, texts)
          : value;
      });
    } catch (error) {
      for (const text of texts) this.arena.free(text);
      throw error;
    }
  }

  /** The bytes of a value in linear memory; their address is added to `owned`. */
  #place(type: TypeName, value: Value, owned: number[]): Placed {
    const bytes = storedBytes(this.arena, type, String(value));
    const address = this.arena.allocate(bytes.length + spareBytes);
    owned.push(address);
    this.arena.views.u8.set(bytes, address);
    return { address, length: bytes.length };
  }

  #write(cell: number, type: TypeName, value: Value, owned: number[]): void {
    this.#writePlaced(cell, type, types[type].representation === 'ref' ? this.#place(type, value, owned) : value);
  }

  #writePlaced(cell: number, type: TypeName, value: Value | Placed): void {
    if (typeof value === 'object') {
      const { i32 } = this.arena.views;
      i32[cell >> 2] = value.address;
      i32[(cell >> 2) + 1] = value.length;
      return;
    }
    writeNumber(this.arena.views, cell, type, value);
  }
}
