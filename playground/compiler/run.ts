/** The compiler of lesson 18, as the reader has changed it, run in the sandbox over random rows. */
import type { Condition } from '../../src/lessons/conditions.js';
import { runInSandbox } from '../sandbox/sandbox.js';
import { sandboxScript } from '../sandbox/script.js';
import { CallError } from '../worker/protocol.js';
import frame from './frame.js?raw';

/** What came of it. */
export interface CompilerRun {
  readonly bytes: Uint8Array;
  /** The rows for which the conditions are said to be true. */
  readonly counted: number;
  /** What a row takes. */
  readonly nanoseconds: number;
}

/** Compiles and runs. Raises a CallError; after `patience` milliseconds at the latest. */
export async function runCompiler(
  text: string,
  conditions: readonly Condition[],
  columns: readonly Int32Array[],
  patience: number,
): Promise<CompilerRun> {
  const script = sandboxScript('compiler.js', text, frame, ['compile', 'instantiate']);
  const run = await runInSandbox(script, { conditions, columns }, patience);
  if (!isRun(run)) throw new CallError({ code: '38000', message: 'the compiler’s count is no number' });
  return run;
}

/** The text may have written to the page itself. */
const isRun = (run: unknown): run is CompilerRun => {
  const { bytes, counted, nanoseconds } = (run ?? {}) as Partial<CompilerRun>;
  return bytes instanceof Uint8Array && Number.isFinite(counted) && Number.isFinite(nanoseconds);
};
