/**
 * A ruler of cycles: additions each of which needs the one before take a cycle each on every processor, whatever its clock. The same loop with other operations in it is laid beside it.
 */
import { assemble, wasm, type Code } from './assembly.js';
import { memoryOf } from './random-columns.js';
import type { Surroundings } from './experiment.js';
import { spreadFor, timeInTurns, type Contender } from './timing.js';

// Parameters of every kernel: how often, and a number that no compiler knows. Then four locals, which are summed up.
const [times, y] = [0, 1] as const;
const sums = [2, 3, 4, 5] as const;
/** Operations in a round of the loop. */
const inRound = 16;
const rounds = 4096;

const kernelOf = (round: Code) => ({
  parameters: 2,
  locals: ['i32', 'i32', 'i32', 'i32'] as const,
  result: 'i32' as const,
  body: [
    ...wasm.repeat([...round, ...wasm.set(times, wasm.add(wasm.get(times), wasm.number(-1)))], wasm.get(times)),
    ...sums.slice(1).reduce<Code>((sum, local) => wasm.xor(sum, wasm.get(local)), wasm.get(sums[0])),
  ],
});

/** The operations of a round. */
export const inTurn = (operation: (n: number) => Code): Code =>
  Array.from({ length: inRound }, (_, n) => operation(n)).flat();

/** One of the four sums becomes what the operation makes of it and the unknown number. */
export function onto(sum: number, operation: (x: Code, y: Code) => Code): Code {
  const local = sums[sum] ?? sums[0];
  return wasm.set(local, operation(wasm.get(local), wasm.get(y)));
}

/** Each addition needs the one before it; the exclusive or between keeps a compiler from making one of two. */
export const chained: Code = inTurn((n) => onto(0, n % 2 === 0 ? wasm.add : wasm.xor));
/** Four sums that do not need each other. */
export const apart: Code = inTurn((n) => onto(n % 4, n % 8 < 4 ? wasm.add : wasm.xor));

/** A loop of such operations, each an item. */
export function operations(name: string, round: Code): Contender {
  const run = assemble(kernelOf(round), memoryOf(65_536));
  return { name, items: rounds * inRound, pass: () => run(rounds, 3) };
}

/** Nanoseconds of one cycle, as fast as the processor goes now. */
export async function cycleTime(surroundings: Surroundings, progress: readonly [number, number]): Promise<number> {
  const ruler = operations('a cycle', chained);
  return spreadFor(await timeInTurns([ruler], surroundings, { progress, rounds: 30 }), ruler.name).best;
}
