/** Which constants are part of a kernel's code, and which are read from its frame. */
import { decode } from '../../program/decode.js';
import type { Program } from '../../program/program.js';

/** All that are numbers: the kernel is for these constants only. */
export const allNumbers = ({ constants }: Program): ReadonlySet<number> =>
  new Set(constants.flatMap(({ representation }, constant) => (representation === 'ref' ? [] : [constant])));

/** Those that the code is much faster for: what integers are divided by, of which V8 makes multiplications. */
export function divisors(program: Program): ReadonlySet<number> {
  const found = new Set<number>();
  for (const step of decode(program.code)) {
    step?.info.operands.forEach(({ divides }, place) => {
      const slot = step.operands[place] ?? 0;
      if (divides && slot < program.constants.length) found.add(slot);
    });
  }
  return found;
}
