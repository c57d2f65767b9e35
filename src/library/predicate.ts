/** Predicates: the main thing. */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Kernel } from '../engines/engine.js';
import { Batch } from '../memory/batch.js';
import { HeapBatch } from '../memory/heap/batch.js';
import { Selection } from '../memory/selection.js';
import { compileQual } from '../program/compile.js';
import type { Program } from '../program/program.js';
import type { Schema } from '../sql/expression.js';
import { qualList } from '../sql/index.js';
import type { SchemaObject } from '../sql/schema.js';
import { Analysis } from './analysis.js';
import { explain, type ExplainOptions } from './explain.js';
import { compileSql, layoutOf, type Compiled } from './front-end.js';
import { Owned } from './owned.js';
import type { CompileOptions } from './options.js';
import { toParams } from './params.js';
import { Rows } from './rows.js';
import type { ParamValue, RowOf } from './types.js';

/** How many rows `filter` takes at a time. */
const batchRows = 4096;

/**
 * A compiled predicate over rows `Row`. It keeps a little linear memory until it is freed or forgotten; one that is made once and used
 * for long need not be freed.
 */
export class Predicate<Row = Readonly<Record<string, unknown>>> {
  /** The columns, in order. */
  readonly schema: Schema;
  /** The types of `$1`, `$2`, …, given or found out. */
  readonly paramTypes: readonly TypeName[];
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #program: Program;
  #kernel: Kernel | undefined;
  readonly #owned: Owned;
  readonly #rows: Rows;

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
    this.#rows = new Rows(compiled, options, this.#owned);
  }

  /**
   * Three-valued: is it true, false or unknown (null) for the row? Only the columns that the predicate uses are read, each once. Raises SqlError as PostgreSQL would.
   * It is bound, so that `rows.filter(p.test)` works; what an array's `filter` gives beside the row is not taken for parameters.
   */
  readonly test = (row: Row, params?: readonly ParamValue[] | number, _rows?: unknown): boolean | null =>
    this.#rows.test(row, typeof params === 'object' ? params : []);

  /**
   * The rows for which it is true, in order, of an array or any other iterable; a TypeError for what is none. The rows are read in place. An error names the first row that raises
   * one, in `row`.
   */
  readonly filter = <R extends Row>(rows: Iterable<R>, params: readonly ParamValue[] = []): R[] =>
    this.#rows.filter(rows, params);

  /**
   * Which rows of the batch it is true for. The batch must be in the predicate's arena: make it with `newBatch`, or for heap pages with
   * `newHeapBatch`. An error has the `row` that raises it.
   */
  select(batch: Batch | HeapBatch, params: readonly ParamValue[] = []): Selection {
    const kernel = this.#owned.within(() => {
      this.#kernel ??= this.#compiled.engine.load(this.#program, this.#compiled.arena);
      this.#kernel.setParams(toParams(this.#compiled, params));
      this.#kernel.run(batch);
      return this.#kernel;
    });
    const words = (batch.rows + 31) >> 5;
    return new Selection(new Uint32Array(this.#compiled.arena.memory.buffer, kernel.bitmap, words).slice(), batch.rows);
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
  explain(options: ExplainOptions = {}): Promise<string> {
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
  options: CompileOptions<S> = {},
): Promise<Predicate<RowOf<S>>> {
  return new Predicate<RowOf<S>>(await compileSql(sql, 'predicate', options), options);
}
