/** Lesson 18: a compiler of sixty lines, against the same conditions interpreted, and what its parts take. */
import type { Experiment } from '../experiment.js';
import { memoryOf, randomColumn, scaledRows, slices } from '../random-columns.js';
import { comparisons, type Condition } from '../conditions.js';
import { compile, instantiate } from '../sixty-lines.js';
import { pointAt } from '../statistics.js';
import { mustAgree, spreadFor, timeInTurns, type Contender } from '../timing.js';
import { aboutTimes, nanoseconds, timesAs } from '../wording.js';

const conditions: readonly Condition[] = [
  ['>', 0, 10],
  ['<', 1, 50],
  ['>=', 0, 20],
];
const usualRows = 1 << 17;
/** A pass works on so many of them. */
const inSlice = 1 << 12;
const names = { interpreted: 'interpreted', compiled: 'copied and patched' } as const;
const stages = { bytes: 'copying and patching', module: 'V8, its bytes to machine code' } as const;

/** The conditions, one after the other, as an interpreter takes them: it finds out for each row anew what they are. */
function interpret(columns: readonly Int32Array[], first: number, rows: number): number {
  let count = 0;
  for (let row = first; row < first + rows; row++) {
    let selected = true;
    for (let n = 0; n < conditions.length && selected; n++) {
      const [operator, column, value] = conditions[n] ?? ['=', 0, 0];
      selected = comparisons[operator]?.(columns[column]?.[row] ?? 0, value) === true;
    }
    if (selected) count++;
  }
  return count;
}

/** The experiment of lesson 18. */
export const sixtyLines: Experiment = {
  name: 'sixty-lines',
  summary: 'Three conditions over two columns, interpreted and compiled by the sixty lines of this lesson.',
  async run(surroundings) {
    const rows = scaledRows(usualRows, surroundings.effort);
    const stride = rows * 4;
    const memory = memoryOf(2 * stride);
    const columns = [1, 2].map((seed, n) => {
      const column = new Int32Array(memory.buffer, n * stride, rows);
      column.set(randomColumn(rows, 100, seed));
      return column;
    });
    const bytes = compile(conditions, stride);
    const count = instantiate(bytes, memory);
    const ways = [
      { name: names.interpreted, from: (first: number, some: number) => interpret(columns, first, some) },
      { name: names.compiled, from: (first: number, some: number) => count(first * 4, (first + some) * 4) },
    ];
    mustAgree(ways.map(({ name, from }) => ({ name, items: rows, pass: () => from(0, rows) })));
    const slice = Math.min(inSlice, rows);
    const racers = ways.map(({ name, from }): Contender => {
      const next = slices(rows, slice);
      return { name, items: slice, pass: () => from(next(), slice) };
    });
    let value = 0;
    const making: Contender[] = [
      { name: stages.bytes, items: 1, pass: () => compile([['<', 0, value++ & 63], ...conditions], stride).length },
      {
        name: stages.module,
        items: 1,
        // Other bytes each time: V8 would find the code of equal ones.
        pass: () => instantiate(compile([['<', 0, value++], ...conditions], stride), memory).length,
      },
    ];
    const times = await timeInTurns(racers, surroundings, { rounds: 16, progress: [0, 0.7] });
    const made = await timeInTurns(making, surroundings, { rounds: 8, warmUp: 60, progress: [0.7, 1] });
    const [slow, fast] = [spreadFor(times, names.interpreted).best, spreadFor(times, names.compiled).best];
    const faster = slow / fast;
    const [copying, all] = [spreadFor(made, stages.bytes).best, spreadFor(made, stages.module).best];
    const paidAfter = all / (slow - fast);
    return {
      figures: [
        {
          kind: 'bars',
          title: 'a > 10 AND b < 50 AND a >= 20',
          x: { label: 'how', labels: Object.values(names) },
          y: { label: 'ns a row' },
          series: [
            { name: 'measured', points: Object.values(names).map((name, n) => pointAt(n, spreadFor(times, name))) },
          ],
        },
        {
          kind: 'bars',
          title: 'Until it can run',
          x: { label: 'stage', labels: ['copying and patching', 'with V8’s part'] },
          y: { label: 'µs' },
          series: [
            {
              name: 'measured',
              points: [copying, all].map((ns, n) => ({ x: n, y: ns / 1000 })),
            },
          ],
        },
      ],
      checks: [
        {
          what: 'Compiled, a row takes at most half of the time that it takes interpreted',
          holds: faster >= 2,
          found: `${timesAs(faster)} as fast: ${nanoseconds(fast)} against ${nanoseconds(slow)}`,
          published: 'an order of magnitude between interpretation and copy-and-patch (Xu and Kjolstad 2021)',
        },
        {
          what: 'The time until it can run is saved again after fewer than 20,000 rows',
          holds: paidAfter < 20_000,
          found: `${(all / 1000).toFixed(1)} µs, ${Math.round(paidAfter)} rows`,
        },
        {
          what: 'The module has fewer than 250 bytes',
          holds: bytes.length < 250,
          found: `${bytes.length}`,
        },
      ],
      notes: [aboutTimes],
    };
  },
};
