/** The measuring process: does what its parent asks, one thing at a time. */
import { SqlError } from '../src/error.js';
import { harnesses } from './harness.js';
import { prepareServerScan, type ServerScan } from './heap/postgres-scan.js';
import { prepareHeapScan } from './heap/workload.js';
import type { Answer, AnyJob, Request } from './job.js';
import { measureStages } from './measure-stages.js';
import { warmUp } from './warm-up.js';
import { prepareWorkload, type Workload } from './workload.js';

let current: { readonly job: AnyJob; readonly workload: Workload | ServerScan } | undefined;

async function answer(request: Request): Promise<Answer> {
  if (request.kind === 'prepare') {
    const { job } = request;
    const workload = await prepare(job);
    current = { job, workload };
    const checked = 'check' in workload ? workload.check() : { selected: workload.selected, checksum: undefined };
    return { kind: 'prepared', ...checked };
  }
  if (current === undefined) throw new SqlError('XX000', 'the measuring process was not prepared');
  const { job, workload } = current;
  switch (request.kind) {
    case 'warm-up':
      return { kind: 'warm', passes: 'pass' in workload ? warmUp(workload.pass) : 1 };
    case 'sample': {
      if (!('pass' in workload)) return { kind: 'samples', nsPerRow: [await workload.sample()] };
      // While others were measured, the system may have put away how hundreds of megabytes are mapped: the first pass finds it again.
      if (job.layout === 'heap') workload.pass();
      const milliseconds = await harnesses[job.harness](workload.pass);
      const nsPerRow = milliseconds.map((time) => (time * 1e6) / (workload.passRows ?? job.rows));
      return { kind: 'samples', nsPerRow, tier: 'tier' in workload ? workload.tier?.() : undefined };
    }
    case 'stages':
      if (job.layout === 'heap' || !('arena' in workload)) return { kind: 'stages', stages: {} };
      return { kind: 'stages', stages: await measureStages(job, workload.arena) };
  }
}

function prepare(job: AnyJob): Promise<Workload | ServerScan> | Workload {
  if (job.layout === 'columns') return prepareWorkload(job);
  return job.contestant === 'postgresql' || job.contestant === 'postgresql-jit'
    ? prepareServerScan(job)
    : prepareHeapScan(job);
}

function failure(error: unknown): Answer {
  if (error instanceof SqlError) return { kind: 'failed', code: error.code, message: error.message, hint: error.hint };
  return {
    kind: 'failed',
    code: 'XX000',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

process.on('message', (request: Request) => {
  void answer(request)
    .catch(failure)
    .then((reply) => process.send?.(reply));
});
// The parent is gone: so is the reason to be here.
process.on('disconnect', () => process.exit());
