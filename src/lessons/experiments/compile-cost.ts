/** Lesson 14: compiling takes time once and saves some in every row: from how many rows on does it pay? */
import type { EngineName } from '../../engines/named.js';
import { engineNamed } from '../../engines/named.js';
import { demoSchema } from '../../datasets/demo.js';
import { compileQual } from '../../program/compile.js';
import type { Expr } from '../../sql/expression.js';
import { conjunctsOf, contenderOf, enginesHere, Field, fieldOf } from '../engine-race.js';
import type { Check, Experiment, Surroundings } from '../experiment.js';
import { median } from '../statistics.js';
import { spreadFor, timeInTurns } from '../timing.js';
import { nanoseconds, perCent, timesAs } from '../wording.js';

const sql = 'a > 10 AND b < 50';
const wanted: readonly EngineName[] = ['switch', 'wasm-switch', 'copy-patch', 'optimizing'];
const usualRows = 65_536;
/** So often each is made ready, first unmeasured, while V8 optimises our own code, and then measured; Binaryen takes milliseconds for one. */
const rounds = { usual: { warmUp: 250, measured: 40 }, slow: { warmUp: 1, measured: 3 } } as const;
const totals = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000] as const;

/** What an engine takes: microseconds until its first rows can run, then nanoseconds for each. */
interface Pace {
  readonly ready: number;
  readonly row: number;
}

/** Parameters that nothing uses make a program of another shape, so that no module that was compiled before can be used again. */
const mostShapes = 1000;
let shapes = 0;
function nextShape(): readonly 'int4'[] {
  shapes = (shapes % mostShapes) + 1;
  return Array.from({ length: shapes }, () => 'int4' as const);
}

/** Microseconds from the typed expression to the bits of the first rows, a few. */
async function timeReady(
  engine: EngineName,
  conjuncts: readonly Expr[],
  { now, effort }: Surroundings,
): Promise<number> {
  const made = await engineNamed(engine);
  const { arena, batches } = new Field(64);
  const { warmUp, measured } = rounds[engine === 'optimizing' ? 'slow' : 'usual'];
  const round = (params: readonly 'int4'[]): number => {
    const start = now();
    const kernel = made.load(compileQual(conjuncts, { schema: demoSchema, params }), arena);
    for (const batch of batches) kernel.run(batch);
    const time = (now() - start) * 1000;
    kernel.free();
    return time;
  };
  for (let n = 0; n < warmUp * Math.max(effort, 0.3); n++) round(n % 10 === 0 ? nextShape() : []);
  return median(Array.from({ length: Math.max(4, Math.round(measured * effort)) }, () => round(nextShape())));
}

/** Rows from which on the second has overtaken the first, at these paces; undefined if never. */
export function rowsUntilPaid(first: Pace, second: Pace): number | undefined {
  if (second.row >= first.row) return undefined;
  return Math.max(0, Math.ceil(((second.ready - first.ready) * 1000) / (first.row - second.row)));
}

function checksOf(pace: (engine: EngineName) => Pace, heavy: boolean): Check[] {
  const [interpreter, jit] = [pace('wasm-switch'), pace('copy-patch')];
  const pays = rowsUntilPaid(interpreter, jit);
  return [
    {
      what: 'Compiled by copy-and-patch, rows take at least 23 % less time than in the interpreter in WebAssembly',
      holds: jit.row <= 0.77 * interpreter.row,
      found: `${perCent(1 - jit.row / interpreter.row)} less: ${nanoseconds(jit.row)} a row after ${nanoseconds(interpreter.row)}`,
      published:
        '23 % of a whole query, against PostgreSQL’s interpreter in C; an order of magnitude against interpretation (Xu and Kjolstad 2021)',
    },
    {
      what: 'It is not ready first: for a few rows the interpreter wins, and from 100 to a million rows on compiling has paid',
      holds: pays !== undefined && pays >= 100 && pays <= 1_000_000,
      found: pays === undefined ? 'it never pays' : `it pays from ${pays.toLocaleString('en-US')} rows on`,
    },
    ...(heavy
      ? [
          {
            what: 'An optimising compiler takes at least 10 times as long until it is ready',
            holds: pace('optimizing').ready >= 10 * jit.ready,
            found: `${timesAs(pace('optimizing').ready / jit.ready)}: ${(pace('optimizing').ready / 1000).toFixed(2)} ms against ${(jit.ready / 1000).toFixed(2)} ms`,
            published:
              'three orders of magnitude between copy-and-patch and LLVM’s higher optimization levels (Xu and Kjolstad 2021)',
          },
          {
            what: 'What the optimising compiler gains over copy-and-patch is less than a third of the time of a row',
            holds: pace('optimizing').row >= (jit.row * 2) / 3,
            found: `${nanoseconds(pace('optimizing').row)} against ${nanoseconds(jit.row)} a row`,
          },
        ]
      : []),
  ];
}

/** The experiment of lesson 14. */
export const compileCost: Experiment = {
  name: 'compile-cost',
  summary: 'What engines take until they are ready and for each row, and from how many rows on compiling pays.',
  async run(surroundings) {
    const { here: engines, notes } = await enginesHere(wanted);
    const conjuncts = await conjunctsOf(sql);
    const field = fieldOf(usualRows, surroundings.effort);
    const contenders = await Promise.all(
      engines.map(async (engine) =>
        contenderOf(
          engine,
          (await engineNamed(engine)).load(compileQual(conjuncts, { schema: demoSchema }), field.arena),
          field.batches,
          field.rows,
        ),
      ),
    );
    const times = await timeInTurns(contenders, surroundings, { progress: [0, 0.6] });
    const paces = new Map<EngineName, Pace>();
    for (const [n, engine] of engines.entries()) {
      paces.set(engine, {
        ready: await timeReady(engine, conjuncts, surroundings),
        row: spreadFor(times, engine).best,
      });
      await surroundings.onStep(0.6 + (0.4 * (n + 1)) / engines.length);
    }
    const pace = (engine: EngineName): Pace => paces.get(engine) ?? { ready: Number.NaN, row: Number.NaN };
    return {
      figures: [
        {
          kind: 'lines',
          title: `${sql}: from the typed expression to the last row`,
          x: { label: 'rows', scale: 'log' },
          y: { label: 'microseconds', scale: 'log' },
          series: engines.map((engine) => ({
            name: engine,
            points: totals.map((rows) => ({ x: rows, y: pace(engine).ready + (pace(engine).row * rows) / 1000 })),
          })),
        },
        {
          kind: 'bars',
          title: 'Until ready',
          x: { label: 'engine', labels: engines },
          y: { label: 'microseconds', scale: 'log' },
          series: [{ name: 'until ready', points: engines.map((engine, n) => ({ x: n, y: pace(engine).ready })) }],
        },
        {
          kind: 'bars',
          title: 'Then, for each row',
          x: { label: 'engine', labels: engines },
          y: { label: 'ns a row' },
          series: [{ name: 'a row', points: engines.map((engine, n) => ({ x: n, y: pace(engine).row })) }],
        },
      ],
      checks: checksOf(pace, engines.includes('optimizing')),
      notes: [
        ...notes,
        'The first figure is calculated from the other two: ready once, then so much for each row. Real totals begin slower, because V8 itself compiles cold code first.',
        'The time until ready is the median of programs that are all of another shape, so that no compiled module is used twice; that of a row is the fastest of many rounds.',
      ],
    };
  },
};
