/**
 * A program's frame: what a kernel of any engine keeps in linear memory. Cells of 16 bytes (a value in 8, its null flag as an i32)
 * for the slots and the parameters; the addresses of the columns, of the tables of IN lists and of the results; and, elsewhere, these tables, the bitmap and the results.
 */
import type { Attribute } from '../catalog/attribute.js';
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import type { Program } from '../program/program.js';
import { instantiateFamily } from '../functions/instances.js';
import { storedBytes, writeNumber } from '../functions/stored-value.js';
import { buildTable } from './array-table.js';
import type { Batch } from './engine.js';

const cellSize = 16;
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
  readonly size: number;
}

export function frameLayout({ slots, params, columns, tables, cells }: Program): FrameLayout {
  const paramsAt = slots.length * cellSize;
  const columnsAt = paramsAt + params.length * cellSize;
  const tablesAt = columnsAt + columns.length * 8;
  const resultsAt = tablesAt + tables.length * 4;
  const cellsAt = (resultsAt + 4 + cellSize - 1) & -cellSize;
  return {
    slots: 0,
    params: paramsAt,
    columns: columnsAt,
    tables: tablesAt,
    results: resultsAt,
    cells: cellsAt,
    size: cellsAt + cells * cellSize,
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
  readonly #owned: number[] = [];
  #paramTexts: number[] = [];

  constructor(program: Program, arena: Arena) {
    this.program = program;
    this.arena = arena;
    this.layout = frameLayout(program);
    this.base = arena.allocate(this.layout.size);
    this.slots = this.base + this.layout.slots;
    this.params = this.base + this.layout.params;
    this.columns = this.base + this.layout.columns;
    this.cells = this.base + this.layout.cells;
    for (const family of program.families) instantiateFamily(arena, family);
    program.constants.forEach(({ type, value }, slot) => {
      this.#write(this.slots + slot * cellSize, type, value, this.#owned);
    });
    this.tables = program.tables.map((table) => buildTable(arena, table, this.#owned));
    arena.views.i32.set(this.tables, (this.base + this.layout.tables) >> 2);
  }

  setParams(values: readonly (Value | null)[]): void {
    const { params } = this.program;
    if (values.length !== params.length) {
      throw new SqlError(
        '08P01',
        `bind message supplies ${values.length} parameters, but the expression requires ${params.length}`,
      );
    }
    for (const text of this.#paramTexts) this.arena.free(text);
    this.#paramTexts = [];
    params.forEach((type: TypeName, n) => {
      const value = values[n] ?? null;
      const cell = this.params + n * cellSize;
      this.arena.views.i32[(cell >> 2) + 2] = value === null ? 1 : 0;
      if (value !== null) this.#write(cell, type, value, this.#paramTexts);
    });
  }

  /** Notes where the batch's columns or pages are and makes room for its rows' bits. */
  bind(batch: Batch): void {
    if (batch.arena !== this.arena) throw new SqlError('XX000', 'the batch is in another arena than the kernel');
    if (batch.layout !== this.program.layout) {
      throw new SqlError(
        'XX000',
        `the batch has the layout ${batch.layout}, but the program was made for ${this.program.layout}`,
      );
    }
    this.program.columns.forEach((type, n) => {
      const column = batch.schema[n];
      if (
        column === undefined ||
        types[column.type].representation !== types[type].representation ||
        types[column.type].storage !== types[type].storage
      ) {
        throw new SqlError(
          '42804',
          `column ${n + 1} of the batch is ${column?.type ?? 'missing'}, but the program was made for ${type}`,
        );
      }
    });
    if ((batch.layout === 'heap' ? batch.capacity : batch.rows) > this.#capacity) {
      if (this.bitmap !== 0) this.arena.free(this.bitmap);
      if (this.results !== 0) this.arena.free(this.results);
      this.#capacity = batch.capacity;
      this.bitmap = this.arena.allocate(Math.ceil(this.#capacity / 32) * 4);
      if (this.program.kind === 'scalar') this.results = this.arena.allocate(this.#capacity * 8);
      this.arena.views.i32[(this.base + this.layout.results) >> 2] = this.results;
    }
    if (batch.layout === 'heap') {
      this.#checkTable(batch);
      batch.bind(this.program.plain);
      return;
    }
    const { i32 } = this.arena.views;
    batch.columns.forEach(({ values, validity }, n) => {
      i32[(this.columns >> 2) + 2 * n] = values;
      i32[(this.columns >> 2) + 2 * n + 1] = validity;
    });
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

  free(): void {
    for (const address of [this.base, this.bitmap, this.results, ...this.#owned, ...this.#paramTexts]) {
      if (address !== 0) this.arena.free(address);
    }
  }

  #write(cell: number, type: TypeName, value: Value, owned: number[]): void {
    if (types[type].representation === 'ref') {
      const bytes = storedBytes(this.arena, type, String(value));
      const address = this.arena.allocate(bytes.length);
      owned.push(address);
      const { u8, i32 } = this.arena.views;
      u8.set(bytes, address);
      i32[cell >> 2] = address;
      i32[(cell >> 2) + 1] = bytes.length;
      return;
    }
    writeNumber(this.arena.views, cell, type, value);
  }
}
