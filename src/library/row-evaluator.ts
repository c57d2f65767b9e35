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
import { WorkBudget } from './work-budget.js';

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
  readonly #words: number;
  readonly #milliseconds: number | undefined;

  /** @param milliseconds is the most work for a row. */
  constructor(
    compiled: Compiled,
    program: Program,
    milliseconds: number | undefined,
    type: TypeName = compiled.expr.type,
  ) {
    this.#arena = compiled.arena;
    this.#type = type;
    this.#words = program.code.length;
    this.#milliseconds = milliseconds;
    this.#kernel = compiled.engine.load(program, compiled.arena);
  }

  /** The value for the row that the batch holds. */
  run(batch: Batch, params: readonly (Value | null)[]): Value | null {
    batch.rows = 1;
    this.#kernel.setParams(params);
    const run = (): void => {
      this.#kernel.run(batch);
    };
    if (this.#milliseconds === undefined) run();
    else new WorkBudget(this.#arena, this.#milliseconds).run(this.#words, run);
    return resultAt(this.#kernel, this.#arena, this.#type, 0);
  }
}
