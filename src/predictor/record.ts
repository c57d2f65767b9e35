/**
 * What an engine's machine code would branch on while it runs a program over a batch. The program is stepped through; which branches there are, and which of them
 * share a place in the code, follows from how the engine gets from one step to the next:
 *
 * - `shared` (a switch): one indirect jump for all steps; the branches inside a step are at the opcode, shared by all steps that have it;
 * - `replicated` (threaded code): an indirect jump at the end of each opcode's handler; the branches inside as above;
 * - `none` (compiled code): no indirect jumps, and each step has branches of its own.
 *
 * A compiler may make a branch into a conditional move, or the other way round: the trace has the branches of the definitions.
 */
import type { Value } from '../catalog/types.js';
import type { Batch, Dispatch } from '../engines/engine.js';
import type { Arena } from '../arena/arena.js';
import type { Program } from '../program/program.js';
import { Stepper, type Step } from '../stepper/stepper.js';
import { Trace, type Site } from './trace.js';

export interface RecordOptions {
  readonly dispatch: Dispatch;
  readonly params?: readonly (Value | null)[];
  /** The most branches to record, after which the trace ends with the row at hand; ten million unless told. */
  readonly most?: number;
}

/** Instructions that a dispatch takes: those of V8's `br_table` loop (docs/engines.md). */
const dispatchInstructions = 14;
/** Instructions of the loop over the rows, for each row. */
const rowInstructions = 6;
/** Sites are as far apart as this in the address space, so that the lowest bits of an address tell nothing, as in real code. */
const spacing = 20;

/** Steps through the rows of the batch and gives the branches. Throws the SqlError that a row raises. */
export function record(
  program: Program,
  arena: Arena,
  batch: Batch,
  { dispatch, params, most = 10_000_000 }: RecordOptions,
): Trace {
  const trace = new Trace();
  const sites = new Map<string, number>();
  const site = (key: string, make: () => Omit<Site, 'address'>): number => {
    let found = sites.get(key);
    if (found === undefined) {
      found = trace.addSite({ ...make(), address: (sites.size + 1) * spacing });
      sites.set(key, found);
    }
    return found;
  };
  const ownCode = dispatch === 'none';
  const stepper = new Stepper(program, arena, (step, branch, taken) => {
    const { name } = step.info;
    const place = ownCode ? { at: step.at } : {};
    const number = site(`data ${ownCode ? step.at : step.opcode} ${branch}`, () => ({
      kind: 'conditional',
      role: 'data',
      name: `${name}${branch === 0 ? '' : ` branch ${branch + 1}`}`,
      opcode: name,
      ...place,
    }));
    trace.add(number, taken ? 1 : 0);
  });
  const jump = (from: Step | undefined, to: Step): void => {
    trace.instructions += to.instructions;
    if (ownCode) return;
    trace.instructions += dispatchInstructions;
    const name = dispatch === 'shared' ? 'dispatch' : `dispatch of ${from?.info.name ?? 'the row loop'}`;
    const opcode = dispatch === 'replicated' && from !== undefined ? { opcode: from.info.name } : {};
    trace.add(
      site(name, () => ({ kind: 'indirect', role: 'dispatch', name, ...opcode })),
      to.opcode,
    );
  };
  try {
    if (params !== undefined) stepper.setParams(params);
    stepper.bind(batch);
    const rowLoop = site('rows', () => ({ kind: 'conditional', role: 'rows', name: 'the loop over the rows' }));
    const { rows } = batch;
    for (let row = 0; row < rows && trace.length < most; row++) {
      stepper.begin(row);
      let from: Step | undefined;
      for (let step = stepper.next; step !== undefined; step = stepper.next) {
        jump(from, step);
        stepper.step();
        from = step;
      }
      trace.instructions += rowInstructions;
      trace.add(rowLoop, row + 1 < rows ? 1 : 0);
      trace.rows++;
    }
  } finally {
    stepper.free();
  }
  return trace;
}
