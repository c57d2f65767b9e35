/**
 * An array of texts as PostgreSQL stores it, without the varlena header: dimensions, where the data begin if there are nulls, the element's
 * type; sizes and lower bounds; a bitmap of what is not null; and the texts, each with its own header. Offsets count from that first header.
 */
import { fail } from '../../core/runtime/raise';
import { ERR_ARRAY_DIMENSIONS } from './errors.generated.ts';

/** The element that was read last; a null has the pointer 0. */
export let elementPointer: usize = 0;
export let elementLength: i32 = 0;

let next: usize = 0;
let origin: usize = 0;
let bitmap: usize = 0;
let index: i32 = 0;
let count: i32 = 0;

/** The number of elements; the first is read next. */
export function beginElements(array: usize): i32 {
  const dimensions = load<i32>(array);
  const offset = load<u32>(array, 4);
  const bounds = array + 12 + (<usize>dimensions << 3);
  origin = array - 4;
  index = 0;
  count = dimensions == 0 ? 0 : 1;
  for (let i = 0; i < dimensions; i++) count *= load<i32>(array + 12 + (<usize>i << 2));
  bitmap = offset == 0 ? 0 : bounds;
  next = offset == 0 ? bounds : origin + offset;
  return count;
}

/** The array must have one dimension, or none. */
export function checkDimensions(array: usize): void {
  if (load<i32>(array) > 1) fail(ERR_ARRAY_DIMENSIONS);
}

/** Reads the next element; false when there is none. */
export function nextElement(): bool {
  if (index >= count) return false;
  const i = index++;
  if (bitmap != 0 && ((load<u8>(bitmap + (i >> 3)) >> (i & 7)) & 1) == 0) {
    elementPointer = 0;
    elementLength = 0;
    return true;
  }
  // A header of one byte is odd, and is not aligned; padding is zeros.
  const short = <u32>load<u8>(next);
  if ((short & 1) != 0) {
    elementPointer = next + 1;
    elementLength = <i32>(short >> 1) - 1;
  } else {
    next += (0 - (next - origin)) & 3;
    elementPointer = next + 4;
    elementLength = <i32>(load<u32>(next) >> 2) - 4;
  }
  next = elementPointer + elementLength;
  return true;
}
