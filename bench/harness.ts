/**
 * How a sample is taken. The plain harness is a few lines that anyone can check; tinybench and benchmark.js measure the same scan in their own
 * way, so that the three can be held against each other (scenario `harness`).
 */
import { performance } from 'node:perf_hooks';
import { SqlError } from '../src/error.js';
import { orMissing } from './optional.js';

/** Runs `pass` some times; gives the milliseconds of a run, one number a sample. */
export type Harness = (pass: () => void) => Promise<readonly number[]> | readonly number[];

/** A sample is at least this long, in milliseconds, so that the clock and the calls around it do not count. */
const sampleTime = 4;

export const harnesses = {
  plain(pass) {
    const start = performance.now();
    let end: number;
    let passes = 0;
    do {
      pass();
      passes++;
      end = performance.now();
    } while (end - start < sampleTime);
    return [(end - start) / passes];
  },
  async tinybench(pass) {
    const { Bench } = await import('tinybench').catch(orMissing('tinybench'));
    const bench = new Bench({ time: sampleTime, iterations: 1, warmup: false, retainSamples: true, throws: true });
    bench.add('pass', pass);
    const [task] = await bench.run();
    if (task === undefined || !('latency' in task.result)) throw new SqlError('XX000', 'tinybench gave no result');
    const { samples } = task.result.latency;
    if (samples === undefined) throw new SqlError('XX000', 'tinybench kept no samples');
    return samples;
  },
  async benchmark(pass) {
    const { default: Benchmark } = await import('benchmark').catch(orMissing('benchmark'));
    const benchmark = new Benchmark(pass, {
      minTime: sampleTime / 1000,
      maxTime: (sampleTime * 4) / 1000,
      minSamples: 3,
      initCount: 1,
    });
    benchmark.run({ async: false });
    return benchmark.stats.sample.map((seconds) => seconds * 1000);
  },
} as const satisfies Record<string, Harness>;

export type HarnessName = keyof typeof harnesses;
export const harnessNames = Object.keys(harnesses) as readonly HarnessName[];
