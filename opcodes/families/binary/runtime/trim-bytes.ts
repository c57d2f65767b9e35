/** bytea without the bytes of a set at its ends (utils/adt/oracle_compat.c). */
import { textResult } from '../../core/runtime/scratch';

/** One bit for each byte of the set. */
const members = memory.data(32);

function isMember(c: u32): bool {
  return ((load<u8>(members + (c >> 3)) >> (c & 7)) & 1) != 0;
}

function trim(a: usize, aLength: i32, set: usize, setLength: i32, atStart: bool, atEnd: bool): usize {
  memory.fill(members, 0, 32);
  for (let i = 0; i < setLength; i++) {
    const c = <u32>load<u8>(set + i);
    store<u8>(members + (c >> 3), <u32>load<u8>(members + (c >> 3)) | (1 << (c & 7)));
  }
  let p = a;
  let end = a + aLength;
  if (atStart) while (p < end && isMember(load<u8>(p))) p++;
  if (atEnd) while (p < end && isMember(load<u8>(end - 1))) end--;
  return textResult(p, <i32>(end - p));
}

/** a without the bytes of the set at either end. */
export function byteatrim(a: usize, aLength: i32, set: usize, setLength: i32): usize {
  return trim(a, aLength, set, setLength, true, true);
}

/** a without the bytes of the set at its start. */
export function bytealtrim(a: usize, aLength: i32, set: usize, setLength: i32): usize {
  return trim(a, aLength, set, setLength, true, false);
}

/** a without the bytes of the set at its end. */
export function byteartrim(a: usize, aLength: i32, set: usize, setLength: i32): usize {
  return trim(a, aLength, set, setLength, false, true);
}
