/** What one thread has of a table: an arena with its parts of the rows, and the predicates that it was told of. */
import { Arena } from '../../arena/arena.js';
import { loadRoutines } from '../../catalog/catalog.js';
import { enumType } from '../../catalog/declared-types.js';
import { SqlError } from '../../error.js';
import { engineNamed } from '../../engines/named.js';
import { withFamilies } from '../../functions/registry.js';
import type { Program } from '../../program/program.js';
import { loadFamiliesOf } from '../../functions/type-families.js';
import { Batch } from '../../memory/batch.js';
import { unpackBatch } from '../../memory/packed-batch.js';
import type { Schema } from '../../sql/expression.js';
import { BatchFilter, qualProgram } from '../batch-filter.js';
import { RunLimit } from '../run-limit.js';
import type { AnalysedPredicate, Failure, Found, Order, RunOrder } from './messages.js';

/** A run ended with an error of a part. */
export class PartFailed extends Error {
  readonly failure: Failure;

  constructor(error: SqlError, part: number) {
    super(error.message);
    this.failure = { error: error.toJSON(), part };
  }
}

interface KnownPredicate {
  readonly qual: BatchFilter;
  readonly milliseconds: number | undefined;
}

const nothing: Found = { count: 0, bitmaps: [] };

export class KeptParts {
  #now = 0;
  #made: Arena | undefined;
  #schema: Schema = [];
  /** By their numbers, in which they come. */
  readonly #parts = new Map<number, Batch>();
  /** One that could not be loaded says so to each run that asks for it. */
  readonly #predicates = new Map<number, Promise<KnownPredicate>>();

  get #arena(): Arena {
    if (this.#made === undefined) throw new SqlError('XX000', 'the thread of a table has not begun');
    return this.#made;
  }

  async follow(order: Order): Promise<Found> {
    switch (order.kind) {
      case 'begin':
        declare(order);
        // As large as it can be: nothing else is in it.
        this.#made = new Arena({ ...order.settings, clock: () => new Date(this.#now), maximumBytes: 2 ** 31 });
        await loadFamiliesOf(order.schema);
        this.#schema = order.schema;
        return nothing;
      case 'keep':
        this.#parts.set(order.part, unpackBatch(this.#arena, this.#schema, order.packed));
        return nothing;
      case 'drop':
        for (const [part, batch] of this.#parts) {
          if (part < order.parts) continue;
          batch.free();
          this.#parts.delete(part);
        }
        return nothing;
      case 'forget':
        await this.#forget(order.predicate);
        return nothing;
      case 'run':
        declare(order);
        this.#now = order.now;
        return this.#run(order, await this.#predicateOf(order));
    }
  }

  #run({ params, wanted, parts, abandoned }: RunOrder, { qual, milliseconds }: KnownPredicate): Found {
    const signal = abandoned === undefined ? undefined : new Abandoned(abandoned);
    const limit = new RunLimit(this.#arena, qual, milliseconds, { signal });
    const bitmaps: Uint32Array[] = [];
    let count = 0;
    for (const [part, batch] of this.#parts) {
      if (part >= parts) continue;
      try {
        if (wanted === 'count') count += qual.run(batch, params, limit, (bits) => bits.count);
        else bitmaps.push(qual.run(batch, params, limit, (bits) => bits.keep().bitmap));
      } catch (error) {
        throw error instanceof SqlError ? new PartFailed(error, part) : error;
      }
    }
    return { count, bitmaps };
  }

  #predicateOf({ predicate, analysed }: RunOrder): Promise<KnownPredicate> {
    const known = this.#predicates.get(predicate) ?? (analysed && this.#loaded(analysed));
    if (known === undefined) throw new SqlError('XX000', `a thread does not know predicate ${predicate}`);
    this.#predicates.set(predicate, known);
    return known;
  }

  async #forget(predicate: number): Promise<void> {
    const known = await this.#predicates.get(predicate)?.catch(() => undefined);
    known?.qual.free();
    this.#predicates.delete(predicate);
  }

  async #loaded({ expr, schema, params, options }: AnalysedPredicate): Promise<KnownPredicate> {
    // Comparisons of scaled columns become other functions, which are looked up.
    const [engine] = await Promise.all([engineNamed(options.engine ?? 'auto'), loadRoutines()]);
    const milliseconds = options.limits?.milliseconds;
    const empty = new Batch(this.#arena, schema, 0);
    try {
      return await withFamilies(() => {
        const compile = (): Program => qualProgram({ expr, schema, params }, options);
        const qual = new BatchFilter(compile, { engine, arena: this.#arena });
        // To load it asks for the families of its functions.
        const nulls = params.map(() => null);
        qual.run(empty, nulls, new RunLimit(this.#arena, qual, undefined), () => undefined);
        return { qual, milliseconds };
      });
    } finally {
      empty.free();
    }
  }
}

function declare({ enums }: Pick<RunOrder, 'enums'>): void {
  for (const { name, labels } of enums) enumType(name, labels);
}

/** Whether nobody waits for a run any longer. */
class Abandoned {
  readonly #cell: Int32Array;

  constructor(cell: SharedArrayBuffer) {
    this.#cell = new Int32Array(cell);
  }

  get aborted(): boolean {
    return Atomics.load(this.#cell, 0) !== 0;
  }
}
