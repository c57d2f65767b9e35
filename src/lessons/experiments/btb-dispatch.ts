/**
 * Dispatch on a processor that remembers one target a jump (a BTB): the one jump of a switch, the jumps of threaded code, code that is there several times, and superinstructions, which
 * leave fewer jumps to be made.
 */
import type { Program } from '../../program/program.js';
import { btb } from '../../predictor/indirect/btb.js';
import { record } from '../../predictor/record.js';
import { recordReplicated } from '../../predictor/replicate.js';
import { simulate } from '../../predictor/simulate.js';
import type { Trace } from '../../predictor/trace.js';
import { demoRows, type DemoRows } from '../demo-programs.js';
import type { Experiment } from '../experiment.js';
import { dispatchPrograms } from '../dispatch-programs.js';
import { scaledRows } from '../random-columns.js';

const rowsOfTrace = 4096;

/** A way to dispatch, and the rung on which the program is. */
interface Way {
  readonly title: string;
  readonly rung: 3 | 4;
  trace(program: Program, demo: DemoRows): Trace;
}

const plain =
  (dispatch: 'shared' | 'replicated'): Way['trace'] =>
  (program, { arena, batch }) =>
    record(program, arena, batch, { dispatch });
const copies =
  (count: number): Way['trace'] =>
  (program, { arena, batch }) =>
    recordReplicated(program, arena, batch, count);

const ways = {
  switch: { title: 'switch', rung: 3, trace: plain('shared') },
  threaded: { title: 'threaded', rung: 3, trace: plain('replicated') },
  two: { title: '2 copies', rung: 3, trace: copies(2) },
  four: { title: '4 copies', rung: 3, trace: copies(4) },
  each: { title: 'a copy a step', rung: 3, trace: copies(Number.POSITIVE_INFINITY) },
  fused: { title: 'superinstructions', rung: 4, trace: plain('replicated') },
  both: { title: 'both', rung: 4, trace: copies(Number.POSITIVE_INFINITY) },
} as const satisfies Record<string, Way>;
type WayName = keyof typeof ways;
const wayNames = Object.keys(ways) as readonly WayName[];

/** Of the dispatches, how many there are a row and how many are guessed wrong. */
interface Dispatches {
  readonly perRow: number;
  readonly wrongPerRow: number;
}

function dispatchesOf(trace: Trace): Dispatches {
  const { sites } = simulate(trace, { conditional: alwaysTaken, indirect: btb.make() });
  const jumps = sites.filter(({ site }) => site.role === 'dispatch');
  const sum = (what: 'executed' | 'mispredicted'): number =>
    jumps.reduce((all, jump) => all + jump[what], 0) / trace.rows;
  return { perRow: sum('executed'), wrongPerRow: sum('mispredicted') };
}

/** Conditional branches are not looked at here. */
const alwaysTaken = { predict: () => true, update: () => undefined };

/** The experiment of lesson 8. */
export const btbDispatch: Experiment = {
  name: 'btb-dispatch',
  summary:
    'How many dispatches a branch target buffer guesses wrong: for a switch, threaded code, replicated code and superinstructions.',
  async run({ onStep, effort }) {
    const demo = demoRows(scaledRows(rowsOfTrace, effort));
    const found = new Map<string, Dispatches>();
    for (const { name, sql } of dispatchPrograms) {
      for (const way of wayNames) {
        found.set(`${name} ${way}`, dispatchesOf(ways[way].trace(await demo.program(sql, ways[way].rung), demo)));
        await onStep(found.size / (dispatchPrograms.length * wayNames.length));
      }
    }
    demo.free();
    const of = (name: string, way: WayName): Dispatches =>
      found.get(`${name} ${way}`) ?? { perRow: Number.NaN, wrongPerRow: Number.NaN };
    const percent = (name: string, way: WayName): number => (100 * of(name, way).wrongPerRow) / of(name, way).perRow;
    const names = dispatchPrograms.map(({ name }) => name);
    const range = (way: WayName): string => {
      const all = names.map((name) => percent(name, way));
      return `${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)} %`;
    };
    const x = { label: 'dispatch', labels: wayNames.map((way) => ways[way].title) };
    const series = (y: (name: string, way: WayName) => number) =>
      names.map((name) => ({ name, points: wayNames.map((way, n) => ({ x: n, y: y(name, way) })) }));
    const long = 'chain16';
    const [threaded, fused] = [of(long, 'threaded'), of(long, 'fused')];
    return {
      figures: [
        {
          kind: 'bars',
          title: 'Dispatches that a BTB guesses wrong',
          x,
          y: { label: '% of the dispatches' },
          series: series(percent),
        },
        {
          kind: 'bars',
          title: 'What that is a row',
          x,
          y: { label: 'mispredictions a row' },
          series: series((name, way) => of(name, way).wrongPerRow),
        },
      ],
      checks: [
        {
          what: 'The one jump of the switch is guessed wrong at least every other time',
          holds: names.every((name) => percent(name, 'switch') >= 50),
          found: range('switch'),
          published: '50 to 98 %: BTBs predict 2 to 50 % (Ertl and Gregg 2003)',
        },
        {
          what: 'Threaded code is guessed wrong less often than the switch, for every program',
          holds: names.every((name) => percent(name, 'threaded') < percent(name, 'switch')),
          found: range('threaded'),
        },
        {
          what: 'With a copy for each step, at most an eighth of the dispatches is guessed wrong',
          holds: names.every((name) => percent(name, 'each') <= 12.5),
          found: range('each'),
          published: 'replication and superinstructions eliminate nearly all (Ertl and Gregg 2003)',
        },
        {
          what: `Superinstructions leave ${long} fewer dispatches, and fewer wrong ones`,
          holds: fused.perRow < threaded.perRow && fused.wrongPerRow < threaded.wrongPerRow,
          found: `${threaded.perRow.toFixed(1)} a row before, ${threaded.wrongPerRow.toFixed(1)} of them wrong; ${fused.perRow.toFixed(1)} and ${fused.wrongPerRow.toFixed(1)} after`,
        },
      ],
      notes: [
        `Simulated, on ${demo.batch.rows} rows: a BTB of ${btb.sizes.entries} targets. A processor of today guesses otherwise: lesson 9.`,
        `Two copies do not always help: ${long} goes from ${percent(long, 'threaded').toFixed(1)} to ${percent(long, 'two').toFixed(1)} %.`,
      ],
    };
  },
};
