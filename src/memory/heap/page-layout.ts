/**
 * Where everything is on a heap page: the sizes, offsets and bits of PostgreSQL's storage/bufpage.h, storage/itemid.h and access/htup_details.h,
 * on a little-endian machine with the usual BLCKSZ of 8192 and MAXALIGN of 8. They are the same from PostgreSQL 15 to 18.
 */

/** BLCKSZ: bytes of a page. */
export const pageBytes = 8192;

/** RELSEG_SIZE: pages of a segment file, 1 GB; a longer relation goes on in `FILE.1`, `FILE.2` … (storage/smgr/md.c). */
export const segmentPages = 131_072;

/** Offsets in PageHeaderData, in bytes. */
export const pageHeader = {
  /** Log sequence number of the last change: two uint32, the high one first. */
  pd_lsn: 0,
  /** uint16; 0 in a cluster without checksums. */
  pd_checksum: 8,
  /** uint16, the bits of `pageFlags`. */
  pd_flags: 10,
  /** uint16: where the free space begins, after the line pointers. */
  pd_lower: 12,
  /** uint16: where the free space ends, before the tuples; 0 on a page that was never used. */
  pd_upper: 14,
  /** uint16: the end of the tuples, which is the end of the page on a heap page. */
  pd_special: 16,
  /** uint16: the page's size and the layout's version in one number, `pageSizeVersion`. */
  pd_pagesize_version: 18,
  /** uint32: the oldest transaction that may have left something to prune, or 0. */
  pd_prune_xid: 20,
  /** SizeOfPageHeaderData: the line pointers begin here. */
  pd_linp: 24,
} as const;

/** `pd_pagesize_version` of every page since PostgreSQL 8.3: 8192 | PG_PAGE_LAYOUT_VERSION 4. */
export const pageSizeVersion = 0x2004;

/** Bits of `pd_flags`; PD_VALID_FLAG_BITS is all of them. */
export const pageFlags = { PD_HAS_FREE_LINES: 1, PD_PAGE_FULL: 2, PD_ALL_VISIBLE: 4, PD_VALID_FLAG_BITS: 7 } as const;

/** sizeof(ItemIdData): bytes of a line pointer, a uint32 of 15 bits lp_off, 2 bits lp_flags, 15 bits lp_len. */
export const linePointerBytes = 4;

/** The values of lp_flags. */
export const lpFlags = { LP_UNUSED: 0, LP_NORMAL: 1, LP_REDIRECT: 2, LP_DEAD: 3 } as const;

/** Where the parts of a line pointer are, in bits. */
export const linePointer = { flagsShift: 15, lengthShift: 17, offsetMask: 0x7fff, flagsMask: 3 } as const;

/** Offsets in HeapTupleHeaderData, in bytes. */
export const tupleHeader = {
  /** uint32: the transaction that inserted the tuple. */
  t_xmin: 0,
  /** uint32: the transaction that deleted or locked it, or 0. */
  t_xmax: 4,
  /** uint32: command identifiers within the transaction. */
  t_field3: 8,
  /** Six bytes: block as two uint16, the high one first, and line pointer as uint16, of the tuple itself or of its newer version. */
  t_ctid: 12,
  /** uint16: how many attributes the tuple has, and the bits of `infomask2`. */
  t_infomask2: 18,
  /** uint16: the bits of `infomask`. */
  t_infomask: 20,
  /** uint8: where the attributes begin, a multiple of 8. */
  t_hoff: 22,
  /** SizeofHeapTupleHeader: the null bitmap, if there is one, begins here. A bit is 1 where there is a value. */
  t_bits: 23,
} as const;

/** Bits of `t_infomask`. */
export const infomask = {
  HEAP_HASNULL: 0x0001,
  HEAP_HASVARWIDTH: 0x0002,
  HEAP_HASEXTERNAL: 0x0004,
  HEAP_XMAX_KEYSHR_LOCK: 0x0010,
  HEAP_COMBOCID: 0x0020,
  HEAP_XMAX_EXCL_LOCK: 0x0040,
  HEAP_XMAX_LOCK_ONLY: 0x0080,
  HEAP_XMIN_COMMITTED: 0x0100,
  HEAP_XMIN_INVALID: 0x0200,
  /** Both at once: inserted so long ago that every transaction sees it. */
  HEAP_XMIN_FROZEN: 0x0300,
  HEAP_XMAX_COMMITTED: 0x0400,
  HEAP_XMAX_INVALID: 0x0800,
  HEAP_XMAX_IS_MULTI: 0x1000,
  HEAP_UPDATED: 0x2000,
  HEAP_MOVED_OFF: 0x4000,
  HEAP_MOVED_IN: 0x8000,
} as const;

/** Bits of `t_infomask2`. */
export const infomask2 = {
  HEAP_NATTS_MASK: 0x07ff,
  HEAP_KEYS_UPDATED: 0x2000,
  HEAP_HOT_UPDATED: 0x4000,
  HEAP_ONLY_TUPLE: 0x8000,
} as const;

/** FrozenTransactionId of access/transam.h: older than every other transaction, in every cluster. */
export const frozenTransactionId = 2;

/** MaxHeapTupleSize: the longest tuple, which has a page to itself. */
export const maxHeapTupleSize = 8160;

/** MaxHeapTuplesPerPage: the most line pointers of a page. */
export const maxHeapTuplesPerPage = 291;

/** MaxHeapAttributeNumber: the most columns of a table. */
export const maxHeapAttributeNumber = 1600;

/** VARATT_SHORT_MAX: the longest varlena that has a header of one byte, that byte included (varatt.h). */
export const varattShortMax = 127;
