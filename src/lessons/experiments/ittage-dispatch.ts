/**
 * The dispatch of the same interpreters under three generations of predictors: one target a jump (BTB), the last few targets (two-level), and histories of hundreds of branches
 * (ITTAGE), each beside a conditional predictor of its time.
 */
import { btb } from '../../predictor/indirect/btb.js';
import { ittage } from '../../predictor/indirect/ittage.js';
import { targetCache } from '../../predictor/indirect/target-cache.js';
import { gshare } from '../../predictor/conditional/gshare.js';
import { tage } from '../../predictor/conditional/tage.js';
import { twoBit } from '../../predictor/conditional/two-bit.js';
import type { ConditionalPredictor, IndirectPredictor } from '../../predictor/predictor.js';
import { record } from '../../predictor/record.js';
import { simulate } from '../../predictor/simulate.js';
import type { Trace } from '../../predictor/trace.js';
import { demoRows } from '../demo-programs.js';
import { dispatchPrograms } from '../dispatch-programs.js';
import type { Experiment } from '../experiment.js';
import { scaledRows } from '../random-columns.js';

const rowsOfTrace = 4096;
const histories = [1, 2, 4, 8, 16, 32, 64, 128, 256];
/** The program that is longest, for which the history must reach furthest back. */
const longest = 'chain16';

const generations = [
  { title: 'two-bit and BTB', conditional: () => twoBit.make(), indirect: () => btb.make() },
  { title: 'gshare and two-level', conditional: () => gshare.make(), indirect: () => targetCache.make() },
  { title: 'TAGE and ITTAGE', conditional: () => tage.make(), indirect: () => ittage.make() },
] as const;

/** Mispredictions for each thousand instructions (MPKI), of the dispatches and of the branches that depend on values. */
interface Mpki {
  readonly dispatch: number;
  readonly data: number;
}

/** Over all traces together, each with predictors that have seen nothing. */
function mpki(
  traces: readonly Trace[],
  conditional: () => ConditionalPredictor,
  indirect: () => IndirectPredictor,
): Mpki {
  const wrong = { dispatch: 0, data: 0 };
  for (const trace of traces) {
    for (const { site, mispredicted } of simulate(trace, { conditional: conditional(), indirect: indirect() }).sites) {
      wrong[site.role === 'dispatch' ? 'dispatch' : 'data'] += mispredicted;
    }
  }
  const thousands = traces.reduce((sum, { instructions }) => sum + instructions, 0) / 1000;
  return { dispatch: wrong.dispatch / thousands, data: wrong.data / thousands };
}

