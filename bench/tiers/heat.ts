/**
 * All contestants over one predicate and one number of rows: first their results are compared, then they take turns, in an order drawn anew each time. What the machine does
 * meanwhile falls on all alike.
 */
import { SqlError } from '../../src/error.js';
import type { PredicateName } from '../predicates.js';
import { disagreement } from '../race.js';
import { shuffled } from '../shuffled.js';
import type { TierProcess } from './contestant.js';
import { Measurement } from './measurement.js';

/** How often a contestant is asked: one that is far behind, one that is not, and at most, while those that could be the fastest are uncertain. */
export interface Turns {
  readonly behind: number;
  readonly least: number;
  readonly most: number;
}

/** A median is certain when its interval is no wider than this part of it. */
const wantedPrecision = 0.03;
/** Who takes no more than this times the fastest one's time might be it; who takes more than that times it is far behind. */
const isNear = 1.3;
const isBehind = 2;

interface Taken {
  readonly process: TierProcess;
  readonly measurement: Measurement;
}

/** Rows are in memory up to so many, so that is how many are checked. Raises XX001 when results differ. */
export async function heat(
  processes: readonly TierProcess[],
  predicate: PredicateName,
  rows: number,
  rowsInMemory: number,
  turns: Turns,
): Promise<readonly Measurement[]> {
  const taken: Taken[] = [];
  const agrees = sameFromAll(predicate);
  for (const process of processes) {
    const { selected, checksum } = await process.check(predicate, Math.min(rows, rowsInMemory));
    agrees(process, checksum);
    taken.push({ process, measurement: new Measurement(process.contestant, predicate, rows, selected) });
  }
  const agreesOnLast = sameFromAll(predicate);
  for (let turn = 0; turn < turns.most; turn++) {
    const asked = shuffled(
      turn < turns.behind ? taken : turn < turns.least ? within(taken, isBehind) : uncertain(taken),
    );
    if (asked.length === 0) break;
    for (const { process, measurement } of asked) {
      const visit = await process.visit(predicate, rows);
      agreesOnLast(process, visit.checksum);
      measurement.add(visit);
    }
  }
  return taken.map(({ measurement }) => measurement);
}

function sameFromAll(predicate: PredicateName): (process: TierProcess, checksum: number) => void {
  let first: { readonly process: TierProcess; readonly checksum: number } | undefined;
  return (process, checksum) => {
    first ??= { process, checksum };
    if (checksum === first.checksum) return;
    throw new SqlError(
      disagreement,
      `the contestants disagree on ${predicate}: ${process.contestant} selects other rows than ${first.process.contestant}`,
    );
  };
}

/** Those that take no more than so many times the fastest one's time, and `auto`. */
function within(taken: readonly Taken[], times: number): readonly Taken[] {
  const fastest = Math.min(...taken.map(({ measurement }) => measurement.total.median));
  return taken.filter(
    ({ process, measurement }) => process.contestant === 'auto' || measurement.total.median <= fastest * times,
  );
}

/** Those that could be the fastest, and `auto`, as long as one of them is not certain. */
function uncertain(taken: readonly Taken[]): readonly Taken[] {
  const near = within(taken, isNear);
  const isCertain = near.every(
    ({ measurement: { total } }) => total.high - total.low <= total.median * wantedPrecision,
  );
  return isCertain ? [] : near;
}
