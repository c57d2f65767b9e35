/** Many predicates, one row: which of them are true? */
/// <reference lib="esnext.disposable" preserve="true" />
import type { SessionSettings } from '../../arena/settings.js';
import { Region } from '../../arena/region.js';
import { engineNamed, rowEngineOf } from '../../engines/named.js';
import { SqlError } from '../../error.js';
import { withFamilies } from '../../functions/registry.js';
import { loadFamiliesOf } from '../../functions/type-families.js';
import type { Schema } from '../../sql/expression.js';
import { sqlAnalyser } from '../../sql/analyser.js';
import { loadParser } from '../sql-writer.js';
import type { SchemaObject } from '../../sql/schema.js';
import { analysed } from '../front-end.js';
import { kindOf } from '../kind-of.js';
import { OneUse } from '../one-use.js';
import { arenaOf, type CompileOptions } from '../options.js';
import { toParams } from '../params.js';
import type { Predicate } from '../predicate.js';
import type { Checked, Params, RowOf } from '../types.js';
import { ChangeAnswers, type MatchedChange } from './change-answers.js';
import type { Host } from './group.js';
import type { RowInputs } from './row-inputs.js';
import { LatestPlans } from './latest-plans.js';
import type { Plans } from './plan.js';
import type { PredicateError } from './predicate-error.js';
import { RowReader } from './row-reader.js';
import { Shapes, type Entry } from './shapes.js';
import { WorkBudget } from '../work-budget.js';
import { TextPool } from './text-pool.js';

/** How a set of predicates is made; see `CompileOptions`. */
export type PredicateSetOptions = Pick<
  CompileOptions,
  'rows' | 'anyCase' | 'tableName' | 'engine' | 'rung' | 'arena' | 'maxDepth' | 'limits' | keyof SessionSettings
>;

const isPredicate = (given: unknown): boolean => typeof given === 'object' && given !== null && 'made' in given;

const forgotten = new FinalizationRegistry<Region>((region) => {
  region.free();
});

/**
 * Predicates under keys. It keeps its memory until it is freed or forgotten. Adding and deleting take the same time however many predicates there are (a batch that is
 * full is copied into one twice as large). For a row the time is that of the predicates that have to be looked at, a few nanoseconds each; see docs/sets.md.
 */
export class PredicateSet<Key = string, Row = object> {
  /** The columns, in order. */
  readonly schema: Schema;
  readonly #options: PredicateSetOptions;
  readonly #region: Region;
  readonly #host: Host;
  readonly #uses = new OneUse('the set');
  readonly #entries = new Map<Key, Entry<Key>>();
  readonly #shapes: Shapes<Key>;
  readonly #reader: RowReader;
  readonly #plans: LatestPlans;
  #errors: PredicateError<Key>[] = [];

