/** What of a run is wanted, as its statistics tell: all of it, none, or those of its parts for which the predicate may be true. */
import type { ColumnRun, Decide, Verdict } from './column-run.js';

export interface WantedRun {
  readonly run: ColumnRun;
  /** The predicate is true for all its rows. */
  readonly all: boolean;
}

interface Rows {
  readonly verdict: Verdict;
  readonly first: number;
  rows: number;
}

/** The runs that are left of a run, in order; `used` are the columns that the predicate reads. */
export async function wantedOf(
  run: ColumnRun,
  decide: Decide | undefined,
  used: readonly number[],
): Promise<WantedRun[]> {
  if (run.rows === 0) return [];
  if (decide === undefined) return [{ run, all: false }];
  const verdict = decide((column) => run.statistics(column));
  if (verdict === 'none') return [];
  const { divided } = run;
  const parts = verdict === 'some' ? await divided?.parts(used) : undefined;
  if (divided === undefined || parts === undefined) return [{ run, all: verdict === 'all' }];
  const neighbours: Rows[] = [];
  for (const { first, rows, statistics } of parts) {
    const verdict = decide(statistics);
    const before = neighbours.at(-1);
    if (before?.verdict === verdict) before.rows += rows;
    else neighbours.push({ verdict, first, rows });
  }
  return neighbours.flatMap(({ verdict, first, rows }) =>
    verdict === 'none' ? [] : [{ run: divided.slice(first, rows), all: verdict === 'all' }],
  );
}
