/**
 * The chunks of a TOAST table, held in linear memory and indexed for as long as the values stored out of line are wanted. A TOAST table has the
 * columns chunk_id oid, chunk_seq int4 and chunk_data bytea, which is never compressed or stored out of line itself.
 */
import type { HeapTable } from '../catalog/attribute.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { HeapBatch } from '../memory/heap/batch.js';
import { infomask, infomask2, tupleHeader } from '../memory/heap/page-layout.js';
import { buildToastIndex, type ToastChunk } from '../memory/heap/toast.js';
import { TextHeap } from '../memory/text-heap.js';
import { HeapFile, type HeapFileOptions } from './heap-file.js';

const toastTable: HeapTable = {
  attributes: [
    { name: 'chunk_id', type: 'oid', length: 4, align: 4, notNull: true, missing: null, column: undefined },
    { name: 'chunk_seq', type: 'int4', length: 4, align: 4, notNull: true, missing: null, column: undefined },
    { name: 'chunk_data', type: 'bytea', length: -1, align: 4, notNull: true, missing: null, column: undefined },
  ],
  columns: [],
};

const runPages = 32;

/** What `loadToast` holds. */
export interface LoadedToast {
  /** The address of the index: what a batch's `toast` is to be. */
  readonly index: number;
  free(): void;
}

/**
 * Reads the file of a TOAST table as a whole. Raises what is wrong with the file or a page of it, XX001 for a tuple that is not one of a TOAST
 * table, or 53200 when it does not fit the arena.
 */
export async function loadToast(arena: Arena, path: string, options: HeapFileOptions): Promise<LoadedToast> {
  const file = await HeapFile.open(arena, path, options);
  const batch = new HeapBatch(arena, toastTable, runPages);
  const data = new TextHeap(arena);
  batch.allTuples = true;
  try {
    const chunks: ToastChunk[] = [];
    for (let run = file.read(batch.bytes()); run.pages > 0; run = file.read(batch.bytes())) {
      batch.fill(run.pages, run.firstBlock, path);
      batch.walk();
      for (let row = 0; row < batch.rows; row++)
        if (isValid(batch, row)) chunks.push(kept(chunkOf(batch, row), data, arena));
      batch.finish();
    }
    const index = buildToastIndex(arena, chunks);
    return {
      index,
      free: () => {
        arena.free(index);
        data.free();
      },
    };
  } catch (error) {
    data.free();
    if (error instanceof SqlError && error.code === '53200')
      throw error.with({ hint: 'The TOAST table is held in memory as a whole.' });
    throw error;
  } finally {
    batch.free();
    file.close();
  }
}

/**
 * Whoever sees a row may read its values, so that it only matters whether a chunk's insertion is known to have failed; nobody sets the hint bits of
 * a chunk that he reads (access/heap/heapam_visibility.c, HeapTupleSatisfiesToast).
 */
function isValid(batch: HeapBatch, row: number): boolean {
  const { address: tuple } = batch.tuple(row);
  const { u8, i32 } = batch.arena.views;
  const bits = (u8[tuple + tupleHeader.t_infomask] ?? 0) | ((u8[tuple + tupleHeader.t_infomask + 1] ?? 0) << 8);
  if ((bits & infomask.HEAP_XMIN_COMMITTED) !== 0) return true;
  return (bits & infomask.HEAP_XMIN_INVALID) === 0 && (i32[(tuple + tupleHeader.t_xmin) >> 2] ?? 0) !== 0;
}

/** A chunk whose data lies in the page. */
function chunkOf(batch: HeapBatch, row: number): ToastChunk {
  const { address: tuple, length } = batch.tuple(row);
  const { u8, i32 } = batch.arena.views;
  const end = tuple + length;
  const start = tuple + (u8[tuple + tupleHeader.t_hoff] ?? 0);
  const natts =
    ((u8[tuple + tupleHeader.t_infomask2] ?? 0) | ((u8[tuple + tupleHeader.t_infomask2 + 1] ?? 0) << 8)) &
    infomask2.HEAP_NATTS_MASK;
  const hasNulls = ((u8[tuple + tupleHeader.t_infomask] ?? 0) & infomask.HEAP_HASNULL) !== 0;
  const wrong = new SqlError('XX001', 'a tuple is not one of a TOAST table', {
    row,
    hint: "The path of the TOAST table's file is what pg_relation_filepath(reltoastrelid) says.",
  });
  const at = start + 8;
  if (natts !== 3 || hasNulls || (start & 7) !== 0 || start < tuple + tupleHeader.t_bits || at >= end)
    throw batch.placed(wrong);
  const header = u8[at] ?? 0;
  const isShort = (header & 1) !== 0;
  const size = isShort ? header >> 1 : (i32[at >> 2] ?? 0) >>> 2;
  const headerBytes = isShort ? 1 : 4;
  if (header === 1 || (header & 3) === 2 || size < headerBytes || at + size > end) throw batch.placed(wrong);
  return {
    valueId: (i32[start >> 2] ?? 0) >>> 0,
    sequence: i32[(start >> 2) + 1] ?? 0,
    address: at + headerBytes,
    length: size - headerBytes,
  };
}

/** The chunk with its data where it stays. */
function kept(chunk: ToastChunk, data: TextHeap, arena: Arena): ToastChunk {
  // A copy outside the memory first, which may grow and so take the page's view away.
  return { ...chunk, address: data.add(arena.views.u8.slice(chunk.address, chunk.address + chunk.length)) };
}
