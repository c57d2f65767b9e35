/** The rows of a batch outside of any arena, as bytes that can be sent to another thread; a long text's address becomes its place among all texts of its column. */
import { storageOfColumn } from '../catalog/scaled.js';
import { widths } from '../catalog/types.js';
import type { Arena } from '../arena/arena.js';
import { Batch, type BatchColumn, type ColumnAddress } from './batch.js';

interface PackedColumn {
  readonly values: Uint8Array;
  readonly validity: Uint8Array;
  /** Of a column of views: the bytes of its long texts. */
  readonly texts: Uint8Array | undefined;
}

export interface PackedBatch {
  readonly rows: number;
  readonly columns: readonly PackedColumn[];
}

/** In a view: the place of the length and of the address, in i32s. A text of up to so many bytes is in the view. */
const viewWords = 4;
const addressWord = 3;
const inView = 12;

/** The batch must have room for all columns of its schema. */
export function packBatch({ arena, schema, columns, rows }: Batch): PackedBatch {
  const { u8 } = arena.views;
  return {
    rows,
    columns: columns.map((address, index) => {
      const width = widthOf(schema[index]);
      const validity = u8.slice(address.validity, address.validity + bitmapBytes(rows));
      const size = width === 0 ? bitmapBytes(rows) : rows * width;
      const values = u8.slice(address.values, address.values + size);
      return { values, validity, texts: width === 16 ? takeTexts(u8, values, validity) : undefined };
    }),
  };
}

/** The buffers that go with the batch when it is sent. */
export const buffersOf = ({ columns }: PackedBatch): ArrayBuffer[] =>
  columns.flatMap(({ values, validity, texts }) =>
    [values, validity, ...(texts === undefined ? [] : [texts])].map(({ buffer }) => buffer as ArrayBuffer),
  );

/** The same rows in an arena. */
export function unpackBatch(arena: Arena, schema: readonly BatchColumn[], packed: PackedBatch): Batch {
  const batch = new Batch(arena, schema, packed.rows);
  try {
    packed.columns.forEach(({ values, validity, texts }, index) => {
      // What is allocated for texts may move the views.
      if (texts !== undefined && texts.length > 0) placeTexts(values, batch.keep(texts));
      const { u8 } = arena.views;
      const address = batch.columns[index] as ColumnAddress;
      u8.set(values, address.values);
      u8.set(validity, address.validity);
    });
    batch.rows = packed.rows;
    return batch;
  } catch (error) {
    batch.free();
    throw error;
  }
}

const bitmapBytes = (rows: number): number => (rows + 7) >> 3;
const widthOf = (column: BatchColumn | undefined): number =>
  column === undefined ? 0 : widths[storageOfColumn(column)];

/** Copies the long texts out of the memory, and writes into the views where they are. What lies under a null is no text, and becomes an empty one. */
function takeTexts(memory: Uint8Array, values: Uint8Array, validity: Uint8Array): Uint8Array {
  const views = new Int32Array(values.buffer);
  let size = 0;
  for (let row = 0, at = 0; at < views.length; row++, at += viewWords) {
    if ((((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 0) views.fill(0, at, at + viewWords);
    const length = views[at] ?? 0;
    if (length > inView) size += length;
  }
  const texts = new Uint8Array(size);
  let next = 0;
  for (let at = 0; at < views.length; at += viewWords) {
    const length = views[at] ?? 0;
    if (length <= inView) continue;
    const start = views[at + addressWord] ?? 0;
    texts.set(memory.subarray(start, start + length), next);
    views[at + addressWord] = next;
    next += length;
  }
  return texts;
}

/** Writes addresses into the views, of texts that lie from `start` on. */
function placeTexts(values: Uint8Array, start: number): void {
  const views = new Int32Array(values.buffer);
  for (let at = 0; at < views.length; at += viewWords)
    if ((views[at] ?? 0) > inView) views[at + addressWord] = start + (views[at + addressWord] ?? 0);
}
