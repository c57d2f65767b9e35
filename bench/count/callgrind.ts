/**
 * Counting under valgrind's callgrind, which translates every instruction that a process runs, also those that V8 has just compiled, and counts
 * it; `--branch-sim=yes` adds a branch predictor. Its model (valgrind's cg_branchpred.c) is a processor of about 2004: conditional branches by a
 * table of 16,384 two-bit counters, indexed by the branch's address and the directions of the last branches; indirect branches by a table of
 * 512 targets, indexed by the address alone, which foretells that a jump goes where it went last time. Returns are taken to be always foreseen, and
 * are not counted as indirect.
 *
 * The process runs with counting off until its code is warm. Then os.loadavg() ends each window of passes (see child.ts).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SqlError } from '../../src/error.js';
import type { Job } from '../job.js';
import { CountedProcess } from './counted-process.js';
import { perRow, rounded, type Counted, type Counts, type Totals, type Window } from './counts.js';
import { withFolder } from './interrupt.js';
import { firstLine, runProgram } from './run-program.js';

/** What a kernel costs a row under valgrind, all events included. */
export type SimulatedCounts = Required<Counts>;

/** Rows of the one batch that is counted: as many as a batch has that is timed, so that what a call costs is as small a part of it. */
const countedRows = 65_536;
/** Passes until V8 has optimised the loop over rows: it decides by calls and loops, not by time. */
const warmUpPasses = 48;
/** Milliseconds of passes after that, so that what is run once a batch is compiled too. */
const warmUpTime = 1500;
/** The first window teaches the predictor; then pairs of a short and a long one. */
const windows = [1, 1, 2, 1, 2];
/** How often windows are counted again when V8 was not done. */
const rounds = 3;

/**
 * Counts one contestant on one predicate, on the job's rung and seed, over at most 65,536 of its rows. Gives "unavailable: …" when this machine cannot.
 * Raises an SqlError where the process cannot run the job.
 */
export async function countInstructions(job: Job): Promise<SimulatedCounts | string> {
  const simulated = await simulate(job);
  return typeof simulated === 'string' ? simulated : simulated.counts;
}

/** The same, with what was selected. */
export async function simulate(job: Job): Promise<Counted<SimulatedCounts> | string> {
  const reason = await unavailable();
  if (reason !== undefined) return reason;
  const rows = Math.min(job.timedRows ?? job.rows, job.rows, countedRows);
  return withFolder((folder) => countIn(folder, { ...job, rows, batchRows: rows }));
}

async function countIn(folder: string, job: Job): Promise<Counted<SimulatedCounts> | string> {
  const counted = new CountedProcess(job, 'valgrind', options(folder));
  try {
    const { selected, checksum } = await counted.prepare(warmUpPasses, warmUpTime);
    await counted.idle();
    const switched = await runProgram('vgdb', [`--pid=${counted.pid}`, prefix(folder), 'instrumentation', 'on']);
    if (switched.status !== 0)
      return `unavailable: valgrind's vgdb does not start the counting: ${switched.missing ? 'not installed' : firstLine(switched)}`;
    for (let round = 0; round < rounds; round++) {
      await counted.count(windows);
      const [, ...pairs] = await readWindows(folder, round);
      const totals = perRow(pairs, job.rows);
      if (totals !== undefined) return { counts: toCounts(job.rows, totals), selected, checksum };
    }
    return 'unavailable: the counts did not settle, V8 still exchanged code after the warm-up';
  } finally {
    await counted.kill();
  }
}

const prefix = (folder: string): string => `--vgdb-prefix=${join(folder, 'vgdb')}`;

/** Threads are counted apart, so that V8's compiling and collecting threads do not count. */
const options = (folder: string): readonly string[] => [
  '--quiet',
  '--tool=callgrind',
  '--branch-sim=yes',
  '--instr-atstart=no',
  '--separate-threads=yes',
  '--dump-before=uv_loadavg',
  `--callgrind-out-file=${join(folder, 'counts')}`,
  `--log-file=${join(folder, 'log')}`,
  prefix(folder),
];

/** The windows of a round. The dump before its first mark is of what came before. */
async function readWindows(folder: string, round: number): Promise<readonly Window[]> {
  const first = round * (windows.length + 1) + 2;
  // The main thread is number 1.
  const files = windows.map((_, i) => join(folder, `counts.${first + i}-01`));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.map((text, i) => ({ passes: windows[i] ?? NaN, totals: parseDump(text) }));
}

const events = ['Ir', 'Bc', 'Bcm', 'Bi', 'Bim'];

/**
 * The totals of a callgrind file (its format: valgrind's manual, "Callgrind Format Specification"): instructions, conditional branches, their
 * misses, indirect branches, their misses. Raises XX000 when they are not there.
 */
export function parseDump(text: string): Totals {
  const names = /^events: (.*)$/m.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  const totals = /^totals: (.*)$/m.exec(text)?.[1]?.trim().split(/\s+/).map(Number);
  return events.map((event) => {
    const column = names.indexOf(event);
    if (column < 0 || totals === undefined) throw new SqlError('XX000', `callgrind has counted no ${event}`);
    // Zeros at the end of a line are left out.
    return totals[column] ?? 0;
  });
}

function toCounts(
  rows: number,
  [instructions = NaN, branches = NaN, branchMisses = NaN, indirect = NaN, indirectMisses = NaN]: Totals,
): SimulatedCounts {
  return {
    rows,
    instructionsPerRow: rounded(instructions),
    branchesPerRow: rounded(branches),
    branchMissesPerRow: rounded(branchMisses),
    indirectBranchesPerRow: rounded(indirect),
    indirectMissesPerRow: rounded(indirectMisses),
  };
}

/** Why valgrind cannot be used, if it cannot: it is tried with a program that does nothing. */
async function unavailable(): Promise<string | undefined> {
  const args = [
    '--quiet',
    '--tool=callgrind',
    '--instr-atstart=no',
    '--callgrind-out-file=/dev/null',
    process.execPath,
    '--version',
  ];
  const tried = await runProgram('valgrind', args);
  if (tried.missing) return 'unavailable: valgrind is not installed';
  return tried.status === 0 ? undefined : `unavailable: valgrind cannot run Node here: ${firstLine(tried)}`;
}
