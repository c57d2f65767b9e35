/** What the parent asks of a process whose instructions are counted, and what that answers. */
import type { Job } from '../job.js';

export type CountRequest =
  /** Make the rows and the kernel, and run it once. */
  | { readonly kind: 'prepare'; readonly job: Job }
  /** Run so many passes, and then for so many milliseconds of the processor's time. */
  | { readonly kind: 'warm-up'; readonly passes: number; readonly milliseconds: number }
  /** Run on until something else is asked for. */
  | { readonly kind: 'idle' }
  /** Run windows of so many passes, with a mark before, between and after them. */
  | { readonly kind: 'count'; readonly windows: readonly number[] };

export type CountAnswer =
  /** What is selected: how many rows, and a number that depends on which. */
  | { readonly kind: 'prepared'; readonly selected: number | undefined; readonly checksum: number | undefined }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint: string | undefined };
