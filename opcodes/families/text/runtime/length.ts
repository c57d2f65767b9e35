/** The length that a type's modifier allows: cutting off, padding, and the errors (utils/adt/varchar.c). */
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { allocate, textResult } from '../../core/runtime/scratch';
import { textlen } from '../../core/runtime/text';
import { fail } from '../../core/runtime/raise';
import { ERR_BPCHAR_TOO_LONG, ERR_TEXT_TOO_LONG, ERR_VARCHAR_TOO_LONG } from './errors.generated.ts';
import { skipCharacters } from './utf8';

const SPACE: u32 = 32;

/** The number of bytes of the first `limit` characters; -1 if others than spaces follow and the cast is not explicit. */
export function fitTo(a: usize, aLength: i32, limit: i32, isExplicit: bool): i32 {
  if (aLength <= limit) return aLength;
  const end = a + aLength;
  const kept = skipCharacters(a, end, limit);
  if (!isExplicit) {
    for (let p = kept; p < end; p++) if (<u32>load<u8>(p) != SPACE) return -1;
  }
  return <i32>(kept - a);
}

/** The text with spaces after it, up to `limit` characters. */
export function padTo(a: usize, aLength: i32, limit: i32): usize {
  const missing = limit - textlen(a, aLength);
  if (missing == 0) return textResult(a, aLength);
  const length = <i64>aLength + <i64>missing;
  if (length > i32.MAX_VALUE) fail(ERR_TEXT_TOO_LONG);
  const result = allocate(<i32>length);
  memory.copy(result, a, aLength);
  memory.fill(result + aLength, <u8>SPACE, missing);
  return textResult(result, <i32>length);
}

export function bpcharTooLong(limit: i32): void {
  detailNumber(limit);
  failWithDetail(ERR_BPCHAR_TOO_LONG);
}

export function varcharTooLong(limit: i32): void {
  detailNumber(limit);
  failWithDetail(ERR_VARCHAR_TOO_LONG);
}
