/**
 * Rows that are JavaScript objects for programs that read columns only: the columns that the program reads are copied into a batch, and checked as if they were
 * read in place. The rows' own code runs before anything of the program is touched.
 */
import type { Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Batch } from '../memory/batch.js';
import { lentRows, withBatch } from '../memory/batch-pool.js';
import { columnsRead } from '../program/columns-read.js';
import type { Program } from '../program/program.js';
import type { BatchFilter } from './batch-filter.js';
import type { Compiled } from './front-end.js';
import { Owned } from './owned.js';
import { columnReader, type RowForm } from './row-column.js';
import { RowEvaluator } from './row-evaluator.js';
import { placed, rowOf } from './row-program.js';
import type { RunLimit } from './run-limit.js';

type Copy = (batch: Batch, row: unknown, at: number) => void;
type Params = readonly (Value | null)[];

function copier(program: Program, { arena, schema }: Compiled, form: RowForm): Copy {
  const columns = [...columnsRead(program).keys()].map((column) => ({
    column,
    site: columnReader(arena, schema, column, form).site,
  }));
  return (batch, given, at) => {
    const row = rowOf(given);
    for (const { column, site } of columns) site.store(batch, column, at, row);
  };
}

/** A scalar program's value for one row at a time. */
export class CopiedRow {
  readonly #compiled: Compiled;
  readonly #copy: Copy;
  readonly #evaluator: Owned<RowEvaluator>;

  /** @param milliseconds is the most work for a row. */
  constructor(program: Program, compiled: Compiled, form: RowForm, milliseconds: number | undefined) {
    this.#compiled = compiled;
    this.#copy = copier(program, compiled, form);
    this.#evaluator = new Owned(compiled.arena, () => new RowEvaluator(compiled, program, milliseconds));
  }

  evaluate(row: unknown, params: Params): Value | null {
    const { arena, schema } = this.#compiled;
    return withBatch(arena, schema, 1, (batch) => {
      try {
        this.#copy(batch, row, 0);
      } catch (error) {
        throw placed(error, 0);
      }
      return this.#evaluator.use((one) => one.run(batch, params));
    });
  }

  test(row: unknown, params: Params): boolean | null {
    const value = this.evaluate(row, params);
    return value === null ? null : value === 1;
  }

  free(): void {
    this.#evaluator.free();
  }
}

/** The rows that a qual selects. */
export class CopiedRows {
  readonly #compiled: Compiled;
  readonly #copy: Copy;
  readonly #qual: BatchFilter;

  constructor(qual: BatchFilter, compiled: Compiled, form: RowForm) {
    this.#compiled = compiled;
    this.#copy = copier(qual.program, compiled, form);
    this.#qual = qual;
  }

  /** The first row has the number `from`. */
  filter<R>(rows: Iterable<R>, params: Params, limit: RunLimit, from: number): R[] {
    const all = Array.isArray(rows) ? (rows as readonly R[]) : [...rows];
    const { arena, schema } = this.#compiled;
    return withBatch(arena, schema, Math.min(all.length, lentRows), (batch) => {
      const kept: R[] = [];
      for (let first = 0; first < all.length; first += batch.capacity) {
        const some = all.slice(first, first + batch.capacity);
        for (const index of this.#chunk(batch, some, from + first, params, limit)) kept.push(some[index] as R);
      }
      return kept;
    });
  }

  /** Rows before one that cannot be copied are run first: the first error is that of the first row that has one. */
  #chunk(batch: Batch, rows: readonly unknown[], first: number, params: Params, limit: RunLimit): Uint32Array {
    batch.clear();
    let failure: { readonly error: unknown } | undefined;
    for (let at = 0; at < rows.length && failure === undefined; at++) {
      try {
        this.#copy(batch, rows[at], at);
        batch.rows = at + 1;
      } catch (error) {
        failure = { error: placed(error, first + at) };
      }
    }
    try {
      const indices = this.#qual.run(batch, params, limit, (bits) => bits.indices());
      if (failure === undefined) return indices;
    } catch (error) {
      if (error instanceof SqlError && error.row !== undefined) throw error.with({ row: first + error.row });
      throw error;
    }
    throw failure.error;
  }
}
