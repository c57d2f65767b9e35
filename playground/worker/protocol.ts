/** How the page and its workers talk: a call with an answer, and in between reports of progress. */
import type { TypeName } from '../../src/catalog/types.js';

/** An error as plain data: an `SqlError`, or what else went wrong. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly detail?: string | undefined;
  /** In code points of the text, from 1. */
  readonly position?: number | undefined;
  readonly row?: number | undefined;
}

/** What the page asks for. */
export interface Request {
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}

/** What a worker says. */
export type Reply =
  | { readonly id: number; readonly kind: 'progress'; readonly done: number }
  | { readonly id: number; readonly kind: 'value'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failure'; readonly failure: Failure };

/** What nearly every call needs: the predicate and what it runs over. */
export interface SessionTexts {
  /** As the options of the same names; an empty text is the default. */
  readonly timeZone: string;
  readonly dateStyle: string;
  readonly intervalStyle: string;
  /** The moment that `now()` gives, as ISO 8601; an empty text is the system's clock. */
  readonly clock: string;
}

export interface Source {
  readonly sql: string;
  readonly schema: string;
  readonly rung: 0 | 1 | 2 | 3 | 4;
  /** The parameters' values in PostgreSQL's input syntax, `$1` first; null is NULL. */
  readonly params: readonly (string | null)[];
  /** The session's settings; the defaults unless given. */
  readonly session?: SessionTexts;
}

/** A column or parameter, as the page shows it. */
export interface ColumnView {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
}

/** Thrown in the page when a call failed. */
export class CallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
