/** The jobs of the scenarios that scan heap pages. */
import { highestDeformRung } from '../../src/program/deform/deform.js';
import { highestRung } from '../../src/program/program.js';
import type { Expr } from '../../src/sql/expression.js';
import type { Settings } from '../scenarios/scenario.js';
import type { HeapContestant, HeapJob } from './job.js';
import type { Relation } from './relation.js';

/** A predicate as SQL and as programs are compiled from it. */
export interface HeapPredicate {
  readonly sql: string;
  readonly conjuncts: readonly Expr[];
}

/** A job that counts the rows of a relation, on the rungs that were asked for or the highest; `special` is what else is wanted. */
export function heapJob(
  settings: Settings,
  { table, path, pages, rows }: Relation,
  { sql, conjuncts }: HeapPredicate,
  contestant: HeapContestant,
  special: Partial<HeapJob> = {},
): HeapJob {
  return {
    layout: 'heap',
    contestant,
    table,
    path,
    pages,
    rows,
    predicate: sql,
    conjuncts,
    rung: settings.rung ?? highestRung,
    deform: settings.deform ?? highestDeformRung,
    output: 'count',
    harness: settings.harness,
    socket: undefined,
    ...special,
  };
}
