/** From the text of a predicate to the last row's bit, for ever more rows: which engine would have been the right one, and does `auto` find it? */
import { noiseWarning } from '../noise.js';
import { predicateNames } from '../predicates.js';
import { toTierResult, toTiersReport } from '../tiers/json.js';
import { breakEvens } from '../tiers/pairs.js';
import { mostInMemory, raceTiers, tierContestants } from '../tiers/race.js';
import { autoTable, breakEvenTable, firstRowTable, rebindTable, totalTables } from '../tiers/tables.js';
import { count } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

/** So long a process compiles and runs all canonical predicates before it is measured. */
const warmUpMilliseconds = 8000;

export const tiers: Scenario = {
  summary: 'from the text to the last row, for ever more rows: when compiling pays, and what auto makes of it',
  usualRows: 10_000_000,
  async run(settings: Settings): Promise<Outcome> {
    const { contestants, predicates, rows, batchRows, seed, samples, processes, onStep } = settings;
    const outcome = await raceTiers({
      contestants: tierContestants.filter((name) => contestants?.includes(name) ?? true),
      predicates: predicates ?? predicateNames,
      rows,
      batchRows,
      seed,
      turns: samples,
      processes,
      warmUpMilliseconds,
      onStep,
    });
    const { cells, rebinding } = outcome;
    const again =
      rows > mostInMemory ? `; ${count(mostInMemory)} rows are in memory, more are the same ones over and over` : '';
    const text = [
      `tiers: from the text to the last row's bit, each statement of a new shape, rows in batches of ${count(batchRows)}${again}; medians, the fastest engine's with *\n`,
      totalTables(cells),
      `Time to the first row's bit, of one row / of rows in whole batches\n`,
      firstRowTable(cells, batchRows),
      'From so many rows on the second engine is faster\n',
      breakEvenTable(breakEvens(cells)),
      autoTable(cells) === ''
        ? ''
        : "auto's time as a part of the best engine's; ± is half of the distance of the intervals' ends\n",
      autoTable(cells),
      rebinding.length === 0
        ? ''
        : 'A statement like one that was there before: from the text, or from setParams, to the last row\n',
      rebinding.length === 0 ? '' : rebindTable(rebinding),
      noiseWarning(cells.map(({ total }) => ({ summary: total }))),
    ];
    return {
      contenders: [],
      report: { results: cells.map(toTierResult), tiers: toTiersReport(outcome) },
      text: text.filter((part) => part !== '').join('\n'),
    };
  },
};
