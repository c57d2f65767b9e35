/** The tables of the scenario `growth`. */
import Table from 'cli-table3';
import { median } from '../statistics.js';
import { microseconds, tableStyle } from '../table.js';
import { fitFrom, logLogSlope, type Point } from './fit.js';
import type { Growth } from './measure.js';
import { growthStages } from './messages.js';
import { series, sizes, type SeriesName } from './series.js';

export function growthTables(growth: readonly Growth[], name: SeriesName): string {
  const own = growth.filter((one) => one.series === name);
  const engines = [...new Set(own.map(({ engine }) => engine))];
  const table = new Table({
    head: ['conjuncts', ...sizes.map(String), 'slope'],
    colAligns: ['left', ...sizes.map(() => 'right' as const), 'right'],
    ...tableStyle,
  });
  const line = (label: string, points: readonly Point[]): void => {
    const at = (size: number): string => {
      const point = points.find((one) => one.size === size);
      return point === undefined ? '' : microseconds(point.time);
    };
    table.push([label, ...sizes.map(at), logLogSlope(points)?.toFixed(2) ?? '']);
  };
  for (const stage of growthStages) {
    if (stage === 'kernel') continue;
    line(
      stage,
      pooled(own, (one) => one.stages[stage]),
    );
  }
  for (const engine of engines) {
    line(
      `kernel: ${engine}`,
      own
        .filter((one) => one.engine === engine)
        .map(({ conjuncts, stages }) => ({ size: conjuncts, time: stages.kernel })),
    );
  }
  for (const engine of engines) line(`all: ${engine}`, totals(own, engine));
  return `growth: ${series[name].title}\n${table.toString()}\n`;
}

/** What is the same for all engines: the median of their medians. */
function pooled(growth: readonly Growth[], time: (one: Growth) => number): Point[] {
  return sizes.flatMap((size) => {
    const times = growth.filter(({ conjuncts }) => conjuncts === size).map(time);
    return times.length === 0 ? [] : [{ size, time: median(times) }];
  });
}

const totals = (growth: readonly Growth[], engine: string): Point[] =>
  growth
    .filter((one) => one.engine === engine)
    .map(({ conjuncts, total }) => ({ size: conjuncts, time: total.median }));

/** Said below the tables. */
export const slopeNote = `slope: of the logarithms, from ${fitFrom} conjuncts on; 1 is in proportion to their number.\n`;
