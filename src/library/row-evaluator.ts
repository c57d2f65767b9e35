/** A scalar program over one row at a time, which the caller puts into a batch. */
import type { TypeName, Value } from '../catalog/types.js';
import type { Kernel } from '../engines/engine.js';
import type { Batch } from '../memory/batch.js';
import { compileScalar } from '../program/compile.js';
import type { Program } from '../program/program.js';
import type { Expr } from '../sql/expression.js';
import type { Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import { resultAt } from './result.js';

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
  readonly #arena: Compiled['arena'];
  readonly #kernel: Kernel;
  readonly #type: TypeName;

  constructor(compiled: Compiled, program: Program, type: TypeName = compiled.expr.type) {
    this.#arena = compiled.arena;
    this.#type = type;
    this.#kernel = compiled.engine.load(program, compiled.arena);
  }

  /** The value for the row that the batch holds. */
  run(batch: Batch, params: readonly (Value | null)[]): Value | null {
    batch.rows = 1;
    this.#kernel.setParams(params);
    this.#kernel.run(batch);
    return resultAt(this.#kernel, this.#arena, this.#type, 0);
  }
}
