/** Counts as tables for people: one for each predicate and each way of counting. */
import Table from 'cli-table3';
import { labelOf } from '../contestants.js';
import { count, tableStyle } from '../table.js';
import type { Counted } from './counts.js';
import type { CountedJob } from './counted-job.js';

export function countTables(counted: readonly CountedJob[]): string {
  const predicates = [...new Set(counted.map(({ job }) => job.predicate))];
  const parts = predicates.flatMap((predicate) => {
    const entries = counted.filter(({ job }) => job.predicate === predicate);
    const title = `dispatch: ${predicate}, rung ${entries[0]?.job.rung ?? ''}, counted for each row`;
    return [
      section(`${title} (valgrind: simulated)`, entries, ({ valgrind }) => valgrind),
      section(`${title} (perf: by the processor)`, entries, ({ perf }) => perf),
    ];
  });
  const why = [
    reasons('valgrind', counted, ({ valgrind }) => valgrind),
    reasons('perf', counted, ({ perf }) => perf),
  ].join('');
  return [...parts.filter((part) => part !== ''), ...(why === '' ? [] : [why])].join('\n');
}

type Way = (job: CountedJob) => Counted | string;

/** Nothing when nothing was counted. */
function section(title: string, entries: readonly CountedJob[], way: Way): string {
  const rows = entries.flatMap((entry) => {
    const found = way(entry);
    if (typeof found === 'string') return [];
    const { counts } = found;
    const figures = [
      counts.instructionsPerRow,
      counts.branchesPerRow,
      counts.branchMissesPerRow,
      counts.indirectBranchesPerRow,
      counts.indirectMissesPerRow,
    ];
    return [{ cells: [labelOf(entry.job.contestant), ...figures.map(figure)], rows: counts.rows }];
  });
  if (rows.length === 0) return '';
  const head = ['engine', 'instructions', 'branches', 'mispredicted', 'indirect', 'mispredicted'];
  const table = new Table({ head, colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')), ...tableStyle });
  table.push(...rows.map(({ cells }) => cells));
  return `${title}, ${count(rows[0]?.rows ?? 0)} rows\n${table.toString()}\n`;
}

/** What is below a hundredth a row is spent once a batch. */
const figure = (x: number | undefined): string =>
  x === undefined ? 'no counter' : x >= 100 ? x.toFixed(0) : x.toFixed(2);

/** One line for each reason, with the names of those it concerns unless it is everybody's. */
function reasons(name: string, counted: readonly CountedJob[], way: Way): string {
  const concerned = new Map<string, string[]>();
  for (const entry of counted) {
    const found = way(entry);
    if (typeof found === 'string')
      concerned.set(found, [
        ...(concerned.get(found) ?? []),
        `${labelOf(entry.job.contestant)} on ${entry.job.predicate}`,
      ]);
  }
  return [...concerned]
    .map(([reason, who]) => `${name}: ${reason}${who.length === counted.length ? '' : ` (${who.join(', ')})`}\n`)
    .join('');
}
