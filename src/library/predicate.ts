/** Predicates: the main thing. */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Kernel } from '../engines/engine.js';
import { rowsToBatch } from '../inputs/objects.js';
import { Batch } from '../memory/batch.js';
import { HeapBatch } from '../memory/heap/batch.js';
import { Selection } from '../memory/selection.js';
import { compileQual } from '../program/compile.js';
import type { Program } from '../program/program.js';
import type { Schema } from '../sql/expression.js';
import { qualList } from '../sql/index.js';
import type { SchemaObject } from '../sql/schema.js';
import { Analysis } from './analysis.js';
import { loadPart } from '../platform/load-part.js';
import type { ExplainOptions } from './explain.js';
import { compileSql, layoutOf, type Compiled } from './front-end.js';
import { Owned } from './owned.js';
import type { CompileOptions } from './options.js';
import { toParams } from './params.js';
import { RowEvaluator } from './row-evaluator.js';
import type { Checked, ParamValue, RowOf } from './types.js';

/** How many rows `filter` takes at a time. */
const batchRows = 4096;

/**
 * A compiled predicate over rows `Row`. It keeps a little linear memory until it is freed or forgotten; one that is made once and used
 * for long need not be freed.
 */
export class Predicate<Row = object> {
  /** The columns, in order. */
  readonly schema: Schema;
  /** The types of `$1`, `$2`, …, given or found out. */
  readonly paramTypes: readonly TypeName[];
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #program: Program;
  readonly #kernel: Kernel;
  readonly #owned: Owned;
  #rows: Batch | undefined;
  #evaluator: RowEvaluator | undefined;

  /** @internal */
  constructor(compiled: Compiled, options: CompileOptions) {
    this.#compiled = compiled;
    this.#options = options;
    this.schema = compiled.schema;
    this.paramTypes = compiled.params;
    this.#program = compileQual(qualList(compiled.expr), {
      schema: compiled.schema,
      params: compiled.params,
      ...layoutOf(compiled, options),
      ...(options.rung === undefined ? {} : { rung: options.rung }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.reorder === undefined ? {} : { reorder: options.reorder }),
    });
    this.#owned = new Owned(compiled.arena);
    this.#kernel = this.#owned.within(() => compiled.engine.load(this.#program, compiled.arena));
  }

  /** Three-valued: is it true, false or unknown (null) for the row? Raises SqlError as PostgreSQL would. */
  test(row: Row, params: readonly ParamValue[] = []): boolean | null {
    const value = this.#owned.within(() => {
      this.#evaluator ??= new RowEvaluator(this.#compiled, this.#options);
      return this.#evaluator.evaluate(row as Readonly<Record<string, unknown>>, params);
    });
    return value === null ? null : value === 1;
  }

  /** The rows for which it is true, in order. An error names the first row that raises one, in `row`. */
  filter<R extends Row>(rows: readonly R[], params: readonly ParamValue[] = []): R[] {
    const batch = this.#batchFor(rows.length);
    const kept: R[] = [];
    for (let from = 0; from < rows.length; from += batch.capacity) {
      this.#owned.within(() => {
        rowsToBatch(rows as readonly Readonly<Record<string, unknown>>[], batch, from);
      });
      try {
        for (const index of this.select(batch, params).indices()) {
          const row = rows[from + index];
          if (row !== undefined) kept.push(row);
        }
      } catch (error) {
        if (error instanceof SqlError && error.row !== undefined) throw error.with({ row: from + error.row });
        throw error;
      }
    }
    return kept;
  }

  /** A batch for so many rows, or for as many as are taken at a time. */
  #batchFor(rows: number): Batch {
    const wanted = Math.min(rows, batchRows);
    if (this.#rows === undefined || this.#rows.capacity < wanted) {
      this.#rows?.free();
      this.#rows = this.#owned.within(() => this.newBatch(wanted));
    }
    return this.#rows;
  }

  /**
   * Which rows of the batch it is true for. The batch must be in the predicate's arena: make it with `newBatch`, or for heap pages with
   * `newHeapBatch`. An error has the `row` that raises it.
   */
  select(batch: Batch | HeapBatch, params: readonly ParamValue[] = []): Selection {
    this.#owned.within(() => {
      this.#kernel.setParams(toParams(this.#compiled, params));
      this.#kernel.run(batch);
    });
    const words = (batch.rows + 31) >> 5;
    return new Selection(
      new Uint32Array(this.#compiled.arena.memory.buffer, this.#kernel.bitmap, words).slice(),
      batch.rows,
    );
  }

  /** An empty batch of the predicate's schema for `capacity` rows; fill it, set `rows`, and `select`. */
  newBatch(capacity: number = batchRows): Batch {
    return new Batch(this.#compiled.arena, this.schema, capacity);
  }

  /** An empty batch for `pages` heap pages of the predicate's table; have a `HeapReader` read into it, or fill it yourself, and `select`. */
  newHeapBatch(pages = 128): HeapBatch {
    const { table, arena } = this.#compiled;
    if (table === undefined)
      throw new SqlError('22023', 'the predicate is not for heap pages', {
        hint: 'Give the option `table` instead of `schema`.',
      });
    return new HeapBatch(arena, table, pages);
  }

  /** The program as text; with `engine: 'copy-patch'` also the stencils, and on demand the finished WebAssembly. */
  async explain(options: ExplainOptions = {}): Promise<string> {
    const { explain } = await loadPart('explain', () => import('./explain.js'));
    return explain(this.#compiled, 'qual', { ...this.#options, ...options });
  }

  /**
   * An analysis of the predicate for these parameters: run it over batches instead of `select`, and it tells how many rows each conjunct lets through, how
   * long it took, and what `auto` chose and why.
   *
   * @example
   * const analysis = p.analysis([18])
   * analysis.run(batch)
   * console.log(String(analysis))   // or analysis.report(), plain data
   */
  analysis(params: readonly ParamValue[] = []): Analysis {
    return new Analysis(this.#compiled, this.#program, params);
  }

  /** Gives its memory back; it cannot be used afterwards. */
  free(): void {
    this.#owned.free();
  }
}

/**
 * Compiles a PostgreSQL predicate, the text of a WHERE clause. Raises SqlError with PostgreSQL's SQLSTATE, message and position when it
 * is not one, and with 0A000 when it needs what is not supported.
 *
 * @example
 * const p = await predicate('age >= $1 AND name IS NOT NULL', { schema: { age: 'int4', name: 'text' } })
 * p.filter([{ age: 20, name: 'x' }, { age: 3, name: 'y' }], [18])   // [{ age: 20, name: 'x' }]
 */
export async function predicate<const S extends string | SchemaObject | Schema = readonly []>(
  sql: string,
  options: CompileOptions<S> & { readonly schema?: Checked<S> } = {},
): Promise<Predicate<RowOf<S>>> {
  return new Predicate<RowOf<S>>(await compileSql(sql, 'predicate', options), options);
}
