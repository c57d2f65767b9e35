/** Lesson 19: a ruler of cycles, made of additions that wait for each other, laid against the parts of a processor and then against the engines. */
import type { EngineName } from '../../engines/named.js';
import { wasm } from '../assembly.js';
import { apart, chained, inTurn, onto, operations } from '../cycle-ruler.js';
import { entry, fieldOf } from '../engine-race.js';
import type { Experiment } from '../experiment.js';
import { pointAt, spreadOf, type Spread } from '../statistics.js';
import { spreadFor, timeInTurns } from '../timing.js';
import { aboutTimes, nanoseconds, timesAs } from '../wording.js';

const multiplied = inTurn(() => onto(0, wasm.multiply));
/** The memory is zeros, so each address is 0 again; but that is known only when it is loaded. */
const loaded = inTurn(() => onto(0, (x) => wasm.load(x)));

const parts = {
  add: 'an addition, waiting',
  apart: 'an addition, not waiting',
  multiply: 'a multiplication',
  load: 'a load',
};
const engines: readonly EngineName[] = ['switch', 'wasm-switch', 'copy-patch', 'vector'];
const sql = 'a = 42';
const usualRows = 65_536;

/** The experiment of lesson 19. */
export const cycleCount: Experiment = {
  name: 'cycle-count',
  summary: 'What single operations take, in cycles of this processor, and what a row takes on four engines.',
  async run(surroundings) {
    const singles = [
      operations(parts.add, chained),
      operations(parts.apart, apart),
      operations(parts.multiply, multiplied),
      operations(parts.load, loaded),
    ];
    const field = fieldOf(usualRows, surroundings.effort);
    const program = await field.program(sql);
    const rows = [];
    for (const engine of engines) rows.push(await field.contender(entry(engine, 4), engine, program));
    const found = await timeInTurns([...singles, ...rows], surroundings, { rounds: 16, warmUp: 60 });
    const cycle = spreadFor(found, parts.add).best;
    const cycles = (name: string): Spread => {
      return spreadOf(spreadFor(found, name).rounds.map((time) => time / cycle));
    };
    const names = Object.values(parts);
    const ofRow = (engine: EngineName): number => cycles(entry(engine, 4)).best;
    const falls = engines.every((engine, n) => n === 0 || ofRow(engine) < ofRow(engines[n - 1] ?? engine));
    return {
      figures: [
        {
          kind: 'bars',
          title: 'Single operations',
          x: { label: 'operation', labels: names },
          y: { label: 'cycles' },
          series: [{ name: 'measured', points: names.map((name, n) => pointAt(n, cycles(name))) }],
        },
        {
          kind: 'bars',
          title: sql,
          x: { label: 'engine', labels: engines },
          y: { label: 'cycles a row' },
          series: [{ name: 'measured', points: engines.map((engine, n) => pointAt(n, cycles(entry(engine, 4)))) }],
        },
      ],
      checks: [
        {
          what: 'Additions that do not wait for each other are at least twice as fast',
          holds: cycles(parts.apart).best <= 0.5,
          found: `${cycles(parts.apart).best.toFixed(2)} cycles against 1`,
          published: 'four additions a cycle (Agner Fog, instruction tables, Skylake and Zen)',
        },
        {
          what: 'A multiplication takes 2 to 5 cycles, a load from the nearest cache 3 to 8',
          holds: within(cycles(parts.multiply).best, 2, 5) && within(cycles(parts.load).best, 3, 8),
          found: `${cycles(parts.multiply).best.toFixed(1)} and ${cycles(parts.load).best.toFixed(1)} cycles`,
          published: '3 and 4 to 5 cycles (Agner Fog, instruction tables, Skylake and Zen)',
        },
        {
          what: 'Each engine takes fewer cycles a row than the one before it',
          holds: falls,
          found: engines.map((engine) => `${engine} ${ofRow(engine).toFixed(1)}`).join(', '),
        },
      ],
      notes: [
        aboutTimes,
        `A cycle is what an addition takes that waits for the one before it: ${nanoseconds(cycle)}, that is ${(1 / cycle).toFixed(2)} GHz; a row on the slowest engine takes ${timesAs(ofRow('switch') / ofRow('vector'))} as many as on the fastest.`,
      ],
    };
  },
};

const within = (value: number, least: number, most: number): boolean => value >= least && value <= most;