/** The experiment of lesson 9. */
export const ittageDispatch: Experiment = {
  name: 'ittage-dispatch',
  summary: 'The wrong guesses of a switch and of threaded code under a BTB, a two-level predictor and ITTAGE.',
  async run({ onStep, effort }) {
    const demo = demoRows(scaledRows(rowsOfTrace, effort));
    const traces = new Map<'shared' | 'replicated', Trace[]>([
      ['shared', []],
      ['replicated', []],
    ]);
    for (const { sql } of dispatchPrograms) {
      const program = await demo.program(sql, 4);
      for (const [dispatch, list] of traces) list.push(record(program, demo.arena, demo.batch, { dispatch }));
      await onStep((0.3 * (traces.get('shared')?.length ?? 0)) / dispatchPrograms.length);
    }
    demo.free();
    const [shared, replicated] = [traces.get('shared') ?? [], traces.get('replicated') ?? []];
    const run = (list: readonly Trace[]): readonly Mpki[] =>
      generations.map(({ conditional, indirect }) => mpki(list, conditional, indirect));
    const bySwitch = run(shared);
    await onStep(0.5);
    const byThreads = run(replicated);
    await onStep(0.6);
    const blind = mpki(shared, () => staticGuess, withoutOutcomes).dispatch;
    const long = shared.filter((_, n) => dispatchPrograms[n]?.name === longest);
    const lengths: number[] = [];
    for (const bits of histories) {
      lengths.push(
        mpki(
          long,
          () => staticGuess,
          () => ittage.make({ longest: bits }),
        ).dispatch,
      );
      await onStep(0.6 + (0.4 * lengths.length) / histories.length);
    }
    const all = bySwitch.map(({ dispatch, data }) => dispatch + data);
    const [old, middle, today] = bySwitch;
    const threadedToday = byThreads.at(-1);
    const text = (value: number | undefined): string => (value ?? Number.NaN).toFixed(2);
    const x = { label: 'predictors', labels: generations.map(({ title }) => title) };
    const bars = (name: string, list: readonly Mpki[], what: keyof Mpki) => ({
      name,
      points: list.map((one, n) => ({ x: n, y: one[what] })),
    });
    return {
      figures: [
        {
          kind: 'bars',
          title: 'Wrong guesses under three generations of predictors',
          x,
          y: { label: 'mispredictions per 1,000 instructions' },
          series: [
            bars('dispatch of the switch', bySwitch, 'dispatch'),
            bars('dispatch of threaded code', byThreads, 'dispatch'),
            bars('branches on values', bySwitch, 'data'),
          ],
        },
        {
          kind: 'lines',
          title: `How much history ITTAGE needs for the switch, ${longest}`,
          x: { label: 'longest history, bits', scale: 'log' },
          y: { label: 'dispatches, mispredictions per 1,000 instructions' },
          series: [{ name: 'ITTAGE', points: histories.map((bits, n) => ({ x: bits, y: lengths[n] ?? Number.NaN })) }],
        },
      ],
      checks: [
        {
          what: 'Of all branches of the switch, each generation guesses fewer wrong than the one before',
          holds: all.every((value, n) => n === 0 || value < (all[n - 1] ?? 0)),
          found: `${all.map((value) => value.toFixed(1)).join(', ')} per 1,000 instructions`,
          published: '12.8, 3.5, 1.4 for CPython on Nehalem, Sandy Bridge, Haswell (Rohou, Swamy and Seznec 2015)',
        },
        {
          what: 'Under ITTAGE the dispatch of the switch is guessed wrong less than 0.5 times per 1,000 instructions',
          holds: today !== undefined && today.dispatch < 0.5,
          found: `${text(today?.dispatch)}, after ${text(old?.dispatch)} and ${text(middle?.dispatch)}`,
          published: 'less than 0.5, ITTAGE simulated (the same paper)',
        },
        {
          what: 'So threaded code has next to nothing left to win: at most 0.5 per 1,000 instructions',
          holds:
            today !== undefined &&
            threadedToday !== undefined &&
            Math.abs(today.dispatch - threadedToday.dispatch) <= 0.5,
          found: `${text(today?.dispatch)} and ${text(threadedToday?.dispatch)}, under a BTB ${text(old?.dispatch)} and ${text(byThreads[0]?.dispatch)}`,
        },
        {
          what: 'It is the branches before that give the next step away: without their outcomes ITTAGE is wrong at least ten times as often',
          holds: today !== undefined && blind >= 10 * today.dispatch,
          found: `${text(blind)} against ${text(today?.dispatch)} per 1,000 instructions`,
        },
        {
          what: 'Branches on random values remain: under TAGE and ITTAGE they are most of the wrong guesses',
          holds: today !== undefined && today.data > today.dispatch,
          found: `${text(today?.data)} against ${text(today?.dispatch)} per 1,000 instructions`,
        },
      ],
      notes: [
        `Simulated: ${dispatchPrograms.map(({ name }) => name).join(', ')} on rung 4, ${demo.batch.rows} rows each. Instructions are counted in the definitions of the steps.`,
      ],
    };
  },
};

/** ITTAGE that is not told how conditional branches went: its history is of targets only. */
function withoutOutcomes(): IndirectPredictor {
  const predictor = ittage.make();
  return {
    predict: (address) => predictor.predict(address),
    update: (address, target) => {
      predictor.update(address, target);
    },
  };
}

/** Where only jumps are looked at. */
const staticGuess = { predict: () => false, update: () => undefined };
