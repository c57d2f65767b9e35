/** What a measuring process is asked to do, and what it answers. */
import type { ContestantName } from './contestants.js';
import type { HeapJob } from './heap/job.js';
import type { HarnessName } from './harness.js';
import type { GeneratedSwitch } from './opcodes/generated-switch.js';
import type { Tier } from './opcodes/tier.js';
import type { PredicateName } from './predicates.js';
import type { Stages } from './stages.js';
import type { Expr } from '../src/sql/expression.js';
import type { Rung } from '../src/program/program.js';

/** One contestant with one predicate on one rung: what a process is for. */
export interface Job {
  readonly layout: 'columns';
  readonly contestant: ContestantName;
  readonly predicate: PredicateName;
  /**
   * The predicate, simplified, as an implicitly ANDed list. It comes from the parent because the front end runs closures on constants: the
   * closure engine's loop would have seen other programs before it is measured.
   */
  readonly conjuncts: readonly Expr[];
  readonly rung: Rung;
  readonly rows: number;
  /** Rows in each batch. */
  readonly batchRows: number;
  readonly seed: number;
  readonly harness: HarnessName;
  /** An interpreter to run instead of the contestant's own. */
  readonly generated?: GeneratedSwitch;
  /** Time only the first batches that hold so many rows together. All rows are checked. */
  readonly timedRows?: number;
}

/** Whatever can be measured in a process of its own. */
export type AnyJob = Job | HeapJob;

export type Request =
  /** Make the rows and the kernel, and run it once. */
  | { readonly kind: 'prepare'; readonly job: AnyJob }
  /** Run until it gets no faster. */
  | { readonly kind: 'warm-up' }
  | { readonly kind: 'sample' }
  /** Measure the stages from a typed expression to the first call. */
  | { readonly kind: 'stages' };

export type Answer =
  /** What is selected; undefined of what cannot say it: reading only selects nothing, a server does not show its bits. */
  | { readonly kind: 'prepared'; readonly selected: number | undefined; readonly checksum: number | undefined }
  | { readonly kind: 'warm'; readonly passes: number }
  /** Nanoseconds for each row, one number a sample; and of an interpreter that the job gave, V8's tier after them. */
  | { readonly kind: 'samples'; readonly nsPerRow: readonly number[]; readonly tier?: Tier | undefined }
  | { readonly kind: 'stages'; readonly stages: Stages }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint?: string | undefined };
