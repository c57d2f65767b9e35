/** What ends a command: an error with the exit status that it means, and the SQL that it points into. */
import { SqlError } from '../error.js';

/** The exit statuses. */
export const status = { done: 0, data: 1, usage: 2, disagreement: 3, interrupted: 130 } as const;
export type Status = (typeof status)[keyof typeof status];

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly status: Status;
  readonly error: SqlError;
  /** The text that the error's position counts in. */
  readonly sql: string | undefined;

  constructor(exitStatus: Status, error: SqlError, sql?: string) {
    super(error.message);
    this.status = exitStatus;
    this.error = error;
    this.sql = sql;
  }
}

/** Runs a part of a command in which an SqlError means that status. */
export async function failingWith<T>(
  exitStatus: Status | ((error: SqlError) => Status),
  sql: string | undefined,
  part: () => Promise<T> | T,
): Promise<T> {
  try {
    return await part();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new Failure(typeof exitStatus === 'number' ? exitStatus : exitStatus(error), error, sql);
  }
}

/** What an error means where the SQL and the data cannot be told apart: those classes say that something was written wrongly or is not supported. */
export const statusOf = (error: SqlError): Status =>
  /^(42|0A|08|22023)/.test(error.code) ? status.usage : status.data;

/** The command line is wrong. */
export const usage = (message: string, hint?: string): Failure =>
  new Failure(status.usage, new SqlError('22023', message, { hint }));

/** The one who reads our output has gone: no error, there is nothing left to do. */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe';
}

/** Somebody has pressed Ctrl-C; whole rows have been written. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
