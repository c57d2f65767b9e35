/** PostgreSQL's own compression (`common/pg_lzcompress.c`): a control byte, then eight items that are a byte or a match. */
import { copyMatch } from './copy-match';
import { ERR_PGLZ_CORRUPT } from './errors.generated.ts';
import { fail } from './raise';

/** A match of three bytes makes at most 273, so that a greater raw size is known to be wrong before it is allocated. */
export const PGLZ_MAX_RATIO: u64 = 91;

/** Writes the `rawSize` bytes that `length` bytes at `source` stand for to `to`; all of both must be used. */
export function pglz_decompress(source: usize, length: u32, to: usize, rawSize: u32): void {
  const start = to;
  const end = to + rawSize;
  const sourceEnd = source + length;
  while (source < sourceEnd && to < end) {
    let control = <u32>load<u8>(source++);
    if (control == 0 && sourceEnd - source >= 8 && end - to >= 8) {
      store<u64>(to, load<u64>(source));
      source += 8;
      to += 8;
      continue;
    }
    for (let item = 0; item < 8 && source < sourceEnd && to < end; item++) {
      if (control & 1) {
        if (sourceEnd - source < 2) fail(ERR_PGLZ_CORRUPT);
        const tag = <u32>load<u8>(source);
        const offset: usize = ((tag & 0xf0) << 4) | <u32>load<u8>(source, 1);
        source += 2;
        let size: usize = (tag & 0x0f) + 3;
        if (size == 18) {
          if (source == sourceEnd) fail(ERR_PGLZ_CORRUPT);
          size += <usize>load<u8>(source++);
        }
        if (offset == 0 || offset > to - start) fail(ERR_PGLZ_CORRUPT);
        // The last match may say more than there is room for: PostgreSQL cuts it off.
        size = min<usize>(size, end - to);
        copyMatch(to, offset, size, end);
        to += size;
      } else {
        store<u8>(to++, load<u8>(source++));
      }
      control >>= 1;
    }
  }
  if (source != sourceEnd || to != end) fail(ERR_PGLZ_CORRUPT);
}
