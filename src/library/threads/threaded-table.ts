/** A table whose rows are spread over threads, each with its part of them in a memory of its own. */
/// <reference lib="esnext.disposable" preserve="true" />
import type { Arena } from '../../arena/arena.js';
import { declaredEnums } from '../../catalog/declared-types.js';
import { SqlError } from '../../error.js';
import { Batch } from '../../memory/batch.js';
import { joinBitmaps } from '../../memory/join-bitmaps.js';
import { buffersOf, packBatch, type PackedBatch } from '../../memory/packed-batch.js';
import { mustGoOn } from '../../inputs/signal.js';
import { Selection } from '../../memory/selection.js';
import type { WorkerLike } from '../../platform/thread.js';
import type { Schema } from '../../sql/expression.js';
import { mustMatch } from '../combine.js';
import type { Predicate } from '../predicate.js';
import { columnReader, type RowForm } from '../row-column.js';
import { checkIterable, placed, rowOf } from '../row-program.js';
import type { RunOptions } from '../run-limit.js';
import { rowsAt } from '../rows-at.js';
import type { Params } from '../types.js';
import { Crew, OrderFailed } from './crew.js';
import type { Found, Wanted } from './messages.js';
import { whileWaited } from './while-waited.js';

/** Rows that are objects are sent in parts of so many: a part is one run of a kernel. */
const partRows = 131_072;
/** So many predicates are known to the threads; the one that was used longest ago is forgotten first. */
const mostPredicates = 64;

interface Part {
  readonly first: number;
  readonly rows: number;
  readonly member: number;
}

const forgotten = new FinalizationRegistry<Crew>((crew) => {
  crew.end(new SqlError('55000', 'the table has been forgotten'));
});

/**
 * Rows of a schema as columns, spread over threads. A predicate is run by all threads at once, and answers as it would over
 * one table: the same rows in the same order, the same first error. Its threads run until it is freed or forgotten; a process that has nothing else to do does not wait for them.
 */
export class ThreadedTable<Row = Readonly<Record<string, unknown>>> {
  /** The columns, in order: what predicates over the table are compiled for. */
  readonly schema: Schema;
  readonly #arena: Arena;
  readonly #crew: Crew;
  readonly #sites: readonly ReturnType<typeof columnReader>['site'][];
  readonly #parts: Part[] = [];
  #count = 0;
  /** The rows that were given as objects; undefined once some were given as columns. */
  #rows: Row[] | undefined = [];
  /** By their numbers in the threads, the one used last at the end. */
  readonly #predicates = new Map<Predicate<Row>, number>();
  #nextPredicate = 0;
  #knownEnums = 0;
  /** Rows are added one call after the other. */
  #adding: Promise<unknown> = Promise.resolve();

  /** @internal Use `loadThreaded`. */
  constructor(schema: Schema, arena: Arena, form: RowForm, threads: number, start: () => WorkerLike) {
    this.schema = schema;
    this.#arena = arena;
    this.#sites = schema.map((_, column) => columnReader(arena, schema, column, form).site);
    this.#crew = new Crew(threads, start);
    forgotten.register(this, this.#crew, this);
  }

  /**
   * Has the threads begin.
   * @internal
   */
  async begin(): Promise<void> {
    const enums = declaredEnums();
    this.#knownEnums = enums.length;
    this.#mustSucceed(
      await this.#crew.askAll(() => ({ kind: 'begin', schema: this.schema, settings: this.#arena.settings, enums })),
    );
  }

  /** How many rows it has. */
  get length(): number {
    return this.#count;
  }

