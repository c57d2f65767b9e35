/** Rows that are JavaScript objects for an engine that reads columns only: the columns that the program reads are copied into a batch, and checked as if they were read in place. */
import type { Value } from '../catalog/types.js';
import type { Kernel } from '../engines/engine.js';
import { SqlError } from '../error.js';
import { Batch } from '../memory/batch.js';
import { Selection } from '../memory/selection.js';
import { columnsRead } from '../program/columns-read.js';
import type { Program } from '../program/program.js';
import type { Compiled } from './front-end.js';
import type { Owned } from './owned.js';
import { resultAt } from './result.js';
import { columnReader, type RowForm } from './row-column.js';
import { placed, rowOf } from './row-program.js';

/** How many rows are copied at a time. */
const batchRows = 4096;

export class CopiedRows {
  readonly #program: Program;
  readonly #compiled: Compiled;
  readonly #kernel: Kernel;
  readonly #owned: Owned;
  readonly #copy: (row: unknown, at: number) => void;
  #batch: Batch | undefined;

  constructor(program: Program, compiled: Compiled, form: RowForm, owned: Owned) {
    this.#program = program;
    this.#compiled = compiled;
    this.#owned = owned;
    this.#kernel = owned.within(() => compiled.engine.load(program, compiled.arena));
    const columns = [...columnsRead(program).keys()].map((column) => ({
      column,
      site: columnReader(compiled.arena, compiled.schema, column, form).site,
    }));
    this.#copy = (given, at) => {
      const row = rowOf(given);
      for (const { column, site } of columns) this.#batch?.set(column, at, site.settle(row, row[site.key]));
    };
  }

  evaluate(row: unknown, params: readonly (Value | null)[]): Value | null {
    return this.#owned.within(() => {
      const batch = this.#room(1);
      try {
        this.#copy(row, 0);
      } catch (error) {
        throw placed(error, 0);
      }
      batch.rows = 1;
      this.#kernel.setParams(params);
      this.#kernel.run(batch);
      return resultAt(this.#kernel, this.#compiled.arena, this.#program.type, 0);
    });
  }

  test(row: unknown, params: readonly (Value | null)[]): boolean | null {
    const value = this.evaluate(row, params);
    return value === null ? null : value === 1;
  }

  filter<R>(rows: Iterable<R>, params: readonly (Value | null)[]): R[] {
    const all = Array.isArray(rows) ? (rows as readonly R[]) : [...rows];
    const kept: R[] = [];
    for (let first = 0; first < all.length; first += batchRows) {
      const some = all.slice(first, first + batchRows);
      for (const index of this.#select(some, first, params).indices()) kept.push(some[index] as R);
    }
    return kept;
  }

  /** Rows before one that cannot be copied are run first: the first error is that of the first row that has one. */
  #select(rows: readonly unknown[], first: number, params: readonly (Value | null)[]): Selection {
    return this.#owned.within(() => {
      const batch = this.#room(rows.length);
      let failure: { readonly error: unknown } | undefined;
      for (let at = 0; at < rows.length && failure === undefined; at++) {
        try {
          this.#copy(rows[at], at);
          batch.rows = at + 1;
        } catch (error) {
          failure = { error: placed(error, first + at) };
        }
      }
      try {
        this.#kernel.setParams(params);
        this.#kernel.run(batch);
      } catch (error) {
        throw error instanceof SqlError ? error.with({ row: first + (error.row ?? 0) }) : error;
      }
      if (failure !== undefined) throw failure.error;
      const words = (batch.rows + 31) >> 5;
      const bits = new Uint32Array(this.#compiled.arena.memory.buffer, this.#kernel.bitmap, words).slice();
      return new Selection(bits, batch.rows);
    });
  }

  #room(rows: number): Batch {
    if (this.#batch === undefined || this.#batch.capacity < rows) {
      this.#batch?.free();
      this.#batch = new Batch(this.#compiled.arena, this.#compiled.schema, rows);
    }
    this.#batch.clear();
    return this.#batch;
  }
}
