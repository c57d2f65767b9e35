/** `bench dispatch --count`: engines × predicates on one rung, counted instead of timed. */
import { availableParallelism } from 'node:os';
import { SqlError } from '../../src/error.js';
import { highestRung } from '../../src/program/program.js';
import { contestantNames, labelOf, takesPart } from '../contestants.js';
import type { Job } from '../job.js';
import type { CountedResult } from '../json.js';
import { predicateNamed, type PredicateName } from '../predicates.js';
import { disagreement } from '../race.js';
import { jobOf, type Settings } from '../scenarios/scenario.js';
import { simulate } from './callgrind.js';
import type { CountedJob } from './counted-job.js';
import type { Counted, Counts } from './counts.js';
import { countByProcessor } from './perf.js';
import { countTables } from './table.js';

/** What `--count` takes when no predicate is asked for: sixteen would take a quarter of an hour. */
const usualPredicates: readonly PredicateName[] = ['eq', 'range', 'arith', 'chain16'];

/** Counts, for people and for JSON. Raises XX001 when contestants select different rows, and what a contestant raises. */
export async function countDispatch(
  settings: Settings,
): Promise<{ readonly text: string; readonly results: readonly CountedResult[] }> {
  const rung = settings.rung ?? highestRung;
  const jobs: Job[] = [];
  for (const predicate of settings.predicates ?? usualPredicates) {
    const entrants = (settings.contestants ?? contestantNames).filter((contestant) => takesPart(contestant, predicate));
    jobs.push(...(await Promise.all(entrants.map((contestant) => jobOf(settings, contestant, predicate, rung)))));
  }
  const counted = await countAll(jobs, settings.onStep);
  checkEqual(counted, ({ valgrind }) => valgrind);
  checkEqual(counted, ({ perf }) => perf);
  return { text: countTables(counted), results: counted.map(toResult) };
}

/** A few at a time: unlike times, counts do not depend on what else the machine does. */
async function countAll(jobs: readonly Job[], onStep: Settings['onStep']): Promise<readonly CountedJob[]> {
  const counted = new Map<Job, CountedJob>();
  const waiting = [...jobs];
  const counter = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      onStep(`${job.predicate} ${labelOf(job.contestant)} (rung ${job.rung}): counting`, counted.size / jobs.length);
      try {
        counted.set(job, { job, valgrind: await simulate(job), perf: await countByProcessor(job) });
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const counters = await Promise.allSettled(Array.from({ length: Math.min(4, availableParallelism()) }, counter));
  for (const result of counters) if (result.status === 'rejected') throw result.reason;
  return jobs.flatMap((job) => counted.get(job) ?? []);
}

/** Raises XX001 when two contestants have selected different rows of a predicate while they were counted in that way. */
export function checkEqual(counted: readonly CountedJob[], way: (job: CountedJob) => Counted | string): void {
  const firsts = new Map<PredicateName, readonly [Job, Counted]>();
  for (const each of counted) {
    const found = way(each);
    if (typeof found === 'string' || found.checksum === undefined) continue;
    const { job } = each;
    const [other, first] = firsts.get(job.predicate) ?? [job, found];
    firsts.set(job.predicate, [other, first]);
    if (found.checksum !== first.checksum || found.selected !== first.selected) {
      const message = `the contestants disagree on ${job.predicate}: ${other.contestant} selects ${first.selected} rows, ${job.contestant} ${found.selected}, or other rows`;
      throw new SqlError(disagreement, message);
    }
  }
}

function toResult({ job, valgrind, perf }: CountedJob): CountedResult {
  const countsOf = (counted: Counted | string): Counts | string =>
    typeof counted === 'string' ? counted : counted.counts;
  return {
    engine: labelOf(job.contestant),
    rung: job.rung,
    predicate: predicateNamed(job.predicate).sql,
    name: job.predicate,
    // Each way of counting has rows of its own.
    selected: null,
    counts: { valgrind: countsOf(valgrind), perf: countsOf(perf) },
  };
}
