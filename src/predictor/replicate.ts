/**
 * The branches of threaded code in which an opcode's code is there several times: the steps of a program that have this opcode take the copies in turn. Each copy ends with a dispatch
 * of its own, so fewer steps share one, and what follows it is easier to foretell. With as many copies as steps each step has its own code.
 * M. A. Ertl and D. Gregg, Optimizing Indirect Branch Prediction Accuracy in Virtual Machine Interpreters, PLDI 2003.
 */
import type { Batch } from '../engines/engine.js';
import type { Arena } from '../arena/arena.js';
import type { Program } from '../program/program.js';
import { Stepper, type Step } from '../stepper/stepper.js';
import { Trace, type Site } from './trace.js';

/** As in `record`: what a dispatch takes, the loop over the rows, and how far sites are apart. */
const [dispatchInstructions, rowInstructions, spacing] = [14, 6, 20] as const;

/** Steps through the rows of the batch and gives the branches of threaded code with so many copies of each opcode's code. Throws the SqlError that a row raises. */
export function recordReplicated(program: Program, arena: Arena, batch: Batch, copies: number): Trace {
  const trace = new Trace();
  const sites = new Map<string, number>();
  const site = (key: string, make: () => Omit<Site, 'address'>): number => {
    const found = sites.get(key) ?? trace.addSite({ ...make(), address: (sites.size + 1) * spacing });
    sites.set(key, found);
    return found;
  };
  const stepper = new Stepper(program, arena, (step, branch, taken) => {
    const code = codes.get(step.at) ?? 0;
    const name = `${step.info.name}${branch === 0 ? '' : ` branch ${branch + 1}`}`;
    trace.add(
      site(`data ${code} ${branch}`, () => ({ kind: 'conditional', role: 'data', name, opcode: step.info.name })),
      taken ? 1 : 0,
    );
  });
  const codes = copiesOf(stepper.steps, copies);
  try {
    stepper.bind(batch);
    const rowLoop = site('rows', () => ({ kind: 'conditional', role: 'rows', name: 'the loop over the rows' }));
    for (let row = 0; row < batch.rows; row++) {
      stepper.begin(row);
      let from: Step | undefined;
      for (let step = stepper.next; step !== undefined; step = stepper.next) {
        const before = from;
        const jump = site(`dispatch ${before === undefined ? '' : (codes.get(before.at) ?? 0)}`, () =>
          dispatchOf(before),
        );
        trace.instructions += dispatchInstructions + step.instructions;
        trace.add(jump, codes.get(step.at) ?? 0);
        stepper.step();
        from = step;
      }
      trace.instructions += rowInstructions;
      trace.add(rowLoop, row + 1 < batch.rows ? 1 : 0);
      trace.rows++;
    }
  } finally {
    stepper.free();
  }
  return trace;
}

/** For each step the number of the piece of code that runs it. */
function copiesOf(steps: readonly Step[], copies: number): ReadonlyMap<number, number> {
  const codes = new Map<string, number>();
  const seen = new Map<number, number>();
  return new Map(
    steps.map(({ at, opcode }) => {
      const nth = seen.get(opcode) ?? 0;
      seen.set(opcode, nth + 1);
      const key = `${opcode} ${nth % copies}`;
      const code = codes.get(key) ?? codes.size;
      codes.set(key, code);
      return [at, code];
    }),
  );
}

function dispatchOf(from: Step | undefined): Omit<Site, 'address'> {
  const name = from?.info.name;
  return {
    kind: 'indirect',
    role: 'dispatch',
    name: `dispatch of ${name ?? 'the row loop'}`,
    ...(name === undefined ? {} : { opcode: name }),
  };
}
