/** Lesson 10: switch, threaded code and tail calls as they really run in JavaScript and WebAssembly, beside what simulated processors would make of their jumps. */
import type { EngineName } from '../../engines/named.js';
import type { Dispatch } from '../../engines/engine.js';
import { indirectModels } from '../../predictor/models.js';
import { ofRole, traceOf, underModels } from '../branches-of.js';
import { entryOf, fieldOf, type Field } from '../engine-race.js';
import type { Check, Experiment } from '../experiment.js';
import { modelNamed, today } from '../processor-models.js';
import { geometricMean, pointAt, type Spread } from '../statistics.js';
import { spreadFor, timeInTurns } from '../timing.js';
import { aboutTimes, timesAs } from '../wording.js';

const predicates = ['a = 42', 'a > 10 AND b < 50', 'a + b > 100 AND a * 2 < b'] as const;
const engines: readonly EngineName[] = [
  'switch',
  'closure',
  'wasm-switch',
  'wasm-threaded',
  'wasm-threaded-shared',
  'copy-patch',
];
/** Not fused, so that there is much to dispatch. */
const rung = 3;
const usualRows = 65_536;
const tracedRows = 4096;
const dispatches: readonly Dispatch[] = ['shared', 'replicated'];

type Time = (engine: EngineName, predicate: string) => Spread;

/** Dispatches guessed wrong, a row, by dispatch and model, for the second predicate. */
async function simulated(field: Field): Promise<(dispatch: Dispatch, model: string) => number> {
  const program = await field.program(predicates[1], rung);
  const found = new Map<string, number>();
  for (const dispatch of dispatches) {
    const trace = traceOf(program, field, dispatch);
    for (const model of indirectModels) {
      found.set(
        `${dispatch} ${model.name}`,
        ofRole(trace, underModels(trace, today.conditional, model), 'dispatch').mispredicted,
      );
    }
  }
  return (dispatch, model) => found.get(`${dispatch} ${model}`) ?? Number.NaN;
}

function checksOf(time: Time, wrong: (dispatch: Dispatch, model: string) => number): Check[] {
  const mean = (of: (predicate: string) => number): number => geometricMean(predicates.map(of));
  const threaded = mean((predicate) => time('wasm-switch', predicate).best / time('wasm-threaded', predicate).best);
  const interpreters = engines.filter((engine) => engine !== 'copy-patch');
  const fastest = (predicate: string): number =>
    Math.min(...interpreters.map((engine) => time(engine, predicate).best));
  const compiled = mean((predicate) => fastest(predicate) / time('copy-patch', predicate).best);
  const [old, now] = [modelNamed(indirectModels, 'btb').name, today.indirect.name];
  const best = Math.max(...dispatches.map((dispatch) => wrong(dispatch, now)));
  return [
    {
      what: 'Threaded code by tail calls is at most a few per cent faster than the switch, in WebAssembly: less than 1.1 times as fast',
      holds: threaded < 1.1,
      found: `${timesAs(threaded)} as fast, in the mean of the predicates`,
      published: '1 to 5 % for CPython’s tail calls against a sound baseline (Elhage 2025)',
    },
    {
      what: 'Without any dispatch rows are at least 1.5 times as fast as in the fastest interpreter',
      holds: compiled >= 1.5,
      found: `${timesAs(compiled)} as fast`,
    },
    {
      what: 'On a simulated old processor (a BTB) replicated dispatch is guessed wrong at most half as often as a shared one',
      holds: wrong('replicated', old) <= wrong('shared', old) / 2,
      found: `${wrong('replicated', old).toFixed(2)} against ${wrong('shared', old).toFixed(2)} times a row`,
      published: 'BTBs foretell only 2 to 50 % of the dispatches of interpreters (Ertl and Gregg 2003)',
    },
    {
      what: `On a simulated new one (${today.indirect.title}) it hardly matters: both are guessed wrong less than half as often as the shared one was`,
      holds: best < wrong('shared', old) / 2,
      found: `${wrong('shared', now).toFixed(2)} shared, ${wrong('replicated', now).toFixed(2)} replicated, a row`,
      published:
        'on Haswell and under ITTAGE the prediction of dispatches “is no longer critical for interpreters” (Rohou, Swamy and Seznec 2015)',
    },
  ];
}

/** The experiment of lesson 10. */
export const realDispatch: Experiment = {
  name: 'real-dispatch',
  summary: 'Three predicates on five interpreters and on compiled code.',
  async run(surroundings) {
    const field = fieldOf(usualRows, surroundings.effort);
    const contenders = [];
    for (const predicate of predicates) {
      const program = await field.program(predicate, rung);
      for (const engine of engines) contenders.push(await field.contender(entryOf(engine, predicate), engine, program));
    }
    const times = await timeInTurns(contenders, surroundings, { rounds: 12, progress: [0, 0.9] });
    const time: Time = (engine, predicate) => spreadFor(times, entryOf(engine, predicate));
    const wrong = await simulated(fieldOf(tracedRows, surroundings.effort));
    return {
      figures: [
        {
          kind: 'bars',
          title: 'Engines, on rung 3: functions inlined, steps not fused',
          x: { label: 'predicate', labels: predicates },
          y: { label: 'ns a row' },
          series: engines.map((engine) => ({
            name: engine,
            points: predicates.map((predicate, n) => pointAt(n, time(engine, predicate))),
          })),
        },
        {
          kind: 'bars',
          title: `Dispatches that simulated predictors guess wrong: ${predicates[1]}`,
          x: { label: 'predictor', labels: indirectModels.map(({ title }) => title) },
          y: { label: 'a row' },
          series: dispatches.map((dispatch) => ({
            name: dispatch === 'shared' ? 'shared (switch)' : 'replicated (threaded)',
            points: indirectModels.map(({ name }, n) => ({ x: n, y: wrong(dispatch, name) })),
          })),
        },
      ],
      checks: checksOf(time, wrong),
      notes: [
        aboutTimes,
        'Which engine is ahead depends on the version of V8 too: docs/engines.md compares two of them, and shows the machine code.',
      ],
    };
  },
};
