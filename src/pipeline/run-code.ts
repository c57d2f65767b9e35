/** V8's code of a kernel, run row by row over a batch in the pipeline: cycles a row, and the passages of one row. */
import type { Value } from '../catalog/types.js';
import type { Batch } from '../engines/engine.js';
import { Frame } from '../engines/frame.js';
import { SqlError } from '../error.js';
import type { LinkedInstruction } from '../native/native-code.js';
import type { X64Instruction } from '../native/x64/line.js';
import { tage } from '../predictor/conditional/tage.js';
import type { ConditionalPredictor } from '../predictor/predictor.js';
import type { Program } from '../program/program.js';
import { execute } from './execute.js';
import { Machine } from './machine.js';
import { throughPipeline, type Passage } from './pipeline.js';

export interface KernelRun {
  readonly code: readonly LinkedInstruction<X64Instruction>[];
  readonly passages: readonly Passage[];
  readonly rows: number;
  /** What the code has selected, a bit a row. */
  readonly bitmap: Uint32Array;
  /** Of the second half of the rows, when the predictor has learned. */
  readonly cyclesPerRow: number;
  readonly instructionsPerRow: number;
  readonly mispredictionsPerRow: number;
}

export interface RunOptions {
  /** At most so many rows; 2,048 unless given. */
  readonly rows?: number;
  /** TAGE unless given. */
  readonly predictor?: ConditionalPredictor;
  /** The values of `$1`, …, as many as the program has. */
  readonly params?: readonly (Value | null)[];
}

/** Optimised code of a program's kernel. */
export interface KernelCode {
  readonly instructions: readonly LinkedInstruction[];
  /** Where its V8 keeps the address of WebAssembly's memory, in bytes from the instance. */
  readonly memoryField: number;
}

/** An instruction a row is a lot at two hundred; a run stops here. */
const mostPerRow = 400;

/** Raises 0A000 for code that calls functions or is not x86-64. The batch is read and not written. */
export function runCode(
  { instructions, memoryField }: KernelCode,
  program: Program,
  batch: Batch,
  { rows = 2048, predictor = tage.make(), params = [] }: RunOptions = {},
): KernelRun {
  const code = ofX64(instructions);
  const { arena } = batch;
  const frame = new Frame(program, arena);
  try {
    frame.setParams(params);
    frame.bind(batch);
    const used = Math.min(rows, batch.rows);
    const memory = arena.memory.buffer.slice(0) as ArrayBuffer;
    const machine = new Machine(memory, memoryField);
    for (const [name, value] of [
      ['rax', frame.base],
      ['rdx', frame.bitmap],
      ['rcx', 0],
      ['rbx', used],
    ] as const)
      machine.registers.set(name, BigInt(value));
    const executed = execute(code, machine, used * mostPerRow);
    const passages = throughPipeline(code, executed, predictor);
    const half = passages.slice(Math.floor(passages.length / 2));
    const cycles = (passages.at(-1)?.retired ?? 0) - (half[0]?.retired ?? 0);
    return {
      code,
      passages,
      rows: used,
      bitmap: new Uint32Array(memory, frame.bitmap, Math.ceil(used / 32)).slice(),
      cyclesPerRow: (2 * cycles) / used,
      instructionsPerRow: passages.length / used,
      mispredictionsPerRow: (2 * half.filter(({ wrong }) => wrong).length) / used,
    };
  } finally {
    frame.free();
  }
}

/** The same, as what the pipeline can run. */
function ofX64(instructions: readonly LinkedInstruction[]): readonly LinkedInstruction<X64Instruction>[] {
  const code = instructions.filter((one) => one.architecture === 'x64');
  if (code.length < instructions.length)
    throw new SqlError('0A000', 'the pipeline runs code of x86-64 only', {
      hint: 'Its latencies and ports are those of a processor of this architecture.',
    });
  return code;
}
