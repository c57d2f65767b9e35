/** A scalar program over one row at a time, which the caller puts into a batch. */
import type { Value } from '../catalog/types.js';
import type { Kernel } from '../engines/engine.js';
import { Batch } from '../memory/batch.js';
import { compileScalar } from '../program/compile.js';
import type { Expr } from '../sql/expression.js';
import type { Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import { resultAt } from './result.js';

export class RowEvaluator {
  readonly #arena: Compiled['arena'];
  readonly #kernel: Kernel;
  readonly #expr: Expr;
  readonly batch: Batch;

  constructor(compiled: Compiled, options: CompileOptions, expr: Expr) {
    this.#arena = compiled.arena;
    this.#expr = expr;
    const program = compileScalar(expr, {
      schema: compiled.schema,
      params: compiled.params,
      ...(options.rung === undefined ? {} : { rung: options.rung }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    this.#kernel = compiled.engine.load(program, compiled.arena);
    this.batch = new Batch(compiled.arena, compiled.schema, 1);
  }

  /** The value for the row that the batch holds. */
  run(params: readonly (Value | null)[]): Value | null {
    this.batch.rows = 1;
    this.#kernel.setParams(params);
    this.#kernel.run(this.batch);
    return resultAt(this.#kernel, this.#arena, this.#expr.type, 0);
  }
}
