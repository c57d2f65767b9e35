/**
 * Where the chunks of every value of a TOAST table are. At `index` is the number of slots less one (a power of two, at most half
 * of them used) and then a seed; from `index` + 8 on, slots of 8 bytes: the value's id, and the address of its chunks or 0 where
 * the slot is free. At that address is the number of chunks, then for each in the order of their numbers 12 bytes: number, address, length.
 */

/** Spreads every bit of an id over the hash (the finaliser of MurmurHash3); no file can be made to suit an unknown seed. */
// @ts-ignore: decorator
@inline
function mix(id: u32): u32 {
  id = (id ^ (id >> 16)) * 0x85ebca6b;
  id = (id ^ (id >> 13)) * 0xc2b2ae35;
  return id ^ (id >> 16);
}

/** The slot of a value, or the free one where it would go. */
// @ts-ignore: decorator
@inline
function slotOf(index: usize, valueId: u32): usize {
  const mask = load<u32>(index);
  let n = mix(valueId ^ load<u32>(index, 4)) & mask;
  while (true) {
    const slot = index + 8 + (<usize>n << 3);
    if (load<u32>(slot, 4) == 0 || load<u32>(slot) == valueId) return slot;
    n = (n + 1) & mask;
  }
}

/** The address of a value's chunks; 0 when there are none. */
export function toastChunks(index: usize, valueId: u32): usize {
  return load<u32>(slotOf(index, valueId), 4);
}

/** Adds to a TOAST table's index a value, which it does not have yet, and the address of its chunks. */
export function toast_insert(index: usize, valueId: u32, chunks: usize): void {
  const slot = slotOf(index, valueId);
  store<u32>(slot, valueId);
  store<u32>(slot, <u32>chunks, 4);
}
