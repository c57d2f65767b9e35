/** What is wrong with a record that has not as many fields as the header, and what may be meant by it. */
import { SqlError } from '../error.js';
import type { BatchColumn } from '../memory/batch.js';

const pad = '--ragged pad reads such rows: fields that are missing are null, fields that are too many are passed over.';
const skip =
  "If the header comes later, say how many lines come before it, as in --skip 1, or how they begin: --comment '#'.";

/** The error for a record of so many fields; its place is not in the message yet. */
export function raggedRecord(count: number, columns: readonly BatchColumn[]): SqlError {
  const expected = columns.length;
  if (count < expected)
    return new SqlError('22P04', `missing data for column "${columns[count]?.name ?? ''}"`, { hint: pad });
  return new SqlError(
    '22P04',
    `extra data after last expected column: ${count} fields, where the header has ${expected}`,
    {
      hint: expected === 1 ? skip : pad,
    },
  );
}
