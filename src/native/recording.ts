/** Native code as a file: what V8 of one Node printed of some predicates, for readers who have no such process. A line is an instruction: its step, its bytes, and what V8 printed. */
import { SqlError } from '../error.js';
import type { Architecture } from './architecture.js';
import { parseInstruction } from './instruction.js';
import type { LinkedInstruction, NativeCode } from './native-code.js';
import type { Printer } from './print.js';

/** `NativeCode` with its instructions as lines. */
export interface RecordedCode extends Omit<NativeCode, 'instructions' | 'architecture'> {
  /** `3 4883ec10 subq rsp,0x10`; `-` for an instruction without a step. */
  readonly lines: readonly string[];
}

/** One predicate's code. */
export interface RecordedPredicate {
  /** Its short name (datasets/predicates.ts); it is over the columns of the dataset demo, and on the highest rung. */
  readonly name: string;
  /** The module that V8 compiled, in base64: code belongs to programs that give these bytes. */
  readonly module: string;
  /** The baseline's, and the optimised. */
  readonly codes: readonly [RecordedCode, RecordedCode];
}

/** All that one Node was asked for. */
export interface Recording extends Printer {
  /** Where this V8 keeps the address of WebAssembly's memory, in bytes from the instance; not in recordings of ARM64, which no pipeline runs. */
  readonly memoryField?: number;
  readonly predicates: readonly RecordedPredicate[];
}

/** The code as lines. */
export const recordedCode = ({ instructions, architecture: _, ...code }: NativeCode): RecordedCode => ({
  ...code,
  lines: instructions.map(({ step, bytes, printed }) => `${step ?? '-'} ${bytes} ${printed}`),
});

/** The code of lines. Raises XX000 for a line that is not understood. */
export function nativeCodeOf({ lines, ...code }: RecordedCode, architecture: Architecture): NativeCode {
  let at = 0;
  const instructions = lines.map((line): LinkedInstruction => {
    const [, step = '', bytes = '', printed = ''] = /^(\d+|-) ([0-9a-f]+) (.+)$/.exec(line) ?? [];
    const instruction = parseInstruction(`0x0  ${at.toString(16)}  ${bytes}  ${printed}`, architecture);
    if (instruction === undefined) throw new SqlError('XX000', `a line of the recording is not understood: ${line}`);
    at += bytes.length / 2;
    return { ...instruction, step: step === '-' ? undefined : Number(step) };
  });
  return { ...code, architecture, instructions };
}
