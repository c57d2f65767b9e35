/**
 * The table of an IN over constants. A hash table has open addressing, a mask and a seed, and then slots of 16 bytes; the runtime's functions
 * insert and probe, so that the hash is defined once. A table of bits has its least value, a mask and then the bits (`BITMAP_SCALARARRAYOP`).
 */
import type { Value } from '../catalog/types.js';
import type { Arena } from '../arena/arena.js';
import { makeState } from '../functions/prepare.js';
import type { ArrayTable, Table } from '../program/program.js';

/** The address of the table; it and its texts are added to `owned`. */
export function buildTable(arena: Arena, table: Table, owned: number[]): number {
  if (table.kind === 'state') return makeState(arena, table, owned);
  return table.kind === 'hash' ? buildHash(arena, table, owned) : buildBits(arena, table, owned);
}

function buildBits(arena: Arena, table: ArrayTable, owned: number[]): number {
  const values = table.values.map(Number);
  let [least = 0, greatest = least] = values;
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  // A kernel may load the first 16 bytes at once.
  let bits = 8;
  while (bits <= greatest - least) bits *= 2;
  const address = arena.allocate(8 + Math.max(bits / 8, 16));
  owned.push(address);
  const { i32, u8 } = arena.views;
  i32[address >> 2] = least;
  i32[(address >> 2) + 1] = bits - 1;
  for (const value of values) {
    const at = address + 8 + ((value - least) >> 3);
    u8[at] = (u8[at] ?? 0) | (1 << ((value - least) & 7));
  }
  return address;
}

function buildHash(arena: Arena, table: ArrayTable, owned: number[]): number {
  let slots = 4;
  while (slots < table.values.length * 2) slots *= 2;
  const address = arena.allocate(8 + slots * 16);
  owned.push(address);
  arena.views.i32[address >> 2] = slots - 1;
  // Nobody who writes the list, or the rows, can know which values will collide.
  arena.views.i32[(address >> 2) + 1] = Math.floor(Math.random() * 2 ** 32) | 0;
  for (const value of table.values) insert(arena, address, table, value, owned);
  return address;
}

function insert(arena: Arena, address: number, { representation }: ArrayTable, value: Value, owned: number[]): void {
  const { runtime } = arena;
  switch (representation) {
    case 'i32':
      runtime.hash_insert_i32(address, Number(value));
      return;
    case 'i64':
      runtime.hash_insert_i64(address, BigInt(value));
      return;
    case 'f32':
      runtime.hash_insert_f32(address, Number(value));
      return;
    case 'f64':
      runtime.hash_insert_f64(address, Number(value));
      return;
    case 'ref': {
      const bytes = new TextEncoder().encode(String(value));
      const text = arena.allocate(bytes.length);
      owned.push(text);
      arena.views.u8.set(bytes, text);
      runtime.hash_insert_text(address, text, bytes.length);
    }
  }
}
