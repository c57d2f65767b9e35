/** What a table sends to its threads, and what they answer. All of it is plain data; each order is answered once. */
import type { Settings } from '../../arena/settings.js';
import type { DeclaredEnum } from '../../catalog/declared-types.js';
import type { TypeName, Value } from '../../catalog/types.js';
import type { SqlErrorJson } from '../../error.js';
import type { PackedBatch } from '../../memory/packed-batch.js';
import type { Expr, Schema } from '../../sql/expression.js';
import type { CompileOptions } from '../options.js';

/** A predicate after its analysis, so that a thread needs no parser. */
export interface AnalysedPredicate {
  readonly expr: Expr;
  readonly schema: Schema;
  readonly params: readonly TypeName[];
  readonly options: Pick<CompileOptions, 'engine' | 'rung' | 'limits' | 'reorder'>;
}

/** What a run is to find out: how many rows it is true for, or which. */
export type Wanted = 'count' | 'bitmap';

/** Enums that were declared since the last order that told of some: they are numbered in the order of their declarations. */
interface Declaring {
  readonly enums: readonly DeclaredEnum[];
}

export interface RunOrder extends Declaring {
  readonly kind: 'run';
  /** The predicate's number, and what it is unless the thread knows it. */
  readonly predicate: number;
  readonly analysed: AnalysedPredicate | undefined;
  readonly params: readonly (Value | null)[];
  readonly wanted: Wanted;
  /** Parts from this number on do not belong to the table yet. */
  readonly parts: number;
  /** The clock in milliseconds, which stands still meanwhile. */
  readonly now: number;
  /** An i32 that is not 0 once nobody waits for the answer, where threads can share it. */
  readonly abandoned: SharedArrayBuffer | undefined;
}

export type Order =
  | ({ readonly kind: 'begin'; readonly schema: Schema; readonly settings: Settings } & Declaring)
  /** Rows to keep, under a number that only grows. */
  | { readonly kind: 'keep'; readonly part: number; readonly packed: PackedBatch }
  /** Parts from this number on are forgotten. */
  | { readonly kind: 'drop'; readonly parts: number }
  | { readonly kind: 'forget'; readonly predicate: number }
  | RunOrder;

/** Of a run: how many rows are selected, or the bitmaps of the thread's parts in order. */
export interface Found {
  readonly count: number;
  readonly bitmaps: readonly Uint32Array[];
}

/** An error, whose `row` counts in the part if it is of one. */
export interface Failure {
  readonly error: SqlErrorJson;
  readonly part: number | undefined;
}

export type Answer = { readonly found: Found } | { readonly failure: Failure };

/** An answer has the number of its order. */
export interface Numbered<T> {
  readonly number: number;
  readonly content: T;
}
