/** Predicates: the main thing. */
/// <reference lib="esnext.disposable" preserve="true" />
import type { TypeName, Value } from '../catalog/types.js';
import type { Shape } from '../algebra/canonical.js';
import { SqlError } from '../error.js';
import type { Widening } from '../inputs/reader.js';
import { Batch } from '../memory/batch.js';
import { lentRows } from '../memory/batch-pool.js';
import { HeapBatch } from '../memory/heap/batch.js';
import type { SelectedBits, Selection } from '../memory/selection.js';
import type { Schema } from '../sql/expression.js';
import { columnsOf, computedColumns } from '../sql/columns-of.js';
import { sameAnswers } from '../sql/same-answers.js';
import type { SchemaObject } from '../sql/schema.js';
import { Analysis } from './analysis.js';
import { BatchFilter, isSmall, qualProgram } from './batch-filter.js';
import { loadPart } from '../platform/load-part.js';
import type { ExplainOptions } from './explain.js';
import type { Pushable, PushableOptions } from './as-sql.js';
import { combined, type CombineOptions, type Made } from './combine.js';
import { compileSql, compileSqlSync, layoutOf, type Compiled } from './front-end.js';
import type { RowSource } from './filter-stream.js';
import { loadSqlWriter, sqlWriter } from './sql-writer.js';
import { checkedJson, predicateJson, type PredicateJson } from './predicate-json.js';
import { OneUse } from './one-use.js';
import type { CompileOptions } from './options.js';
import { parametersIn, toParams } from './params.js';
import { RunLimit, type RunOptions } from './run-limit.js';
import { RowFilter, RowValues } from './rows.js';
import type { AnalysedPredicate } from './threads/messages.js';
import type { Checked, Parameter, Params, RowOf } from './types.js';

/** Rows in linear memory: a batch of either layout, or a table. */
export type BatchRows = Batch | HeapBatch | { readonly batch: Batch };

