/** The process whose instructions are counted: it runs under valgrind or perf, and does what its parent asks, one thing at a time. */
import { loadavg } from 'node:os';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { SqlError } from '../../src/error.js';
import { answering } from '../dialogue.js';
import { prepareWorkload, type Workload } from '../workload.js';
import type { CountAnswer, CountRequest } from './messages.js';

let workload: Workload | undefined;
/** Whether a pass follows a pass until the next request comes. */
let idling = false;

/** How long, in milliseconds, V8's compiling threads are left to themselves. */
const compileTime = 300;

async function answer(request: CountRequest): Promise<CountAnswer> {
  idling = false;
  if (request.kind === 'prepare') {
    workload = await prepareWorkload(request.job);
    return { kind: 'prepared', ...workload.check() };
  }
  if (workload === undefined) throw new SqlError('XX000', 'the counted process was not prepared');
  const { pass } = workload;
  if (request.kind === 'warm-up') await warmUp(pass, request.passes, request.milliseconds);
  else if (request.kind === 'idle') void idle(pass);
  else count(pass, request.windows);
  return { kind: 'done' };
}

/** V8 takes optimised code into use between two calls, and its threads get their turn under valgrind only when this one rests. */
async function warmUp(pass: () => void, passes: number, milliseconds: number): Promise<void> {
  for (const part of [passes / 2, passes / 2]) {
    for (let n = 0; n < part; n++) {
      pass();
      await setImmediate();
    }
    await setTimeout(compileTime);
  }
  const start = process.cpuUsage();
  while (process.cpuUsage(start).user < milliseconds * 1000) {
    pass();
    await setImmediate();
  }
}

/** valgrind takes orders only from a program that runs: one that waits would have to be traced, which containers may forbid. */
async function idle(pass: () => void): Promise<void> {
  idling = true;
  while (idling) {
    pass();
    await setImmediate();
  }
}

function count(pass: () => void, windows: readonly number[]): void {
  for (const passes of windows) {
    mark();
    for (let n = 0; n < passes; n++) pass();
  }
  mark();
}

/** Ends a window: os.loadavg is a way into uv_loadavg, a C function that nothing else calls, and callgrind writes out its counters before it. */
const mark = loadavg;

answering(answer);
