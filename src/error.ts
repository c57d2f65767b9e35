/** What PostgreSQL reports beside an error's message. */
export interface SqlErrorDetails {
  /** Where in the SQL text, in characters (code points), from 1, as PostgreSQL counts. */
  readonly position?: number | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** More about the circumstances. */
  readonly detail?: string | undefined;
  /** The row of the input that raised it, from 0. */
  readonly row?: number | undefined;
}

/** Quoted input of more characters than this is cut: a message is read by people, and by logs that keep it. */
const longestQuote = 200;

/** The message with what it quotes cut. */
function shortened(message: string): string {
  if (message.length <= longestQuote) return message;
  return message.replaceAll(/"[^"]*"/g, (quoted) => {
    const characters = quoted.slice(1, -1);
    if (characters.length <= longestQuote) return quoted;
    // Not through the middle of a character.
    return `"${characters.slice(0, longestQuote).replace(/[\ud800-\udbff]$/, '')}…"`;
  });
}

/** The one class of error that reaches a user: a SQLSTATE, a message, and where known a position, a hint and a row. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** Five characters, as listed in PostgreSQL's manual, Appendix A. */
  readonly code: string;
  readonly position: number | undefined;
  readonly hint: string | undefined;
  readonly detail: string | undefined;
  readonly row: number | undefined;

  constructor(code: string, message: string, details: SqlErrorDetails = {}) {
    super(shortened(message));
    this.code = code;
    this.position = details.position;
    this.hint = details.hint;
    this.detail = details.detail;
    this.row = details.row;
  }

  /** The same error with more details. */
  with(details: SqlErrorDetails): SqlError {
    const error = new SqlError(this.code, this.message, {
      position: details.position ?? this.position,
      hint: details.hint ?? this.hint,
      detail: details.detail ?? this.detail,
      row: details.row ?? this.row,
    });
    if (this.stack !== undefined) error.stack = this.stack;
    return error;
  }
}

/** Whether JavaScript's stack has overflowed: a RangeError in V8 and JavaScriptCore, an InternalError in Firefox. */
export const isStackOverflow = (error: unknown): boolean =>
  error instanceof Error &&
  ((error instanceof RangeError && /call stack/.test(error.message)) ||
    (error.name === 'InternalError' && /recursion/.test(error.message)));
