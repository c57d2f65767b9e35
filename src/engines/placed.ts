/** A value that lies in linear memory as its type stores it. */

export interface Placed {
  readonly address: number;
  /** In bytes. */
  readonly length: number;
}
