/** Two programs as a difference: the steps that both have stand beside each other, with the code of each. */
import { changesBetween } from './changes.js';
import { codeOf, type StepCode } from './machine-code.js';
import { keyOf, parsedProgram, type ProgramLine } from './programs.js';
import type { Source } from './protocol.js';
import { compiledSource, programOn } from './source.js';

export interface CompareArgument {
  readonly left: Source;
  readonly right: Source;
}

/** A step of one of the programs. */
export interface SideStep extends Pick<ProgramLine, 'at' | 'name' | 'effect' | 'group'> {
  /** Undefined where no WebAssembly is made. */
  readonly code: StepCode | undefined;
}

/** A step of the left program, of the right one, or of both. */
export interface Pair {
  readonly left: SideStep | undefined;
  readonly right: SideStep | undefined;
}

export interface Comparison {
  readonly pairs: readonly Pair[];
  /** Steps and bytes of stencils of each. */
  readonly left: SideSize;
  readonly right: SideSize;
  readonly omitted: number;
}

export interface SideSize {
  readonly steps: number;
  readonly bytes: number;
}

/** Pairs beyond this many are left out. */
const mostPairs = 200;

/** The difference. Raises what either predicate raises. */
export async function compare({ left, right }: CompareArgument): Promise<Comparison> {
  const [ours, theirs] = [await sideOf(left), await sideOf(right)];
  const pairs = changesBetween(ours.map(keyOf), theirs.map(keyOf), 2 * mostPairs).map(
    ({ from, to }): Pair => ({
      left: from === undefined ? undefined : ours[from],
      right: to === undefined ? undefined : theirs[to],
    }),
  );
  return {
    pairs: pairs.slice(0, mostPairs),
    left: sizeOf(ours),
    right: sizeOf(theirs),
    omitted: Math.max(pairs.length - mostPairs, 0),
  };
}

async function sideOf(source: Source): Promise<SideStep[]> {
  const compiled = await compiledSource(source);
  const program = programOn(compiled, source.rung);
  let codes: readonly StepCode[] = [];
  try {
    codes = codeOf(program).steps;
  } catch {
    // A program that WebAssembly cannot hold still has steps.
  }
  return parsedProgram(program, compiled.schema).steps.map((step, number) => ({ ...step, code: codes[number] }));
}

const sizeOf = (steps: readonly SideStep[]): SideSize => ({
  steps: steps.length,
  bytes: steps.reduce((sum, { code }) => sum + (code === undefined ? 0 : code.to - code.from), 0),
});
