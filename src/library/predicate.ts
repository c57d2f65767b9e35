/** Predicates: the main thing. */
/// <reference lib="esnext.disposable" preserve="true" />
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Kernel } from '../engines/engine.js';
import type { Widening } from '../inputs/reader.js';
import { Batch } from '../memory/batch.js';
import { lentRows } from '../memory/batch-pool.js';
import { HeapBatch } from '../memory/heap/batch.js';
import type { Selection } from '../memory/selection.js';
import { compileQual } from '../program/compile.js';
import type { Program } from '../program/program.js';
import type { Schema } from '../sql/expression.js';
import { columnsOf, computedColumns } from '../sql/columns-of.js';
import { qualList } from '../sql/simplify/qual.js';
import { sameAnswers } from '../sql/same-answers.js';
import type { SchemaObject } from '../sql/schema.js';
import { Analysis } from './analysis.js';
import { loadPart } from '../platform/load-part.js';
import type { ExplainOptions } from './explain.js';
import { combined, type CombineOptions, type Made } from './combine.js';
import { compileSql, compileSqlSync, layoutOf, type Compiled } from './front-end.js';
import { predicateJson, type PredicateJson } from './predicate-json.js';
import { OneUse } from './one-use.js';
import { Owned } from './owned.js';
import type { CompileOptions } from './options.js';
import { parametersIn, toParams } from './params.js';
import { RunLimit, type RunOptions } from './run-limit.js';
import { RowFilter, RowValues } from './rows.js';
import { selectRows } from './select.js';
import type { Checked, Parameter, Params, RowOf } from './types.js';

/** What kind of batch `newBatch` makes. */
export interface BatchOptions {
  /** The most rows it holds. */
  readonly capacity?: number;
  /** Whether values that are close to each other are also stored in fewer bytes. */
  readonly narrow?: boolean;
}

/** Written as methods, so that a predicate over some rows may be given where one over any rows is asked for. */
interface OverRows<Row> {
  test(row: Row, params?: Params | number, rows?: unknown): boolean | null;
  filter<R extends Row>(rows: Iterable<R>, params?: Params, options?: RunOptions): R[];
}

/**
 * A compiled predicate over rows `Row`. It keeps a little linear memory until it is freed or forgotten; one that is made once and used
 * for long need not be freed.
 */
export class Predicate<Row = object> {
  /** The columns, in order. */
  readonly schema: Schema;
  /** The types of `$1`, `$2`, …, given or found out. */
  readonly paramTypes: readonly TypeName[];
  /** The same with their names, for those that the text calls `:name`. */
  readonly params: readonly Parameter[];
  /** The places in the schema of the columns that it reads, ascending. */
  readonly columns: readonly number[];
  /**
   * Those of them that are more than asked whether they are null.
   * @internal
   */
  readonly computedColumns: readonly number[];
  /**
   * What it was made of.
   * @internal
   */
  readonly made: Made;
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #program: Program;
  readonly #uses = new OneUse('the predicate');
  readonly #kernel: Owned<Kernel>;
  readonly #one: RowValues;
  readonly #many: RowFilter;

  /** @internal */
  constructor(made: Made) {
    const { compiled, options } = made;
    this.made = made;
    this.#compiled = compiled;
    this.#options = options;
    this.schema = compiled.schema;
    this.params = parametersIn(compiled);
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
    this.#one = new RowValues(compiled, options);
    this.#many = new RowFilter(compiled, options, { program: this.#program, kernel: this.#kernel });
  }

  /**
   * Three-valued: is it true, false or unknown (null) for the row? Only the columns that the predicate uses are read, each once. Raises SqlError as PostgreSQL would.
   * It is bound, so that `rows.filter(p.test)` works; what an array's `filter` gives beside the row is not taken for parameters.
   */
  readonly test: OverRows<Row>['test'] = (row, params) => {
    this.#uses.begin();
    try {
      return this.#one.test(row, typeof params === 'object' ? params : []);
    } finally {
      this.#uses.finish();
    }
  };

  /**
   * The rows for which it is true, in order, of an array or any other iterable; a TypeError for what is none. The rows are read in place. An error names the first row that raises
   * one, in `row`; 57014 is no row's.
   */
  readonly filter: OverRows<Row>['filter'] = (rows, params = [], options = {}) =>
    this.#uses.run(() => this.#many.filter(rows, params, this.#limit(options)));

