/** Which characters Unicode has, and which version of it these tables are of (utils/adt/varlena.c). */
import { allocate, textResult } from '../../core/runtime/scratch';
import { ASSIGNED, ASSIGNED_SIZE, VERSION } from './unicode-assigned.generated.ts';
import { isIn } from './unicode-properties';
import { characterBytes, decodeCharacter } from './utf8';

/** Whether every character of the text is one that Unicode has assigned. */
export function unicode_assigned(a: usize, aLength: i32): i32 {
  for (let p = a; p < a + aLength; p += characterBytes(p)) {
    if (!isIn(ASSIGNED, ASSIGNED_SIZE, decodeCharacter(p))) return 0;
  }
  return 1;
}

/** The version of Unicode. */
export function unicode_version(): usize {
  const length = VERSION.length;
  const result = allocate(length);
  for (let i = 0; i < length; i++) store<u8>(result + i, VERSION.charCodeAt(i));
  return textResult(result, length);
}
