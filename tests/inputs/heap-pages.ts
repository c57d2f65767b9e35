/** Heap files made by hand: pages with some tuples each, and how their bytes are changed. */
import type { HeapTable } from '../../src/catalog/attribute.js';
import type { Value } from '../../src/catalog/types.js';
import type { Arena } from '../../src/arena/arena.js';
import { linePointerBytes, pageBytes, pageHeader } from '../../src/memory/heap/page-layout.js';
import { PageWriter } from '../../src/memory/heap/page-writer.js';
import { TupleWriter } from '../../src/memory/heap/tuple-writer.js';

export type Row = readonly (Value | null)[];

/** Pages that hold the rows of each inner array; an empty one is a page of zeros, as the server adds them to a file. */
export function pagesOf(table: HeapTable, rows: readonly (readonly Row[])[], firstBlock = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(rows.length * pageBytes);
  const tuple = new TupleWriter(table.attributes);
  rows.forEach((ofPage, page) => {
    const writer = new PageWriter(bytes.subarray(page * pageBytes, (page + 1) * pageBytes), firstBlock + page);
    for (const row of ofPage) {
      tuple.form(row);
      if (!writer.add(tuple)) throw new RangeError('the rows do not fit the page');
    }
  });
  return bytes;
}

/** Stores the checksum of each page, as a cluster with checksums does. */
export function withChecksums(arena: Arena, pages: Uint8Array, firstBlock = 0): Uint8Array {
  const address = arena.allocate(pageBytes);
  const made = pages.slice();
  for (let page = 0; page * pageBytes < made.length; page++) {
    const bytes = made.subarray(page * pageBytes, (page + 1) * pageBytes);
    if (bytes.every((byte) => byte === 0)) continue;
    arena.views.u8.set(bytes, address);
    const checksum = arena.runtime.page_checksum(address, firstBlock + page);
    bytes[pageHeader.pd_checksum] = checksum & 0xff;
    bytes[pageHeader.pd_checksum + 1] = checksum >> 8;
  }
  arena.free(address);
  return made;
}

/** Where the tuple of a line pointer (from 1) begins among the bytes of pages. */
export function tupleAt(pages: Uint8Array, page: number, linePointer: number): number {
  const view = new DataView(pages.buffer, pages.byteOffset);
  const pointer = view.getUint32(page * pageBytes + pageHeader.pd_linp + (linePointer - 1) * linePointerBytes, true);
  return page * pageBytes + (pointer & 0x7fff);
}

/** A TOAST table as a table that can be written. */
const toastTable: HeapTable = {
  attributes: [
    { name: 'chunk_id', type: 'int4', length: 4, align: 4, notNull: true, missing: null, column: 0 },
    { name: 'chunk_seq', type: 'int4', length: 4, align: 4, notNull: true, missing: null, column: 1 },
    { name: 'chunk_data', type: 'text', length: -1, align: 4, notNull: true, missing: null, column: 2 },
  ],
  columns: [],
};

/** TOAST_MAX_CHUNK_SIZE. */
const chunkBytes = 1996;

/** The pages of a TOAST table with those values, which are ASCII, by their ids; the last chunk of each comes first. */
export function toastPages(values: ReadonlyMap<number, string>): Uint8Array<ArrayBuffer> {
  const pages: Row[][] = [];
  for (const [id, value] of values) {
    const chunks: Row[] = [];
    for (let at = 0; at < value.length; at += chunkBytes)
      chunks.unshift([id, at / chunkBytes, value.slice(at, at + chunkBytes)]);
    while (chunks.length > 0) pages.push(chunks.splice(0, 4));
  }
  return pagesOf(toastTable, pages);
}

/** A text that takes the place that a TOAST pointer (varatt_external) is to have. */
export const pointerPlace = 'p'.repeat(17);

/** Makes the text at `at`, written as `pointerPlace`, a pointer to an uncompressed value of so many bytes. */
export function putPointer(pages: Uint8Array, at: number, valueId: number, bytes: number): void {
  const view = new DataView(pages.buffer, pages.byteOffset);
  view.setUint8(at, 1);
  view.setUint8(at + 1, 18);
  view.setInt32(at + 2, bytes + 4, true);
  view.setUint32(at + 6, bytes, true);
  view.setUint32(at + 10, valueId, true);
  view.setUint32(at + 14, 99_999, true);
}
