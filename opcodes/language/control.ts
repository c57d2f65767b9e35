/**
 * Fixed addresses at the start of every linear memory, in bytes, each of an i32: shared by JavaScript, the kernels
 * and the runtime functions. The runtime's static data begins at `runtimeBase`.
 */
export const control = {
  /** Next free byte of the scratch area, where functions that make texts put them. */
  scratchNext: 8,
  /** One past the last byte of the scratch area. */
  scratchEnd: 12,
  /** Length in bytes of the text that the last call returned (its pointer is the result). */
  resultLength: 16,
  /** Where the scratch area begins: RESET_EXPRCONTEXT makes it the next free byte again. */
  scratchStart: 20,
  /** The index of the TOAST table's chunks, where values stored out of line are found; 0 when none is given. */
  toast: 24,
  /** Of a batch of heap pages: where each row's tuple begins, an address a row, of which the lowest bit is 1 when the tuple is not plain. */
  tuples: 28,
  /** How long each row's tuple is, in bytes, an i32 a row. */
  lengths: 32,
  /** The first page of the batch, and the address behind the last one. */
  pages: 36,
  pagesEnd: 40,
  /** 1: all tuples are rows, not only the visible ones. */
  allTuples: 44,
  /** How many rows the scan has found. */
  rows: 48,
  /** Why the walk over a page's line pointers has stopped (src/memory/heap/failure.ts; 0: it has not), at which page and line pointer. */
  failure: 52,
  failurePage: 56,
  failureTuple: 60,
  /** 1 when the function that was called last by its cells gave null (FUNCEXPR_FCINFO clears it before the call). */
  resultIsNull: 64,
  /** What a plain tuple is for the program that runs (wasm/scan/line-pointers.wat): whether it matters, and what its header must be like. */
  plain: 68,
  plainWord16: 72,
  plainWord20: 76,
  plainMask20: 80,
  plainBits: 84,
  plainLength: 88,
  /** Constants of that walk (src/memory/heap/batch.ts), and a cell for numbers that it needs four times. */
  lpOffset: 96,
  lpNormal: 100,
  lpFlags: 104,
  pageSize: 108,
  leastTuple: 112,
  nattsMask: 116,
  quad: 120,
  /** 1 when all tuples of the page that was walked last are plain. */
  allPlain: 124,
  /** 8 bytes into which what the scan has touched is thrown away. */
  touched: 128,
  /** What runtime functions have done beyond reading their arguments once, in units of about a nanosecond: an i64. */
  work: 136,
  /** The most work before who counts it raises 57014, an i64; 0: no limit. */
  workLimit: 144,
  /** How many bytes have been decompressed, and how many may be before 57014 is raised (`decompressedLimit`); 0: no limit. Both i64. */
  decompressed: 152,
  /** The clock, an int64: microseconds from 2000-01-01 UTC, set by the caller before a batch; 0 when it is not set. */
  clock: 160,
  /** The address of the session's time zone (runtime/zone-table.ts of core); 0 means UTC. */
  sessionZone: 168,
  /** How dates are printed, in which order their parts are read, and how intervals are printed (runtime/session-style.ts of core): 0 is PostgreSQL's default. */
  dateStyle: 172,
  dateOrder: 176,
  intervalStyle: 180,
  decompressedLimit: 184,
  runtimeBase: 1024,
} as const;
