/** A row's values as a set takes them: each column that any predicate reads is read once, and its text is put into linear memory once for all kernels, if one asks for it. */
import { types, type TypeName, type Value } from '../../catalog/types.js';
import type { Placed } from '../../engines/placed.js';
import type { Arena } from '../../arena/arena.js';
import { storedBytes } from '../../functions/stored-value.js';
import { TextHeap } from '../../memory/text-heap.js';
import type { Schema } from '../../sql/expression.js';
import { columnReader, type RowForm } from '../row-column.js';
import { placed, rowOf } from '../row-program.js';
import type { RowInputs } from './row-inputs.js';
import { unavailable } from '../../catalog/unavailable.js';

export class RowReader {
  readonly #arena: Arena;
  readonly #schema: Schema;
  readonly #form: RowForm;
  readonly #sites = new Map<number, ReturnType<typeof columnReader>['site']>();
  readonly #texts: TextHeap;

  constructor(arena: Arena, schema: Schema, form: RowForm) {
    this.#arena = arena;
    this.#schema = schema;
    this.#form = form;
    this.#texts = new TextHeap(arena);
  }

  /**
   * Reads these columns. A value that is not known is that of `before`, if it is known there; without `before`, what was read last is forgotten. `index` is the row's
   * number in errors. Raises what a column's value does, with the column's name.
   */
  read(given: unknown, columns: readonly number[], index: number, before?: RowInputs): RowInputs {
    const values: RowInputs['values'][number][] = [];
    const unknown = new Set<number>();
    try {
      const row = rowOf(given);
      for (const column of columns) {
        const site = this.#site(column);
        const value = row[site.key];
        if (value !== unavailable) values[column] = site.value(row, value);
        else if (before === undefined || before.unknown.has(column)) unknown.add(column);
        else values[column] = before.values[column];
      }
    } catch (error) {
      throw placed(error, index);
    }
    if (before === undefined) this.#texts.clear();
    const places: (Value | Placed | null)[] = [];
    const placedAt = (column: number): Value | Placed | null => {
      const place = places[column] ?? this.#place(values[column] ?? null, this.#schema[column]?.type ?? 'text');
      places[column] = place;
      return place;
    };
    return { values, placed: placedAt, unknown };
  }

  free(): void {
    this.#texts.free();
  }

  #site(column: number): ReturnType<typeof columnReader>['site'] {
    let site = this.#sites.get(column);
    if (site === undefined) {
      ({ site } = columnReader(this.#arena, this.#schema, column, this.#form));
      this.#sites.set(column, site);
    }
    return site;
  }

  #place(value: Value | null, type: TypeName): Value | Placed | null {
    if (value === null || types[type].representation !== 'ref') return value;
    const bytes = storedBytes(this.#arena, type, String(value));
    return { address: this.#texts.add(bytes), length: bytes.length };
  }
}
