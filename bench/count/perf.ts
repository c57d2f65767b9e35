/**
 * Counting by the processor itself, through Linux's `perf stat`. Its counters cannot be asked from inside the process, so two processes do the same but
 * for the number of passes at their end; starting, compiling and warming up cancel out, all but a hundredth or so.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../job.js';
import { CountedProcess } from './counted-process.js';
import { rounded, type Counted } from './counts.js';
import { withFolder } from './interrupt.js';
import { firstLine, runProgram } from './run-program.js';

/** What every machine with counters has. */
const generalEvents = ['instructions:u', 'branches:u', 'branch-misses:u'] as const;
/** Indirect branches and their misses, as each maker names and defines them: AMD (Zen) and Intel (from Alder Lake). */
const indirectEvents: readonly (readonly [executed: string, missed: string])[] = [
  ['ex_ret_ind_brch_instr:u', 'ex_ret_brn_ind_misp:u'],
  ['br_inst_retired.indirect:u', 'br_misp_retired.indirect:u'],
];

/** As many in both processes. */
const warmUpPasses = 48;
/** Rows that the second process runs more than the first: many times what their starts may differ by. */
const moreRows = 50_000_000;

/** Counts one contestant on one predicate over the job's rows. Gives "unavailable: …" when the machine cannot. Raises an SqlError where the process cannot run the job. */
export async function countByProcessor(job: Job): Promise<Counted | string> {
  const reason = await unavailable(generalEvents);
  if (reason !== undefined) return reason;
  const indirect = await firstAvailable(indirectEvents);
  const events = [...generalEvents, ...(indirect ?? [])];
  const rows = Math.min(job.timedRows ?? job.rows, job.rows);
  const more = Math.max(1, Math.round(moreRows / rows));
  const short = await countPasses(job, events, 1);
  const long = await countPasses(job, events, 1 + more);
  const [instructions, branches, misses, indirectBranches, indirectMisses] = events.map((event) => {
    const [x, y] = [eventTotal(short.output, event), eventTotal(long.output, event)];
    return typeof x === 'number' && typeof y === 'number' ? rounded((y - x) / (more * rows)) : undefined;
  });
  if (instructions === undefined || branches === undefined || misses === undefined) return `unavailable: ${notCounted}`;
  const { selected, checksum } = long;
  return {
    counts: {
      rows,
      instructionsPerRow: instructions,
      branchesPerRow: branches,
      branchMissesPerRow: misses,
      ...(indirectBranches === undefined ? {} : { indirectBranchesPerRow: indirectBranches }),
      ...(indirectMisses === undefined ? {} : { indirectMissesPerRow: indirectMisses }),
    },
    selected,
    checksum,
  };
}

interface Run extends Omit<Counted, 'counts'> {
  /** What perf wrote. */
  readonly output: string;
}

function countPasses(job: Job, events: readonly string[], passes: number): Promise<Run> {
  return withFolder(async (folder) => {
    const file = join(folder, 'counts');
    const counted = new CountedProcess(job, 'perf', ['stat', '-x', ',', '-o', file, '-e', events.join(','), '--']);
    try {
      const { selected, checksum } = await counted.prepare(warmUpPasses, 0);
      await counted.count([passes]);
      await counted.end();
      return { selected, checksum, output: await readFile(file, 'utf8') };
    } finally {
      await counted.kill();
    }
  });
}

/** A machine without a performance monitoring unit, as most virtual ones are. */
const noPmu = 'no PMU';
const notCounted = 'perf has not counted: the counters are in use';

/**
 * The total of an event in what `perf stat -x ,` writes (its manual page, "CSV FORMAT"), or why there is none. A processor with two kinds of cores has
 * a line for each.
 */
export function eventTotal(output: string, event: string): number | string {
  const name = event.replace(/:u$/, '');
  const values = output
    .split('\n')
    .map((line) => line.split(','))
    .filter(([, , counted = '']) => counted.split(/[/:]/).includes(name))
    .map(([value = '']) => value);
  const numbers = values.filter((value) => /^\d+$/.test(value)).map(Number);
  if (numbers.length > 0) return numbers.reduce((sum, value) => sum + value, 0);
  return values.includes('<not counted>') ? notCounted : noPmu;
}

/** Why those events cannot be counted, if they cannot: it is tried with a program that does nothing. */
async function unavailable(events: readonly string[]): Promise<string | undefined> {
  const tried = await runProgram('perf', [
    'stat',
    '-x',
    ',',
    '-e',
    events.join(','),
    '--',
    process.execPath,
    '--version',
  ]);
  if (tried.missing) return 'unavailable: perf is not installed';
  if (/paranoid|not permitted|permission|access to performance/i.test(tried.stderr)) {
    return 'unavailable: perf is not permitted, see /proc/sys/kernel/perf_event_paranoid';
  }
  if (tried.status !== 0) return `unavailable: perf cannot run here: ${firstLine(tried)}`;
  const totals = events.map((event) => eventTotal(tried.stderr, event));
  // Some virtual machines have counters that stand still.
  if (totals[0] === 0) return `unavailable: ${noPmu}`;
  const reason = totals.find((total) => typeof total === 'string');
  return reason === undefined ? undefined : `unavailable: ${reason}`;
}

async function firstAvailable(candidates: typeof indirectEvents): Promise<readonly string[] | undefined> {
  for (const events of candidates) if ((await unavailable(events)) === undefined) return events;
  return undefined;
}
