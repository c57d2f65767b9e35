/** What a predicate says of rows, in three values, or the error that each raises: the definitions run step by step, as the stepper runs them. */
import type { Compiled } from '../../src/library/front-end.js';
import type { Batch } from '../../src/memory/batch.js';
import { compileScalar } from '../../src/program/compile.js';
import { Stepper } from '../../src/stepper/stepper.js';
import { failureOf } from './failure.js';
import type { Failure } from './protocol.js';
import type { paramValues } from './source.js';

/** True, false, null, or an error. */
export type RowResult = boolean | null | Failure;

/** The results of `count` rows of the batch, from `first` on. */
export function rowResults(
  { expr, schema, params: types }: Compiled,
  params: ReturnType<typeof paramValues>,
  batch: Batch,
  first: number,
  count: number,
): RowResult[] {
  const stepper = new Stepper(compileScalar(expr, { schema, params: types }), batch.arena);
  const resultOf = (row: number): RowResult => {
    try {
      stepper.begin(row);
      while (stepper.next !== undefined) stepper.step();
      if (stepper.selected !== true) return null;
      return batch.arena.views.i32[(stepper.results + row * 8) >> 2] === 1;
    } catch (error) {
      return failureOf(error);
    }
  };
  try {
    stepper.setParams(params);
    stepper.bind(batch);
    return Array.from({ length: count }, (_, n) => resultOf(first + n));
  } finally {
    stepper.free();
  }
}
