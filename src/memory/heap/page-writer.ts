/**
 * Fills pages with tuples as COPY … FREEZE and VACUUM leave them: a tuple goes onto the last page if there is room, else onto a new one; on a page,
 * tuples lie from the end downwards (access/heap/hio.c, RelationPutHeapTuple; storage/page/bufpage.c, PageAddItemExtended).
 */
import { SqlError } from '../../error.js';
import {
  linePointer,
  linePointerBytes,
  lpFlags,
  maxHeapTupleSize,
  maxHeapTuplesPerPage,
  pageBytes,
  pageFlags,
  pageHeader,
  pageSizeVersion,
} from './page-layout.js';
import type { TupleWriter } from './tuple-writer.js';

const maxAlign = (bytes: number): number => (bytes + 7) & ~7;

/** The pages of a relation, or of a run of it, from the front of some bytes. */
export class PageWriter {
  /** How many pages have been begun. */
  pages = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #firstBlock: number;
  /** Where the last page begins among the bytes, and its pd_lower and pd_upper. */
  #page = -pageBytes;
  #lower = pageBytes;
  #upper = pageBytes;

  /** Pages go to the front of `bytes`, as many as there is room for. The first is block `firstBlock` of its relation (not of its segment). */
  constructor(bytes: Uint8Array, firstBlock = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#firstBlock = firstBlock;
  }

  /** Adds a tuple, or says false when the pages are full. A tuple that no page could hold raises 54000. */
  add(tuple: TupleWriter): boolean {
    const { length } = tuple;
    if (length > maxHeapTupleSize) {
      throw new SqlError('54000', `row is too big: size ${length}, maximum size ${maxHeapTupleSize}`, {
        hint: 'Values are written into the row as they are; a server would compress them or store them out of line.',
      });
    }
    if (this.#freeSpace() < maxAlign(length) && !this.#begin()) return false;
    this.#upper -= maxAlign(length);
    const offsetNumber = (this.#lower - pageHeader.pd_linp) / linePointerBytes + 1;
    tuple.store(this.#view, this.#page + this.#upper, this.#firstBlock + this.pages - 1, offsetNumber);
    const pointer = this.#upper | (lpFlags.LP_NORMAL << linePointer.flagsShift) | (length << linePointer.lengthShift);
    this.#view.setInt32(this.#page + this.#lower, pointer, true);
    this.#lower += linePointerBytes;
    this.#view.setUint16(this.#page + pageHeader.pd_lower, this.#lower, true);
    this.#view.setUint16(this.#page + pageHeader.pd_upper, this.#upper, true);
    return true;
  }

  /** PageGetHeapFreeSpace: what is left beside another line pointer. */
  #freeSpace(): number {
    if (this.#lower >= pageHeader.pd_linp + maxHeapTuplesPerPage * linePointerBytes) return 0;
    return this.#upper - this.#lower - linePointerBytes;
  }

  /** PageInit; false when there is no room for another page. */
  #begin(): boolean {
    if (this.#page + 2 * pageBytes > this.#bytes.length) return false;
    this.#page += pageBytes;
    this.pages++;
    this.#lower = pageHeader.pd_linp;
    this.#upper = pageBytes;
    this.#bytes.fill(0, this.#page, this.#page + pageBytes);
    // The log sequence number stays 0: the page needs no write-ahead log to be flushed before it.
    this.#view.setUint16(this.#page + pageHeader.pd_flags, pageFlags.PD_ALL_VISIBLE, true);
    this.#view.setUint16(this.#page + pageHeader.pd_special, pageBytes, true);
    this.#view.setUint16(this.#page + pageHeader.pd_pagesize_version, pageSizeVersion, true);
    return true;
  }
}
