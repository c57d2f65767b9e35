/** `int4range(1, 5)`, `int4range(1, 5, '[]')`: a null bound is infinite (range_constructor2, range_constructor3). */
import { argumentI32, argumentIsNull, argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { BOUND_SIZE, setBound } from './bound';
import { ERR_FLAGS, ERR_NULL_FLAGS } from './errors.generated.ts';
import { make } from './make';
import { close } from './stored';

function bound(f: usize, n: i32, inclusive: bool): usize {
  const result = allocate(BOUND_SIZE);
  memory.copy(result, f + (n << 4), 16);
  setBound(result, argumentIsNull(f, n), inclusive, n == 0);
  return result;
}

/** The arguments are the bounds, and then the oids of their types and of the range's. */
export function range_constructor2(f: usize, _n: i32): usize {
  return close(make(argumentI32(f, 4), bound(f, 0, true), bound(f, 1, false)));
}

/** With a text for which bounds belong to the range. */
export function range_constructor3(f: usize, _n: i32): usize {
  if (argumentIsNull(f, 2)) fail(ERR_NULL_FLAGS);
  const flags = argumentPointer(f, 2);
  const wrong = argumentLength(f, 2) != 2;
  const first = wrong ? 0 : load<u8>(flags);
  const last = wrong ? 0 : load<u8>(flags, 1);
  if ((first != 91 && first != 40) || (last != 93 && last != 41)) fail(ERR_FLAGS);
  return close(make(argumentI32(f, 6), bound(f, 0, first == 91), bound(f, 1, last == 93)));
}
