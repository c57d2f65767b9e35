/** jsonb_set_lax: jsonb_set, with a choice of what an SQL null does. */
import { argumentI32, argumentIsNull, argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { ARRAY_FLAG, HAS_OFFSET, NULL, SCALAR_FLAG } from './container';
import { ERR_NULL_TREATMENT, ERR_NULL_VALUE } from './errors.generated.ts';
import { nullResult } from './item-result';
import { jsonb_delete_path, jsonb_set } from './set';

function isWord(f: usize, word: string): bool {
  const text = argumentPointer(f, 4);
  if (argumentLength(f, 4) != word.length) return false;
  for (let i = 0; i < word.length; i++) if (<i32>load<u8>(text + i) != word.charCodeAt(i)) return false;
  return true;
}

function setTo(f: usize, value: usize, length: i32): usize {
  return jsonb_set(
    argumentPointer(f, 0), argumentLength(f, 0), argumentPointer(f, 1), argumentLength(f, 1), value, length, argumentI32(f, 3),
  );
}

/** A null at the root of a jsonb. */
function jsonNull(): usize {
  const result = allocate(8);
  store<u32>(result, 1 | SCALAR_FLAG | ARRAY_FLAG);
  store<u32>(result, NULL | HAS_OFFSET, 4);
  return result;
}

export function jsonb_set_lax(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0) || argumentIsNull(f, 1) || argumentIsNull(f, 3)) return nullResult();
  if (argumentIsNull(f, 4)) fail(ERR_NULL_TREATMENT);
  if (!argumentIsNull(f, 2)) return setTo(f, argumentPointer(f, 2), argumentLength(f, 2));
  if (isWord(f, 'raise_exception')) fail(ERR_NULL_VALUE);
  if (isWord(f, 'use_json_null')) return setTo(f, jsonNull(), 8);
  if (isWord(f, 'return_target')) return textResult(argumentPointer(f, 0), argumentLength(f, 0));
  if (!isWord(f, 'delete_key')) fail(ERR_NULL_TREATMENT);
  return jsonb_delete_path(argumentPointer(f, 0), argumentLength(f, 0), argumentPointer(f, 1), argumentLength(f, 1));
}
