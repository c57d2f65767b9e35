/** `translate`: characters replaced one by one, by a table, so that the time is that of the three lengths (utils/adt/oracle_compat.c). */
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { addToMap, lookUp, startMap } from './character-map';
import { ERR_TEXT_TOO_LONG } from './errors.generated.ts';
import { bytesBefore, characterKey, writeKey } from './utf8';

/** a with every character of b replaced by the one at the same place in c, or left out when c has none there. */
export function translate(a: usize, aLength: i32, b: usize, bLength: i32, c: usize, cLength: i32): usize {
  if (aLength == 0 || bLength == 0) return textResult(a, aLength);
  startMap(bLength);
  let widest = 1;
  let to = c;
  const toEnd = c + cLength;
  const bEnd = b + bLength;
  for (let p = b; p < bEnd; ) {
    const bytes = bytesBefore(bEnd, p);
    let value: u32 = 0;
    if (to < toEnd) {
      const toBytes = bytesBefore(toEnd, to);
      widest = max(widest, toBytes);
      value = characterKey(to, toBytes);
      to += toBytes;
    }
    addToMap(characterKey(p, bytes), value);
    p += bytes;
  }
  const longest = <i64>aLength * <i64>widest;
  if (longest > i32.MAX_VALUE) fail(ERR_TEXT_TOO_LONG);
  const result = allocate(<i32>longest);
  let out = result;
  const end = a + aLength;
  for (let p = a; p < end; ) {
    const bytes = bytesBefore(end, p);
    const key = characterKey(p, bytes);
    const value = lookUp(key, key);
    if (value != 0) out = writeKey(out, value);
    p += bytes;
  }
  shrinkTo(out);
  return textResult(result, <i32>(out - result));
}
