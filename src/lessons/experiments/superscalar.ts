/** Lesson 1: additions that wait for each other, and additions that do not: a processor does several at once if it may. */
import { assemble, wasm, type Code, type Form } from '../assembly.js';
import { chained, operations } from '../cycle-ruler.js';
import type { Experiment } from '../experiment.js';
import { memoryOf } from '../random-columns.js';
import { pointAt } from '../statistics.js';
import { mustAgree, spreadFor, timeInTurns } from '../timing.js';
import { aboutTimes, timesAs } from '../wording.js';

/** So few that they stay in the fastest memory, next to the core: only the additions count. */
const values = 1024;
/** Each turn of the loop adds so many values, whatever the number of sums is. */
const unrolled = 16;
const counts = [1, 2, 4, 8] as const;

/** Adds up an array of doubles in so many sums, each value in the next one, and the sums in the end. */
function sumIn(sums: number): Form {
  const [at, end] = [0, 1] as const;
  const local = (n: number): number => 2 + (n % sums);
  const additions = Array.from(
    { length: unrolled },
    (_, n): Code => wasm.set(local(n), wasm.addDouble(wasm.get(local(n)), wasm.loadDouble(wasm.get(at), n * 8))),
  );
  const total = Array.from({ length: sums }, (_, n) => wasm.get(local(n))).reduce((before, one) =>
    wasm.addDouble(before, one),
  );
  return {
    parameters: 2,
    locals: Array.from({ length: sums }, () => 'f64' as const),
    result: 'f64',
    body: [
      ...wasm.repeat(
        [...additions.flat(), ...wasm.set(at, wasm.add(wasm.get(at), wasm.number(unrolled * 8)))],
        wasm.less(wasm.get(at), wasm.get(end)),
      ),
      ...total,
    ],
  };
}

/** The experiment of lesson 1. */
export const superscalar: Experiment = {
  name: 'superscalar',
  summary: 'Adding up the same numbers in one sum, and in two, four and eight.',
  async run(surroundings) {
    const memory = memoryOf(values * 8);
    new Float64Array(memory.buffer).fill(1, 0, values);
    const contenders = counts.map((sums) => {
      const run = assemble(sumIn(sums), memory);
      return {
        name: String(sums),
        items: values * 30,
        pass: () => {
          let total = 0;
          for (let n = 0; n < 30; n++) total += run(0, values * 8);
          return total;
        },
      };
    });
    mustAgree(contenders);
    // The ruler takes its turn with the others: a processor's clock is not the same a second later.
    const ruler = operations('a cycle', chained);
    const times = await timeInTurns([ruler, ...contenders], surroundings, { rounds: 24 });
    const cycle = spreadFor(times, ruler.name).best;
    const cycles = (sums: number): number => spreadFor(times, String(sums)).best / cycle;
    const labels = counts.map((sums) => (sums === 1 ? 'one sum' : `${sums} sums`));
    const [one, two, four] = [cycles(1), cycles(2), cycles(4)];
    return {
      figures: [
        {
          kind: 'bars',
          title: 'Adding up 1,024 numbers: the same additions, in one sum or in several',
          x: { label: 'sums', labels },
          y: { label: 'ns a number' },
          series: [{ name: 'time', points: counts.map((sums, n) => pointAt(n, spreadFor(times, String(sums)))) }],
        },
        {
          kind: 'bars',
          title: 'The same in cycles of the processor',
          x: { label: 'sums', labels },
          y: { label: 'cycles a number' },
          series: [{ name: 'cycles', points: counts.map((sums, n) => ({ x: n, y: cycles(sums) })) }],
        },
      ],
      checks: [
        {
          what: 'In four sums the additions take at most half the time that they take in one',
          holds: four <= one / 2,
          found: `${timesAs(one / four)} as fast`,
          published:
            'an addition of doubles takes 3 cycles on AMD Zen and 4 on Intel Skylake, and two can begin in each cycle (Agner Fog, instruction tables)',
        },
        {
          what: 'Two sums are faster than one by a fifth at least, and four faster than two',
          holds: two <= one * 0.8 && four < two,
          found: `${one.toFixed(2)}, ${two.toFixed(2)} and ${four.toFixed(2)} cycles a number`,
        },
        {
          what: 'In one sum each addition waits for the one before: 1.5 to 6 cycles a number',
          holds: one >= 1.5 && one <= 6,
          found: `${one.toFixed(2)} cycles`,
          published: '3 cycles on Zen, 4 on Skylake (Agner Fog, instruction tables)',
        },
      ],
      notes: [
        `A cycle took ${cycle.toFixed(3)} ns (${(1 / cycle).toFixed(2)} GHz), measured with additions of whole numbers that wait for each other.`,
        aboutTimes,
      ],
    };
  },
};
