/** A job made ready in this process: the rows, the kernel or loop, and one pass over all rows. */
import { Arena } from '../src/arena/arena.js';
import { Selection } from '../src/memory/selection.js';
import { prepareScan } from './contestants.js';
import { demoBatches } from './dataset.js';
import type { Job } from './job.js';
import { prepareSwitch, type PreparedSwitch } from './opcodes/scan.js';

export interface Workload {
  readonly arena: Arena;
  /** Runs the batches that are timed, and how many rows they hold; all of the job's when it does not say. */
  pass(): void;
  readonly passRows?: number;
  /** What a pass selects: how many rows, and a number that depends on which. Undefined when it selects none. */
  check(): { selected: number | undefined; checksum: number | undefined };
  /** V8's tier for an interpreter that the job gave. */
  readonly tier?: PreparedSwitch['tier'];
}

type Prepared = Pick<PreparedSwitch, 'scan'> & Partial<PreparedSwitch>;

export async function prepareWorkload(job: Job): Promise<Workload> {
  const arena = new Arena({ scratchBytes: 1024 * 1024 });
  const batches = demoBatches(arena, job.rows, job.batchRows, job.seed);
  const timed = batches.slice(0, Math.ceil((job.timedRows ?? job.rows) / job.batchRows));
  const task = { ...job, arena };
  const { scan, tier }: Prepared =
    job.generated === undefined
      ? { scan: await prepareScan(job.contestant, task) }
      : await prepareSwitch(job.generated, task);
  return {
    arena,
    passRows: timed.reduce((sum, { rows }) => sum + rows, 0),
    pass() {
      for (const batch of timed) scan(batch);
    },
    check() {
      let selected = 0;
      let checksum = 0;
      for (const batch of batches) {
        // The scan may make the memory grow, so its address comes first.
        const address = scan(batch);
        const bitmap = new Uint32Array(arena.memory.buffer, address, Math.ceil(batch.rows / 32));
        selected += new Selection(bitmap, batch.rows).count;
        for (const word of bitmap) checksum = Math.imul(checksum ^ word, 0x01000193) + 1;
      }
      return { selected, checksum };
    },
    ...(tier === undefined ? {} : { tier }),
  };
}
