/** How long a cycle of the processor is: additions that wait for each other take one each. */
import { assemble, wasm, type Code } from './assembly.js';
import type { Surroundings } from './experiment.js';
import { memoryOf } from './random-columns.js';
import { spreadFor, timeInTurns } from './timing.js';

/** Steps that wait for each other in each turn of the loop. */
const steps = 64;
const turns = 20_000;

/** A chain of additions and exclusive ors, which no compiler can shorten; its own parameters are the numbers. */
function chain(): Code {
  const [left, x, y, z] = [0, 1, 2, 3] as const;
  const two: Code = wasm.set(x, wasm.xor(wasm.add(wasm.get(x), wasm.get(y)), wasm.get(z)));
  const body = Array.from({ length: steps / 2 }, () => two).flat();
  const next = wasm.set(left, wasm.add(wasm.get(left), wasm.number(-1)));
  return [...wasm.repeat([...body, ...next], wasm.less(wasm.number(0), wasm.get(left))), ...wasm.get(x)];
}

/** Nanoseconds of one cycle, as fast as the processor goes now. */
export async function cycleTime(surroundings: Surroundings, progress: readonly [number, number]): Promise<number> {
  const run = assemble({ parameters: 4, locals: [], result: 'i32', body: chain() }, memoryOf(0));
  const contender = { name: 'chain', pass: () => run(turns, 1, 12_345, 678), items: steps * turns };
  return spreadFor(await timeInTurns([contender], surroundings, { progress, rounds: 30 }), 'chain').best;
}
