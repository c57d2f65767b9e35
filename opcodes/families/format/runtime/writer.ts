/** The text that is being made: bytes added at its end, in scratch memory that grows with it. Nothing else may be allocated meanwhile. */
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';

const STEP: i32 = 64;

let start: usize = 0;
let at: usize = 0;
let limit: usize = 0;

export function beginText(): void {
  start = allocate(STEP);
  at = start;
  limit = start + STEP;
}

export function put(byte: u32): void {
  if (at == limit) {
    allocate(STEP);
    limit += STEP;
  }
  store<u8>(at++, byte);
}

export function textStart(): usize {
  return start;
}

/** How long the text is as yet. */
export function textLength(): i32 {
  return <i32>(at - start);
}

export function putBytes(from: usize, length: i32): void {
  for (let i = 0; i < length; i++) put(load<u8>(from + i));
}

/** Adds a number as printf's %0*d does: zeros in front up to `width`, in which the sign counts. */
export function putNumber(value: i64, width: i32): void {
  const magnitude = value < 0 ? 0 - <u64>value : <u64>value;
  if (value < 0) {
    put(45);
    width--;
  }
  const digits = decimalLength(magnitude);
  for (let n = digits; n < width; n++) put(48);
  for (let n = 0; n < digits; n++) put(48);
  writeDigits(at - digits, magnitude, digits);
}

/** The text as the result. */
export function finishText(): usize {
  shrinkTo(at);
  return textResult(start, <i32>(at - start));
}
