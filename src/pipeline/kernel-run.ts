/** A program's kernel, as V8 optimises it, run in the pipeline. For Node only. */
import type { Batch } from '../engines/engine.js';
import { SqlError } from '../error.js';
import { optimizedCode } from '../native/native-code.js';
import { parseNative } from '../native/parse.js';
import { printCode } from '../native/print.js';
import type { Program } from '../program/program.js';
import { runCode, type KernelRun, type RunOptions } from './run-code.js';

interface NodeOptions {
  /** The binary of Node whose V8 compiles; the one that runs this unless given. */
  readonly node?: string;
}

/** Raises 0A000 for a predicate whose code calls functions, and for a batch of heap pages; what `optimizedCode` raises. */
export async function runKernel(
  program: Program,
  batch: Batch,
  { node, ...run }: RunOptions & NodeOptions = {},
): Promise<KernelRun> {
  const options = node === undefined ? {} : { node };
  const { instructions } = await optimizedCode(program, options);
  return runCode({ instructions, memoryField: await memoryFieldOf(options) }, program, batch, run);
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
export async function memoryFieldOf(options: NodeOptions = {}): Promise<number> {
  const { text, architecture } = await printCode([probe], 'optimized', options);
  const [load] = parseNative(text, architecture);
  for (const { mnemonic, operands } of load?.instructions ?? []) {
    const source = operands[1];
    if (mnemonic === 'movq' && source?.kind === 'memory' && source.base === 'rsi') return source.offset;
  }
  throw new SqlError('0A000', 'this version of V8 keeps the memory’s address elsewhere');
}
