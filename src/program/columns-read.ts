/** Which columns a program reads, and in how many places. */
import { decode } from './decode.js';
import type { Program } from './program.js';

/** The number of steps that read a column, by its place in the schema. */
export function columnsRead({ code }: Program): Map<number, number> {
  const reads = new Map<number, number>();
  for (const step of decode(code)) {
    step?.info.operands.forEach(({ kind }, i) => {
      const column = step.operands[i];
      if (kind === 'column' && column !== undefined) reads.set(column, (reads.get(column) ?? 0) + 1);
    });
  }
  return reads;
}
