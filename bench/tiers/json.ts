/** What `bench tiers --json` writes beside each contestant's times. */
import { labelOf } from '../contestants.js';
import type { Result } from '../json.js';
import { predicateNamed } from '../predicates.js';
import type { Summary } from '../statistics.js';
import { highestRung } from '../../src/program/program.js';
import { againstBest } from './against-best.js';
import type { Cell } from './measurement.js';
import { breakEvens } from './pairs.js';
import { mostInMemory, type TierOutcome } from './race.js';
import type { Microseconds, TiersReport } from './report.js';

const rounded = (x: number): number => Number(x.toPrecision(4));

const toMicroseconds = ({ median, low, high, samples }: Summary): Microseconds => ({
  median: rounded(median),
  low: rounded(low),
  high: rounded(high),
  samples,
});

/** A cell as a result like those of other scenarios: its time for a row is the total divided by the rows. */
export function toTierResult({ contestant, predicate, rows, selected, total, firstRow, chosen }: Cell): Result {
  const perRow = (microseconds: number): number => rounded((microseconds * 1000) / rows);
  return {
    engine: labelOf(contestant),
    rung: highestRung,
    predicate: predicateNamed(predicate).sql,
    name: predicate,
    // Rows that come again and again are checked once.
    selected: rows <= mostInMemory ? selected : null,
    nsPerRow: {
      median: perRow(total.median),
      low: perRow(total.low),
      high: perRow(total.high),
      samples: total.samples,
    },
    spread: rounded(total.spread),
    endToEnd: {
      rows,
      firstRowMicroseconds: toMicroseconds(firstRow),
      totalMicroseconds: toMicroseconds(total),
      ...(chosen === undefined ? {} : { chosen: chosen.what }),
    },
  };
}

export function toTiersReport({ cells, rebinding }: TierOutcome): TiersReport {
  return {
    breakEven: breakEvens(cells).map((found) => ({ ...found, rows: found.rows === null ? null : rounded(found.rows) })),
    auto: againstBest(cells).map((found) => ({
      ...found,
      ratio: rounded(found.ratio),
      low: rounded(found.low),
      high: rounded(found.high),
    })),
    rebinding: rebinding.map(({ statement, contestant, rows, freshShape, otherLiteral, otherParameter }) => ({
      statement,
      contestant,
      rows,
      freshShapeMicroseconds: toMicroseconds(freshShape),
      otherLiteralMicroseconds: toMicroseconds(otherLiteral),
      otherParameterMicroseconds: toMicroseconds(otherParameter),
    })),
  };
}
