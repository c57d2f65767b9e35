/** A generated interpreter made ready in the measuring process: with the frame, the loop over batches and the relocated wordcode of the engines, but for its numbers. */
import type { Kernel } from '../../src/engines/engine.js';
import { frameKernel } from '../../src/engines/frame-kernel.js';
import { Frame } from '../../src/engines/frame.js';
import { makeFunctions } from '../../src/functions/core.generated.js';
import { instantiate } from '../../src/engines/instantiate.js';
import { convertToF32, nearest } from '../../src/functions/primitives.js';
import { relocate } from '../../src/engines/relocate.js';
import { execute as executeColumns } from '../../src/engines/switch/columns.generated.js';
import { SqlError } from '../../src/error.js';
import type { Arena } from '../../src/arena/arena.js';
import { raise } from '../../src/arena/raise.js';
import { compileQual } from '../../src/program/compile.js';
import { decode } from '../../src/program/decode.js';
import { prepareScan, type Task } from '../contestants.js';
import type { Scan } from '../scan.js';
import { demoSchema } from '../dataset.js';
import { outside, type GeneratedSwitch } from './generated-switch.js';
import { tierOf, type Tier } from './tier.js';

export interface PreparedSwitch {
  readonly scan: Scan;
  /** The tier that it has reached. */
  tier(): Tier | undefined;
}

/** Raises XX000 when the program has a step that the interpreter has no case for. */
export async function prepareSwitch({ code, numbers }: GeneratedSwitch, task: Task): Promise<PreparedSwitch> {
  if (code === undefined) return { scan: await prepareScan('switch', task), tier: () => tierOf(executeColumns) };
  const frame = new Frame(compileQual(task.conjuncts, { schema: demoSchema, rung: task.rung }), task.arena);
  return typeof code === 'string' ? javascript(code, numbers, frame) : webassembly(code, numbers, frame);
}

type Functions = ReturnType<typeof makeFunctions>;
type Execute = (
  code: Int32Array,
  views: Arena['views'],
  runtime: Arena['runtime'],
  functions: Functions,
  bitmap: number,
  from: number,
  to: number,
) => void;
/** In the order of `outside`. */
type MakeExecute = (...given: readonly [typeof raise, typeof convertToF32, typeof nearest]) => Execute;

function javascript(text: string, numbers: readonly number[], frame: Frame): PreparedSwitch {
  const { arena } = frame;
  const execute = (new Function(...outside, text) as MakeExecute)(raise, convertToF32, nearest);
  const code = renumbered(relocate(frame), frame, numbers);
  let views = arena.views;
  let functions = makeFunctions({ ...views, runtime: arena.runtime });
  const kernel = frameKernel(frame, 'row by row', () => {
    if (views !== arena.views) {
      views = arena.views;
      functions = makeFunctions({ ...views, runtime: arena.runtime });
    }
    return (from, to) => {
      execute(code, views, arena.runtime, functions, frame.bitmap, from, to);
    };
  });
  return { scan: kernelScan(kernel), tier: () => tierOf(execute) };
}

/** A module as `wasm/interpreters/switch.ts` makes it: `scan(code, bitmap, from, to)` over wordcode in linear memory. */
function webassembly(bytes: Uint8Array<ArrayBuffer>, numbers: readonly number[], frame: Frame): PreparedSwitch {
  const { arena, program } = frame;
  const module = new WebAssembly.Module(bytes);
  const functions = WebAssembly.Module.imports(module).flatMap(({ kind, name }) => (kind === 'function' ? [name] : []));
  const scan = instantiate(module, { functions, usesTable: true }, arena)['scan'] as (
    code: number,
    bitmap: number,
    from: number,
    to: number,
  ) => void;
  const code = arena.allocate(program.code.byteLength);
  arena.views.i32.set(renumbered(relocate(frame, code), frame, numbers), code >> 2);
  const kernel = frameKernel(frame, 'row by row', () => (from, to) => {
    scan(code, frame.bitmap, from, to);
  });
  return { scan: kernelScan(kernel), tier: () => tierOf(scan) };
}

const kernelScan =
  (kernel: Kernel): Scan =>
  (batch) => {
    kernel.run(batch);
    return kernel.bitmap;
  };

/** The wordcode with this interpreter's numbers in place of quern's. */
function renumbered(
  code: Int32Array<ArrayBuffer>,
  { program }: Frame,
  numbers: readonly number[],
): Int32Array<ArrayBuffer> {
  for (const step of decode(program.code)) {
    if (step === undefined) throw new SqlError('XX000', 'the program is not whole');
    const number = numbers[step.opcode] ?? -1;
    if (number < 0) throw new SqlError('XX000', `the interpreter has no case for ${step.info.name}`);
    code[step.at] = number;
  }
  return code;
}
