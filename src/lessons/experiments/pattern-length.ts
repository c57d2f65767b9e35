/**
 * How long a pattern a predictor remembers: a branch goes through the same random pattern again and again. In the simulator it is counted how many guesses are wrong once a predictor
 * has seen the pattern several times; on this processor it is timed.
 */
import { conditionalModels } from '../../predictor/models.js';
import type { ConditionalModel } from '../../predictor/predictor.js';
import { assemble, wasm } from '../assembly.js';
import type { Check, Experiment, Figure, Series, Surroundings } from '../experiment.js';
import { memoryOf, randomColumn } from '../random-columns.js';
import { pointAt, type Spread } from '../statistics.js';
import { spreadFor, timeInTurns, type Contender } from '../timing.js';

const powers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => 2 ** (from + n));
/** A processor remembers more than the simulated predictors. */
const [lengths, timedLengths] = [powers(2, 16), powers(2, 18)];
/** Where the time of a pattern of zeros is taken too: the same loads, and a branch that is always foreseen. */
const zeroLengths = [2 ** 4, 2 ** 12, 2 ** 16, 2 ** 18];
/** A pattern counts as remembered while so many of a hundred guesses are wrong at most. */
const remembered = 5;
/** A predictor sees a pattern so often, or so many values of it, before the guesses are counted. */
const [fewestPasses, valuesSeen] = [12, 4000];

/** How many of a hundred guesses are wrong, once the pattern has been learned as far as it can be. */
function wrongAfterwards(model: ConditionalModel, pattern: Int32Array): number {
  const predictor = model.make();
  const address = 40;
  const pass = (): number => {
    let wrong = 0;
    for (const bit of pattern) {
      const taken = bit === 1;
      if (predictor.predict(address) !== taken) wrong++;
      predictor.update(address, taken);
    }
    return wrong;
  };
  for (let n = Math.max(fewestPasses, valuesSeen / pattern.length); n > 0; n--) pass();
  return (100 * pass()) / pattern.length;
}

const [at, mask, end, count] = [0, 1, 2, 3] as const;
/** Counts the ones of the pattern at address 0, `mask` + 1 bytes long, again and again up to `end`, with a branch for each value. */
const kernel = {
  parameters: 3,
  locals: ['i32'] as const,
  result: 'i32' as const,
  body: [
    ...wasm.repeat(
      [
        ...wasm.when(
          wasm.load(wasm.and(wasm.get(at), wasm.get(mask))),
          wasm.set(count, wasm.add(wasm.get(count), wasm.number(1))),
        ),
        ...wasm.set(at, wasm.add(wasm.get(at), wasm.number(4))),
      ],
      wasm.less(wasm.get(at), wasm.get(end)),
    ),
    ...wasm.get(count),
  ],
};

/** Nanoseconds a value, for random patterns and for zeros of each length. */
async function timePatterns(tried: readonly number[], surroundings: Surroundings): Promise<Times> {
  const values = Math.round((1 << 18) * Math.max(0.4, Math.min(1, surroundings.effort)));
  const contender = (name: string, length: number, pattern: Int32Array): Contender => {
    const memory = memoryOf(length * 4);
    new Int32Array(memory.buffer, 0, length).set(pattern);
    const run = assemble(kernel, memory);
    // A pass goes on where the last one has stopped.
    let from = 0;
    const pass = (): number => {
      const first = from;
      from = (first + values) % length;
      return run(first * 4, length * 4 - 1, (first + values) * 4);
    };
    return { name: `${name} ${length}`, pass, items: values };
  };
  const zeros = tried.filter((length) => zeroLengths.includes(length));
  const contenders = [
    ...tried.map((length) => contender('random', length, randomColumn(length, 2, length))),
    ...zeros.map((length) => contender('zeros', length, new Int32Array(length))),
  ];
  const times = await timeInTurns(contenders, surroundings, { rounds: 7, warmUp: 30, progress: [0.6, 1] });
  const spreads = (name: string, of: readonly number[]): ReadonlyMap<number, Spread> =>
    new Map(of.map((length) => [length, spreadFor(times, `${name} ${length}`)]));
  return { random: spreads('random', tried), zeros: spreads('zeros', zeros) };
}

interface Times {
  readonly random: ReadonlyMap<number, Spread>;
  readonly zeros: ReadonlyMap<number, Spread>;
}

/** The longest of the lengths up to which the condition holds without a gap; 0 where it never does. */
function longestOf(tried: readonly number[], holds: (length: number) => boolean): number {
  const broken = tried.findIndex((length) => !holds(length));
  return (broken < 0 ? tried.at(-1) : tried[broken - 1]) ?? 0;
}

