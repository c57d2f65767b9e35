/** This run beside an earlier one: the ratio of each median, and whether the confidence intervals allow it to be chance. */
import Table from 'cli-table3';
import { countComparison } from './count/compare.js';
import type { AnyReport, CountedResult, Result } from './json.js';
import { geometricMean, overlap } from './statistics.js';
import { nanoseconds, tableStyle } from './table.js';

export interface Comparison {
  readonly now: Result;
  readonly before: Result;
  readonly ratio: number;
  readonly significant: boolean;
}

const isTimed = (result: Result | CountedResult): result is Result => 'nsPerRow' in result;

/** Of what both have timed. */
export function compareReports(now: AnyReport, before: AnyReport): readonly Comparison[] {
  const keyOf = ({ engine, rung, predicate, table, deform, output, opcodes, endToEnd, node }: Result) =>
    JSON.stringify([engine, rung, predicate, table, deform, output, opcodes, endToEnd?.rows, node]);
  const earlier = new Map(before.results.filter(isTimed).map((result) => [keyOf(result), result]));
  return now.results.filter(isTimed).flatMap((result) => {
    const old = earlier.get(keyOf(result));
    if (old === undefined) return [];
    const ratio = result.nsPerRow.median / old.nsPerRow.median;
    return [{ now: result, before: old, ratio, significant: !overlap(result.nsPerRow, old.nsPerRow) }];
  });
}

export function comparisonTable(now: AnyReport, before: AnyReport): string {
  const compared = compareReports(now, before);
  const counts = countComparison(now, before);
  if (compared.length === 0 && counts !== '') return counts;
  if (compared.length === 0) return `Nothing in the earlier ${before.scenario} report is comparable.\n`;
  const table = new Table({
    head: ['predicate', 'engine', 'rung', 'before', 'now', 'now / before', ''],
    ...tableStyle,
  });
  for (const {
    now: { engine, rung, name, predicate, nsPerRow },
    before: old,
    ratio,
    significant,
  } of compared) {
    const verdict = significant ? (ratio < 1 ? 'faster' : 'slower') : 'within noise';
    table.push([
      name ?? predicate,
      engine,
      rung,
      nanoseconds(old.nsPerRow.median),
      nanoseconds(nsPerRow.median),
      ratio.toFixed(2),
      verdict,
    ]);
  }
  const mean = geometricMean(compared.map(({ ratio }) => ratio));
  const notes = [
    `Geometric mean of now / before: ${mean.toFixed(3)}. "faster" and "slower" where the 95 % intervals do not overlap.`,
  ];
  if (now.rows !== before.rows) notes.push(`The row counts differ: ${before.rows} before, ${now.rows} now.`);
  if (before.machine?.cpu !== now.machine.cpu || before.machine?.node !== now.machine.node)
    notes.push('The earlier report is from another machine or another Node.');
  return `${table.toString()}\n${notes.join('\n')}\n`;
}
