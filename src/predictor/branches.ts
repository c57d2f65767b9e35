/** The branches of a predicate, from its text: what `record` gives for the program that the text becomes. */
import { compileSql } from '../library/front-end.js';
import type { CompileOptions } from '../library/options.js';
import { toParams } from '../library/params.js';
import type { Params } from '../library/types.js';
import type { Batch } from '../memory/batch.js';
import { compileQual } from '../program/compile.js';
import { qualList } from '../sql/index.js';
import { record, type RecordOptions } from './record.js';
import type { Trace } from './trace.js';

/** `engine` is the one whose way from step to step counts, `copy-patch` unless told; `rung` the rung of the ladder, the highest unless told. */
export interface BranchesOptions
  extends Pick<CompileOptions, 'engine' | 'rung' | 'paramTypes'>,
    Pick<RecordOptions, 'most'> {
  /** The values of `$1`, `$2` and so on. */
  readonly params?: Params;
}

/**
 * The branches that a predicate makes on an engine, row by row over the batch, whose columns are those that it may use. Raises SqlError as `predicate` does, and the error of the first row
 * that raises one.
 */
export async function branches(
  sql: string,
  batch: Batch,
  { engine = 'copy-patch', rung, params = [], paramTypes, most }: BranchesOptions = {},
): Promise<Trace> {
  const { arena, schema } = batch;
  const compiled = await compileSql(sql, 'predicate', {
    schema,
    arena,
    engine,
    ...(paramTypes === undefined ? {} : { paramTypes }),
  });
  const program = compileQual(qualList(compiled.expr), {
    schema,
    params: compiled.params,
    ...(rung === undefined ? {} : { rung }),
  });
  return record(program, arena, batch, {
    dispatch: compiled.engine.dispatch,
    params: toParams(compiled, params),
    ...(most === undefined ? {} : { most }),
  });
}
