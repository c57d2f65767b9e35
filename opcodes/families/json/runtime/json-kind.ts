/** What kind of value a json is, and how many elements an array has. */
import { fail } from '../../core/runtime/raise';
import { ERR_LENGTH_OF_NON_ARRAY, ERR_LENGTH_OF_SCALAR } from './errors.generated.ts';
import { countElements, skipSpace } from './json-walk';
import { arrayWord, booleanWord, nullWord, numberWord, objectWord, stringWord } from './words';

function firstByte(text: usize, length: i32): u32 {
  const end = text + length;
  const p = skipSpace(text, end);
  return p < end ? <u32>load<u8>(p) : 0;
}

export function json_typeof(text: usize, length: i32): usize {
  const c = firstByte(text, length);
  if (c == 123) return objectWord();
  if (c == 91) return arrayWord();
  if (c == 34) return stringWord();
  if (c == 116 || c == 102) return booleanWord();
  return c == 110 ? nullWord() : numberWord();
}

export function json_array_length(text: usize, length: i32): i32 {
  const c = firstByte(text, length);
  if (c == 123) fail(ERR_LENGTH_OF_NON_ARRAY);
  if (c != 91) fail(ERR_LENGTH_OF_SCALAR);
  const end = text + length;
  return countElements(skipSpace(text, end), end);
}
