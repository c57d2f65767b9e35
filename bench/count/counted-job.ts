/** A job and what was counted of it. */
import type { Job } from '../job.js';
import type { SimulatedCounts } from './callgrind.js';
import type { Counted } from './counts.js';

/** A job's counts, by each of the two ways or why not. */
export interface CountedJob {
  readonly job: Job;
  readonly valgrind: Counted<SimulatedCounts> | string;
  readonly perf: Counted | string;
}
