/** How a CSV file is written: what separates, quotes, escapes and ends. */

/** Bytes; -1 for none. */
export interface Dialect {
  readonly delimiter: number;
  readonly quote: number;
  readonly escapeWith: number;
  readonly comment: number;
  readonly lineEnd: number;
  /** Spaces after a delimiter belong to no field. */
  readonly spaced: boolean;
  /** 1 for a byte that may end a run of plain ones. */
  readonly special: Uint8Array;
}