/** The experiment of lesson 5. */
export const patternLength: Experiment = {
  name: 'pattern-length',
  summary:
    'Random patterns of growing length, repeated: how many guesses are wrong in each simulated predictor, and what a value takes on this processor.',
  async run(surroundings) {
    const { onStep, effort } = surroundings;
    const upTo = effort < 0.5 ? 4096 : Number.POSITIVE_INFINITY;
    const tried = lengths.filter((length) => length <= upTo);
    const simulated = new Map<string, ReadonlyMap<number, number>>();
    for (const [n, model] of conditionalModels.entries()) {
      const wrong = new Map<number, number>();
      for (const length of tried) {
        wrong.set(length, wrongAfterwards(model, randomColumn(length, 2, length)));
        await onStep((0.6 * (n + wrong.size / tried.length)) / conditionalModels.length);
      }
      simulated.set(model.name, wrong);
    }
    const wrongIn = (name: string, length: number): number => simulated.get(name)?.get(length) ?? Number.NaN;
    const longest = (name: string): number => longestOf(tried, (length) => wrongIn(name, length) <= remembered);
    const timed = timedLengths.filter((length) => length <= upTo);
    const times = await timePatterns(timed, surroundings);
    const time = (length: number): number => times.random.get(length)?.best ?? Number.NaN;
    const [short, long] = [16, Math.max(...timed)];
    const halfway = (time(short) + time(long)) / 2;
    return {
      figures: figuresOf(tried, wrongIn, longest, times),
      checks: [
        ...checksOf(wrongIn, longest, Math.max(...tried)),
        {
          what: 'On this processor a value of the longest pattern takes at least twice as long as one in a pattern of 16',
          holds: time(long) >= 2 * time(short),
          found: `${time(short).toFixed(2)} ns, and ${time(long).toFixed(2)} ns at ${long}`,
          published: '2.2 ns up to 2^12 values, 12.9 ns at 2^20 (Core i7-5820K, Stack Overflow 55395350)',
        },
      ],
      notes: [
        `A pattern counts as remembered up to ${remembered} % wrong guesses.`,
        `On this processor the time is less than halfway to that of the longest pattern up to ${longestOf(timed, (length) => time(length) <= halfway)} values.`,
      ],
    };
  },
};

function figuresOf(
  tried: readonly number[],
  wrongIn: (name: string, length: number) => number,
  longest: (name: string) => number,
  times: Times,
): readonly Figure[] {
  const x = { label: 'length of the pattern', scale: 'log' } as const;
  const points = (spreads: ReadonlyMap<number, Spread>): Series['points'] =>
    [...spreads].map(([length, spread]) => pointAt(length, spread));
  return [
    {
      kind: 'lines',
      title: 'Wrong guesses once the pattern is known (simulated)',
      x,
      y: { label: 'mispredicted, %' },
      series: conditionalModels.map(({ name, title }) => ({
        name: title,
        points: tried.map((length) => ({ x: length, y: wrongIn(name, length) })),
      })),
    },
    {
      kind: 'bars',
      title: 'The longest pattern that is remembered (simulated)',
      x: { label: 'predictor', labels: conditionalModels.map(({ title }) => title) },
      y: { label: 'values' },
      series: [{ name: 'longest', points: conditionalModels.map(({ name }, n) => ({ x: n, y: longest(name) })) }],
    },
    {
      kind: 'lines',
      title: 'The same on this processor',
      x,
      y: { label: 'ns a value' },
      series: [
        { name: 'random pattern', points: points(times.random) },
        { name: 'all zeros', points: points(times.zeros) },
      ],
    },
  ];
}

function checksOf(
  wrongIn: (name: string, length: number) => number,
  longest: (name: string) => number,
  last: number,
): readonly Check[] {
  const [local, gshare, tage] = [longest('local'), longest('gshare'), longest('tage')];
  const per = (value: number): string => `${value.toFixed(1)} %`;
  return [
    {
      what: 'A two-bit counter learns no pattern: at 64 values more than a third of its guesses are wrong',
      holds: wrongIn('two-bit', 64) > 33,
      found: per(wrongIn('two-bit', 64)),
    },
    {
      what: 'Local, which looks back ten values, and gshare, twelve, remember patterns of 16, and not of 1,024',
      holds: Math.min(local, gshare) >= 16 && Math.max(local, gshare) < 1024,
      found: `local up to ${local}, gshare up to ${gshare}`,
    },
    {
      what: 'TAGE remembers 2,048 values, at least eight times as many as gshare',
      holds: wrongIn('tage', 2048) <= remembered && tage >= 8 * gshare,
      found: `TAGE up to ${tage}, ${per(wrongIn('tage', 2048))} wrong at 2,048`,
      published: '2,000 values: 0.1 % on AMD Rome, about 2 % on Intel Skylake (Lemire 2019)',
    },
    {
      what: 'And its memory ends: at the longest pattern more than a fifth of the guesses are wrong',
      holds: wrongIn('tage', last) > 20,
      found: `${per(wrongIn('tage', last))} at ${last}`,
      published: '10,000 values: 33 % on AMD Rome (Lemire 2019)',
    },
  ];
}
