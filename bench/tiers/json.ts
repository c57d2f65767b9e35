/** What `bench tiers --json` writes beside each contestant's times. */
import { labelOf } from '../contestants.js';
import type { Result } from '../json.js';
import { predicateNamed } from '../predicates.js';
import type { Summary } from '../statistics.js';
import { highestRung } from '../../src/program/program.js';
import { againstBest, type AgainstBest } from './against-best.js';
import type { Cell } from './measurement.js';
import { breakEvens, type BreakEven } from './pairs.js';
import { mostInMemory, type RebindResult, type TierOutcome } from './race.js';

/** A median with its interval, in microseconds. */
export interface Microseconds {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly samples: number;
}

/** From the text of a predicate on, over the result's own number of rows. */
export interface EndToEnd {
  readonly rows: number;
  readonly firstRowMicroseconds: Microseconds;
  readonly totalMicroseconds: Microseconds;
  /** Of `auto`: what it did most often. */
  readonly chosen?: string;
}

export interface TiersReport {
  readonly breakEven: readonly BreakEven[];
  readonly auto: readonly AgainstBest[];
  readonly rebinding: readonly (Pick<RebindResult, 'statement' | 'contestant' | 'rows'> &
    Readonly<
      Record<'freshShapeMicroseconds' | 'otherLiteralMicroseconds' | 'otherParameterMicroseconds', Microseconds>
    >)[];
}

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
