/** Where each engine overtakes another one: break-even points from the measured totals. */
import { crossing } from '../break-even.js';
import { predicateNames, type PredicateName } from '../predicates.js';
import type { Cell } from './measurement.js';
import type { TierContestant } from './messages.js';

export interface BreakEven {
  readonly predicate: PredicateName;
  /** The one that has its first row sooner, and the one that takes longer to begin. */
  readonly from: TierContestant;
  readonly to: TierContestant;
  /** From so many rows on `to` takes less time; 0 when it always did, null when it never does. */
  readonly rows: number | null;
}

/** All pairs that were measured with the same rows, the sooner one by its time to the first row of the fewest rows. */
export function breakEvens(cells: readonly Cell[]): readonly BreakEven[] {
  return predicateNames.flatMap((predicate) => {
    const own = cells.filter((cell) => cell.predicate === predicate);
    const contestants = [...new Set(own.map(({ contestant }) => contestant))].filter(
      (contestant) => contestant !== 'auto',
    );
    const of = (contestant: TierContestant): readonly Cell[] =>
      own.filter((cell) => cell.contestant === contestant).sort((x, y) => x.rows - y.rows);
    const ordered = contestants
      .map((contestant) => ({ contestant, cells: of(contestant) }))
      .sort((x, y) => (x.cells[0]?.firstRow.median ?? 0) - (y.cells[0]?.firstRow.median ?? 0));
    return ordered.flatMap((from, n) =>
      ordered.slice(n + 1).map((to): BreakEven => {
        const points = from.cells.flatMap(({ rows, total }) => {
          const other = to.cells.find((cell) => cell.rows === rows);
          return other === undefined ? [] : [{ rows, first: total.median, second: other.total.median }];
        });
        return { predicate, from: from.contestant, to: to.contestant, rows: crossing(points) ?? null };
      }),
    );
  });
}
