/** Pages made field by field, so that they can be what no server would write. */
import {
  infomask,
  linePointer,
  linePointerBytes,
  lpFlags,
  pageBytes,
  pageFlags,
  pageHeader,
  pageSizeVersion,
  tupleHeader,
} from '../../src/memory/heap/page-layout.js';

/** What a tuple's header says; the rest of it is 0. */
export interface TupleHeader {
  readonly xmin: number;
  readonly xmax: number;
  readonly infomask: number;
  /** How many attributes there are, and the other bits of t_infomask2. */
  readonly infomask2: number;
  readonly hoff: number;
  /** The first byte of the null bitmap, which a tuple of 24 bytes has room for. */
  readonly bits: number;
}

/** A tuple of one attribute that all transactions see. */
export const frozen: TupleHeader = {
  xmin: 2,
  xmax: 0,
  infomask: infomask.HEAP_XMIN_FROZEN | infomask.HEAP_XMAX_INVALID,
  infomask2: 1,
  hoff: 24,
  bits: 0,
};

/** One page, whose line pointers and tuples are added one after the other. */
export class HandMadePage {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  #lower = pageHeader.pd_linp;
  #upper = pageBytes;

  /** An empty page in the first 8192 of those bytes, or in its own. */
  constructor(bytes: Uint8Array = new Uint8Array(pageBytes), flags = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, pageBytes);
    bytes.fill(0, 0, pageBytes);
    this.view.setUint16(pageHeader.pd_flags, flags, true);
    this.view.setUint16(pageHeader.pd_special, pageBytes, true);
    this.view.setUint16(pageHeader.pd_pagesize_version, pageSizeVersion, true);
    this.#finish();
  }

  /** The number that the next line pointer will have, from 1. */
  get next(): number {
    return (this.#lower - pageHeader.pd_linp) / linePointerBytes + 1;
  }

  /** Adds a line pointer as it is. */
  pointer(flags: number, offset = 0, length = 0): void {
    this.view.setInt32(
      this.#lower,
      offset | (flags << linePointer.flagsShift) | (length << linePointer.lengthShift),
      true,
    );
    this.#lower += linePointerBytes;
    this.#finish();
  }

  /** Adds a tuple of so many bytes, header included, with its line pointer. */
  tuple(header: Partial<TupleHeader> = {}, length = 24, flags: number = lpFlags.LP_NORMAL): void {
    this.#upper -= (length + 7) & ~7;
    const { xmin, xmax, infomask, infomask2, hoff, bits } = { ...frozen, ...header };
    const { view } = this;
    const at = this.#upper;
    view.setUint32(at + tupleHeader.t_xmin, xmin, true);
    view.setUint32(at + tupleHeader.t_xmax, xmax, true);
    view.setUint16(at + tupleHeader.t_ctid + 4, this.next, true);
    view.setUint16(at + tupleHeader.t_infomask2, infomask2, true);
    view.setUint16(at + tupleHeader.t_infomask, infomask, true);
    view.setUint8(at + tupleHeader.t_hoff, hoff);
    view.setUint8(at + tupleHeader.t_bits, bits);
    this.pointer(flags, at, length);
  }

  #finish(): void {
    this.view.setUint16(pageHeader.pd_lower, this.#lower, true);
    this.view.setUint16(pageHeader.pd_upper, this.#upper, true);
  }
}

/** Whether a page's tuples are all visible, as `pd_flags` has it. */
export const allVisible = (yes: boolean): number => (yes ? pageFlags.PD_ALL_VISIBLE : 0);
