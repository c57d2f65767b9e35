/** What ends work that somebody no longer wants. */
import { SqlError } from '../error.js';

/** What is used of an `AbortSignal`, whose own type a dependent's compiler may lack. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener?(type: 'abort', listener: () => void, options?: { readonly once: true }): void;
  removeEventListener?(type: 'abort', listener: () => void): void;
}

export const canceled = (): SqlError => new SqlError('57014', 'canceling statement due to user request');

/** Raises 57014 when the signal is aborted. */
export function mustGoOn(signal: Signal | undefined): void {
  if (signal?.aborted === true) throw canceled();
}
