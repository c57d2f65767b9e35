/** The rows of a page as the rules of wasm/scan/line-pointers.wat say it, one line pointer after the other. */
import type { PlainTuple } from '../../src/catalog/attribute.js';
import {
  infomask,
  infomask2,
  linePointer,
  lpFlags,
  maxHeapTuplesPerPage,
  pageBytes,
  pageFlags,
  pageHeader,
  pageSizeVersion,
  tupleHeader,
} from '../../src/memory/heap/page-layout.js';
import { visibleByHints } from './hint-bits.js';

/** A row: where its tuple is in the page, its length, and whether it is a plain tuple of the program. */
export interface WalkedRow {
  readonly offset: number;
  readonly length: number;
  readonly plain: boolean;
}

/** The rows up to where the page cannot be read on, and why: the line pointer from 1, or 0 for the page itself. */
export interface Walked {
  readonly rows: readonly WalkedRow[];
  readonly failure: { readonly message: RegExp; readonly tuple: number } | undefined;
}

const header = /the header of a page is not valid/;
const tooMany = /more line pointers than a page of a table can have/;
const astray = /a line pointer does not lead to a tuple in its page/;
const undecided = /hint bits do not say whether a tuple is visible/;

/** What a walk over the page finds. `plain` is undefined when it does not matter. */
export function walked(page: DataView, allTuples: boolean, plain?: PlainTuple): Walked {
  const u16 = (at: number): number => page.getUint16(at, true);
  const u32 = (at: number): number => page.getUint32(at, true);
  const upper = u16(pageHeader.pd_upper);
  const lower = u16(pageHeader.pd_lower);
  const count = (lower - pageHeader.pd_linp) / 4;
  const fine =
    count >= 0 &&
    Number.isInteger(count) &&
    lower <= upper &&
    upper <= pageBytes &&
    u16(pageHeader.pd_special) === pageBytes &&
    u16(pageHeader.pd_pagesize_version) === pageSizeVersion &&
    (u16(pageHeader.pd_flags) & ~pageFlags.PD_VALID_FLAG_BITS) === 0;
  if (!fine) return { rows: [], failure: isZero(page) ? undefined : { message: header, tuple: 0 } };
  if (count > maxHeapTuplesPerPage) return { rows: [], failure: { message: tooMany, tuple: 0 } };
  const everything = allTuples || (u16(pageHeader.pd_flags) & pageFlags.PD_ALL_VISIBLE) !== 0;
  const rows: WalkedRow[] = [];
  for (let tuple = 1; tuple <= count; tuple++) {
    const pointer = u32(pageHeader.pd_linp + 4 * (tuple - 1));
    if (((pointer >>> linePointer.flagsShift) & linePointer.flagsMask) !== lpFlags.LP_NORMAL) continue;
    const offset = pointer & linePointer.offsetMask;
    const length = pointer >>> linePointer.lengthShift;
    if (offset % 8 !== 0 || offset < upper || offset + length > pageBytes || length < 24)
      return { rows, failure: { message: astray, tuple } };
    const hints = {
      xmin: u32(offset),
      xmax: u32(offset + tupleHeader.t_xmax),
      infomask: u16(offset + tupleHeader.t_infomask),
    };
    const visible = everything || visibleByHints(hints);
    if (visible === undefined) return { rows, failure: { message: undecided, tuple } };
    if (visible) rows.push({ offset, length, plain: plain !== undefined && isPlain(page, offset, length, plain) });
  }
  return { rows, failure: undefined };
}

function isPlain(page: DataView, at: number, length: number, { attributes, bytes, nullBits }: PlainTuple): boolean {
  const natts = page.getUint16(at + tupleHeader.t_infomask2, true) & infomask2.HEAP_NATTS_MASK;
  const hasNull = (page.getUint16(at + tupleHeader.t_infomask, true) & infomask.HEAP_HASNULL) !== 0;
  const bits = page.getUint8(at + tupleHeader.t_bits);
  const nullsMatter = hasNull && (nullBits === undefined || (bits & nullBits) !== nullBits);
  return natts === attributes && page.getUint8(at + tupleHeader.t_hoff) === 24 && !nullsMatter && length >= 24 + bytes;
}

function isZero(page: DataView): boolean {
  for (let at = 0; at < pageBytes; at += 4) if (page.getUint32(at, true) !== 0) return false;
  return true;
}
