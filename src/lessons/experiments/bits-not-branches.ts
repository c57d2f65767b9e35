/** Lesson 16: the tent of lesson 3 laid flat: 64 rows at a time, AND is one instruction on words of bits, and no row is branched on. */
import type { EngineName } from '../../engines/named.js';
import { ofRole, traceOf, underModels } from '../branches-of.js';
import { entryOf, fieldOf } from '../engine-race.js';
import type { Experiment } from '../experiment.js';
import { today } from '../processor-models.js';
import { pointAt, type Spread } from '../statistics.js';
import { spreadFor, timeInTurns } from '../timing.js';
import { aboutTimes, nanoseconds, timesAs } from '../wording.js';

/** Of a hundred values, how many pass each condition. */
const limits = [1, 10, 25, 50, 75, 90, 99] as const;
const engines: readonly EngineName[] = ['copy-patch', 'vector'];
const usualRows = 98_304;
const tracedRows = 16_384;
const predicateAt = (limit: number): string => `a < ${limit} AND b < ${limit}`;

/** The experiment of lesson 16. */
export const bitsNotBranches: Experiment = {
  name: 'bits-not-branches',
  summary:
    'Two conditions, one of them on a column with nulls, a row at a time and 64 rows at a time, from 1 to 99 % of the rows.',
  async run(surroundings) {
    const field = fieldOf(usualRows, surroundings.effort);
    const contenders = [];
    for (const limit of limits) {
      const program = await field.program(predicateAt(limit));
      for (const engine of engines)
        contenders.push(await field.contender(entryOf(engine, predicateAt(limit)), engine, program));
    }
    const times = await timeInTurns(contenders, surroundings, { rounds: 14, warmUp: 40, progress: [0, 0.9] });
    const time = (engine: EngineName, limit: number): Spread => spreadFor(times, entryOf(engine, predicateAt(limit)));
    const traced = fieldOf(tracedRows, surroundings.effort);
    const wrong: number[] = [];
    for (const limit of limits) {
      const trace = traceOf(await traced.program(predicateAt(limit)), traced, 'none');
      wrong.push(ofRole(trace, underModels(trace, today.conditional, today.indirect), 'data').mispredicted);
    }
    const flat = limits.map((limit) => time('vector', limit).best);
    const variation = Math.max(...flat) / Math.min(...flat);
    const peak = time('copy-patch', 50).best / time('copy-patch', 1).best;
    const ahead = time('copy-patch', 50).best / time('vector', 50).best;
    const x = { label: 'rows for which each condition is true, %' };
    return {
      figures: [
        {
          kind: 'lines',
          title: 'a < t AND b < t, a row at a time and 64 rows at a time',
          x,
          y: { label: 'ns a row', scale: 'log' },
          series: engines.map((engine) => ({
            name: engine,
            points: limits.map((limit) => pointAt(limit, time(engine, limit))),
          })),
        },
        {
          kind: 'lines',
          title: `What ${today.conditional.title} guesses wrong when rows are taken one at a time`,
          x,
          y: { label: 'mispredictions a row' },
          series: [{ name: 'copy-patch', points: limits.map((limit, n) => ({ x: limit, y: wrong[n] ?? Number.NaN })) }],
        },
      ],
      checks: [
        {
          what: 'A row at a time there is a tent: at 50 % it takes at least 1.5 times what it takes at 1 %',
          holds: peak >= 1.5,
          found: timesAs(peak),
          published: 'slowest in the middle, fast at both ends (Ross 2002, 2004)',
        },
        {
          what: '64 rows at a time it is flat: less than 1.5 times between the fastest and the slowest selectivity',
          holds: variation < 1.5,
          found: timesAs(variation),
          published: 'the same time at every selectivity without branches (Ross 2002, 2004)',
        },
        {
          what: 'Where the tent is highest, 64 rows at a time are at least 4 times as fast',
          holds: ahead >= 4,
          found: `${timesAs(ahead)}: ${nanoseconds(time('vector', 50).best)} against ${nanoseconds(time('copy-patch', 50).best)} a row`,
        },
      ],
      notes: [aboutTimes],
    };
  },
};
