/** The engine that chooses: an interpreter and a compiler, and what both cost here. */
import { SqlError } from '../../error.js';
import type { Engine } from '../engine.js';
import { Costs } from './costs.js';
import { AutoKernel } from './kernel.js';

export interface AutoOptions {
  /** The time in milliseconds. */
  readonly now?: () => number;
  /** Fetches an interpreter that always runs, for where the first one does not or its file cannot be had. */
  readonly otherwise?: () => Promise<Engine>;
  /** Fetches a compiler for where the first one does not run. */
  readonly otherwiseCompiler?: () => Promise<Engine>;
}

/** Starts on `interpreter`, which must be ready at once for any program, and goes on with `compiler` where that pays. */
export function autoEngine(
  interpreter: Engine,
  compiler: Engine,
  { now = () => performance.now(), otherwise, otherwiseCompiler }: AutoOptions = {},
): Engine {
  const costs = new Costs();
  let chosen = { interpreter, compiler };
  return {
    name: 'auto',
    dispatch: compiler.dispatch,
    async prepare() {
      chosen = {
        interpreter: await firstThatRuns(interpreter, otherwise),
        compiler: await firstThatRuns(compiler, otherwiseCompiler),
      };
    },
    load: (program, arena) => new AutoKernel(program, arena, { ...chosen, costs, now }),
  };
}

/** The engine, prepared, or the other one where it does not run here or cannot be had. */
async function firstThatRuns(engine: Engine, otherwise: (() => Promise<Engine>) | undefined): Promise<Engine> {
  try {
    await engine.prepare?.();
    return engine;
  } catch (error) {
    if (otherwise === undefined || !(error instanceof SqlError)) throw error;
    const other = await otherwise();
    await other.prepare?.();
    return other;
  }
}
