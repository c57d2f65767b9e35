/** The canonical predicates over rows of the dataset `demo`, as traces of branches. */
import { predicateNamed, type PredicateName } from '../../bench/predicates.js';
import type { Dispatch } from '../../src/engines/engine.js';
import { demoSchema, fillDemo } from '../../src/datasets/demo.js';
import { compileSql } from '../../src/library/front-end.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { record, type Trace } from '../../src/predictor/index.js';
import { compileQual } from '../../src/program/compile.js';
import type { Program, Rung } from '../../src/program/program.js';
import { qualList } from '../../src/sql/index.js';

export const arena = new Arena();

/** So many rows of the dataset. */
export function demoBatch(rows: number): Batch {
  const batch = new Batch(arena, demoSchema, rows);
  fillDemo(batch, { rows });
  return batch;
}

/** The program of a canonical predicate. */
export async function programOf(name: PredicateName, rung: Rung): Promise<Program> {
  const { expr } = await compileSql(predicateNamed(name).sql, 'predicate', { schema: demoSchema, arena });
  return compileQual(qualList(expr), { schema: demoSchema, rung });
}

/** The branches that it makes. */
export async function traceOf(name: PredicateName, batch: Batch, dispatch: Dispatch, rung: Rung = 4): Promise<Trace> {
  return record(await programOf(name, rung), arena, batch, { dispatch });
}
