/** How values are given in rows that are JavaScript objects, where that is not as JavaScript has them. */

/** Whose day and time of day a Date has. */
export type DateForm = 'utc' | 'local';

export interface ValueForm {
  /** What a Date's day and time are: those of UTC (unless given) or those of the local time zone; for both types, or for each. A Date of a `timestamptz` is an instant whatever is given. */
  readonly dates?: DateForm | { readonly date?: DateForm; readonly timestamp?: DateForm };
  /** `text`: strings are PostgreSQL's text form of any type. */
  readonly values?: 'text';
  /** What a string is for json and jsonb: the text of a JSON value (unless given), or with `parsed` a JSON string that was parsed already, as PostgreSQL's drivers do. Objects are parsed values in any case. */
  readonly json?: 'text' | 'parsed';
}
