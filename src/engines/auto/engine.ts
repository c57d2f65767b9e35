/** The engine that chooses: an interpreter and a compiler, and what both cost here. */
import type { Engine } from '../engine.js';
import { Costs } from './costs.js';
import { AutoKernel } from './kernel.js';

/** Starts on `interpreter`, which must be ready at once for any program, and goes on with `compiler` where that pays. */
export function autoEngine(interpreter: Engine, compiler: Engine, now: () => number = () => performance.now()): Engine {
  const costs = new Costs();
  return {
    name: 'auto',
    dispatch: compiler.dispatch,
    async prepare() {
      await interpreter.prepare?.();
      await compiler.prepare?.();
    },
    load: (program, arena) => new AutoKernel(program, arena, { interpreter, compiler, costs, now }),
  };
}
