/** Numeric → text, with as many decimal places as the display scale says. */
import { allocate, textResult } from '../../core/runtime/scratch';
import { Decimal, WIDTH } from './decimal';
import { NAN, PLUS_INFINITY, headerOf, isSpecial, unpack } from './stored';

const NAN_TEXT = memory.data<u8>([78, 97, 78]);
/** -Infinity; without its first byte, Infinity. */
const INFINITY_TEXT = memory.data<u8>([45, 73, 110, 102, 105, 110, 105, 116, 121]);

/** Four decimal digits of the place with the weight. */
// @ts-ignore: decorator
@inline
function writeGroup(to: usize, v: Decimal, weight: i32): void {
  const i = v.weight - weight;
  const digit = <u32>i < <u32>v.count ? <u32>load<u16>(v.digits + (<usize>i << 1)) : 0;
  const high = digit / 100;
  const low = digit - high * 100;
  store<u8>(to, 48 + high / 10);
  store<u8>(to, 48 + (high % 10), 1);
  store<u8>(to, 48 + low / 10, 2);
  store<u8>(to, 48 + (low % 10), 3);
}

/** Room for the text, and at its end for the rest of a last group. */
function room(v: Decimal): i32 {
  return 1 + (max(v.weight, 0) + 1) * WIDTH + 1 + v.scale + WIDTH;
}

/** Writes the text at `to`; returns its end. */
function write(v: Decimal, to: usize): usize {
  if (v.negative) store<u8>(to++, 45);
  const start = to;
  for (let weight = v.weight; weight >= 0; weight--) {
    writeGroup(to, v, weight);
    to += WIDTH;
  }
  let zeros = 0;
  while (start + zeros < to && load<u8>(start + zeros) == 48) zeros++;
  if (zeros != 0) {
    memory.copy(start, start + zeros, to - start - zeros);
    to -= zeros;
  }
  if (to == start) store<u8>(to++, 48);
  if (v.scale > 0) {
    store<u8>(to++, 46);
    for (let done = 0; done < v.scale; done += WIDTH) writeGroup(to + done, v, -1 - done / WIDTH);
    to += v.scale;
  }
  return to;
}

/** The text of a finite value, in scratch memory; its length is left as a result's is. */
export function printDecimal(v: Decimal): usize {
  const text = allocate(room(v));
  return textResult(text, <i32>(write(v, text) - text));
}

export function numeric_out(a: usize, length: i32): usize {
  if (isSpecial(a)) {
    const header = headerOf(a);
    if (header == NAN) return textResult(NAN_TEXT, 3);
    return header == PLUS_INFINITY ? textResult(INFINITY_TEXT + 1, 8) : textResult(INFINITY_TEXT, 9);
  }
  return printDecimal(unpack(a, length));
}
