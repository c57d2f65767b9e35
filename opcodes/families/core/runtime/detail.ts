/** The part of a message that only the failing function knows, put together in static memory: the scratch area may be full. */
import { decimalLength, writeDigits } from './digits';
import { failWith } from './raise';

const capacity: usize = 128;
const buffer = memory.data(128);
let used: usize = 0;

/** Adds a text of ASCII characters. */
export function detailText(text: string): void {
  for (let i = 0; i < text.length && used < capacity; i++) store<u8>(buffer + used++, text.charCodeAt(i));
}

/** Adds a number in decimal. */
export function detailNumber(value: i64): void {
  if (used + 20 > capacity) return;
  if (value < 0) detailText('-');
  const magnitude = value < 0 ? 0 - <u64>value : <u64>value;
  used = writeDigits(buffer + used, magnitude, decimalLength(magnitude)) - buffer;
}

/** Adds a byte as 0x and two hexadecimal digits. */
export function detailByte(byte: u32): void {
  if (used + 4 > capacity) return;
  detailText('0x');
  for (let shift = 4; shift >= 0; shift -= 4) {
    const digit = (byte >> shift) & 15;
    store<u8>(buffer + used++, digit + (digit < 10 ? 48 : 87));
  }
}

/** Raises the error with what was added. */
export function failWithDetail(errorId: i32): void {
  const length = used;
  used = 0;
  failWith(errorId, buffer, <i32>length);
}
