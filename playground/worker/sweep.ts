/**
 * The selectivity tent, simulated: `a > $1` over random rows, its threshold moved so that none to all of the rows pass, under every predictor of conditional branches. It is the
 * program of rung 3: on rung 4 the answer of the last condition is returned, and there is no branch left that could be guessed wrong.
 */
import { RowRandom } from '../../src/datasets/random.js';
import { Batch } from '../../src/memory/batch.js';
import { conditionalModels, record, simulate } from '../../src/predictor/index.js';
import { compiledSource, programOn, workerArena } from './source.js';
import { indirectNamed } from './models.js';

export interface SweepArgument {
  readonly nullRate: number;
  /** Where the reader has put the slider: a point of its own. */
  readonly selectivity: number;
  readonly sorted: boolean;
}

export interface SweepPoint {
  readonly model: string;
  /** The part of the values that are greater than the threshold. */
  readonly selectivity: number;
  /** Mispredictions a row, of the branches on data. */
  readonly perRow: number;
}

export interface SweepAnswer {
  readonly points: readonly SweepPoint[];
  /** At the slider. */
  readonly here: readonly SweepPoint[];
  readonly rows: number;
}

const rows = 2000;
const values = 10_000;

/** Records the program at 21 thresholds and at the slider's, and simulates all models. */
export async function sweep({ nullRate, selectivity, sorted }: SweepArgument): Promise<SweepAnswer> {
  const compiled = await compiledSource({ sql: 'a > $1', schema: nullRate > 0 ? 'a int4' : 'a int4 not null' });
  const program = programOn(compiled, 3);
  const arena = workerArena();
  const batch = new Batch(arena, compiled.schema, rows);
  try {
    fill(batch, nullRate, sorted);
    const at = (part: number): SweepPoint[] => {
      const threshold = Math.round((1 - part) * values) - 1;
      const trace = record(program, arena, batch, { dispatch: 'none', params: [threshold] });
      return conditionalModels.map((model) => {
        const { sites } = simulate(trace, { conditional: model.make(), indirect: indirectNamed('').predictor });
        const wrong = sites.reduce((sum, { site, mispredicted }) => sum + (site.role === 'data' ? mispredicted : 0), 0);
        return { model: model.title, selectivity: part, perRow: wrong / rows };
      });
    };
    return { points: Array.from({ length: 21 }, (_, n) => at(n / 20)).flat(), here: at(selectivity), rows };
  } finally {
    batch.free();
  }
}

function fill(batch: Batch, nullRate: number, sorted: boolean): void {
  const random = new RowRandom(11);
  const drawn = Array.from({ length: rows }, (_, row) => {
    random.start(row);
    const isNull = random.fraction() < nullRate;
    const value = random.below(values);
    return isNull ? null : value;
  });
  if (sorted) drawn.sort((x, y) => (x ?? -1) - (y ?? -1));
  drawn.forEach((value, row) => {
    batch.set(0, row, value);
  });
  batch.rows = rows;
}
