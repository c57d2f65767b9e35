/**
 * The chunks of a TOAST table as the runtime's `detoast` finds them: a hash table of the values' ids, then for each value its
 * chunks in the order of their numbers. `opcodes/families/core/runtime/toast-index.ts` says what is where.
 */
import type { Arena } from '../../arena/arena.js';

/** A row of a TOAST table. */
export interface ToastChunk {
  /** `chunk_id`: the value that it is a part of. */
  readonly valueId: number;
  /** `chunk_seq`: which part, from 0. */
  readonly sequence: number;
  /** Where the bytes of `chunk_data` are in linear memory, after the varlena's header; they must stay there as long as the index is used. */
  readonly address: number;
  /** How many bytes there are. */
  readonly length: number;
}

const headerBytes = 8;
const slotBytes = 8;
const countBytes = 4;
const chunkBytes = 12;

function groupByValue(chunks: Iterable<ToastChunk>): Map<number, ToastChunk[]> {
  const values = new Map<number, ToastChunk[]>();
  for (const chunk of chunks) {
    const others = values.get(chunk.valueId);
    if (others === undefined) values.set(chunk.valueId, [chunk]);
    else others.push(chunk);
  }
  return values;
}

/**
 * Writes the index of the chunks, which may come in any order, into the arena, and returns its address: what the control cell
 * `toast` is to hold, and what `arena.free` takes. Missing and superfluous chunks are found when a value is read, not here.
 */
export function buildToastIndex(arena: Arena, chunks: Iterable<ToastChunk>): number {
  const values = groupByValue(chunks);
  let slots = 4;
  while (slots < values.size * 2) slots *= 2;
  let bytes = headerBytes + slots * slotBytes;
  for (const { length } of values.values()) bytes += countBytes + length * chunkBytes;
  const index = arena.allocate(bytes);
  const { i32 } = arena.views;
  i32[index >> 2] = slots - 1;
  i32[(index >> 2) + 1] = Math.floor(Math.random() * 2 ** 32);
  let at = (index + headerBytes + slots * slotBytes) >> 2;
  for (const [valueId, parts] of values) {
    parts.sort((a, b) => a.sequence - b.sequence);
    arena.runtime.toast_insert(index, valueId, at << 2);
    i32[at++] = parts.length;
    for (const { sequence, address, length } of parts) {
      i32[at++] = sequence;
      i32[at++] = address;
      i32[at++] = length;
    }
  }
  return index;
}
