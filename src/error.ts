/** What PostgreSQL reports beside an error's message. */
export interface SqlErrorDetails {
  /** Where in the SQL text, in characters (code points), from 1, as PostgreSQL counts. */
  readonly position?: number | undefined;
  /** Where the word at the position ends: the position of the character after it. */
  readonly end?: number | undefined;
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
  /** Where in the SQL text, in characters (code points), from 1, as PostgreSQL counts. */
  readonly position: number | undefined;
  /** The position of the character after the word at `position`. */
  readonly end: number | undefined;
  /** What to do about it. */
  readonly hint: string | undefined;
  /** More about the circumstances. */
  readonly detail: string | undefined;
  /** The row of the input that raised it, from 0. */
  readonly row: number | undefined;

  constructor(code: string, message: string, details: SqlErrorDetails = {}) {
    super(shortened(message));
    this.code = code;
    this.position = details.position;
    this.end = details.end;
    this.hint = details.hint;
    this.detail = details.detail;
    this.row = details.row;
  }

  /** The same error with more details. */
  with(details: SqlErrorDetails): SqlError {
    const error = new SqlError(this.code, this.message, {
      position: details.position ?? this.position,
      end: details.position === undefined ? this.end : details.end,
      hint: details.hint ?? this.hint,
      detail: details.detail ?? this.detail,
      row: details.row ?? this.row,
    });
    if (this.stack !== undefined) error.stack = this.stack;
    return error;
  }

  /** What it says as plain data, without what is not known: what `JSON.stringify` writes. */
  toJSON(): SqlErrorJson {
    const { code, message } = this;
    const json: Record<string, string | number> & { name: string; code: string; message: string } = {
      name: this.name,
      code,
      message,
    };
    for (const key of ['position', 'end', 'detail', 'hint', 'row'] as const) {
      const value = this[key];
      if (value !== undefined) json[key] = value;
    }
    return json;
  }
}

/** An SqlError as plain data. */
export interface SqlErrorJson extends SqlErrorDetails {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** What the work gives. Raises 54001 when it overflows the stack. */
export function withinStack<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isStackOverflow(error)) throw new SqlError('54001', 'stack depth limit exceeded');
    throw error;
  }
}

/** What an error that was caught says; anything may be thrown. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** V8 and WebKit raise a RangeError, Firefox an InternalError. */
export const isStackOverflow = (error: unknown): boolean =>
  error instanceof Error && /call stack|too much recursion/.test(error.message) && !(error instanceof SqlError);
