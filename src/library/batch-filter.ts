/** A qual and its kernel, run over batches: what is wanted of the rows that it selects is taken where the kernel leaves it. */
import type { Value } from '../catalog/types.js';
import type { Batch, Engine, Kernel } from '../engines/engine.js';
import type { Arena } from '../arena/arena.js';
import { SelectedBits } from '../memory/selection.js';
import { compileQual, type ProgramOptions } from '../program/compile.js';
import type { Program } from '../program/program.js';
import { hasAtMost } from '../sql/children.js';
import { qualList } from '../sql/simplify/qual.js';
import type { Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import { Owned } from './owned.js';
import type { RunLimit } from './run-limit.js';

/** The program of a predicate's expression, for columns unless another layout is given. */
export function qualProgram(
  { expr, schema, params }: Pick<Compiled, 'expr' | 'schema' | 'params'>,
  { rung, limits, reorder }: Pick<CompileOptions, 'rung' | 'limits' | 'reorder'>,
  layout: Pick<ProgramOptions, 'table' | 'deform'> = {},
): Program {
  return compileQual(qualList(expr), {
    schema,
    params,
    ...layout,
    ...(rung === undefined ? {} : { rung }),
    ...(limits === undefined ? {} : { limits }),
    ...(reorder === undefined ? {} : { reorder }),
  });
}

/** An expression of so few parts is far from every bound that a program has: on its steps, its depth, its words. */
const fewParts = 200;

/** Whether compiling the expression for columns can raise nothing. */
export function isSmall({ expr, table }: Pick<Compiled, 'expr' | 'table'>, { limits }: CompileOptions): boolean {
  return table === undefined && limits?.maxSteps === undefined && hasAtMost(fewParts, expr);
}

/**
 * Whoever tests single rows hardly ever runs a program over batches. One that may be refused is compiled at once, for its errors, and the first test gives it up; any other when it is
 * first needed.
 */
export class BatchFilter {
  /** The length of a program that was compiled at once, in words; 0 of a small one. */
  readonly words: number;
  readonly #compile: () => Program;
  #program: Program | undefined;
  readonly #arena: Arena;
  readonly #kernel: Owned<Kernel>;

  /** The kernel is loaded when it is first needed. */
  constructor(
    compile: () => Program,
    { engine, arena }: { readonly engine: Engine; readonly arena: Arena },
    small = false,
  ) {
    this.#compile = compile;
    this.#program = small ? undefined : compile();
    this.words = this.#program?.code.length ?? 0;
    this.#arena = arena;
    this.#kernel = new Owned(arena, () => engine.load(this.program, arena));
  }

  get program(): Program {
    this.#program ??= this.#compile();
    return this.#program;
  }

  giveUp(): void {
    this.#program = undefined;
  }

  /** What `take` makes of the bits of the selected rows. Raises the error of the first row that raises one, with its `row`; 57014 beyond the limit. */
  run<T>(batch: Batch, params: readonly (Value | null)[], limit: RunLimit, take: (bits: SelectedBits) => T): T {
    return this.#kernel.use((kernel) => {
      kernel.setParams(params);
      limit.run(kernel, batch);
      return take(new SelectedBits(this.#arena, kernel.bitmap, batch.rows));
    });
  }

  free(): void {
    this.#kernel.free();
  }
}
