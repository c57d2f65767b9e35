/**
 * What it takes to make a typed expression runnable, stage by stage, in microseconds: medians of many rounds in a warm process, each with a
 * kernel of its own.
 */
import { performance } from 'node:perf_hooks';
import { instantiate } from '../src/engines/copy-patch/engine.js';
import { writeModule, type KernelModule } from '../src/engines/copy-patch/module.js';
import { engines } from '../src/engines/engines.js';
import { Frame } from '../src/engines/frame.js';
import type { Arena } from '../src/memory/arena.js';
import { Batch } from '../src/memory/batch.js';
import { compileQual } from '../src/program/compile.js';
import { loadOptimizer, type Optimize } from './baselines/binaryen.js';
import { newFunction } from './baselines/new-function.js';
import { isEngine } from './contestants.js';
import { demoSchema } from './dataset.js';
import type { Job } from './job.js';
import { summarize } from './statistics.js';

export const stageNames = ['program', 'load', 'patch', 'optimize', 'module', 'instance', 'firstCall', 'ready'] as const;
export type StageName = (typeof stageNames)[number];

/**
 * `program`: typed expression → verified program. `load`: memory for it, and for closures their linking. `patch`: copying stencils and filling
 * holes, to a module's bytes. `optimize`: Binaryen. `module`, `instance`: V8. `firstCall`: on 64 rows. `ready`: all of
 * them but the first call, measured as one.
 */
export type Stages = Readonly<Partial<Record<StageName, number>>>;

const rounds = 301;
/** Binaryen takes milliseconds. */
const slowRounds = 41;

export async function measureStages(job: Job, arena: Arena): Promise<Stages> {
  const batch = new Batch(arena, demoSchema, 64);
  batch.rows = 64;
  const round = await roundOf(job, arena, batch);
  if (round === undefined) return {};
  const times = new Map<StageName, number[]>();
  const count = job.contestant === 'binaryen-O3' ? slowRounds : rounds;
  for (let n = 0; n < count; n++) {
    round((stage, milliseconds) => {
      const list = times.get(stage);
      if (list === undefined) times.set(stage, [milliseconds * 1000]);
      else list.push(milliseconds * 1000);
    });
    // Kernels that are not used any more are collected between rounds, not in one that happens to be measured.
    if (n % 16 === 15) await new Promise(setImmediate);
  }
  // The first third warms up.
  return Object.fromEntries([...times].map(([stage, list]) => [stage, summarize(list.slice(Math.floor(list.length / 3))).median]));
}

type Report = (stage: StageName, milliseconds: number) => void;
type Round = (report: Report) => void;

async function roundOf(job: Job, arena: Arena, batch: Batch): Promise<Round | undefined> {
  const { contestant, conjuncts } = job;
  switch (contestant) {
    case 'copy-patch': return moduleRound(job, arena, batch, undefined);
    case 'binaryen-O3': return moduleRound(job, arena, batch, await loadOptimizer());
    case 'new-function': return (report) => { timed('ready', report, () => newFunction(conjuncts)); };
    default: return isEngine(contestant) ? interpreterRound(job, contestant, arena, batch) : undefined;
  }
}

/** An engine that makes no module. The closures are linked at the first run, so that is done without rows. */
function interpreterRound({ conjuncts, rung }: Job, name: 'switch' | 'closure', arena: Arena, batch: Batch): Round {
  const empty = new Batch(arena, demoSchema, 64);
  return (report) => {
    const kernel = timed('ready', report, () => {
      const program = timed('program', report, () => compileQual(conjuncts, { schema: demoSchema, rung }));
      return timed('load', report, () => {
        const loaded = engines[name].load(program, arena);
        loaded.run(empty);
        return loaded;
      });
    });
    timed('firstCall', report, () => { kernel.run(batch); });
    kernel.free();
  };
}

function moduleRound({ conjuncts, rung }: Job, arena: Arena, batch: Batch, optimize: Optimize | undefined): Round {
  return (report) => {
    let frame: Frame | undefined;
    const scan = timed('ready', report, () => {
      const program = timed('program', report, () => compileQual(conjuncts, { schema: demoSchema, rung }));
      const made = timed('load', report, () => new Frame(program, arena));
      frame = made;
      let written: KernelModule = timed('patch', report, () => writeModule(made));
      if (optimize !== undefined) written = timed('optimize', report, () => optimize(written));
      const module = timed('module', report, () => new WebAssembly.Module(written.bytes));
      return timed('instance', report, () => instantiate(written, arena, module));
    });
    const made = frame;
    if (made === undefined) return;
    timed('firstCall', report, () => {
      made.bind(batch);
      arena.resetScratch();
      scan(made.bitmap, 0, batch.rows);
    });
    made.free();
  };
}

function timed<T>(stage: StageName, report: Report, run: () => T): T {
  const start = performance.now();
  const result = run();
  report(stage, performance.now() - start);
  return result;
}
