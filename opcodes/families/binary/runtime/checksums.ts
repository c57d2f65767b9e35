/** MD5 and the cyclic redundancy checks of bytes (utils/adt/cryptohashfuncs.c, utils/hash/pg_crc.c). */
import { md5_text } from '../../text/runtime/md5';

/** The MD5 in hexadecimal. */
export function md5_bytea(a: usize, aLength: i32): usize {
  return md5_text(a, aLength);
}

/** What four bits add, for the reflected polynomials of CRC-32 and CRC-32C. */
const CRC32 = memory.data(64);
const CRC32C = memory.data(64);

/** Fills a table at its first use; its second entry is never zero then. */
function fill(table: usize, polynomial: u32): void {
  if (load<u32>(table, 4) != 0) return;
  for (let i: u32 = 0; i < 16; i++) {
    let c = i;
    for (let k = 0; k < 4; k++) c = (c & 1) != 0 ? (c >> 1) ^ polynomial : c >> 1;
    store<u32>(table + (i << 2), c);
  }
}

function crc(a: usize, aLength: i32, table: usize): i64 {
  let c: u32 = 0xffffffff;
  for (let i = 0; i < aLength; i++) {
    c ^= <u32>load<u8>(a + i);
    c = (c >> 4) ^ load<u32>(table + ((c & 15) << 2));
    c = (c >> 4) ^ load<u32>(table + ((c & 15) << 2));
  }
  return <i64>(~c);
}

/** CRC-32. */
export function crc32_bytea(a: usize, aLength: i32): i64 {
  fill(CRC32, 0xedb88320);
  return crc(a, aLength, CRC32);
}

/** CRC-32C, Castagnoli's. */
export function crc32c_bytea(a: usize, aLength: i32): i64 {
  fill(CRC32C, 0x82f63b78);
  return crc(a, aLength, CRC32C);
}
