/** A scalar program over one row at a time. */
import type { Value } from '../catalog/types.js';
import type { Kernel } from '../engines/engine.js';
import { rowsToBatch } from '../inputs/objects.js';
import { Batch } from '../memory/batch.js';
import { compileScalar } from '../program/compile.js';
import type { Expr } from '../sql/expression.js';
import type { Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import { toParams } from './params.js';
import { resultAt } from './result.js';
import type { ParamValue } from './types.js';

export class RowEvaluator {
  readonly #compiled: Compiled;
  readonly #kernel: Kernel;
  readonly #expr: Expr;
  readonly batch: Batch;

  constructor(compiled: Compiled, options: CompileOptions, expr: Expr = compiled.expr) {
    this.#compiled = compiled;
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

  /** The value for a JavaScript object. */
  evaluate(row: Readonly<Record<string, unknown>>, params: readonly ParamValue[]): Value | null {
    rowsToBatch([row], this.batch);
    return this.run(toParams(this.#compiled, params));
  }

  /** The value for the row that the batch holds. */
  run(params: readonly (Value | null)[]): Value | null {
    this.batch.rows = 1;
    this.#kernel.setParams(params);
    this.#kernel.run(this.batch);
    return resultAt(this.#kernel, this.#compiled.arena, this.#expr.type, 0);
  }
}
