/** Whether bytes are UTF-8 as PostgreSQL takes it: no NUL, no surrogates, no longer form than needed (`pg_utf8_verifystr` in `common/wchar.c`). */

/** The bytes of the character that begins with a byte; 1 for one that begins none. */
export function characterBytes(lead: u32): i32 {
  return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 1;
}

/** The least and the greatest second byte of a character, which depend on the first one. */
function leastSecond(lead: u32): u32 {
  return lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
}

function greatestSecond(lead: u32): u32 {
  return lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
}

function isCharacter(p: usize, length: i32): bool {
  const lead = <u32>load<u8>(p);
  if (length == 1) return lead != 0 && lead < 0x80;
  if (lead < 0xc2 || lead > 0xf4) return false;
  const second = <u32>load<u8>(p + 1);
  if (second < leastSecond(lead) || second > greatestSecond(lead)) return false;
  for (let i = 2; i < length; i++) if ((<u32>load<u8>(p + i) & 0xc0) != 0x80) return false;
  return true;
}

/** Where the first wrong byte is, or the end. The characters before it are counted. */
export function utf8End(bytes: usize, length: i32): usize {
  const end = bytes + length;
  let p = bytes;
  utf8Characters = 0;
  while (p < end) {
    const size = characterBytes(load<u8>(p));
    if (<usize>size > end - p || !isCharacter(p, size)) break;
    p += size;
    utf8Characters++;
  }
  return p;
}

export let utf8Characters: i32 = 0;
