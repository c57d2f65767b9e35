/** One way to make an expression from others. */

/** A template with a hole for each part, as in `Tree`; the types may be polymorphic. */
export interface Production {
  readonly result: string;
  readonly template: string;
  readonly args: readonly string[];
  /** The C function that it calls. */
  readonly func?: string;
}
