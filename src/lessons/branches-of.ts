/** The branches of a predicate's program on an engine, and how many of them simulated predictors guess wrong. */
import type { Dispatch } from '../engines/engine.js';
import type { ConditionalModel, IndirectModel } from '../predictor/predictor.js';
import { record } from '../predictor/record.js';
import { simulate, type Simulation } from '../predictor/simulate.js';
import type { Trace } from '../predictor/trace.js';
import type { Program } from '../program/program.js';
import type { Field } from './engine-race.js';

/** Steps through the first rows of a field. */
export function traceOf(program: Program, field: Field, dispatch: Dispatch): Trace {
  const [batch] = field.batches;
  if (batch === undefined) throw new RangeError('the field has no rows');
  return record(program, field.arena, batch, { dispatch });
}

/** Under predictors of these models. */
export const underModels = (trace: Trace, conditional: ConditionalModel, indirect: IndirectModel): Simulation =>
  simulate(trace, { conditional: conditional.make(), indirect: indirect.make() });

/** The branches at places of one role, a row: executed and guessed wrong. */
export function ofRole(
  trace: Trace,
  { sites }: Simulation,
  role: 'data' | 'dispatch',
): { readonly executed: number; readonly mispredicted: number } {
  const chosen = sites.filter(({ site }) => site.role === role);
  const sum = (of: (one: (typeof chosen)[number]) => number): number =>
    chosen.reduce((total, one) => total + of(one), 0) / trace.rows;
  return { executed: sum(({ executed }) => executed), mispredicted: sum(({ mispredicted }) => mispredicted) };
}
