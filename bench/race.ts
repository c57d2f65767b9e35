/**
 * Measuring contestants against each other. Each is in a process of its own, all are alive at the same time, and samples are taken from one after the
 * other in an order that is drawn anew for each round, so that what the machine does meanwhile falls on all alike.
 */
import { SqlError } from '../src/error.js';
import { Contender } from './contender.js';
import type { Job } from './job.js';

export interface RaceOptions {
  /** Samples of each contestant, at least. */
  readonly samples: number;
  /** Measure also the stages of compiling. */
  readonly stages: boolean;
  /** Called after each step of the work, with what is done. */
  readonly onStep: (what: string) => void;
}

/** Steps that a race reports, for each contestant. */
export const stepsPerContender = 3;

/** Runs the jobs, which must be for one predicate and the same rows. Raises XX001 before anything is timed when their results differ. */
export async function race(jobs: readonly Job[], { samples, stages, onStep }: RaceOptions): Promise<readonly Contender[]> {
  const contenders: Contender[] = [];
  try {
    for (const job of jobs) {
      onStep(`${job.predicate}: starting ${job.contestant}`);
      contenders.push(await Contender.start(job));
    }
    checkEqual(contenders);
    for (const contender of contenders) {
      onStep(`${contender.job.predicate}: warming up ${contender.job.contestant}`);
      await contender.warmUp();
    }
    while (contenders.some((contender) => contender.samples.length < samples)) {
      for (const contender of shuffled(contenders)) await contender.sample();
    }
    for (const contender of contenders) {
      onStep(`${contender.job.predicate}: measured ${contender.job.contestant}`);
      if (stages) await contender.measureStages();
    }
    return contenders;
  } finally {
    for (const contender of contenders) contender.end();
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
