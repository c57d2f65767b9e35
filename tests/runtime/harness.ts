/**
 * The runtime functions by themselves, called with JavaScript values. Text arguments are put at the very end of the
 * linear memory, so that reading past one traps.
 */
import { control } from '../../opcodes/language/control.js';
import { errors } from '../../opcodes/language/errors.js';
import type { ErrorDefinition } from '../../opcodes/language/errors.js';
import { SqlError } from '../../src/error.js';
import { runtimeBase64, runtimeEnd } from '../../src/arena/runtime.generated.js';
import type { RuntimeExports } from '../../src/arena/runtime.generated.js';

const pages = 8;
export const memory = new WebAssembly.Memory({ initial: pages });
const memoryEnd = pages * 65536;
const bytes = new Uint8Array(memory.buffer);
const words = new Uint32Array(memory.buffer);
const list: readonly ErrorDefinition[] = Object.values(errors);
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function read(pointer: number, length: number): string {
  return decoder.decode(bytes.subarray(pointer, pointer + length));
}

function raise(id: number, pointer: number, length: number): never {
  const error = list[id];
  if (error === undefined) throw new RangeError(`no error ${id}`);
  throw new SqlError(
    error.code,
    error.message.replace('%s', () => read(pointer, length)),
    { hint: error.hint },
  );
}

const instance = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(runtimeBase64, 'base64')), {
  env: { memory, raise },
});
export const runtime = instance.exports as unknown as RuntimeExports;

/** Empties the scratch area, of 64 KiB unless told otherwise. */
export function resetScratch(size = 65536): void {
  words[control.scratchNext >> 2] = runtimeEnd;
  words[control.scratchEnd >> 2] = runtimeEnd + size;
}
resetScratch();

/** Puts texts one after the other at the end of memory; for each an address and a length. */
export function place(...texts: readonly string[]): number[] {
  const encoded = texts.map((text) => encoder.encode(text));
  let at = memoryEnd - encoded.reduce((sum, part) => sum + part.length, 0);
  return encoded.flatMap((part) => {
    bytes.set(part, at);
    at += part.length;
    return [at - part.length, part.length];
  });
}

/** Zeroed memory between the scratch area and the arguments. */
export function clearedTable(size: number): number {
  const start = 4 * 65536;
  bytes.fill(0, start, start + size);
  return start;
}

export function setWord(address: number, value: number): void {
  words[address >> 2] = value;
}

type TextArguments = (...args: number[]) => number | bigint;

/** Calls a function of texts, by name, and returns a number or bigint as it comes. */
export function callText(name: keyof RuntimeExports, ...texts: readonly string[]): number | bigint {
  resetScratch();
  return (runtime[name] as unknown as TextArguments)(...place(...texts));
}

/** The text that a call returned the address of. */
export function resultText(pointer: number): string {
  return read(pointer, words[control.resultLength >> 2] ?? 0);
}

/** Calls a function of one value that makes a text. */
export function callOut(name: keyof RuntimeExports, value: number | bigint): string {
  resetScratch();
  return resultText((runtime[name] as unknown as (value: number | bigint) => number)(value));
}

/** What a call gives, as one line: its value in hexadecimal, or its error with everything it says. */
export function outcome(call: () => string): string {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code} ${error.message}${error.hint === undefined ? '' : ` (${error.hint})`}`;
  }
}
