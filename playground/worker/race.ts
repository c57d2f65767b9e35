/** All engines over the same rows in this browser: warmed up, then measured in turn, round after round, so that what disturbs the machine disturbs all of them. */
import { engineNames, engines } from '../../src/engines/engines.js';
import type { Engine, Kernel } from '../../src/engines/engine.js';
import { failureOf } from './failure.js';
import type { Failure, Source } from './protocol.js';
import { randomBatch } from './rows.js';
import { compiledSource, paramValues, programOn, workerArena } from './source.js';
import type { OnProgress } from './serve.js';

export interface RaceArgument extends Source {
  readonly rowCount: number;
  readonly rounds: number;
  readonly nullRate: number;
}

/** An engine's result: nanoseconds a row, or why it did not run. */
export interface RunnerView {
  readonly engine: string;
  readonly median?: number;
  /** The quartiles. */
  readonly low?: number;
  readonly high?: number;
  readonly failure?: Failure;
}

export interface RaceAnswer {
  readonly runners: readonly RunnerView[];
  readonly rows: number;
  readonly rounds: number;
  /** How many rows are selected, and whether all engines agree on which. */
  readonly selected: number;
  readonly agree: boolean;
  /** The smallest time that the clock tells apart here, in milliseconds. */
  readonly tick: number;
  /** The part of all measurements that something else on the machine lengthened; see `disturbedPart`. */
  readonly disturbed: number;
}

/** A sample lasts at least so long, in milliseconds: the clock must be fine against it. */
const sampleTime = 3;
/** Warming up, for each engine: V8 optimises within this. */
const warmUpTime = 60;

interface Runner {
  readonly name: string;
  readonly kernel: Kernel;
  readonly samples: number[];
  /** Runs a sample. */
  times: number;
}

/** Races. Engines that cannot run here say why. */
export async function race(
  { rowCount, rounds, nullRate, ...source }: RaceArgument,
  onProgress: OnProgress,
): Promise<RaceAnswer> {
  const compiled = await compiledSource(source);
  const params = paramValues(compiled, source.params);
  const program = programOn(compiled, source.rung);
  const arena = workerArena();
  const batch = randomBatch(compiled.schema, rowCount, nullRate);
  const runners: Runner[] = [];
  const failed: RunnerView[] = [];
  const bits: string[] = [];
  let selected = 0;
  try {
    for (const [n, name] of engineNames.entries()) {
      const engine: Engine = engines[name];
      try {
        await engine.prepare?.();
        const kernel = engine.load(program, arena);
        const runner: Runner = { name, kernel, samples: [], times: 1 };
        runners.push(runner);
        kernel.setParams(params);
        runner.times = warmedUp(() => {
          kernel.run(batch);
        });
        const bitmap = arena.views.i32.slice(kernel.bitmap >> 2, (kernel.bitmap >> 2) + ((rowCount + 31) >> 5));
        bits.push(bitmap.join());
        selected = bitmap.reduce((sum, word) => sum + ones(word), 0);
      } catch (error) {
        if (runners.at(-1)?.name === name) runners.pop()?.kernel.free();
        failed.push({ engine: name, failure: failureOf(error) });
      }
      onProgress((0.3 * (n + 1)) / engineNames.length);
    }
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < runners.length; turn++) {
        // Each round begins with another one.
        const runner = runners[(turn + round) % runners.length];
        if (runner === undefined) continue;
        const start = performance.now();
        for (let time = 0; time < runner.times; time++) runner.kernel.run(batch);
        runner.samples.push(((performance.now() - start) * 1e6) / (runner.times * rowCount));
      }
      onProgress(0.3 + (0.7 * (round + 1)) / rounds);
    }
    const measured = runners.map(({ name, samples }) => {
      const sorted = [...samples].sort((x, y) => x - y);
      return { engine: name, median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
    });
    return {
      runners: [...measured, ...failed],
      rows: rowCount,
      rounds,
      selected,
      agree: new Set(bits).size <= 1,
      tick: tick(),
      disturbed: disturbedPart(runners.map(({ samples }) => samples)),
    };
  } finally {
    for (const { kernel } of runners) kernel.free();
    batch.free();
  }
}

/** A measurement that takes so many times as long as the fastest of its engine was disturbed: the same work on a quiet machine varies by a few per cent. */
const disturbedFactor = 1.3;

/** The part of the measurements, from 0 to 1, that took much longer than the fastest of the same engine. */
export function disturbedPart(samples: readonly (readonly number[])[]): number {
  const all = samples.flatMap((list) => {
    const fastest = Math.min(...list);
    return list.map((sample) => sample > disturbedFactor * fastest);
  });
  return all.length === 0 ? 0 : all.filter((isLong) => isLong).length / all.length;
}

/** Runs until it is warm, and gives how many runs a sample needs. */
function warmedUp(run: () => void): number {
  const start = performance.now();
  while (performance.now() - start < warmUpTime / 2) run();
  // Those of the second half are warm. Their mean counts: a single one is less than a step of the clock, or was interrupted.
  const half = performance.now();
  let runs = 0;
  do {
    run();
    runs++;
  } while (performance.now() - half < warmUpTime / 2);
  const once = (performance.now() - half) / runs;
  return Math.min(Math.max(Math.ceil(sampleTime / once), 1), 1000);
}

/** Between neighbours it is on the line between them. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place % 1);
}

function ones(word: number): number {
  let [rest, count] = [word >>> 0, 0];
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function tick(): number {
  const start = performance.now();
  let now = start;
  while (now === start) now = performance.now();
  return now - start;
}
