/** A scalar program over one row at a time. */
import type { TypeName, Value } from '../catalog/types.js';
import type { Kernel } from '../engines/engine.js';
import { rowsToBatch } from '../inputs/objects.js';
import type { Batch } from '../memory/batch.js';
import { withBatch } from '../memory/batch-pool.js';
import { compileScalar } from '../program/compile.js';
import type { Program } from '../program/program.js';
import type { Expr } from '../sql/expression.js';
import type { Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import type { Owned } from './owned.js';
import { toParams } from './params.js';
import { resultAt } from './result.js';
import type { ParamValue } from './types.js';

/** The program of the expression, or of another one over the same columns and parameters. */
export function scalarProgram(compiled: Compiled, options: CompileOptions, expr: Expr = compiled.expr): Program {
  return compileScalar(expr, {
    schema: compiled.schema,
    params: compiled.params,
    ...(options.rung === undefined ? {} : { rung: options.rung }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
}

export class RowEvaluator {
  readonly #compiled: Compiled;
  readonly #kernel: Kernel;
  readonly #type: TypeName;

  constructor(compiled: Compiled, program: Program, type: TypeName = compiled.expr.type) {
    this.#compiled = compiled;
    this.#type = type;
    this.#kernel = compiled.engine.load(program, compiled.arena);
  }

  /** The value for the row that the batch holds. */
  run(batch: Batch, params: readonly (Value | null)[]): Value | null {
    batch.rows = 1;
    this.#kernel.setParams(params);
    this.#kernel.run(batch);
    return resultAt(this.#kernel, this.#compiled.arena, this.#type, 0);
  }
}

/** The value for a JavaScript object. The object's and the parameters' own code runs before anything of the evaluator is touched. */
export function evaluateObject(
  compiled: Compiled,
  evaluator: Owned<RowEvaluator>,
  row: Readonly<Record<string, unknown>>,
  params: readonly ParamValue[],
): Value | null {
  return withBatch(compiled.arena, compiled.schema, 1, (batch) => {
    rowsToBatch([row], batch);
    const values = toParams(compiled, params);
    return evaluator.use((one) => one.run(batch, values));
  });
}
