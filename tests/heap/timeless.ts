/** Heap pages without what depends on when, and by which transaction, they were written, so that those of two clusters can be compared. */
import { pageBytes, pageHeader, tupleHeader } from '../../src/memory/heap/page-layout.js';

/** The same pages, changed in place: LSN, checksum, and the t_xmin and t_field3 (the command) of every tuple are 0. */
export function timeless(pages: Buffer): Buffer {
  for (let page = 0; page < pages.length; page += pageBytes) {
    pages.fill(0, page, page + pageHeader.pd_flags);
    const end = page + pages.readUInt16LE(page + pageHeader.pd_lower);
    for (let pointer = page + pageHeader.pd_linp; pointer < end; pointer += 4) {
      const tuple = page + (pages.readUInt32LE(pointer) & 0x7fff);
      pages.fill(0, tuple, tuple + tupleHeader.t_xmax);
      pages.fill(0, tuple + tupleHeader.t_field3, tuple + tupleHeader.t_ctid);
    }
  }
  return pages;
}
