/** Predicates: the main thing. */
import type { TypeName, Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Kernel } from '../engines/engine.js';
import { rowsToBatch } from '../inputs/objects.js';
import { Batch } from '../memory/batch.js';
import { lentRows, withBatch } from '../memory/batch-pool.js';
import { HeapBatch } from '../memory/heap/batch.js';
import { Selection } from '../memory/selection.js';
import { compileQual } from '../program/compile.js';
import type { Program } from '../program/program.js';
import type { Schema } from '../sql/expression.js';
import { columnsOf, computedColumns } from '../sql/columns-of.js';
import { qualList } from '../sql/index.js';
import type { SchemaObject } from '../sql/schema.js';
import { Analysis } from './analysis.js';
import { loadPart } from '../platform/load-part.js';
import type { ExplainOptions } from './explain.js';
import { compileSql, layoutOf, type Compiled } from './front-end.js';
import { OneUse } from './one-use.js';
import { Owned } from './owned.js';
import type { CompileOptions } from './options.js';
import { toParams } from './params.js';
import { RunLimit, type RunOptions } from './run-limit.js';
import { evaluateObject, RowEvaluator, scalarProgram } from './row-evaluator.js';
import type { Checked, ParamValue, RowOf } from './types.js';

/**
 * A compiled predicate over rows `Row`. It keeps a little linear memory until it is freed or forgotten; one that is made once and used
 * for long need not be freed.
 */
export class Predicate<Row = object> {
  /** The columns, in order. */
  readonly schema: Schema;
  /** The types of `$1`, `$2`, …, given or found out. */
  readonly paramTypes: readonly TypeName[];
  /** The places in the schema of the columns that it reads, ascending. */
  readonly columns: readonly number[];
  /**
   * Those of them that are more than asked whether they are null.
   * @internal
   */
  readonly computedColumns: readonly number[];
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #program: Program;
  readonly #uses = new OneUse('the predicate');
  readonly #kernel: Owned<Kernel>;
  readonly #evaluator: Owned<RowEvaluator>;

  /** @internal */
  constructor(compiled: Compiled, options: CompileOptions) {
    this.#compiled = compiled;
    this.#options = options;
    this.schema = compiled.schema;
    this.paramTypes = compiled.params;
    this.columns = columnsOf(compiled.expr);
    this.computedColumns = computedColumns(compiled.expr);
    this.#program = compileQual(qualList(compiled.expr), {
      schema: compiled.schema,
      params: compiled.params,
      ...layoutOf(compiled, options),
      ...(options.rung === undefined ? {} : { rung: options.rung }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.reorder === undefined ? {} : { reorder: options.reorder }),
    });
    this.#kernel = new Owned(compiled.arena, () => compiled.engine.load(this.#program, compiled.arena));
    this.#evaluator = new Owned(compiled.arena, () => new RowEvaluator(compiled, scalarProgram(compiled, options)));
  }

  /** Three-valued: is it true, false or unknown (null) for the row? Raises SqlError as PostgreSQL would. */
  test(row: Row, params: readonly ParamValue[] = []): boolean | null {
    const value = this.#uses.run(() =>
      evaluateObject(this.#compiled, this.#evaluator, row as Readonly<Record<string, unknown>>, params),
    );
    return value === null ? null : value === 1;
  }

  /** The rows for which it is true, in order. An error names the first row that raises one, in `row`; 57014 is no row's. */
  filter<R extends Row>(rows: readonly R[], params: readonly ParamValue[] = [], options: RunOptions = {}): R[] {
    return this.#uses.run(() => {
      const { arena } = this.#compiled;
      return withBatch(arena, this.schema, Math.min(rows.length, lentRows), (batch) =>
        this.#filter(rows, batch, toParams(this.#compiled, params), this.#limit(options)),
      );
    });
  }

  #limit(options: RunOptions): RunLimit {
    return new RunLimit(this.#compiled.arena, this.#program, this.#options.limits?.milliseconds, options);
  }

  #filter<R extends Row>(rows: readonly R[], batch: Batch, params: readonly (Value | null)[], limit: RunLimit): R[] {
    const kept: R[] = [];
    for (let from = 0; from < rows.length; from += batch.capacity) {
      rowsToBatch(rows as readonly Readonly<Record<string, unknown>>[], batch, from);
      try {
        for (const index of this.#select(batch, params, limit).indices()) {
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

  /**
   * Which rows of the batch it is true for. The batch must be in the predicate's arena: make it with `newBatch`, or for heap pages with
   * `newHeapBatch`. An error has the `row` that raises it.
   */
  select(batch: Batch | HeapBatch, params: readonly ParamValue[] = [], options: RunOptions = {}): Selection {
    return this.#uses.run(() => this.#select(batch, toParams(this.#compiled, params), this.#limit(options)));
  }

  #select(batch: Batch | HeapBatch, params: readonly (Value | null)[], limit: RunLimit): Selection {
    return this.#kernel.use((kernel) => {
      kernel.setParams(params);
      limit.run(kernel, batch);
      const words = (batch.rows + 31) >> 5;
      return new Selection(
        new Uint32Array(this.#compiled.arena.memory.buffer, kernel.bitmap, words).slice(),
        batch.rows,
      );
    });
  }

  /** An empty batch of the predicate's schema for `capacity` rows; fill it, set `rows`, and `select`. */
  newBatch(capacity: number = lentRows): Batch {
    this.#uses.mustLive();
    return new Batch(this.#compiled.arena, this.schema, capacity);
  }

  /** An empty batch for `pages` heap pages of the predicate's table; have a `HeapReader` read into it, or fill it yourself, and `select`. */
  newHeapBatch(pages = 128): HeapBatch {
    this.#uses.mustLive();
    const { table, arena } = this.#compiled;
    if (table === undefined)
      throw new SqlError('22023', 'the predicate is not for heap pages', {
        hint: 'Give the option `table` instead of `schema`.',
      });
    return new HeapBatch(arena, table, pages);
  }

  /** The program as text; with `engine: 'copy-patch'` also the stencils, and on demand the finished WebAssembly. */
  async explain(options: ExplainOptions = {}): Promise<string> {
    this.#uses.mustLive();
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
    this.#uses.mustLive();
    return new Analysis(this.#compiled, this.#program, params);
  }

  /** Gives its memory back; it cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (!this.#uses.end()) return;
    this.#kernel.free();
    this.#evaluator.free();
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
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
