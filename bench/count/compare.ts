/** Counts beside those of an earlier report. They do not vary as times do, so every difference is told. */
import Table from 'cli-table3';
import type { AnyReport, Subject } from '../json.js';
import { tableStyle } from '../table.js';

/** Instructions a row, now and before, of what both reports have counted under valgrind; nothing when there is none. */
export function countComparison(now: AnyReport, before: AnyReport): string {
  const keyOf = ({ engine, rung, predicate }: Subject) => JSON.stringify([engine, rung, predicate]);
  const earlier = new Map(before.results.map((result) => [keyOf(result), instructionsOf(result)]));
  const rows = now.results.flatMap((result) => {
    const [x, y] = [instructionsOf(result), earlier.get(keyOf(result))];
    if (x === undefined || y === undefined) return [];
    return [
      [
        result.name ?? result.predicate,
        result.engine,
        String(result.rung),
        y.toFixed(2),
        x.toFixed(2),
        (x / y).toFixed(3),
      ],
    ];
  });
  if (rows.length === 0) return '';
  const table = new Table({ head: ['predicate', 'engine', 'rung', 'before', 'now', 'now / before'], ...tableStyle });
  table.push(...rows);
  return `Instructions a row (valgrind):\n${table.toString()}\n`;
}

function instructionsOf(result: AnyReport['results'][number]): number | undefined {
  return 'counts' in result && typeof result.counts.valgrind === 'object'
    ? result.counts.valgrind.instructionsPerRow
    : undefined;
}
