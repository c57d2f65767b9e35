/** How well the pipeline of `quern explain --pipeline` foretells: its cycles a row of the canonical predicates beside measured ones. */
import { predicates } from '../../src/datasets/predicates.js';
import { SqlError } from '../../src/error.js';
import { chained, operations } from '../../src/lessons/cycle-ruler.js';
import { Field } from '../../src/lessons/engine-race.js';
import { correlation } from '../../src/lessons/statistics.js';
import { spreadFor, timeInTurns } from '../../src/lessons/timing.js';
import { runKernel } from '../../src/pipeline/kernel-run.js';
import { printTable } from '../markdown.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

/** So many that no processor remembers how their branches went: the measured kernel runs over a part of them in each pass. The pipeline sees the first. */
const measuredRows = 262_144;
const rowsOfPipeline = 4096;
const ruler = 'a cycle';

export const pipeline: Scenario = {
  summary: 'the cycles a row that a simulated pipeline foretells for compiled predicates, beside measured ones',
  usualRows: measuredRows,
  async run({ samples, onStep }: Settings): Promise<Outcome> {
    const field = new Field(measuredRows);
    const contenders = [operations(ruler, chained)];
    for (const { name, sql } of predicates)
      contenders.push(await field.contender(name, 'copy-patch', await field.program(sql)));
    const now = (): number => performance.now();
    const surroundings = { now, effort: 1, onStep: (done: number) => onStep('measuring', done / 2) };
    const times = await timeInTurns(contenders, surroundings, { rounds: 2 * samples, warmUp: 200 });
    const cycle = spreadFor(times, ruler).best;
    const rows: string[][] = [];
    const found: { readonly measured: number; readonly foretold: number }[] = [];
    for (const [n, { name, sql }] of predicates.entries()) {
      onStep(name, 0.5 + n / predicates.length / 2);
      const measured = spreadFor(times, name).best / cycle;
      const [batch] = field.batches;
      try {
        if (batch === undefined) continue;
        const run = await runKernel(await field.program(sql), batch, { rows: rowsOfPipeline });
        found.push({ measured, foretold: run.cyclesPerRow });
        const numbers = [measured, run.cyclesPerRow, run.cyclesPerRow / measured, run.instructionsPerRow];
        rows.push([name, ...numbers.map((value) => value.toFixed(2)), run.mispredictionsPerRow.toFixed(3)]);
      } catch (error) {
        if (!(error instanceof SqlError) || error.code !== '0A000') throw error;
        rows.push([name, measured.toFixed(2), '-', '-', '-', '-']);
      }
    }
    const together = rankCorrelation(found);
    const head = ['predicate', 'measured', 'foretold', 'foretold / measured', 'instructions', 'mispredictions'];
    return {
      contenders: [],
      report: { results: [] },
      text: `Cycles a row, copy-patch; a cycle is ${cycle.toFixed(3)} ns\n${printTable({ head, rows, texts: 1 })}\nRank correlation of ${found.length} predicates: ${together.toFixed(3)}. Those with - call functions, which the pipeline does not imitate.\n`,
    };
  },
};

/** Spearman's. */
function rankCorrelation(found: readonly { readonly measured: number; readonly foretold: number }[]): number {
  const ranks = (values: readonly number[]): number[] =>
    values.map((value) => values.filter((other) => other < value).length);
  return correlation(ranks(found.map(({ measured }) => measured)), ranks(found.map(({ foretold }) => foretold)));
}
