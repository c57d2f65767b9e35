/**
 * One loop in two forms, over more and more selective conditions: `a < t AND b < t` with a branch for each condition, and without any. Beside the time, how often
 * simulated predictors guess wrong. Lesson 3 shows the curves, lesson 4 takes the price of a misprediction from them. Values are bytes: where they were four bytes each, the
 * loop waited for memory as soon as another program used it.
 */
import type { ConditionalModel } from '../predictor/predictor.js';
import { assemble, wasm, type Code } from './assembly.js';
import type { Surroundings } from './experiment.js';
import { memoryOf, randomColumn, scaledRows, slices } from './random-columns.js';
import type { Spread } from './statistics.js';
import { mustAgree, spreadFor, timeInTurns } from './timing.js';

/** What was found where each condition is true for this part of the rows. */
export interface SweepPoint {
  /** In per cent. */
  readonly selectivity: number;
  /** Nanoseconds a row. */
  readonly branching: Spread;
  readonly branchFree: Spread;
  /** Mispredictions a row, by the predictor's name. */
  readonly simulated: ReadonlyMap<string, number>;
}

/** The usual places, in per cent: more of them at the ends, where the curve is steep. */
const selectivities: readonly number[] = [1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

const rowsOfSweep = 1 << 20;
/** A pass works on so many of them. */
const inSlice = 1 << 15;
/** Values are from 0 to below this. */
const range = 100;

// The parameters of both loops: the address of a, how far behind it b is, the end of a, and t. A local counts.
const [a, distance, end, t, counted] = [0, 1, 2, 3, 4] as const;
const aIsLess: Code = wasm.less(wasm.loadByte(wasm.get(a)), wasm.get(t));
const bIsLess: Code = wasm.less(wasm.loadByte(wasm.add(wasm.get(a), wasm.get(distance))), wasm.get(t));

/** A loop over the rows that ends with the count. */
const overRows = (row: Code) => ({
  parameters: 4,
  locals: ['i32'] as const,
  result: 'i32' as const,
  body: [
    ...wasm.repeat(
      [...row, ...wasm.set(a, wasm.add(wasm.get(a), wasm.number(1)))],
      wasm.less(wasm.get(a), wasm.get(end)),
    ),
    ...wasm.get(counted),
  ],
});
const branching = overRows(
  wasm.when(aIsLess, wasm.when(bIsLess, wasm.set(counted, wasm.add(wasm.get(counted), wasm.number(1))))),
);
const branchFree = overRows(wasm.set(counted, wasm.add(wasm.get(counted), wasm.and(aIsLess, bIsLess))));

/** Times both loops and simulates the branches of the first, with predictors of these models. */
export async function sweepSelectivity(
  surroundings: Surroundings,
  models: readonly ConditionalModel[],
): Promise<readonly SweepPoint[]> {
  const rows = scaledRows(rowsOfSweep, surroundings.effort);
  const columns = [randomColumn(rows, range, 1), randomColumn(rows, range, 2)];
  const memory = memoryOf(rows * 2);
  columns.forEach((column, n) => {
    new Uint8Array(memory.buffer, n * rows, rows).set(column);
  });
  const [withBranches, without] = [assemble(branching, memory), assemble(branchFree, memory)];
  const limitAt = (selectivity: number): number => (selectivity * range) / 100;
  const loops = { branching: withBranches, 'branch-free': without };
  const slice = Math.min(inSlice, rows);
  const contenders = selectivities.flatMap((selectivity) => {
    const overAll = Object.entries(loops).map(([loop, run]) => ({
      name: `${loop} ${selectivity}`,
      from: (first: number, values: number) => run(first, rows, first + values, limitAt(selectivity)),
    }));
    mustAgree(overAll.map(({ name, from }) => ({ name, items: rows, pass: () => from(0, rows) })));
    return overAll.map(({ name, from }) => {
      const next = slices(rows, slice);
      return { name, items: slice, pass: () => from(next(), slice) };
    });
  });
  // All places of the curve are measured in turn: a slow moment of the machine must not become a peak.
  const times = await timeInTurns(contenders, surroundings, {
    rounds: 16,
    warmUp: 20,
    progress: [0, 0.9],
  });
  return selectivities.map((selectivity) => ({
    selectivity,
    branching: spreadFor(times, `branching ${selectivity}`),
    branchFree: spreadFor(times, `branch-free ${selectivity}`),
    simulated: new Map(
      models.map((model) => [model.name, mispredictions(model, columns, limitAt(selectivity), surroundings.effort)]),
    ),
  }));
}

const simulatedRows = 20_000;

/** How many of the branching loop's branches a predictor guesses wrong, a row. */
function mispredictions(
  model: ConditionalModel,
  [first, second]: readonly Int32Array[],
  limit: number,
  effort: number,
): number {
  const predictor = model.make();
  const rows = scaledRows(simulatedRows, effort);
  let wrong = 0;
  const branch = (address: number, taken: boolean): boolean => {
    if (predictor.predict(address) !== taken) wrong++;
    predictor.update(address, taken);
    return taken;
  };
  for (let row = 0; row < rows; row++) {
    if (branch(20, (first?.[row] ?? 0) < limit)) branch(40, (second?.[row] ?? 0) < limit);
    branch(60, true);
  }
  return wrong / rows;
}
