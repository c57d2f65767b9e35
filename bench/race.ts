/**
 * Measuring contestants against each other. Each is in a process of its own, all are alive at the same time, and samples are taken from one after the
 * other in an order that is drawn anew for each round, so that what the machine does meanwhile falls on all alike. Then all of it again in
 * new processes: V8 does not optimise the same loop in the same way each time, and what one process got should not pass for what the code is worth.
 */
import { SqlError } from '../src/error.js';
import { Contender } from './contender.js';
import { labelOf } from './contestants.js';
import type { AnyJob } from './job.js';

export interface RaceOptions {
  /** Samples of each process, at least. */
  readonly samples: number;
  /** How many processes each contestant has, one after the other. */
  readonly processes: number;
  /** Measure also the stages of compiling, in the first process of each contestant or in all. */
  readonly stages: 'none' | 'once' | 'always';
  /** Told what is going on. */
  readonly onStep: (what: string) => void;
}

/** Runs the jobs, which must be for one predicate and the same rows. Raises XX001 before anything is timed when their results differ. */
export async function race<J extends AnyJob>(
  jobs: readonly J[],
  options: RaceOptions,
): Promise<readonly Contender<J>[]> {
  const measured = await heat(jobs, options);
  for (let n = 1; n < options.processes; n++) {
    const again = await heat(jobs, options.stages === 'once' ? { ...options, stages: 'none' } : options);
    measured.forEach((contender, i) => {
      const other = again[i];
      if (other !== undefined) contender.add(other);
    });
  }
  return measured;
}

/** One process for each job. */
async function heat<J extends AnyJob>(
  jobs: readonly J[],
  { samples, stages, onStep }: RaceOptions,
): Promise<readonly Contender<J>[]> {
  const contenders: Contender<J>[] = [];
  try {
    await start(jobs, contenders, onStep);
    checkEqual(contenders);
    for (const contender of shuffled(contenders)) {
      onStep(`${describe(contender.job)}: warming up`);
      await contender.warmUp();
    }
    await sampleAll(contenders, samples, onStep);
    for (const contender of stages === 'none' ? [] : contenders) {
      onStep(`${describe(contender.job)}: compiling`);
      await contender.measureStages();
    }
    return contenders;
  } finally {
    for (const contender of contenders) contender.end();
  }
}

function describe(job: AnyJob): string {
  const { predicate, rung } = job;
  if (job.layout === 'columns') return `${predicate} ${labelOf(job.contestant)} (rung ${rung})`;
  return `${job.table}: ${predicate} ${job.contestant} (rung ${rung}, deform rung ${job.deform})`;
}

/** Starts the processes, two at a time: nothing is timed yet. */
async function start<J extends AnyJob>(
  jobs: readonly J[],
  started: Contender<J>[],
  onStep: RaceOptions['onStep'],
): Promise<void> {
  const waiting = [...jobs];
  const starter = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      onStep(`${describe(job)}: starting`);
      started.push(await Contender.start(job));
    }
  };
  const starters = await Promise.allSettled([starter(), starter()]);
  for (const result of starters) if (result.status === 'rejected') throw result.reason;
  started.sort((x, y) => jobs.indexOf(x.job) - jobs.indexOf(y.job));
}

/** How wide a median's confidence interval may be, as a part of it, before more samples are taken than were asked for. */
const wantedPrecision = 0.04;
/** At most so many times the samples that were asked for. */
const mostSamples = 3;

async function sampleAll<J extends AnyJob>(
  contenders: readonly Contender<J>[],
  samples: number,
  onStep: RaceOptions['onStep'],
): Promise<void> {
  for (let round = 0; round < samples * mostSamples; round++) {
    const summaries = contenders.map(({ summary }) => summary);
    const enough = summaries.every(
      ({ median, low, high, samples: taken }) => taken >= samples && high - low <= median * wantedPrecision,
    );
    if (enough) return;
    onStep(`${contenders[0]?.job.predicate ?? ''}: round ${round + 1}`);
    for (const contender of shuffled(contenders)) await contender.sample();
  }
}

/** The SQLSTATE of engines that disagree (PostgreSQL's data_corrupted). */
export const disagreement = 'XX001';

/** Each is held against the first that says as much as it does: not all can say which rows they select, or how many. */
function checkEqual<J extends AnyJob>(contenders: readonly Contender<J>[]): void {
  const differ = (x: number | undefined, y: number | undefined) => x !== undefined && y !== undefined && x !== y;
  const first = contenders.find(({ checksum }) => checksum !== undefined) ?? contenders[0];
  for (const other of contenders) {
    if (first !== undefined && (differ(other.selected, first.selected) || differ(other.checksum, first.checksum))) {
      const told = ({ job, selected }: Contender<J>) =>
        `${job.contestant} on rung ${job.rung} selects ${selected} rows`;
      throw new SqlError(
        disagreement,
        `the contestants disagree on ${first.job.predicate}: ${told(first)}, ${told(other)}, or other rows`,
      );
    }
  }
}

/** In random order (Fisher and Yates). */
function shuffled<T>(list: readonly T[]): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    const [x, y] = [result[i], result[j]];
    if (x !== undefined && y !== undefined) [result[i], result[j]] = [y, x];
  }
  return result;
}
