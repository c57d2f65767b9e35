/** The machine instructions of a program's kernel, by both of V8's compilers, each linked to the step that it comes from where that can be known. For Node only. */
import { allNumbers, divisors } from '../engines/stencils/baking.js';
import { writeModule } from '../engines/stencils/module.js';
import { SqlError } from '../error.js';
import type { Program } from '../program/program.js';
import { alike, bodyAt, cutAt } from './cut.js';
import type { Architecture } from './architecture.js';
import type { Instruction } from './instruction.js';
import { parseNative, type NativeFunction } from './parse.js';
import { placesOf, type StepPlace } from './places.js';
import { printCode, type Printed, type Tier } from './print.js';
import { originsIn } from './trace.js';

/** The engines whose kernels are modules of their own. */
export const nativeEngines = ['copy-patch', 'vector', 'optimizing'] as const;
export type NativeEngine = (typeof nativeEngines)[number];

/** An instruction, and the step that it comes from. */
export type LinkedInstruction<Of extends Instruction = Instruction> = Of & {
  /** The number of the step, from 0; undefined for the loop over the rows, what comes before it, and what is not known. */
  readonly step: number | undefined;
};

export interface NativeCode {
  readonly tier: Tier;
  readonly architecture: Architecture;
  /** As V8 names it: `Liftoff`, `TurboFan`. */
  readonly compiler: string;
  readonly instructions: readonly LinkedInstruction[];
  /** In bytes. */
  readonly size: number;
  /** True if instructions are linked to steps. */
  readonly linked: boolean;
}

export interface NativeOptions {
  readonly engine?: NativeEngine;
  /** The binary of Node whose V8 compiles; the one that runs this unless given. */
  readonly node?: string;
}

/** Beyond this many steps the baseline's code is not linked: each costs a compilation. */
const mostCuts = 128;

/** The kernel's code, the baseline's first. Raises 58000 when Node prints none, 0A000 for an architecture that is not read or a program over heap pages. */
export async function nativeCode(
  program: Program,
  { engine = 'copy-patch', node }: NativeOptions = {},
): Promise<readonly [NativeCode, NativeCode]> {
  const options = node === undefined ? {} : { node };
  if (engine !== 'copy-patch') {
    const module = await moduleOf(program, engine);
    const unlinked = async (tier: Tier): Promise<NativeCode> => {
      const printed = await printCode([module], tier, options);
      return codeOf(tier, printed.architecture, scanOf(functionsIn(printed)), undefined);
    };
    return [await unlinked('baseline'), await unlinked('optimized')];
  }
  const { module, steps } = placesOf(program);
  return [await baseline(module, steps, options), await optimized(module, steps, options)];
}

/** TurboFan's code alone, of copied stencils. Raises what `nativeCode` raises. */
export async function optimizedCode(program: Program, options: Pick<NativeOptions, 'node'> = {}): Promise<NativeCode> {
  const { module, steps } = placesOf(program);
  return optimized(module, steps, options);
}

async function moduleOf(program: Program, engine: Exclude<NativeEngine, 'copy-patch'>): Promise<Uint8Array> {
  if (engine === 'vector') {
    const { writeVectorModule } = await import('../engines/vector/write.js');
    return writeVectorModule(program, divisors(program)).bytes;
  }
  const { optimize, optimizingEngine } = await import('../engines/optimizing/engine.js');
  await optimizingEngine.prepare?.();
  return optimize(writeModule(program, allNumbers(program))).bytes;
}

const functionsIn = ({ text, architecture }: Printed): readonly NativeFunction[] => parseNative(text, architecture);

/** The function that is exported: modules have it last. */
function scanOf(functions: readonly NativeFunction[]): NativeFunction {
  const [last] = [...functions].sort((one, other) => other.index - one.index);
  if (last === undefined) throw new SqlError('XX000', 'no function was printed');
  return last;
}

function codeOf(
  tier: Tier,
  architecture: Architecture,
  { compiler, instructions, size }: NativeFunction,
  stepAt: ((n: number, instruction: Instruction) => number | undefined) | undefined,
): NativeCode {
  return {
    tier,
    architecture,
    compiler,
    size,
    linked: stepAt !== undefined,
    instructions: instructions.map((instruction, n) => ({ ...instruction, step: stepAt?.(n, instruction) })),
  };
}

const blockEnd = 0x0b;

/** The place after the blocks that end here: the last step leaves them by a jump, so that nothing is reached before. */
function afterBlocks(module: Uint8Array, at: number): number {
  let after = at;
  while (module[after] === blockEnd) after++;
  return after;
}

type Steps = readonly StepPlace[];
type Options = Pick<NativeOptions, 'node'>;

async function baseline(module: Uint8Array, steps: Steps, options: Options): Promise<NativeCode> {
  const last = steps.at(-1);
  const cuts =
    last === undefined || steps.length > mostCuts
      ? []
      : [...steps.map(({ from }) => from), afterBlocks(module, last.to)];
  // V8 compiles equal modules once, so that there must be one for each place.
  const places = [...new Set(cuts)];
  const printed = await printCode([module, ...places.map((at) => cutAt(module, at))], 'baseline', options);
  const [whole, ...cut] = functionsIn(printed);
  if (whole === undefined) throw new SqlError('XX000', 'no function was printed');
  // A step that makes no instruction begins where the next does.
  const beginAt = new Map(places.map((at, n) => [at, alike(whole.instructions, cut[n]?.instructions ?? [])]));
  const begins = cuts.map((at) => beginAt.get(at) ?? 0);
  const stepOf = (n: number): number | undefined => {
    const step = begins.findLastIndex((begin) => begin <= n);
    return step < 0 || step >= steps.length ? undefined : step;
  };
  return codeOf('baseline', printed.architecture, whole, cuts.length === 0 ? undefined : stepOf);
}

async function optimized(module: Uint8Array, steps: Steps, options: Options): Promise<NativeCode> {
  const printed = await printCode([module], 'optimized', { ...options, trace: true });
  const { trace, architecture } = printed;
  const origins = trace === undefined ? undefined : originsIn(trace);
  const body = bodyAt(module);
  const stepAt = (_: number, { at }: Instruction): number | undefined => {
    const position = origins?.find(({ from, to }) => from <= at && at < to)?.position;
    if (position === undefined) return undefined;
    return steps.find(({ from, to }) => from <= body + position && body + position < to)?.number;
  };
  return codeOf('optimized', architecture, scanOf(functionsIn(printed)), origins === undefined ? undefined : stepAt);
}
