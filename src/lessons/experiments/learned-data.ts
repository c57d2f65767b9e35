/** Lesson 6: a predictor learns 2,000 random values by heart when a benchmark shows it the same ones again and again. */
import { tage } from '../../predictor/conditional/tage.js';
import { twoBit } from '../../predictor/conditional/two-bit.js';
import type { ConditionalPredictor } from '../../predictor/predictor.js';
import { assemble, wasm } from '../assembly.js';
import type { Experiment, Surroundings } from '../experiment.js';
import { memoryOf, randomColumn } from '../random-columns.js';
import { quantile } from '../statistics.js';
import { nanoseconds, perCent, timesAs } from '../wording.js';

const values = 2000;
const passes = 12;
/** Each set of values is shown afresh: so many of them are averaged. */
const usualSets = 600;
const simulatedSets = 12;

/** Published for the first passes, in per cent of the branches on the values. */
const publishedPasses = {
  'Intel Skylake (published)': [48, 38, 28, 22, 14],
  'AMD Rome (published)': [52, 18, 6, 2, 1, 0.3, 0.15, 0.15, 0.1],
} as const;

const [at, end, to] = [0, 1, 2] as const;
/** Copies the odd values behind each other, with a branch on whether a value is odd, and gives the place behind the last one. */
const copyOdd = {
  parameters: 3,
  locals: [],
  result: 'i32' as const,
  body: [
    ...wasm.repeat(
      [
        ...wasm.when(wasm.and(wasm.load(wasm.get(at)), wasm.number(1)), [
          ...wasm.store(wasm.get(to), wasm.load(wasm.get(at))),
          ...wasm.set(to, wasm.add(wasm.get(to), wasm.number(4))),
        ]),
        ...wasm.set(at, wasm.add(wasm.get(at), wasm.number(4))),
      ],
      wasm.less(wasm.get(at), wasm.get(end)),
    ),
    ...wasm.get(to),
  ],
};

/** The mean without the highest and the lowest quarter: clocks in browsers are coarse, so that a median would fall on one of a few steps. */
function middleMean(times: readonly number[]): number {
  const [low, high] = [quantile(times, 0.25), quantile(times, 0.75)];
  const middle = times.filter((time) => time >= low && time <= high);
  return middle.reduce((sum, time) => sum + time, 0) / middle.length;
}

/** Nanoseconds a value in each pass, over the same values again and again, and over fresh ones each time. */
async function timePasses({
  now,
  onStep,
  effort,
}: Surroundings): Promise<{ readonly same: readonly number[]; readonly fresh: readonly number[] }> {
  const memory = memoryOf(values * 8);
  const run = assemble(copyOdd, memory);
  const place = new Int32Array(memory.buffer, 0, values);
  const pass = (): number => {
    const start = now();
    run(0, values * 4, values * 4);
    return ((now() - start) * 1e6) / values;
  };
  let seed = 0;
  const show = (): void => place.set(randomColumn(values, 2 ** 31, ++seed));
  // V8 optimises what has run for a while; what it runs for that is none of the sets.
  for (let n = 0; n < 400; n++) {
    show();
    for (let again = 0; again < 4; again++) pass();
  }
  const times = {
    same: Array.from({ length: passes }, (): number[] => []),
    fresh: Array.from({ length: passes }, (): number[] => []),
  };
  const sets = Math.max(20, Math.round(usualSets * effort));
  for (let set = 0; set < sets; set++) {
    show();
    for (const list of times.same) list.push(pass());
    for (const list of times.fresh) {
      show();
      list.push(pass());
    }
    if (set % 50 === 49) await onStep((0.8 * set) / sets);
  }
  await onStep(0.8);
  return { same: times.same.map(middleMean), fresh: times.fresh.map(middleMean) };
}

/** The part of the branches on values that a predictor guesses wrong in each pass, over several sets; each meets a predictor that knows nothing. */
function simulatePasses(make: () => ConditionalPredictor, effort: number): number[] {
  const wrong = Array.from({ length: passes }, () => 0);
  const sets = Math.max(2, Math.round(simulatedSets * effort));
  for (let set = 0; set < sets; set++) {
    const predictor = make();
    const bits = randomColumn(values, 2, 1_000_000 + set);
    for (let pass = 0; pass < passes; pass++) {
      for (const bit of bits) {
        if (predictor.predict(20) !== (bit === 1)) wrong[pass] = (wrong[pass] ?? 0) + 1;
        predictor.update(20, bit === 1);
        predictor.predict(40);
        predictor.update(40, true);
      }
    }
  }
  return wrong.map((count) => count / (sets * values));
}