  /** @internal Use `predicateSet`. */
  constructor(schema: Schema, options: PredicateSetOptions, host: Omit<Host, 'pool' | 'groups' | 'budget'>) {
    this.schema = schema;
    this.#options = options;
    this.#region = new Region(host.arena);
    forgotten.register(this, this.#region, this);
    const { arena } = host;
    const milliseconds = options.limits?.milliseconds;
    const budget = milliseconds === undefined ? undefined : new WorkBudget(arena, milliseconds);
    this.#host = { ...host, pool: new TextPool(arena), groups: 0, budget };
    this.#shapes = new Shapes(this.#host);
    this.#reader = new RowReader(host.arena, schema, options.rows ?? {});
    this.#plans = new LatestPlans(schema);
  }

  /** How many predicates it has. */
  get size(): number {
    return this.#entries.size;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  /** The keys, in the order in which they were added. */
  keys(): IterableIterator<Key> {
    return this.#entries.keys();
  }

  /**
   * Adds a predicate, from its SQL or compiled over the same columns, with the values of its parameters. A text is parsed, and its families are loaded, so that has to be
   * waited for; the latest texts are remembered. Raises what `predicate` does, 08P01 for a wrong number of parameters, 42710 when the key is there already, and 42804 for
   * a predicate over other columns; nothing is added then.
   */
  add(key: Key, predicate: Predicate<Row>, params?: Params): void;
  add(key: Key, sql: string, params?: Params): Promise<void>;
  add(key: Key, predicate: Predicate<Row> | string, params: Params = []): Promise<void> | undefined {
    if (typeof predicate === 'string') return this.#addSql(key, predicate, params);
    if (!isPredicate(predicate)) throw new TypeError(`A set takes a predicate or its text, not ${kindOf(predicate)}.`);
    this.#insert(key, this.#plans.ofPredicate(predicate), params);
    return undefined;
  }

  /** Deletes a predicate; false when there is none of that key. */
  delete(key: Key): boolean {
    return this.#uses.run(() => {
      const entry = this.#entries.get(key);
      if (entry === undefined) return false;
      this.#region.within(() => {
        this.#shapes.delete(entry);
      });
      return this.#entries.delete(key);
    });
  }

  /**
   * The keys of the predicates that are true for the row, in no particular order. Only the columns that predicates use are read, each once. Predicates that raise are not
   * among them; `errors` has them afterwards. Raises what a column's value does, and 57014 beyond `limits.milliseconds`.
   */
  match(row: Row): Key[] {
    return this.#uses.run(() => this.#matched([row])[0] ?? []);
  }

  /** The same of several rows: the keys for each. In `errors` each error has its `row`. */
  matchMany(rows: Iterable<Row>): Key[][] {
    return this.#uses.run(() => this.#matched(rows));
  }

  /** What the predicates raised in the last `match`, `matchMany` or `matchChange`. */
  get errors(): readonly PredicateError<Key>[] {
    return this.#errors;
  }

  /**
   * What a change means for each predicate: `entered`, `left` or `updated` (true before and after). `old` is null for a row that was inserted, `new` for one that was
   * deleted. A value may be `unavailable`; in `new` it then is the one of `old`, if that is known. A predicate for which it matters is in `undecided`, and `needs` has the
   * columns. A predicate that raises for either row is in `errors` only.
   */
  matchChange(old: Row | null, changed: Row | null): MatchedChange<Key> {
    return this.#uses.run(() => {
      const answers = new ChangeAnswers<Key>();
      this.#host.budget?.begin();
      this.#errors = answers.errors;
      try {
        this.#region.within(() => {
          const { columns } = this.#shapes;
          const before = old === null ? undefined : this.#reader.read(old, columns, 0);
          const after = changed === null ? undefined : this.#reader.read(changed, columns, 1, before);
          if (before !== undefined) this.#shapes.evaluate(before, answers.before);
          if (after !== undefined) this.#shapes.evaluate(after, answers.after);
          answers.unknown = new Set([...(before?.unknown ?? []), ...(after?.unknown ?? [])]);
        });
        return answers.result(this.schema);
      } finally {
        answers.forget();
      }
    });
  }

  /** Gives its memory back; it cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (!this.#uses.end()) return;
    forgotten.unregister(this);
    this.#shapes.free();
    this.#reader.free();
    this.#host.pool.free();
    this.#region.free();
    this.#entries.clear();
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  async #addSql(key: Key, sql: string, params: Params): Promise<void> {
    this.#uses.mustLive();
    this.#mustBeNew(key);
    const found = this.#plans.ofText(sql);
    if (found !== undefined) {
      this.#insert(key, found, params);
      return;
    }
    const { schema } = this;
    const options = { ...this.#options, schema, arena: this.#host.arena };
    const compiled = await withFamilies(() => analysed(sql, 'predicate', options));
    this.#insert(key, this.#plans.add(sql, compiled), params);
  }

  #insert(key: Key, plans: Plans, params: Params): void {
    this.#uses.run(() => {
      this.#mustBeNew(key);
      this.#region.within(() => {
        const values = toParams(
          { arena: this.#host.arena, params: plans.params, paramNames: plans.paramNames },
          params,
        );
        this.#entries.set(key, this.#shapes.add(key, plans.for(values), values));
      });
    });
  }

  #mustBeNew(key: Key): void {
    if (this.#entries.has(key))
      throw new SqlError('42710', `predicate "${String(key)}" already exists`, {
        hint: 'Delete it first, or use another key.',
      });
  }

  #matched(rows: Iterable<Row>): Key[][] {
    const errors: PredicateError<Key>[] = [];
    const all: Key[][] = [];
    this.#errors = errors;
    this.#host.budget?.begin();
    this.#region.within(() => {
      for (const row of rows) {
        const index = all.length;
        const keys: Key[] = [];
        const inputs = this.#reader.read(row, this.#shapes.columns, index);
        if (inputs.unknown.size > 0) throw unavailableIn(this.schema, inputs, index);
        this.#shapes.evaluate(inputs, {
          hit: ({ key }) => {
            keys.push(key);
          },
          maybe: ({ key }) => {
            throw new SqlError('XX000', `predicate "${String(key)}" could not be decided`);
          },
          failed: ({ key }, error) => {
            errors.push({ key, error: error.with({ row: index }) });
          },
        });
        all.push(keys);
      }
    });
    return all;
  }
}

function unavailableIn(schema: Schema, { unknown }: RowInputs, row: number): SqlError {
  const names = [...unknown].map((column) => `"${schema[column]?.name ?? ''}"`);
  return new SqlError('22004', `row ${row}: the value of column ${names.join(', ')} is unavailable`, {
    hint: 'Use `matchChange`, which says which predicates need it.',
    row,
  });
}

/**
 * A set of predicates over rows of one schema. Raises what a schema raises, and 58P01 when something cannot be loaded.
 *
 * @example
 * const set = await predicateSet({ org: 'int4', total: 'float8' })
 * await set.add('a', 'org = $1 AND total > $2', [5, 100])
 * set.match({ org: 5, total: 120 })   // ['a']
 */
export async function predicateSet<Key = string, const S extends string | SchemaObject | Schema = readonly []>(
  schema: S & Checked<S>,
  options: PredicateSetOptions = {},
): Promise<PredicateSet<Key, RowOf<S>>> {
  const name = options.engine ?? 'auto';
  const [engine, interpreter, rowEngine] = await Promise.all([
    engineNamed(name),
    engineNamed(name === 'auto' ? 'wasm-switch' : name),
    // Work that is limited is counted, which closures do not do.
    options.limits?.milliseconds === undefined ? rowEngineOf(name) : undefined,
    loadParser(),
  ]);
  const columns = sqlAnalyser().schemaFrom(schema);
  await loadFamiliesOf(columns);
  const { rung, limits } = options;
  const arena = arenaOf(options);
  const program = { ...(rung === undefined ? {} : { rung }), ...(limits === undefined ? {} : { limits }) };
  return new PredicateSet<Key, RowOf<S>>(columns, options, { arena, engine, interpreter, rowEngine, program });
}