  #limit(options: RunOptions): RunLimit {
    return new RunLimit(this.#compiled.arena, this.#program, this.#options.limits?.milliseconds, options);
  }

  /**
   * Which rows of the batch, or of a table of `load`, it is true for. The batch must be in the predicate's arena: make it with `newBatch`, or for heap pages with
   * `newHeapBatch`. An error has the `row` that raises it.
   */
  select(
    rows: Batch | HeapBatch | { readonly batch: Batch },
    params: Params = [],
    options: RunOptions = {},
  ): Selection {
    return this.#uses.run(() => {
      const batch = 'batch' in rows ? rows.batch : rows;
      const values = toParams(this.#compiled, params);
      return selectRows(this.#compiled.arena, this.#kernel, batch, values, this.#limit(options));
    });
  }

  /**
   * An empty batch of the predicate's schema for `capacity` rows, 4096 by default; fill it, set `rows`, and `select`. With `narrow: true`, for a batch that is selected from
   * many times, whole numbers and dates that are close to each other are also stored in 1, 2 or 4 bytes, by which `vector` and `auto` compare them faster; answers stay the same.
   */
  newBatch(options: number | BatchOptions = {}): Batch {
    this.#uses.mustLive();
    const { capacity = lentRows, narrow = false } = typeof options === 'number' ? { capacity: options } : options;
    return new Batch(this.#compiled.arena, this.schema, capacity, undefined, narrow ? 'narrow' : 'plain');
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
  analysis(params: Params = []): Analysis {
    this.#uses.mustLive();
    return new Analysis(this.#compiled, this.#program, params);
  }

  /**
   * The same predicate over a wider column; undefined where it might answer otherwise for rows whose values the column held as it was.
   * @internal
   */
  async widened({ column, type }: Widening): Promise<Predicate<Row> | undefined> {
    this.#uses.mustLive();
    const schema = this.schema.map((one, index) => (index === column ? { ...one, type } : one));
    const options = { ...this.#options, schema, paramTypes: this.paramTypes };
    try {
      const compiled = await compileSql(this.#compiled.text, 'predicate', options);
      return sameAnswers(this.#compiled.expr, compiled.expr, column)
        ? new Predicate<Row>({ compiled, options })
        : undefined;
    } catch (error) {
      if (error instanceof SqlError) return undefined;
      throw error;
    }
  }

  /** The text as it was given. */
  get text(): string {
    return this.#compiled.text;
  }

  /**
   * A predicate that is true where both are, over the same schema; it owes nothing to the two and is freed by itself. `$1` of both is one parameter, and so is `:name`;
   * with `params: 'append'` the numbered ones of the other come after this one's. Raises 22023 for another schema, 42P08 when a parameter has two types.
   *
   * @example
   * const both = p.and(q)
   */
  and(other: Predicate<Row>, options: CombineOptions = {}): Predicate<Row> {
    this.#uses.mustLive();
    return new Predicate(combined('AND', [this.made, other.made], options));
  }

  /** A predicate that is true where one of the two is; otherwise as `and`. */
  or(other: Predicate<Row>, options: CombineOptions = {}): Predicate<Row> {
    this.#uses.mustLive();
    return new Predicate(combined('OR', [this.made, other.made], options));
  }

  /** A predicate that is true where this one is false, and null where this one is. */
  not(): Predicate<Row> {
    this.#uses.mustLive();
    return new Predicate(combined('NOT', [this.made]));
  }

  /** Plain data that `fromJSON` makes the predicate of again: in another process, another worker or a page. */
  toJSON(): PredicateJson {
    return predicateJson(this.made);
  }

  /** Gives its memory back; it cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (!this.#uses.end()) return;
    this.#kernel.free();
    this.#one.free();
    this.#many.free();
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
  return new Predicate<RowOf<S>>({ compiled: await compileSql(sql, 'predicate', options), options });
}

/**
 * The same at once, for what `prepare` has loaded. Raises 55000 when the parser, the engine or a family is not loaded; its hint says how to load it.
 *
 * @example
 * await prepare()
 * const p = predicateSync('age >= :least', { schema: { age: 'int4' } })
 * p.test({ age: 20 }, { least: 18 })   // true
 */
export function predicateSync<const S extends string | SchemaObject | Schema = readonly []>(
  sql: string,
  options: CompileOptions<S> & { readonly schema?: Checked<S> } = {},
): Predicate<RowOf<S>> {
  return new Predicate<RowOf<S>>({ compiled: compileSqlSync(sql, 'predicate', options), options });
}
