/**
 * A batch of heap pages: PostgreSQL's own pages as they are in a relation's file, and where the rows in them are. A row is a tuple that is
 * visible; rows are numbered from 0 in the order of pages and line pointers.
 */
/// <reference lib="esnext.disposable" preserve="true" />
import type { HeapTable, PlainTuple, TableColumn } from '../../catalog/attribute.js';
import type { Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { control } from '../../arena/control.generated.js';
import { pageFailure, tupleFailure, type HeapPlace } from './failure.js';
import { linePointers } from './line-pointers.js';
import {
  infomask,
  infomask2,
  linePointer,
  lpFlags,
  maxHeapTuplesPerPage,
  pageBytes,
  pageHeader,
} from './page-layout.js';
import { TupleReader } from './tuple-reader.js';

/** SizeofHeapTupleHeader, MAXALIGNed: the header of a plain tuple. */
const plainHeader = 24;

/** What wasm/scan/line-pointers.wat loads. `lpFlags` are the flags and the bits of lp_off that alignment makes 0. */
const walkConstants: readonly (readonly [cell: number, value: number])[] = [
  [control.lpOffset, linePointer.offsetMask],
  [control.lpNormal, lpFlags.LP_NORMAL << linePointer.flagsShift],
  [control.lpFlags, (linePointer.flagsMask << linePointer.flagsShift) | 7],
  [control.pageSize, pageBytes],
  [control.leastTuple, plainHeader],
  [control.nattsMask, infomask2.HEAP_NATTS_MASK << 16],
];

/** As many as an arena can hold. */
const mostPages = 2 ** 31 / pageBytes;

/** More rows than any batch has. */
const allRows = 0x7fffffff;

export class HeapBatch {
  readonly layout = 'heap';
  readonly arena: Arena;
  readonly table: HeapTable;
  /** The columns that programs can read. */
  readonly schema: readonly TableColumn[];
  /** The most pages it holds. */
  readonly pageCapacity: number;
  /** The most rows that so many pages can have. */
  readonly capacity: number;
  /** All tuples that there are become rows, also deleted ones and those whose insertion failed. */
  allTuples = false;
  /** The address of the TOAST table's index (`buildToastIndex`), or 0. */
  toast = 0;
  /** What errors call the file. */
  #file = '';
  #firstBlock = 0;
  #pages = 0;
  #rows = 0;
  #limit = allRows;
  #row = -1;
  /** The vectors hold all rows. */
  #found = true;
  readonly #reader: TupleReader;
  readonly #owned: number[];
  #start: number;
  #freed = false;
  readonly #tuples: number;
  readonly #lengths: number;

  /** A batch for so many pages in the arena, or over pages that are at an address of it already. */
  constructor(arena: Arena, table: HeapTable, pages: number, at?: number) {
    this.arena = arena;
    this.table = table;
    this.schema = table.columns;
    if (!(pages <= mostPages))
      throw new SqlError('22023', `a batch of ${pages} pages cannot be made`, { hint: `The most are ${mostPages}.` });
    this.pageCapacity = Math.max(Math.ceil(pages), 1);
    this.capacity = this.pageCapacity * maxHeapTuplesPerPage;
    // The scan touches the page that follows, and reads a little beyond the last tuple.
    this.#owned = [];
    const own = (bytes: number): number => {
      const address = arena.allocate(bytes);
      this.#owned.push(address);
      return address;
    };
    try {
      this.#start = at ?? own((this.pageCapacity + 1) * pageBytes);
      this.#tuples = own(this.capacity * 4);
      this.#lengths = own(this.capacity * 4);
    } catch (error) {
      this.free();
      throw error;
    }
    this.#reader = new TupleReader(arena, table);
  }

  /** Where the pages go, as a view that is valid until the memory grows. */
  bytes(): Uint8Array {
    this.#mustLive();
    return this.arena.views.u8.subarray(this.#start, this.#start + this.pageCapacity * pageBytes);
  }

  /** Says that `pages` pages are there now, the first of which is block `firstBlock` of the relation that errors are to call `file`. */
  fill(pages: number, firstBlock = 0, file = 'memory'): void {
    this.#mustLive();
    if (!Number.isInteger(pages) || pages < 0 || pages > this.pageCapacity)
      throw new SqlError('22023', `the batch cannot have ${pages} pages: its capacity is ${this.pageCapacity}`);
    this.#pages = pages;
    this.#firstBlock = firstBlock;
    this.#file = file;
    this.#rows = 0;
    this.#limit = allRows;
    this.#row = -1;
    this.#found = true;
  }

  /** Says that the batch's pages are at another address of the arena, behind which another page can be read. */
  moveTo(address: number, pages: number, firstBlock: number, file: string): void {
    this.#start = address;
    this.fill(pages, firstBlock, file);
  }

  /** Where a row's tuple is in linear memory, and how many bytes it has. */
  tuple(row: number): { readonly address: number; readonly length: number } {
    return { address: this.#tupleOf(row), length: this.arena.views.i32[(this.#lengths >> 2) + row] ?? 0 };
  }

  /** How many rows there are: known after `walk`, or after a kernel has run. */
  get rows(): number {
    return this.#rows;
  }
  /** Leaves out the rows from there on. */
  set rows(rows: number) {
    this.#limit = rows;
    this.#rows = Math.min(this.#rows, rows);
  }
  /** The most rows that are wanted. */
  get limit(): number {
    return this.#limit;
  }

  /**
   * Tells the kernels where the pages are, and the walk which tuples are plain for a program, if any are: the control cells are the arena's, and
   * another batch may have been there last.
   */
  bind(plain?: PlainTuple): void {
    this.#mustLive();
    const { i32 } = this.arena.views;
    i32[control.plain >> 2] = plain === undefined ? 0 : 1;
    i32[control.plainWord16 >> 2] = (plain?.attributes ?? 0) << 16;
    i32[control.plainWord20 >> 2] = plainHeader << 16;
    i32[control.plainMask20 >> 2] = 0x00ff0000 | (plain?.nullBits === undefined ? infomask.HEAP_HASNULL : 0);
    i32[control.plainBits >> 2] = (plain?.nullBits ?? 0) << 24;
    i32[control.plainLength >> 2] = plainHeader + (plain?.bytes ?? 0);
    for (const [cell, value] of walkConstants) i32[cell >> 2] = value;
    this.startRun();
    i32[control.pages >> 2] = this.#start;
    i32[control.pagesEnd >> 2] = this.#start + this.#pages * pageBytes;
    i32[control.allTuples >> 2] = this.allTuples ? 1 : 0;
    i32[control.toast >> 2] = this.toast;
    i32[control.rows >> 2] = 0;
  }

  /** Before each run after `bind`: the vectors are empty. */
  startRun(): void {
    const { i32 } = this.arena.views;
    i32[control.tuples >> 2] = this.#tuples;
    i32[control.lengths >> 2] = this.#lengths;
    i32[control.failure >> 2] = 0;
  }

  /** An engine that goes page by page leaves the vectors as they were on its last page: they are made again when somebody asks for a row. */
  forgetRows(): void {
    this.#found = false;
    this.#row = -1;
  }

  /** Finds the rows, so that they can be read without a kernel. What is wrong with a page is raised by `finish`, after the rows before it. */
  walk(): void {
    this.bind();
    this.findRows();
  }

  /** The same after `bind`: for engines that do not go page by page. */
  findRows(): void {
    const find = linePointers(this.arena);
    const { i32 } = this.arena.views;
    this.startRun();
    const end = this.#start + this.#pages * pageBytes;
    this.#found = true;
    this.#row = -1;
    let rows = 0;
    for (let page = this.#start; page < end && rows < this.#limit && i32[control.failure >> 2] === 0; page += pageBytes)
      rows = find(page, rows);
    i32[control.rows >> 2] = Math.min(rows, this.#limit);
    this.#rows = Math.min(rows, this.#limit);
  }

  /** After a run: takes over how many rows there were. Raises what is wrong with the page at which the rows ended, unless that many were not wanted. */
  finish(): void {
    const { i32 } = this.arena.views;
    this.#rows = i32[control.rows >> 2] ?? 0;
    const reason = i32[control.failure >> 2] ?? 0;
    if (reason === 0 || this.#rows >= this.#limit) return;
    const page = i32[control.failurePage >> 2] ?? 0;
    throw pageFailure(reason, this.#placeAt(page, i32[control.failureTuple >> 2] ?? 0)).with({ row: this.#rows });
  }

  /** The error of a row, with the tuple's place. */
  placed(error: SqlError): SqlError {
    return error.row === undefined ? error : tupleFailure(error, this.#placeOf(error.row));
  }

  /** A row's place in the relation, as PostgreSQL's ctid: block from 0, line pointer from 1. */
  ctid(row: number): { block: number; offset: number } {
    const { block, tuple } = this.#placeOf(row);
    return { block, offset: tuple };
  }

  /** The block that the error of a row is about: where its tuple is, or the page at which the rows ended. */
  blockOf(row: number): number {
    const { i32 } = this.arena.views;
    const isPage = (i32[control.failure >> 2] ?? 0) !== 0 && (i32[control.rows >> 2] ?? 0) <= row;
    return isPage ? this.#placeAt(i32[control.failurePage >> 2] ?? 0, 0).block : this.ctid(row).block;
  }

  /** The value of a column of the schema. Raises XX001 when the tuple does not fit the table. */
  get(column: number, row: number): Value | null {
    try {
      if (this.#row !== row) {
        const { address, length } = this.tuple(row);
        const { i32 } = this.arena.views;
        i32[control.toast >> 2] = this.toast;
        this.#reader.start(address, length);
        this.#row = row;
      }
      return this.#reader.value(column);
    } catch (error) {
      throw error instanceof SqlError ? this.placed(error.with({ row })) : error;
    }
  }

  /** It has been freed, and raises 55000 when it is used. */
  get freed(): boolean {
    return this.#freed;
  }

  /** Gives the memory back; the batch cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    for (const address of this.#owned) this.arena.free(address);
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  #mustLive(): void {
    if (this.#freed) throw new SqlError('55000', 'the batch has been freed');
  }

  /** The vectors say where each row is, also after a run that went page by page. */
  #findAgain(): void {
    if (this.#found) return;
    const { i32 } = this.arena.views;
    const kept = [control.rows, control.failure, control.failurePage, control.failureTuple].map(
      (cell) => [cell >> 2, i32[cell >> 2] ?? 0] as const,
    );
    const rows = this.#rows;
    this.walk();
    this.#rows = rows;
    for (const [cell, value] of kept) i32[cell] = value;
  }

  /** Where the row's tuple begins; the lowest bit of what the vector holds says whether it is plain. */
  #tupleOf(row: number): number {
    this.#mustLive();
    this.#findAgain();
    return (this.arena.views.i32[(this.#tuples >> 2) + row] ?? 0) & ~7;
  }

  #placeOf(row: number): HeapPlace {
    const { i32 } = this.arena.views;
    const tuple = this.#tupleOf(row);
    const page = tuple - ((tuple - this.#start) % pageBytes);
    // On a damaged page several line pointers can lead to one tuple: those of the rows before it come first.
    let before = 0;
    for (let r = row - 1; r >= 0 && this.#tupleOf(r) >= page && this.#tupleOf(r) < page + pageBytes; r--)
      if (this.#tupleOf(r) === tuple) before++;
    const first = (page + pageHeader.pd_linp) >> 2;
    const wanted = (tuple - page) | (lpFlags.LP_NORMAL << linePointer.flagsShift);
    const mask = linePointer.offsetMask | (linePointer.flagsMask << linePointer.flagsShift);
    for (let number = 1; number <= maxHeapTuplesPerPage; number++) {
      if (((i32[first + number - 1] ?? 0) & mask) === wanted && before-- === 0) return this.#placeAt(page, number);
    }
    return this.#placeAt(page, 0);
  }
  #placeAt(page: number, tuple: number): HeapPlace {
    return { file: this.#file, block: this.#firstBlock + (page - this.#start) / pageBytes, tuple };
  }
}
