/** A program's kernel, as V8 optimises it, run row by row over a batch in the pipeline: cycles a row, and the passages of one row. For Node only. */
import type { Batch } from '../engines/engine.js';
import { Frame } from '../engines/frame.js';
import { SqlError } from '../error.js';
import { optimizedCode, type LinkedInstruction } from '../native/native-code.js';
import { parseNative } from '../native/parse.js';
import { printCode } from '../native/print.js';
import { tage } from '../predictor/conditional/tage.js';
import type { ConditionalPredictor } from '../predictor/predictor.js';
import type { Program } from '../program/program.js';
import { execute } from './execute.js';
import { Machine } from './machine.js';
import { throughPipeline, type Passage } from './pipeline.js';

export interface KernelRun {
  readonly code: readonly LinkedInstruction[];
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
  readonly node?: string;
}

/** An instruction a row is a lot at two hundred; a run stops here. */
const mostPerRow = 400;

/** Raises 0A000 for a predicate whose code calls functions, and for a batch of heap pages; what `optimizedCode` raises. */
export async function runKernel(
  program: Program,
  batch: Batch,
  { rows = 2048, predictor = tage.make(), node }: RunOptions = {},
): Promise<KernelRun> {
  const options = node === undefined ? {} : { node };
  const { instructions: code } = await optimizedCode(program, options);
  const field = await memoryField(options);
  const { arena } = batch;
  const frame = new Frame(program, arena);
  try {
    frame.bind(batch);
    const used = Math.min(rows, batch.rows);
    const memory = arena.memory.buffer.slice(0) as ArrayBuffer;
    const machine = new Machine(memory, field);
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

/** A function that loads from memory: `(param i32) (result i32) local.get 0, i32.load`. */
const probe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f],
  ...[2, 8, 1, 1, 0x65, 1, 0x6d, 2, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 0x20, 0, 0x28, 2, 0, 0x0b],
);

/** Where V8 keeps the memory's address, which differs from version to version: its code for a load says. */
async function memoryField(options: { readonly node?: string }): Promise<number> {
  const [load] = parseNative((await printCode([probe], 'optimized', options)).text);
  for (const { mnemonic, operands } of load?.instructions ?? []) {
    const source = operands[1];
    if (mnemonic === 'movq' && source?.kind === 'memory' && source.base === 'rsi') return source.offset;
  }
  throw new SqlError('0A000', 'this version of V8 keeps the memory’s address elsewhere');
}
