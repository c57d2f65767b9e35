/** Lesson 2: the same values, the same loop; sorted, its condition can be foreseen, shuffled it cannot. */
import { conditionalModels } from '../../predictor/models.js';
import type { ConditionalModel } from '../../predictor/predictor.js';
import { assemble, wasm, type Code } from '../assembly.js';
import type { Experiment } from '../experiment.js';
import { memoryOf, randomColumn, scaledRows, slices } from '../random-columns.js';
import { today } from '../processor-models.js';
import { pointAt, type Spread } from '../statistics.js';
import { mustAgree, spreadFor, timeInTurns } from '../timing.js';
import { aboutTimes, perCent, timesAs } from '../wording.js';

const usualValues = 1 << 20;
/** A pass works on so many small values and as many large ones. */
const inSlice = 1 << 14;
/** Values are from 0 to 255, and those from here on are added up. */
const threshold = 128;
const orders = ['sorted', 'shuffled'] as const;
const loops = ['branching', 'branch-free'] as const;

const [at, end, sum] = [0, 1, 2] as const;
const value: Code = wasm.loadByte(wasm.get(at));
const isLarge: Code = wasm.less(wasm.number(threshold - 1), value);

/** A loop over the values that ends with the sum. */
const overValues = (each: Code) => ({
  parameters: 2,
  locals: ['i32'] as const,
  result: 'i32' as const,
  body: [
    ...wasm.repeat(
      [...each, ...wasm.set(at, wasm.add(wasm.get(at), wasm.number(1)))],
      wasm.less(wasm.get(at), wasm.get(end)),
    ),
    ...wasm.get(sum),
  ],
});
const code = {
  branching: overValues(wasm.when(isLarge, wasm.set(sum, wasm.add(wasm.get(sum), value)))),
  // 0 - 1 has all bits set: the value is kept where the condition is true, and is 0 where it is not.
  'branch-free': overValues(
    wasm.set(
      sum,
      wasm.add(wasm.get(sum), wasm.and(value, wasm.add(wasm.xor(isLarge, wasm.number(1)), wasm.number(-1)))),
    ),
  ),
};

/** The part of the loop's branches, its own end included, that a predictor guesses wrong. */
function mispredicted(model: ConditionalModel, values: Int32Array): number {
  const predictor = model.make();
  let wrong = 0;
  for (const one of values) {
    for (const [address, taken] of [[20, one >= threshold] as const, [40, true] as const]) {
      if (predictor.predict(address) !== taken) wrong++;
      predictor.update(address, taken);
    }
  }
  return wrong / (2 * values.length);
}

/** The experiment of lesson 2. */
export const sortedShuffled: Experiment = {
  name: 'sorted-shuffled',
  summary: 'Adding up the large ones of a million values, sorted and shuffled.',
  async run(surroundings) {
    const count = scaledRows(usualValues, surroundings.effort);
    const shuffled = randomColumn(count, 256, 3);
    const values = { shuffled, sorted: Int32Array.from(shuffled).sort() };
    const memory = memoryOf(count * 2);
    orders.forEach((order, n) => {
      new Uint8Array(memory.buffer, n * count, count).set(values[order]);
    });
    const half = count / 2;
    const slice = Math.min(inSlice, half);
    const runs = loops.flatMap((loop) => {
      const run = assemble(code[loop], memory);
      return orders.map((order, n) => ({
        name: `${order} ${loop}`,
        from: (first: number, values: number) => run(n * count + first, n * count + first + values),
      }));
    });
    mustAgree(runs.map(({ name, from }) => ({ name, items: count, pass: () => from(0, count) })));
    const contenders = runs.map(({ name, from }) => {
      // A slice of each half: of the sorted values, one of small ones and one of large ones.
      const next = slices(half, slice);
      const pass = (): number => {
        const first = next();
        return from(first, slice) + from(half + first, slice);
      };
      return { name, items: 2 * slice, pass };
    });
    const times = await timeInTurns(contenders, surroundings, { rounds: 30, progress: [0, 0.8] });
    const time = (order: (typeof orders)[number], loop: (typeof loops)[number]): Spread =>
      spreadFor(times, `${order} ${loop}`);
    const few = {
      sorted: everySo(values.sorted, surroundings.effort),
      shuffled: shuffled.subarray(0, simulatedValues(surroundings.effort)),
    };
    const simulated = conditionalModels.map((model) => ({
      model,
      sorted: mispredicted(model, few.sorted),
      shuffled: mispredicted(model, few.shuffled),
    }));
    const near = simulated.find(({ model }) => model === today.conditional);
    const slower = time('shuffled', 'branching').best / time('sorted', 'branching').best;
    const same = time('shuffled', 'branch-free').best / time('sorted', 'branch-free').best;
    return {
      figures: [
        {
          kind: 'bars',
          title: 'Adding up the values from 128 on, of values from 0 to 255',
          x: { label: 'loop', labels: loops },
          y: { label: 'ns a value' },
          series: orders.map((order) => ({
            name: order,
            points: loops.map((loop, n) => pointAt(n, time(order, loop))),
          })),
        },
        {
          kind: 'bars',
          title: 'What simulated predictors guess wrong in the branching loop',
          x: { label: 'predictor', labels: simulated.map(({ model }) => model.title) },
          y: { label: '% of the branches' },
          series: orders.map((order) => ({
            name: order,
            points: simulated.map((one, n) => ({ x: n, y: one[order] * 100 })),
          })),
        },
      ],
      checks: [
        {
          what: 'With a branch, shuffled values take at least 2.5 times as long as sorted ones',
          holds: slower >= 2.5,
          found: timesAs(slower),
          published: '6.3 times: 136 µs against 21.5 µs',
        },
        {
          what: 'Without a branch the order makes no difference: less than 1.3 times either way',
          holds: same < 1.3 && same > 1 / 1.3,
          found: timesAs(same),
        },
        {
          what: `Of sorted values the simulated predictor (${near?.model.title ?? ''}) guesses less than 0.1 % of the branches wrong`,
          holds: near !== undefined && near.sorted < 0.001,
          found: perCent(near?.sorted ?? Number.NaN),
          published: '0.04 %',
        },
        {
          what: 'Of shuffled ones it guesses 20 to 30 % wrong: half of one of the two branches',
          holds: near !== undefined && near.shuffled > 0.2 && near.shuffled < 0.3,
          found: perCent(near?.shuffled ?? Number.NaN),
          published: '23.7 %',
        },
      ],
      notes: [
        aboutTimes,
        'The mispredictions are simulated: programs in a sandbox cannot read the counters of the processor.',
      ],
    };
  },
};

const simulatedValues = (effort: number): number => scaledRows(30_720, effort);

/** Fewer values, still sorted from the smallest to the largest. */
function everySo(sorted: Int32Array, effort: number): Int32Array {
  const wanted = Math.min(simulatedValues(effort), sorted.length);
  return Int32Array.from({ length: wanted }, (_, n) => sorted[Math.floor((n * sorted.length) / wanted)] ?? 0);
}
