/** What kind of value the root is, and how many elements an array has. */
import { fail } from '../../core/runtime/raise';
import { CONTAINER, NULL, NUMERIC, STRING, TYPE_MASK, countOf, entryAt, isObject, isScalar } from './container';
import { ERR_LENGTH_OF_NON_ARRAY, ERR_LENGTH_OF_SCALAR } from './errors.generated.ts';
import { arrayWord, booleanWord, nullWord, numberWord, objectWord, stringWord } from './words';

export function jsonb_typeof(c: usize, length: i32): usize {
  if (isObject(c)) return objectWord();
  if (!isScalar(c)) return arrayWord();
  const type = entryAt(c, 0) & TYPE_MASK;
  if (type == STRING) return stringWord();
  if (type == NUMERIC) return numberWord();
  return type == NULL ? nullWord() : booleanWord();
}

export function jsonb_array_length(c: usize, length: i32): i32 {
  if (isScalar(c)) fail(ERR_LENGTH_OF_SCALAR);
  if (isObject(c)) fail(ERR_LENGTH_OF_NON_ARRAY);
  return countOf(c);
}
