/** Lesson 17: threaded code in WebAssembly is calls through a table; a compiler that sees where they go can put the callees in their place, and the interpreter becomes compiled code. */
import type { EngineName } from '../../engines/named.js';
import { entryOf, fieldOf } from '../engine-race.js';
import type { Experiment } from '../experiment.js';
import { geometricMean, pointAt, type Spread } from '../statistics.js';
import { mustAgree, spreadFor, timeInTurns } from '../timing.js';
import { aboutTimes, timesAs } from '../wording.js';

const predicates = ['a = 42', 'a > 10 AND b < 50', 'a + b > 100 AND a * 2 < b'] as const;
const engines: readonly EngineName[] = ['wasm-switch', 'wasm-threaded', 'wasm-threaded-shared', 'copy-patch'];
/** Not fused, so that there is much to dispatch. */
const rung = 3;
const usualRows = 65_536;

/** The experiment of lesson 17. */
export const interpreterCompiled: Experiment = {
  name: 'interpreter-compiled',
  summary: 'Threaded code in WebAssembly between a switch and compiled code, on the V8 that runs this.',
  async run(surroundings) {
    const field = fieldOf(usualRows, surroundings.effort);
    const contenders = [];
    for (const predicate of predicates) {
      const program = await field.program(predicate, rung);
      const alike = [];
      for (const engine of engines) alike.push(await field.contender(entryOf(engine, predicate), engine, program));
      mustAgree(alike);
      contenders.push(...alike);
    }
    const times = await timeInTurns(contenders, surroundings, { rounds: 14 });
    const time = (engine: EngineName, predicate: string): Spread => spreadFor(times, entryOf(engine, predicate));
    const mean = (one: EngineName, other: EngineName): number =>
      geometricMean(predicates.map((predicate) => time(one, predicate).best / time(other, predicate).best));
    const overCompiled = mean('wasm-threaded', 'copy-patch');
    const overSwitch = mean('wasm-threaded', 'wasm-switch');
    return {
      figures: [
        {
          kind: 'bars',
          title: 'An interpreter’s ways to the next step, and none',
          x: { label: 'predicate', labels: predicates },
          y: { label: 'ns a row' },
          series: engines.map((engine) => ({
            name: engine,
            points: predicates.map((predicate, n) => pointAt(n, time(engine, predicate))),
          })),
        },
      ],
      checks: [
        {
          what: 'Threaded code is within a factor of three of the switch, whichever is ahead',
          holds: overSwitch < 3 && overSwitch > 1 / 3,
          found: `it takes ${timesAs(overSwitch)} the switch’s time`,
          published: '1 to 5 % for CPython’s tail calls against a sound baseline (Elhage 2025)',
        },
        {
          what: 'It stays an interpreter: it takes at least 1.3 times the time of compiled code',
          holds: overCompiled >= 1.3,
          found: timesAs(overCompiled),
          published: 'an order of magnitude between interpretation and copy-and-patch (Xu and Kjolstad 2021)',
        },
      ],
      notes: [
        aboutTimes,
        'Whether V8 puts the callees of indirect calls in their place depends on its version and on a flag: the lesson says how to run this with and without.',
      ],
    };
  },
};
