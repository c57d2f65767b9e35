/** A table from characters to characters, in scratch memory: what `translate` and the trims look characters up in. */
import { allocate } from '../../core/runtime/scratch';

/** Open addressing, 8 bytes an entry: the key of the character (0 is free) and the value. */
let table: usize = 0;
let mask: u32 = 0;

/** Begins a table of at most `count` characters; the bytes of a text are enough. */
export function startMap(count: i32): void {
  let slots: u32 = 8;
  while (slots < <u32>count << 1) slots <<= 1;
  table = allocate(slots << 3);
  memory.fill(table, 0, slots << 3);
  mask = slots - 1;
}

/** The entry of a character: its own, or the free one where it would go. */
// @ts-ignore: decorator
@inline
function entryOf(key: u32): usize {
  let slot = (key * 0x9e3779b1) >> 7;
  while (true) {
    const entry = table + ((slot & mask) << 3);
    const there = load<u32>(entry);
    if (there == key || there == 0) return entry;
    slot++;
  }
}

/** Adds a character; the first value of a character stays. */
export function addToMap(key: u32, value: u32): void {
  const entry = entryOf(key);
  if (load<u32>(entry) != 0) return;
  store<u32>(entry, key);
  store<u32>(entry, value, 4);
}

/** The value of a character, or `absent`. */
export function lookUp(key: u32, absent: u32): u32 {
  const entry = entryOf(key);
  return load<u32>(entry) == 0 ? absent : load<u32>(entry, 4);
}
