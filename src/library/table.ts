/** A table: rows that are converted once, into columns, and filtered by many predicates. */
import { SqlError } from '../error.js';
import { loadFamiliesOf } from '../functions/type-families.js';
import type { Arena } from '../arena/arena.js';
import type { SessionSettings } from '../arena/settings.js';
import { Region } from '../arena/region.js';
import { Batch } from '../memory/batch.js';
import type { Schema } from '../sql/expression.js';
import { sqlAnalyser } from '../sql/analyser.js';
import { loadParser } from './sql-writer.js';
import type { SchemaObject } from '../sql/schema.js';
import { arenaOf } from './options.js';
import { OneUse } from './one-use.js';
import type { Predicate } from './predicate.js';
import { columnReader, type RowForm } from './row-column.js';
import { checkIterable, placed, rowOf } from './row-program.js';
import { rowsAt } from './rows-at.js';
import type { Params, RowOf } from './types.js';

export interface TableOptions extends SessionSettings {
  /** How the rows are given, where that is not as plain objects of JavaScript's own values. */
  readonly rows?: RowForm;
  /** The memory to work in; one that all with the same settings share unless given. Predicates over the table must be in the same one. */
  readonly arena?: Arena;
}

const forgotten = new FinalizationRegistry<Region>((region) => {
  region.free();
});

/** Rows of a schema as columns in linear memory, with the objects that they were made of. It keeps its memory until it is freed or forgotten. */
export class Table<Row = Readonly<Record<string, unknown>>> {
  /** The columns, in order: what predicates over the table are compiled for. */
  readonly schema: Schema;
  readonly #arena: Arena;
  readonly #region: Region;
  readonly #uses = new OneUse('the table');
  readonly #sites: readonly ReturnType<typeof columnReader>['site'][];
  #rows: Row[] = [];
  #batch: Batch;
  /** The batch is not what the rows are: some were deleted, or it has no room for all. */
  #stale = false;

  /** @internal Use `load`. */
  constructor(schema: Schema, arena: Arena, form: RowForm) {
    this.schema = schema;
    this.#arena = arena;
    this.#region = new Region(arena);
    forgotten.register(this, this.#region, this);
    this.#sites = schema.map((_, column) => columnReader(arena, schema, column, form).site);
    this.#batch = this.#region.within(() => new Batch(arena, schema, 64));
  }

  /** The rows, in order, as they were given. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** The rows as a batch, for `select`; made anew when rows were deleted. It is the table's own: do not change it. */
  get batch(): Batch {
    this.#uses.mustLive();
    if (this.#stale) this.#rebuild();
    return this.#batch;
  }

  /** Adds rows at the end: all of them, or none when one raises an error, which names it by its place among those that were given. */
  append(rows: Iterable<Row>): void {
    checkIterable(rows);
    const before = this.#rows.length;
    const batch = this.batch;
    let index = 0;
    try {
      this.#region.within(() => {
        for (const row of rows) {
          if (before + index < this.#batch.capacity) this.#store(this.#batch, row, before + index);
          else this.#grow(row);
          this.#rows[before + index] = row;
          index++;
        }
      });
    } catch (error) {
      this.#rows.length = before;
      if (this.#batch === batch) batch.rows = before;
      else this.#stale = true;
      throw placed(error, index);
    }
    this.#batch.rows = this.#rows.length;
  }

  /** Puts another row in the place of one. Raises 22003 where there is none. */
  update(index: number, row: Row): void {
    this.#check(index);
    const { batch } = this;
    try {
      this.#region.within(() => {
        this.#store(batch, row, index);
      });
    } catch (error) {
      this.#stale = true;
      throw placed(error, index);
    }
    this.#rows[index] = row;
  }

  /** Takes rows out, by their places; those behind them move up. */
  delete(...indices: readonly number[]): void {
    for (const index of indices) this.#check(index);
    const gone = new Set(indices);
    this.#rows = this.#rows.filter((_, index) => !gone.has(index));
    this.#stale = true;
  }

  /** The rows for which the predicate is true, in order. It must be compiled for the table's `schema`, in the same arena. */
  filter(predicate: Pick<Predicate<Row>, 'indices'>, params: Params = []): Row[] {
    return rowsAt(this.#rows, predicate.indices(this.batch, params));
  }

  /** Gives its memory back; it cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (!this.#uses.end()) return;
    forgotten.unregister(this);
    this.#region.free();
  }

  #check(index: number): void {
    if (Number.isInteger(index) && index >= 0 && index < this.#rows.length) return;
    throw new SqlError('22003', `there is no row ${index}: the table has ${this.#rows.length} rows`);
  }

  #store(batch: Batch, given: Row, at: number): void {
    const row = rowOf(given);
    this.#sites.forEach((site, column) => {
      site.store(batch, column, at, row);
    });
  }

  /** A larger batch with all rows so far, and one more. */
  #grow(row: Row): void {
    const old = this.#batch;
    const larger = new Batch(this.#arena, this.schema, old.capacity * 2);
    this.#rows.forEach((each, at) => {
      this.#store(larger, each, at);
    });
    this.#store(larger, row, this.#rows.length);
    this.#batch = larger;
    old.free();
  }

  #rebuild(): void {
    this.#region.within(() => {
      this.#batch.clear();
      this.#rows.forEach((row, at) => {
        this.#store(this.#batch, row, at);
      });
    });
    this.#batch.rows = this.#rows.length;
    this.#stale = false;
  }
}

/**
 * A table of rows, converted once. The rows themselves are kept, not copied: whoever changes one of them calls `update`.
 *
 * @example
 * const table = await load({ age: 'int4', name: 'text' }, people)
 * const p = await predicate('age >= $1', { schema: table.schema })
 * table.filter(p, [18])
 */
export async function load<const S extends string | SchemaObject | Schema>(
  schema: S,
  rows: Iterable<RowOf<S>> = [],
  options: TableOptions = {},
): Promise<Table<RowOf<S>>> {
  await loadParser();
  const columns = sqlAnalyser().schemaFrom(schema);
  await loadFamiliesOf(columns);
  const table = new Table<RowOf<S>>(columns, arenaOf(options), options.rows ?? {});
  table.append(rows);
  return table;
}