const noParams: Params = [];

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
  /**
   * What it was made of.
   * @internal
   */
  readonly made: Made;
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #uses = new OneUse('the predicate');
  readonly #batches: BatchFilter;
  readonly #one: RowValues;
  readonly #many: RowFilter;
  #sql: string | undefined;
  #hash: string | undefined;
  #shape: Shape | undefined;

  /** @internal */
  constructor(made: Made) {
    const { compiled, options } = made;
    this.made = made;
    this.#compiled = compiled;
    this.#options = options;
    this.schema = compiled.schema;
    this.paramTypes = compiled.params;
    this.#batches = new BatchFilter(
      () => qualProgram(compiled, options, layoutOf(compiled, options)),
      compiled,
      isSmall(compiled, options),
    );
    this.#one = new RowValues(compiled, options, this.#batches);
    this.#many = new RowFilter(compiled, options, this.#batches);
  }

  /**
   * Three-valued: is it true, false or unknown (null) for the row? Only the columns that the predicate uses are read, each once. Raises SqlError as PostgreSQL would.
   * It is bound, so that `rows.filter(p.test)` works; what an array's `filter` gives beside the row is not taken for parameters.
   */
  readonly test: OverRows<Row>['test'] = (row, params) => {
    this.#uses.begin();
    try {
      return this.#one.test(row, typeof params === 'object' ? params : noParams);
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

  /**
   * The rows for which it is true, as they come: of an async iterable, a Web stream of rows, or any iterable. A row is asked for when the one before has been taken, so that none pile
   * up, and the source is closed when whoever takes them stops. An error ends it and names the row by its place, in `row`; once the signal is aborted, 57014 does, also while it waits.
   *
   * @example
   * for await (const row of p.filterAsync(source, [18], { signal })) console.log(row)
   */
  async *filterAsync<R extends Row>(
    rows: RowSource<R>,
    params: Params = [],
    { signal }: RunOptions = {},
  ): AsyncGenerator<R, void, undefined> {
    this.#uses.mustLive();
    const { filterStream } = await loadPart('what filters streams', () => import('./filter-stream.js'));
    const keeps = (row: R, index: number): boolean =>
      this.#uses.run(() => this.#many.filter([row], params, this.#limit({}), index).length > 0);
    yield* filterStream(rows, keeps, signal);
  }

  #limit(options: RunOptions): RunLimit {
    return new RunLimit(this.#compiled.arena, this.#batches, this.#options.limits?.milliseconds, options);
  }

  /**
   * Which rows of the batch, or of a table of `load`, it is true for. The batch must be in the predicate's arena: make it with `newBatch`, or for heap pages with
   * `newHeapBatch`. An error has the `row` that raises it.
   */
  select(rows: BatchRows, params: Params = [], options: RunOptions = {}): Selection {
    return this.#run(rows, params, options, (bits) => bits.keep());
  }

  /** How many rows it is true for: the same as `select(…).count`, and faster, for no bitmap is kept. */
  count(rows: BatchRows, params: Params = [], options: RunOptions = {}): number {
    return this.#run(rows, params, options, (bits) => bits.count);
  }

  /** The numbers of the rows it is true for, ascending: the same as `select(…).indices()`, and faster. */
  indices(rows: BatchRows, params: Params = [], options: RunOptions = {}): Uint32Array {
    return this.#run(rows, params, options, (bits) => bits.indices());
  }

  #run<T>(rows: BatchRows, params: Params, options: RunOptions, take: (bits: SelectedBits) => T): T {
    return this.#uses.run(() => {
      const batch = 'batch' in rows ? rows.batch : rows;
      return this.#batches.run(batch, toParams(this.#compiled, params), this.#limit(options), take);
    });
  }

  /**
   * What a thread needs to run it with these parameters.
   * @internal
   */
  forThreads(params: Params): {
    readonly analysed: AnalysedPredicate;
    readonly values: readonly (Value | null)[];
    readonly now: number;
  } {
    this.#uses.mustLive();
    const { expr, schema, params: types, table, arena } = this.#compiled;
    if (table !== undefined)
      throw new SqlError('22023', 'a predicate for heap pages cannot be run by threads', {
        hint: 'Give the option `schema` instead of `table`.',
      });
    const { engine, rung, limits, reorder } = this.#options;
    const options = {
      ...(engine === undefined ? {} : { engine }),
      ...(rung === undefined ? {} : { rung }),
      ...(limits === undefined ? {} : { limits }),
      ...(reorder === undefined ? {} : { reorder }),
    };
    return {
      analysed: { expr, schema, params: types, options },
      values: toParams(this.#compiled, params),
      now: arena.clock().getTime(),
    };
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

  /**
   * Raises 55000 when it has been freed.
   * @internal
   */
  mustLive(): void {
    this.#uses.mustLive();
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
    return new Analysis(this.#compiled, this.#batches.program, params);
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

  /** The types of the parameters with their names, for those that the text calls `:name`. */
  get params(): readonly Parameter[] {
    return parametersIn(this.#compiled);
  }

  /** The places in the schema of the columns that it reads, ascending. */
  get columns(): readonly number[] {
    return columnsOf(this.#compiled.expr);
  }

  /**
   * Those of them that are more than asked whether they are null.
   * @internal
   */
  get computedColumns(): readonly number[] {
    return computedColumns(this.#compiled.expr);
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

  /**
   * The canonical text: PostgreSQL's SQL that is analysed as the same predicate; named parameters are numbered. Raises 0A000 where no SQL stands for it.
   *
   * @example
   * (await predicate('5<a and b in (1,2)', { schema })).sql   // '5 < a AND b IN (1, 2)'
   */
  get sql(): string {
    this.#sql ??= sqlWriter().sqlOf(this.made);
    return this.#sql;
  }

  /**
   * 16 hexadecimal digits: the same for the same conditions in any order and on either side of a comparison, over columns of the same names and types. It does not resist
   * an attacker.
   */
  get hash(): string {
    this.#hash ??= sqlWriter().hashOf(this.made);
    return this.#hash;
  }

  /** The predicate with parameters in the place of constants. Raises 0A000 where no SQL stands for it. */
  get shape(): Shape {
    this.#shape ??= sqlWriter().shapeOf(this.made);
    return this.#shape;
  }

  /**
   * The part that a publication's row filter takes, and what is left. Raises 42703 for a column that is none of the predicate's, 0A000 where a part cannot be written as SQL.
   *
   * @example
   * (await predicate('org = 3 AND note = $1', { schema })).pushable({ columns: ['id', 'org'] })   // { push: 'org = 3', rest: 'note = $1' }
   */
  pushable(options: PushableOptions = {}): Pushable {
    return sqlWriter().pushableOf(this.made, options);
  }

  /** Plain data that `fromJSON` makes the predicate of again: in another process, another worker or a page. */
  toJSON(): PredicateJson {
    return predicateJson(this.made);
  }

  /** Gives its memory back; it cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (!this.#uses.end()) return;
    this.#batches.free();
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
  const [compiled] = await Promise.all([compileSql(sql, 'predicate', options), loadSqlWriter()]);
  return new Predicate<RowOf<S>>({ compiled, options });
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

/** The predicate again, from what `toJSON` has given. Raises 22023 for what is no predicate's data, and what `predicate` raises. */
export async function fromJSON(json: PredicateJson, options: CompileOptions = {}): Promise<Predicate> {
  const { sql, schema, table, paramTypes, anyCase, tableName, settings } = checkedJson(json);
  const columns = table === undefined ? { schema } : { table };
  const names = { ...(anyCase === true ? { anyCase } : {}), ...(tableName === undefined ? {} : { tableName }) };
  return predicate(sql, { ...settings, ...options, ...columns, ...names, paramTypes });
}
