/**
 * The hash table of an IN over constants: open addressing, a mask and then slots of 16 bytes. The runtime's functions insert and probe, so
 * that the hash is defined once.
 */
import type { Value } from '../catalog/types.js';
import type { Arena } from '../memory/arena.js';
import type { HashTable } from '../program/program.js';

/** The address of the table; it and its texts are added to `owned`. */
export function buildTable(arena: Arena, table: HashTable, owned: number[]): number {
  let slots = 4;
  while (slots < table.values.length * 2) slots *= 2;
  const address = arena.allocate(8 + slots * 16);
  owned.push(address);
  arena.views.i32[address >> 2] = slots - 1;
  for (const value of table.values) insert(arena, address, table, value, owned);
  return address;
}

function insert(arena: Arena, address: number, { representation }: HashTable, value: Value, owned: number[]): void {
  const { runtime } = arena;
  switch (representation) {
    case 'i32': runtime.hash_insert_i32(address, Number(value)); return;
    case 'i64': runtime.hash_insert_i64(address, BigInt(value)); return;
    case 'f32': runtime.hash_insert_f32(address, Number(value)); return;
    case 'f64': runtime.hash_insert_f64(address, Number(value)); return;
    case 'ref': {
      const bytes = new TextEncoder().encode(String(value));
      const text = arena.allocate(bytes.length);
      owned.push(text);
      arena.views.u8.set(bytes, text);
      runtime.hash_insert_text(address, text, bytes.length);
    }
  }
}
