/** The bytes of a value stored out of line, from its chunks (`toast_fetch_datum` and `heap_fetch_toast_slice`). */
import { detailNumber, detailText, failWithDetail } from './detail';
import { ERR_TOAST_CHUNK_SIZE, ERR_TOAST_CHUNK_UNEXPECTED, ERR_TOAST_CHUNK_MISSING } from './errors.generated.ts';

/** TOAST_MAX_CHUNK_SIZE of 8 kB pages: a quarter of the page's room, less the headers of tuple and value, an oid and an int4. */
const MAX_CHUNK_SIZE: u32 = 1996;
const CHUNK_BYTES: usize = 12;

function failForValue(errorId: i32, valueId: u32): void {
  detailText(' for toast value ');
  detailNumber(valueId);
  failWithDetail(errorId);
}

function failAtChunk(expected: u32, found: i32, valueId: u32): void {
  detailNumber(found);
  detailText(' (expected ');
  detailNumber(expected);
  detailText(')');
  failForValue(ERR_TOAST_CHUNK_UNEXPECTED, valueId);
}

/** Raises what is wrong, if anything, with the chunks at `chunks` (0: there are none) of a value of `size` bytes. */
export function checkChunks(chunks: usize, valueId: u32, size: u32): void {
  const total = (size + MAX_CHUNK_SIZE - 1) / MAX_CHUNK_SIZE;
  const count: u32 = chunks == 0 ? 0 : load<u32>(chunks);
  let chunk = chunks + 4;
  for (let n: u32 = 0; n < count; n++, chunk += CHUNK_BYTES) {
    const number = load<i32>(chunk);
    if (number != <i32>n || n >= total) failAtChunk(n, number, valueId);
    const length = load<u32>(chunk, 8);
    const expected = n + 1 < total ? MAX_CHUNK_SIZE : size - n * MAX_CHUNK_SIZE;
    if (length == expected) continue;
    detailNumber(length);
    detailText(' (expected ');
    detailNumber(expected);
    detailText(') in chunk ');
    detailNumber(n);
    detailText(' of ');
    detailNumber(total);
    failForValue(ERR_TOAST_CHUNK_SIZE, valueId);
  }
  if (count == total) return;
  detailNumber(count);
  failForValue(ERR_TOAST_CHUNK_MISSING, valueId);
}

/** Copies chunks that have been checked to `to`. */
export function copyChunks(chunks: usize, to: usize): void {
  let chunk = chunks + 4;
  for (let n = load<u32>(chunks); n > 0; n--, chunk += CHUNK_BYTES) {
    const length = load<u32>(chunk, 8);
    memory.copy(to, load<u32>(chunk, 4), length);
    to += length;
  }
}
