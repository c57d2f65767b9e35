/** What the experiments measure with: kernels, the race, and what is said about numbers. */
import { describe, expect, it } from 'vitest';
import { assemble, moduleOf, wasm } from '../../src/lessons/assembly.js';
import { randomColumn, slices } from '../../src/lessons/random-columns.js';
import { correlation, geometricMean, lineThrough, quantile, ratioOf, spreadOf } from '../../src/lessons/statistics.js';
import { mustAgree, spreadFor, timeInTurns } from '../../src/lessons/timing.js';

const memory = new WebAssembly.Memory({ initial: 1 });

describe('assemble', () => {
  it('makes functions of loops, branches and constants of any size', () => {
    // Counts from 0 up to the parameter, and adds the constant for each number that is less than 5.
    const form = (constant: number) => ({
      parameters: 1,
      locals: ['i32', 'i32'] as const,
      result: 'i32' as const,
      body: [
        ...wasm.repeat(
          [
            ...wasm.when(
              wasm.less(wasm.get(1), wasm.number(5)),
              wasm.set(2, wasm.add(wasm.get(2), wasm.number(constant))),
            ),
            ...wasm.set(1, wasm.add(wasm.get(1), wasm.number(1))),
          ],
          wasm.less(wasm.get(1), wasm.get(0)),
        ),
        ...wasm.get(2),
      ],
    });
    for (const constant of [0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)]) {
      const run = assemble(form(constant), memory);
      expect(run(3)).toBe((3 * constant) | 0);
      expect(run(100)).toBe((5 * constant) | 0);
    }
    expect(WebAssembly.validate(moduleOf(form(7)))).toBe(true);
  });

  it('loads and stores at addresses with offsets', () => {
    new Float64Array(memory.buffer).set([1.5, 2.25], 0);
    const sum = assemble(
      {
        parameters: 1,
        locals: [],
        result: 'f64',
        body: wasm.addDouble(wasm.loadDouble(wasm.get(0)), wasm.loadDouble(wasm.get(0), 8)),
      },
      memory,
    );
    expect(sum(0)).toBe(3.75);
    const store = assemble(
      {
        parameters: 2,
        locals: [],
        result: 'i32',
        body: [...wasm.store(wasm.get(0), wasm.xor(wasm.get(1), wasm.number(3))), ...wasm.load(wasm.get(0))],
      },
      memory,
    );
    expect(store(1024, 5)).toBe(6);
    expect(new Int32Array(memory.buffer)[256]).toBe(6);
  });
});

describe('timeInTurns', () => {
  it('tells what takes longer, and measures each as often', async () => {
    let clock = 0;
    const passes = { slow: 0, quick: 0 };
    const contender = (name: 'slow' | 'quick', time: number) => ({
      name,
      items: 10,
      pass: () => {
        clock += time;
        passes[name]++;
        return 1;
      },
    });
    const surroundings = { now: () => clock, onStep: () => undefined, effort: 1 };
    const times = await timeInTurns([contender('slow', 3), contender('quick', 1)], surroundings, {
      rounds: 5,
      warmUp: 0,
    });
    expect(spreadFor(times, 'slow')).toMatchObject({ best: 300_000, median: 300_000, high: 300_000 });
    expect(spreadFor(times, 'quick').best).toBe(100_000);
    expect(spreadFor(times, 'nobody').best).toBeNaN();
    expect(passes.slow).toBe(passes.quick);
  });

  it('measures longer where the clock goes on in coarse steps', async () => {
    let time = 0;
    // A question takes a microsecond, a pass 50, and the clock shows tenths of a millisecond.
    const now = () => {
      time += 0.001;
      return Math.floor(time * 10) / 10;
    };
    const pass = () => {
      time += 0.05;
      return 0;
    };
    const times = await timeInTurns(
      [{ name: 'a', items: 1, pass }],
      { now, onStep: () => undefined, effort: 1 },
      { warmUp: 0 },
    );
    expect(spreadFor(times, 'a').best).toBeGreaterThan(48_000);
    expect(spreadFor(times, 'a').best).toBeLessThan(54_000);
  });

  it('slices go over all rows in turn, and begin again', () => {
    const next = slices(10, 3);
    expect([next(), next(), next(), next()]).toEqual([0, 3, 6, 0]);
    expect(slices(4, 8)()).toBe(0);
  });

  it('mustAgree compares what passes give', () => {
    const gives = (name: string, answer: number) => ({ name, items: 1, pass: () => answer });
    expect(() => mustAgree([gives('a', 1), gives('b', 1)])).not.toThrow();
    expect(() => mustAgree([gives('a', 1), gives('b', 2)])).toThrow(/a gives 1, b gives 2/);
  });
});

describe('statistics', () => {
  it('quantiles, lines and correlations of known lists', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(spreadOf([5, 1, 3])).toEqual({ best: 1, median: 3, high: 4, rounds: [5, 1, 3] });
    // In a slow round both are slow: only the ratios of rounds say that the first takes twice as long.
    expect(ratioOf(spreadOf([2, 20, 4]), spreadOf([1, 10, 3]))).toBe(2);
    expect(lineThrough([0, 1, 2], [1, 3, 5])).toEqual({ slope: 2, start: 1 });
    expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(correlation([1, 2, 3, 4], [1, -1, -1, 1])).toBeCloseTo(0, 12);
    expect(geometricMean([2, 8])).toBeCloseTo(4, 12);
  });

  it('random columns are the same for the same seed, of the whole range, and others for another', () => {
    const column = randomColumn(10_000, 10, 1);
    expect(randomColumn(10_000, 10, 1)).toEqual(column);
    expect(randomColumn(10_000, 10, 2)).not.toEqual(column);
    const counts = Array.from({ length: 10 }, (_, value) => column.filter((one) => one === value).length);
    expect(Math.min(...counts)).toBeGreaterThan(900);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  });
});
