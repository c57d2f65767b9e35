/**
 * The runtime's `detoast` on bytes at the very end of linear memory, so that a read past them traps. Every call is made twice with
 * other bytes all around: what it gives must not depend on them, and outside the scratch area they must stay as they are.
 */
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { control } from '../../opcodes/language/control.js';

const scratchBytes = 256 * 1024;
export const arena = new Arena({ scratchBytes });
// Room at the end of memory that the arena's blocks do not reach.
arena.memory.grow(4);

/** The index that values stored out of line are looked up in; 0 for none. */
export function setToast(index: number): void {
  arena.views.i32[control.toast >> 2] = index;
}

/** So many bytes of scratch from now on; all that there is unless told otherwise. */
export function setScratch(bytes = scratchBytes): void {
  arena.views.i32[control.scratchEnd >> 2] = arena.scratchStart + bytes;
}

/** A value, or the error. */
export type Outcome = Uint8Array | SqlError;

function once(bytes: Uint8Array, around: number): Outcome {
  const { u8, i32 } = arena.views;
  arena.resetScratch();
  u8.fill(around, arena.scratchStart, arena.scratchEnd);
  const pointer = u8.length - bytes.length;
  const guard = pointer - 4096;
  u8.fill(around, guard, pointer);
  u8.set(bytes, pointer);
  let outcome: Outcome;
  try {
    const result = arena.runtime.detoast(pointer, u8.length);
    const length = i32[control.resultLength >> 2] ?? 0;
    outcome = u8.slice(result, result + length);
    if (outcome.length !== length) throw new RangeError(`${length} bytes at ${result} are not in memory`);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    outcome = error;
  }
  const changed = (start: number, end: number): boolean =>
    !Buffer.alloc(end - start, around).equals(u8.subarray(start, end));
  if (!Buffer.from(bytes).equals(u8.subarray(pointer))) throw new RangeError('the tuple was written to');
  if (changed(guard, pointer)) throw new RangeError('the page before the tuple was written to');
  const scratchEnd = i32[control.scratchEnd >> 2] ?? 0;
  if (changed(scratchEnd, Math.min(scratchEnd + 4096, arena.scratchEnd)))
    throw new RangeError('something behind the scratch area was written to');
  return outcome;
}

/** What `detoast` makes of a varlena that ends where its tuple does. */
export function detoast(bytes: Uint8Array): Outcome {
  const first = once(bytes, 0x11);
  const second = once(bytes, 0xee);
  if (line(first) !== line(second))
    throw new RangeError(`it depends on what lies around: ${line(first)}, ${line(second)}`);
  return first;
}

/** An outcome as one line: the bytes in hexadecimal, or the error. */
export function line(outcome: Outcome): string {
  return outcome instanceof SqlError ? `${outcome.code} ${outcome.message}` : Buffer.from(outcome).toString('hex');
}

export type Method = 'pglz' | 'lz4';
const methods = { pglz: 0, lz4: 1 };

/** `va_tcinfo` and compressed bytes. */
export function withCompressionHeader(method: Method, data: Uint8Array, rawSize: number): Uint8Array {
  const bytes = new Uint8Array(4 + data.length);
  new DataView(bytes.buffer).setUint32(0, methods[method] * 2 ** 30 + rawSize, true);
  bytes.set(data, 4);
  return bytes;
}

/** A compressed varlena. */
export function compressedVarlena(method: Method, data: Uint8Array, rawSize: number): Uint8Array {
  const bytes = new Uint8Array(8 + data.length);
  new DataView(bytes.buffer).setUint32(0, bytes.length * 4 + 2, true);
  bytes.set(withCompressionHeader(method, data, rawSize), 4);
  return bytes;
}

/** A TOAST pointer (`varatt_external`) to a value: sizes as they are stored, the raw one with its header. */
export function toastPointer(
  valueId: number,
  rawSize: number,
  externalSize: number,
  method: Method = 'pglz',
): Uint8Array {
  const bytes = new Uint8Array(18);
  const view = new DataView(bytes.buffer);
  bytes.set([1, 18]);
  view.setInt32(2, rawSize, true);
  view.setUint32(6, methods[method] * 2 ** 30 + externalSize, true);
  view.setUint32(10, valueId, true);
  view.setUint32(14, 16384, true);
  return bytes;
}
