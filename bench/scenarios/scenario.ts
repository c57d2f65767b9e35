/** What a scenario is: it races contestants and says in words and tables what came out. */
import type { DeformRung } from '../../src/program/deform/deform.js';
import type { Rung } from '../../src/program/program.js';
import { conjunctsOf } from '../conjuncts.js';
import type { ContestantName } from '../contestants.js';
import type { Contender } from '../contender.js';
import type { HarnessName } from '../harness.js';
import type { HeapContestant, HeapJob } from '../heap/job.js';
import type { Job } from '../job.js';
import type { AnyReport } from '../json.js';
import type { PredicateName } from '../predicates.js';

export interface Settings {
  readonly rows: number;
  readonly batchRows: number;
  readonly seed: number;
  readonly samples: number;
  readonly processes: number;
  readonly harness: HarnessName;
  /** What was asked for; the scenario's own choice when nothing was. */
  readonly contestants: readonly ContestantName[] | undefined;
  /** The same for scans of heap pages, which have other baselines. */
  readonly heapContestants: readonly HeapContestant[] | undefined;
  readonly predicates: readonly PredicateName[] | undefined;
  readonly rung: Rung | undefined;
  /** Of the deform ladder, over heap pages. */
  readonly deform: DeformRung | undefined;
  /** The tables that the scenario heap scans. */
  readonly tables: readonly ('article' | 'demo')[] | undefined;
  /** Other Node binaries to measure with too, in the scenario `engines`. */
  readonly nodes?: readonly string[];
  /** Told what is going on, and which part of the scenario is done. */
  readonly onStep: (what: string, done: number) => void;
}

export interface Outcome {
  readonly contenders: readonly (Contender | Contender<HeapJob>)[];
  /** For people. */
  readonly text: string;
  /** Of a scenario whose results are not contenders': what its report has instead of them. */
  readonly report?: Pick<AnyReport, 'results' | 'tiers'>;
}

export interface Scenario {
  readonly summary: string;
  /** How many rows it takes when nobody says it, if not as many as others. */
  readonly usualRows?: number;
  run(settings: Settings): Promise<Outcome>;
}

type JobSettings = Pick<Settings, 'rows' | 'batchRows' | 'seed' | 'harness'>;

/** A job of a scenario. */
export async function jobOf(
  settings: JobSettings,
  contestant: ContestantName,
  predicate: PredicateName,
  rung: Rung,
): Promise<Job> {
  const { rows, batchRows, seed, harness } = settings;
  return {
    layout: 'columns',
    contestant,
    predicate,
    conjuncts: await conjunctsOf(predicate),
    rung,
    rows,
    batchRows,
    seed,
    harness,
  };
}