  /** The rows, in order, as they were given. Raises 55000 when some were given as columns. */
  get rows(): readonly Row[] {
    if (this.#rows !== undefined) return this.#rows;
    throw new SqlError('55000', 'some of the rows were given as columns', {
      hint: 'Ask for `select` or `count` instead: there are no objects to give.',
    });
  }

  /** Adds rows at the end: all of them, or none when one raises an error, which names it by its place among those that were given. */
  async append(rows: Iterable<Row>): Promise<void> {
    checkIterable(rows);
    return this.#add(async (send) => {
      const batch = new Batch(this.#arena, this.schema, this.#partRows(rows));
      const given: Row[] = [];
      try {
        for (const row of rows) {
          this.#store(batch, row, given.length);
          given.push(row);
          if (batch.rows < batch.capacity) continue;
          await send(packBatch(batch));
          batch.clear();
        }
        if (batch.rows > 0) await send(packBatch(batch));
      } finally {
        batch.free();
      }
      for (const row of given) this.#rows?.push(row);
    });
  }

  /**
   * Adds the rows of a batch with the table's columns, which are copied: rows of a file, as a reader gives them. They are no objects, so that `filter` has nothing to give afterwards; `select`
   * and `count` have. Large batches are better than small ones.
   */
  async appendBatch(batch: Batch): Promise<void> {
    this.#check(batch);
    if (batch.rows === 0) return;
    // At once: the batch may have other rows when it is their turn.
    const packed = packBatch(batch);
    await this.#add(async (send) => {
      await send(packed);
      this.#rows = undefined;
    });
  }

  /** The rows for which the predicate is true, in order. It must be compiled for the table's `schema`. An error has the `row` that raises it; 57014 once the signal is aborted. */
  async filter(predicate: Predicate<Row>, params: Params = [], options: RunOptions = {}): Promise<Row[]> {
    const { rows } = this;
    return rowsAt(rows, (await this.select(predicate, params, options)).indices());
  }

  /** Which rows the predicate is true for. Raises as `filter`. */
  async select(predicate: Predicate<Row>, params: Params = [], options: RunOptions = {}): Promise<Selection> {
    const parts = [...this.#parts];
    const found = await this.#run(predicate, params, 'bitmap', options);
    const next = found.map(() => 0);
    const joined = joinBitmaps(
      parts.map(({ rows, member }) => {
        const bitmap = found[member]?.bitmaps[next[member] ?? 0] ?? new Uint32Array(0);
        next[member] = (next[member] ?? 0) + 1;
        return { bitmap, rows };
      }),
    );
    return new Selection(joined, this.#rowsOf(parts));
  }

  /** How many rows the predicate is true for. Raises as `filter`. */
  async count(predicate: Predicate<Row>, params: Params = [], options: RunOptions = {}): Promise<number> {
    const found = await this.#run(predicate, params, 'count', options);
    return found.reduce((sum, { count }) => sum + count, 0);
  }

  /** Ends its threads and gives their memory back; it cannot be used afterwards, and what is under way raises 55000. A second time does nothing. */
  free(): void {
    forgotten.unregister(this);
    this.#predicates.clear();
    this.#crew.end(
      new SqlError('55000', 'the table has been freed', { hint: 'Use it before `free`, or load it again.' }),
    );
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  /** Few rows are spread over all threads too. */
  #partRows(rows: Iterable<Row>): number {
    return Array.isArray(rows) ? Math.min(Math.ceil(rows.length / this.#crew.size), partRows) : partRows;
  }

  #rowsOf(parts: readonly Part[]): number {
    const last = parts.at(-1);
    return last === undefined ? 0 : last.first + last.rows;
  }

  /** Parts that `work` sends belong to the table when it is done, or not at all. */
  async #add(work: (send: (packed: PackedBatch) => Promise<void>) => Promise<void>): Promise<void> {
    const before = this.#adding;
    const added = before.then(async () => {
      this.#crew.mustLive();
      const parts: Part[] = [];
      try {
        await work((packed) => this.#send(packed, parts));
      } catch (error) {
        await this.#crew.askAll(() => ({ kind: 'drop', parts: this.#parts.length }));
        throw error instanceof OrderFailed ? error.error : error;
      }
      this.#parts.push(...parts);
      this.#count = this.#rowsOf(this.#parts);
    });
    // The next ones come after it, whatever became of it.
    this.#adding = added.catch(() => undefined);
    return added;
  }

  /** Sends the rows to the thread that has the fewest. */
  async #send(packed: PackedBatch, parts: Part[]): Promise<void> {
    const all = [...this.#parts, ...parts];
    const loads = Array.from({ length: this.#crew.size }, () => 0);
    for (const { member, rows } of all) loads[member] = (loads[member] ?? 0) + rows;
    const member = loads.indexOf(Math.min(...loads));
    parts.push({ first: this.#rowsOf(all), rows: packed.rows, member });
    await this.#crew.ask(member, { kind: 'keep', part: all.length, packed }, buffersOf(packed));
  }

  #store(batch: Batch, given: Row, index: number): void {
    try {
      const row = rowOf(given);
      this.#sites.forEach((site, column) => {
        site.store(batch, column, batch.rows, row);
      });
    } catch (error) {
      throw placed(error, index);
    }
    batch.rows++;
  }

  #check(batch: Batch): void {
    if (batch.freed) throw new SqlError('55000', 'the batch has been freed');
    mustMatch({ schema: this.schema, arena: this.#arena }, batch);
    const other = this.schema.find(({ typmod = -1 }, column) => typmod !== (batch.schema[column]?.typmod ?? -1));
    if (other !== undefined)
      throw new SqlError('42804', `column "${other.name}" of the batch has another modifier than that of the table`);
    if (batch.held.length === this.schema.length) return;
    throw new SqlError('22023', 'the batch has no room for some of the columns', {
      hint: 'Give a batch of all columns of the table.',
    });
  }

  async #run(predicate: Predicate<Row>, params: Params, wanted: Wanted, { signal }: RunOptions): Promise<Found[]> {
    this.#crew.mustLive();
    const { analysed, values, now } = predicate.forThreads(params);
    mustMatch({ schema: this.schema, arena: this.#arena }, predicate.made.compiled);
    mustGoOn(signal);
    const known = this.#predicates.get(predicate);
    const number = known ?? this.#nextPredicate++;
    this.#remember(predicate, number);
    const enums = declaredEnums(this.#knownEnums);
    this.#knownEnums += enums.length;
    const order = {
      ...({ kind: 'run', predicate: number, analysed: known === undefined ? analysed : undefined } as const),
      ...{ params: values, wanted, parts: this.#parts.length, now, enums },
    };
    const parts = [...this.#parts];
    try {
      return await whileWaited(signal, async (abandoned) =>
        this.#mustSucceed(await this.#crew.askAll(() => ({ ...order, abandoned })), parts),
      );
    } catch (error) {
      // A thread may have failed to load it, and is told of it anew.
      if (!(error instanceof SqlError) || error.row === undefined) this.#forget(predicate);
      throw error;
    }
  }

  #remember(predicate: Predicate<Row>, number: number): void {
    this.#predicates.delete(predicate);
    this.#predicates.set(predicate, number);
    const [oldest] = this.#predicates.keys();
    if (oldest !== undefined && this.#predicates.size > mostPredicates) this.#forget(oldest);
  }

  #forget(predicate: Predicate<Row>): void {
    const number = this.#predicates.get(predicate);
    if (number === undefined) return;
    this.#predicates.delete(predicate);
    void this.#crew.askAll(() => ({ kind: 'forget', predicate: number }));
  }

  /** What all threads found, or the error of the first row that has one; before it one that is of no row. */
  #mustSucceed(answers: readonly PromiseSettledResult<Found>[], parts: readonly Part[] = []): Found[] {
    const rows: SqlError[] = [];
    const found: Found[] = [];
    for (const answer of answers) {
      if (answer.status === 'fulfilled') found.push(answer.value);
      else if (answer.reason instanceof OrderFailed) {
        const { error, part } = answer.reason;
        const first = parts[part ?? -1]?.first;
        if (first === undefined || error.row === undefined) throw error;
        rows.push(error.with({ row: first + error.row }));
      } else throw answer.reason;
    }
    const [first] = rows.sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
    if (first !== undefined) throw first;
    return found;
  }
}
