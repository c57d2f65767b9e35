/**
 * What it takes to make a typed expression runnable, stage by stage, in microseconds: medians of many rounds in a warm process, each with a
 * kernel of its own.
 */
import { performance } from 'node:perf_hooks';
import { allNumbers, divisors } from '../src/engines/stencils/baking.js';
import type { Scan } from '../src/engines/stencils/module-cache.js';
import { writeModule, type KernelModule } from '../src/engines/stencils/module.js';
import { writeVectorModule } from '../src/engines/vector/write.js';
import { engineNamed } from '../src/engines/named.js';
import type { Engine } from '../src/engines/engine.js';
import { Frame } from '../src/engines/frame.js';
import { instantiate } from '../src/engines/instantiate.js';
import { optimize as optimizeModule } from '../src/engines/optimizing/engine.js';
import type { Arena } from '../src/arena/arena.js';
import { Batch } from '../src/memory/batch.js';
import { compileQual } from '../src/program/compile.js';
import { loopScan } from './baselines/loop.js';
import { newFunction } from './baselines/new-function.js';
import { isEngine } from './contestants.js';
import { demoSchema } from './dataset.js';
import type { Job } from './job.js';
import { medianStages, type StageName, type Stages } from './stages.js';

/** Rounds go on for so long, in milliseconds, and the last third of them counts. */
const roundsTime = 400;
const mostRounds = 4000;
/** Binaryen takes some milliseconds a round. */
const fewestRounds = 60;
/** So often is our own code run before, until V8 has optimised all of it; its compiler works beside us and wants its time. */
const warmUpRounds = 6000;
const warmUpTime = 1000;

export async function measureStages(job: Job, arena: Arena): Promise<Stages> {
  const batch = new Batch(arena, demoSchema, 64);
  batch.rows = 64;
  const round = await roundOf(job, arena, batch);
  if (round === undefined) return {};
  await warmUpCompiler(job, arena);
  const rounds: Stages[] = [];
  const start = performance.now();
  while (rounds.length < fewestRounds || (rounds.length < mostRounds && performance.now() - start < roundsTime)) {
    const stages: Partial<Record<StageName, number>> = {};
    let ready = 0;
    round(rounds.length, (stage, milliseconds) => {
      stages[stage] = milliseconds * 1000;
      if (stage !== 'firstCall') ready += milliseconds * 1000;
    });
    rounds.push({ ...stages, ready });
    // Kernels that are not used any more are collected between rounds, not in one that happens to be measured.
    if (rounds.length % 16 === 15) await new Promise(setImmediate);
  }
  return medianStages(rounds.slice(-Math.floor(rounds.length / 3)));
}

/** From a typed expression to a module's bytes, without V8's part, which would take most of the time and needs no warming. */
async function warmUpCompiler({ contestant, conjuncts, rung }: Job, arena: Arena): Promise<void> {
  const compiles = isEngine(contestant);
  const start = performance.now();
  for (let n = 0; compiles && n < warmUpRounds && performance.now() - start < warmUpTime; n++) {
    const program = compileQual(conjuncts, { schema: demoSchema, rung });
    new Frame(program, arena).free();
    if (contestant === 'copy-patch' || contestant === 'optimizing') writeModule(program, divisors(program));
    if (contestant === 'vector') writeForEngine(program, divisors(program));
    if (n % 64 === 63) await new Promise(setImmediate);
  }
}

/** As the engine `vector` writes it. */
const writeForEngine: typeof writeModule = (program, baked) => writeVectorModule(program, baked, [], 'apart');

type Report = (stage: StageName, milliseconds: number) => void;
type Round = (n: number, report: Report) => void;

async function roundOf(job: Job, arena: Arena, batch: Batch): Promise<Round | undefined> {
  switch (job.contestant) {
    case 'copy-patch':
      return moduleRound(job, arena, batch, undefined);
    case 'vector':
      await engineNamed('vector');
      return moduleRound(job, arena, batch, undefined, writeForEngine);
    case 'optimizing':
      await engineNamed('optimizing');
      return moduleRound(job, arena, batch, optimizeModule);
    case 'new-function':
      return sourceRound(job, arena, batch);
    default:
      return isEngine(job.contestant)
        ? interpreterRound(job, await engineNamed(job.contestant), arena, batch)
        : undefined;
  }
}

/** An engine that makes no module. Closures are linked and wordcode is placed in memory at the first run, so that is done without rows. */
function interpreterRound({ conjuncts, rung }: Job, engine: Engine, arena: Arena, batch: Batch): Round {
  const empty = new Batch(arena, demoSchema, 64);
  return (_, report) => {
    const program = timed('program', report, () => compileQual(conjuncts, { schema: demoSchema, rung }));
    const kernel = timed('load', report, () => {
      const loaded = engine.load(program, arena);
      loaded.run(empty);
      return loaded;
    });
    timed('firstCall', report, () => {
      kernel.run(batch);
    });
    kernel.free();
  };
}

function sourceRound({ conjuncts }: Job, arena: Arena, batch: Batch): Round {
  return (n, report) => {
    const scan = timed('source', report, () => loopScan(newFunction(conjuncts, String(n)), arena));
    timed('firstCall', report, () => {
      scan(batch);
    });
  };
}

function moduleRound(
  { conjuncts, rung }: Job,
  arena: Arena,
  batch: Batch,
  optimize: typeof optimizeModule | undefined,
  write: typeof writeModule = writeModule,
): Round {
  return (n, report) => {
    const program = timed('program', report, () => compileQual(conjuncts, { schema: demoSchema, rung }));
    const frame = timed('load', report, () => new Frame(program, arena));
    let written: KernelModule = timed('patch', report, () =>
      write(program, optimize === undefined ? divisors(program) : allNumbers(program)),
    );
    if (optimize !== undefined) {
      const unoptimized = written;
      written = timed('optimize', report, () => optimize(unoptimized));
    }
    const kernel = { ...written, bytes: numbered(written.bytes, n) };
    const module = timed('module', report, () => new WebAssembly.Module(kernel.bytes));
    const scan = timed('instance', report, () => instantiate(module, kernel, arena)['scan'] as Scan);
    timed('firstCall', report, () => {
      frame.bind(batch);
      arena.resetScratch();
      scan(frame.base, frame.bitmap, 0, batch.rows);
    });
    frame.free();
  };
}

/** The module with a number in a custom section of no name: V8 remembers modules by their bytes and would not compile one again. */
function numbered(bytes: Uint8Array, n: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes.length + 7);
  result.set(bytes);
  result.set([0, 5, 0, n & 255, (n >> 8) & 255, (n >> 16) & 255, n >>> 24], bytes.length);
  return result;
}

function timed<T>(stage: StageName, report: Report, run: () => T): T {
  const start = performance.now();
  const result = run();
  report(stage, performance.now() - start);
  return result;
}
