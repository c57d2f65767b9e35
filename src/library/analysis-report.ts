/** What the analysis of a predicate says: plain data, which can be printed (analysis-text.ts) or sent elsewhere as JSON. */
import type { Decision, Stretch } from '../engines/auto/history.js';

/** A condition that a WHERE joins by AND, and how many rows it let through of those that the conditions written before it had let through. */
export interface ConjunctReport {
  /** Its text, as in `a > 10`; of one text that has become several conjuncts, which one: `a BETWEEN 10 AND 20 (1 of 2)`. */
  readonly sql: string;
  readonly rowsIn: number;
  readonly passed: number;
}

/** Times are in nanoseconds, rows are numbered from 0 over all batches. */
export interface AnalysisReport {
  /** The engine's name, `auto` for the one that chooses. */
  readonly engine: string;
  readonly layout: 'columns' | 'heap';
  readonly rows: number;
  readonly selected: number;
  readonly batches: number;
  /** The time that the predicate took, with what it took to load, to compile and to choose; without what was run to count the rows of each conjunct. */
  readonly nanoseconds: number;
  /** How many conjuncts the predicate has. */
  readonly conjunctCount: number;
  /** In the order written; empty when there are more than are counted, 64. */
  readonly conjuncts: readonly ConjunctReport[];
  /** The time spent running rows, engine after engine; a heap file's first batch has the compiling in it. What it lacks of `nanoseconds` was spent on loading, compiling and choosing. */
  readonly stretches: readonly Readonly<Stretch>[];
  /** What `auto` has decided, in order; conjuncts are numbered from 0 in the order written. Empty for other engines. */
  readonly decisions: readonly Decision[];
}