/** The predictors that are shown the values: one that cannot learn them, and one that can, in two sizes. */
const smallEntries = 256;
const simulators = [
  { name: 'two-bit counters (simulated)', make: () => twoBit.make() },
  { name: `TAGE, tables of ${smallEntries} (simulated)`, make: () => tage.make({ entries: smallEntries }) },
  { name: `TAGE, tables of ${tage.sizes.entries.toLocaleString('en-US')} (simulated)`, make: () => tage.make() },
] as const;

const firstFive = (parts: readonly number[]): string => parts.slice(0, 5).map(perCent).join(', ');

const line = (name: string, ys: readonly number[]) => ({ name, points: ys.map((y, n) => ({ x: n + 1, y })) });

/** The experiment of lesson 6. */
export const learnedData: Experiment = {
  name: 'learned-data',
  summary: 'The same 2,000 random values pass after pass, and fresh ones each pass.',
  async run(surroundings) {
    const { same, fresh } = await timePasses(surroundings);
    const simulated = simulators.map(({ make }) => simulatePasses(make, surroundings.effort));
    const [forgetful = [], small = [], large = []] = simulated;
    const [first, last] = [same[0] ?? Number.NaN, same.at(-1) ?? Number.NaN];
    const steadyFresh = Math.min(...fresh) / first;
    const rises = same.slice(1).filter((time, n) => time > (same[n] ?? 0) * 1.05).length;
    const falls = [small, large].every((parts) => parts.slice(1, 5).every((part, n) => part < (parts[n] ?? 0)));
    const fifth = (parts: readonly number[]): number => parts[4] ?? Number.NaN;
    return {
      figures: [
        {
          kind: 'lines',
          title: 'Copying the odd ones of 2,000 random values',
          x: { label: 'pass' },
          y: { label: 'ns a value' },
          series: [line('the same values each pass', same), line('fresh values each pass', fresh)],
        },
        {
          kind: 'lines',
          title: 'Mispredicted, of the branches on the values',
          x: { label: 'pass' },
          y: { label: '%' },
          series: [
            ...simulators.map(({ name }, n) =>
              line(
                name,
                (simulated[n] ?? []).map((part) => part * 100),
              ),
            ),
            ...Object.entries(publishedPasses).map(([name, ys]) => line(name, ys)),
          ],
        },
      ],
      checks: [
        {
          what: `The last of ${passes} passes over the same values takes at most 0.7 times as long as the first`,
          holds: last <= 0.7 * first,
          found: `${nanoseconds(last)} after ${nanoseconds(first)} a value: ${timesAs(last / first)}`,
          published:
            'mispredictions fall from 48 to 14 % in five passes on Skylake, from 52 to 1 % on AMD Rome (Lemire 2019)',
        },
        {
          what: 'No pass over the same values is more than 5 % slower than the one before',
          holds: rises === 0,
          found: rises === 0 ? 'none' : `${rises} of ${passes - 1}`,
          published: 'each pass is better than the one before',
        },
        {
          what: 'Passes over fresh values do not get faster: at least 0.85 times the first',
          holds: steadyFresh >= 0.85,
          found: timesAs(steadyFresh),
        },
        {
          what: 'A simulated TAGE learns too: fewer wrong in each of the first five passes, in the fifth less than a third of the first, and the larger one fewer than the smaller',
          holds: falls && fifth(small) < (small[0] ?? 0) / 3 && fifth(large) < fifth(small),
          found: `${firstFive(small)} with tables of ${smallEntries}; ${firstFive(large)} with tables of ${tage.sizes.entries}`,
          published: '48, 38, 28, 22, 14 % (Skylake); 52, 18, 6, 2, 1 % (AMD Rome)',
        },
        {
          what: 'Two-bit counters, which know no history, never learn: at least 45 % wrong in the last pass',
          holds: (forgetful.at(-1) ?? Number.NaN) >= 0.45,
          found: perCent(forgetful.at(-1) ?? Number.NaN),
        },
      ],
      notes: [
        `Each time is the mean of the middle half of many sets of ${values.toLocaleString('en-US')} values; each set is new to the predictor.`,
      ],
    };
  },
};
