/**
 * Measuring contestants against each other. Each is in a process of its own, all are alive at the same time, and samples are taken from one after the
 * other in an order that is drawn anew for each round, so that what the machine does meanwhile falls on all alike. Then all of it again in
 * new processes: V8 does not optimise the same loop in the same way each time, and what one process got should not pass for what the code is worth.
 */
import { SqlError } from '../src/error.js';
import { Contender } from './contender.js';
import { labelOf } from './contestants.js';
import type { Job } from './job.js';

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
export async function race(jobs: readonly Job[], options: RaceOptions): Promise<readonly Contender[]> {
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
async function heat(jobs: readonly Job[], { samples, stages, onStep }: RaceOptions): Promise<readonly Contender[]> {
  const contenders: Contender[] = [];
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

const describe = ({ predicate, contestant, rung }: Job): string => `${predicate} ${labelOf(contestant)} (rung ${rung})`;

/** Starts the processes, two at a time: nothing is timed yet. */
async function start(jobs: readonly Job[], started: Contender[], onStep: RaceOptions['onStep']): Promise<void> {
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

async function sampleAll(contenders: readonly Contender[], samples: number, onStep: RaceOptions['onStep']): Promise<void> {
  for (let round = 0; round < samples * mostSamples; round++) {
    const summaries = contenders.map(({ summary }) => summary);
    const enough = summaries.every(({ median, low, high, samples: taken }) => taken >= samples && high - low <= median * wantedPrecision);
    if (enough) return;
    onStep(`${contenders[0]?.job.predicate ?? ''}: round ${round + 1}`);
    for (const contender of shuffled(contenders)) await contender.sample();
  }
}

/** The SQLSTATE of engines that disagree (PostgreSQL's data_corrupted). */
export const disagreement = 'XX001';

function checkEqual([first, ...others]: readonly Contender[]): void {
  for (const other of others) {
    if (first !== undefined && (other.selected !== first.selected || other.checksum !== first.checksum)) {
      const told = ({ job, selected }: Contender) => `${job.contestant} on rung ${job.rung} selects ${selected} rows`;
      throw new SqlError(disagreement, `the contestants disagree on ${first.job.predicate}: ${told(first)}, ${told(other)}, or other rows`);
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
