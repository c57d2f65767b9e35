/** All decimal digits of a double, which are at most 1,075 after the point: its mantissa times a power of two or five in base 10^9. */
import { allocate } from '../../core/runtime/scratch';
import { useDigits } from './digits';

/** 10^9 to the 125th is beyond 2^52 × 5^1074, and beyond the greatest double. */
const MOST_LIMBS: i32 = 128;
const LIMBS = memory.data(512);
const BILLION: u64 = 1000000000;
const FIVE_TO_13: u64 = 1220703125;
let limbCount: i32 = 0;

function multiply(factor: u64): void {
  let carry: u64 = 0;
  for (let i = 0; i < limbCount; i++) {
    carry += <u64>load<u32>(LIMBS + (i << 2)) * factor;
    store<u32>(LIMBS + (i << 2), <u32>(carry % BILLION));
    carry /= BILLION;
  }
  while (carry != 0 && limbCount < MOST_LIMBS) {
    store<u32>(LIMBS + (limbCount++ << 2), <u32>(carry % BILLION));
    carry /= BILLION;
  }
}

/** Takes the digits of the magnitude of a finite double. */
export function useFloat(value: f64): void {
  const bits = reinterpret<u64>(value) & 0x7fffffffffffffff;
  const field = <i32>(bits >> 52);
  let mantissa = field == 0 ? bits : (bits & 0xfffffffffffff) | 0x10000000000000;
  let exponent = max(field, 1) - 1075;
  if (mantissa == 0) exponent = 0;
  while (exponent < 0 && (mantissa & 1) == 0) {
    mantissa >>= 1;
    exponent++;
  }
  limbCount = 0;
  for (let rest = mantissa; rest != 0; rest /= BILLION) store<u32>(LIMBS + (limbCount++ << 2), <u32>(rest % BILLION));
  const places = exponent < 0 ? -exponent : 0;
  for (; exponent >= 28; exponent -= 28) multiply(1 << 28);
  if (exponent > 0) multiply(<u64>1 << exponent);
  let fives = places;
  for (; fives >= 13; fives -= 13) multiply(FIVE_TO_13);
  for (; fives > 0; fives--) multiply(5);

  const length = max(limbCount * 9, places);
  const digits = allocate(length + 1) + 1;
  memory.fill(digits, 48, length);
  for (let i = 0; i < limbCount; i++) {
    let rest = load<u32>(LIMBS + (i << 2));
    for (let at = digits + length - i * 9 - 1; rest != 0; at--) {
      store<u8>(at, 48 + rest % 10);
      rest /= 10;
    }
  }
  useDigits(digits, length, length - places);
}
