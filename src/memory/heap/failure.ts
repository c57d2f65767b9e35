/** What is wrong with a page or a tuple, and where: file, block of the relation, and line pointer, as PostgreSQL's ctid counts them. */
import { SqlError } from '../../error.js';

const damaged = 'The page is damaged, or the file is not that of a table.';

/** Why a page's line pointers cannot be read on, by the number that line-pointers.wat gives. */
const reasons: readonly { readonly code: string; readonly message: string; readonly hint: string }[] = [
  {
    code: 'XX001',
    message: 'the header of a page is not valid',
    hint: 'The page is damaged, or the file is not that of a table of PostgreSQL 8.3 or newer.',
  },
  { code: 'XX001', message: 'a page has more line pointers than a page of a table can have', hint: damaged },
  { code: 'XX001', message: 'a line pointer does not lead to a tuple in its page', hint: damaged },
  {
    code: '55000',
    message: 'hint bits do not say whether a tuple is visible',
    hint: 'Run VACUUM (FREEZE) on the table and then CHECKPOINT, and read the file again; --all-tuples reads all tuples, visible or not.',
  },
];

/** A place in a heap file. */
export interface HeapPlace {
  readonly file: string;
  /** The page's number in the relation, from 0. */
  readonly block: number;
  /** The line pointer's number, from 1; 0 for the page itself. */
  readonly tuple: number;
}

/** `block 3, tuple 5 of base/5/16384`. */
const placeText = ({ file, block, tuple }: HeapPlace): string =>
  `block ${block}${tuple === 0 ? '' : `, tuple ${tuple}`} of ${file}`;

/** The error for a reason that line-pointers.wat has given. */
export function pageFailure(reason: number, place: HeapPlace): SqlError {
  const { code, message, hint } = reasons[reason - 1] ?? {
    code: 'XX000',
    message: `the page was refused for reason ${reason}`,
    hint: '',
  };
  return new SqlError(code, `${message}: ${placeText(place)}`, { hint });
}

/** The error of a tuple, with its place: in the message when the tuple itself is wrong, else as a detail. */
export function tupleFailure(error: SqlError, place: HeapPlace): SqlError {
  if (error.code !== 'XX001' && error.code !== '0A000')
    return error.with({ detail: error.detail ?? `It is raised by ${placeText(place)}.` });
  const placed = new SqlError(error.code, `${error.message}: ${placeText(place)}`, {
    hint: error.hint,
    detail: error.detail,
    row: error.row,
  });
  return placed;
}
