/** Lesson 12: null checks that are left out: the processor guesses them right, and they cost all the same. */
import type { EngineName } from '../../engines/named.js';
import { rungs, type Rung } from '../../program/program.js';
import { ofRole, traceOf, underModels } from '../branches-of.js';
import { fieldOf } from '../engine-race.js';
import type { Experiment } from '../experiment.js';
import { timeLadder } from '../ladder.js';
import { today } from '../processor-models.js';
import { median } from '../statistics.js';
import { aboutTimes, saved } from '../wording.js';

const sql = 'a = 42';
const engines: readonly EngineName[] = ['switch', 'closure', 'wasm-switch', 'wasm-threaded', 'copy-patch'];
const on: readonly Rung[] = [0, 1, 2];
const tracedRows = 8192;

/** Branches on data and those of them that are guessed wrong, a row, on each rung. */
async function simulated(effort: number): Promise<{ readonly executed: number; readonly mispredicted: number }[]> {
  const field = fieldOf(tracedRows, effort);
  const programs = await Promise.all(on.map((rung) => field.program(sql, rung)));
  return programs.map((program) => {
    const trace = traceOf(program, field, 'none');
    return ofRole(trace, underModels(trace, today.conditional, today.indirect), 'data');
  });
}

/** The experiment of lesson 12. */
export const nullChecks: Experiment = {
  name: 'null-checks',
  summary: 'The predicate a = 42 with all null checks, without the constant’s, and without any.',
  async run(surroundings) {
    const ladder = await timeLadder(sql, engines, on, surroundings);
    const branches = await simulated(surroundings.effort);
    const left = (from: Rung, to: Rung): number => median(engines.map((engine) => ladder.left(engine, from, to)));
    const [all, none] = [branches[0], branches[2]];
    const fewer = (all?.executed ?? Number.NaN) - (none?.executed ?? Number.NaN);
    const fewerWrong = (all?.mispredicted ?? Number.NaN) - (none?.mispredicted ?? Number.NaN);
    const compiled = ladder.left('copy-patch', 0, 2);
    const labels = on.map((rung) => `rung ${rung}: ${rungs[rung]}`);
    return {
      figures: [
        ladder.figure,
        {
          kind: 'bars',
          title: 'The same program’s branches on data, and how many a simulated predictor guesses wrong',
          x: { label: 'rung', labels },
          y: { label: 'a row' },
          series: [
            { name: 'branches', points: branches.map(({ executed }, n) => ({ x: n, y: executed })) },
            { name: 'mispredicted', points: branches.map(({ mispredicted }, n) => ({ x: n, y: mispredicted })) },
          ],
        },
      ],
      checks: [
        {
          what: 'Without null checks the predicate takes at least 5 % less time on the engine in the middle',
          holds: left(0, 2) <= 0.95,
          found: `${saved(1, left(0, 2))} less`,
          published: '7.9 % for the constant’s check and 9.5 % for the rest, of a whole query in PostgreSQL',
        },
        {
          what: 'In compiled code, whose speed varies least, it is at least 8 %',
          holds: compiled <= 0.92,
          found: `${saved(1, compiled)} less`,
        },
        {
          what: 'There, the column’s check, on rung 2, buys more than the constant’s, on rung 1',
          holds: left(1, 2) < left(0, 1),
          found: `${saved(1, left(1, 2))} against ${saved(1, left(0, 1))}`,
          published: '9.5 % against 7.9 %',
        },
        {
          what: 'The branches that are left out, one or more a row, had been guessed right: less than 0.01 mispredictions a row go with them',
          holds: fewer >= 1 && Math.abs(fewerWrong) < 0.01,
          found: `${fewer.toFixed(2)} branches fewer, ${fewerWrong.toFixed(4)} mispredictions fewer`,
        },
      ],
      notes: [
        aboutTimes,
        'Several programs run in one process here, which JavaScript’s engines feel: V8 optimises for what it has seen, and it has seen more than one.',
      ],
    };
  },
};
