/** Where quern and PGlite may say different things of one row, and why neither is wrong. */
import type { Outcome } from '../engines/outcome.js';

interface KnownDifference {
  readonly reason: string;
  readonly holds: (theirs: Outcome, mine: Outcome) => boolean;
}

const starts = (outcome: Outcome, ...codes: readonly string[]): boolean =>
  codes.some((code) => outcome.startsWith(`! ${code} `));

const known: readonly KnownDifference[] = [
  {
    reason: 'quern gives a row less memory than PostgreSQL gives a statement',
    holds: (_theirs, mine) => starts(mine, '53200', '54001'),
  },
  {
    reason: 'errors of the class XX are of what is never seen: their texts tell of the inside',
    holds: (theirs, mine) => starts(theirs, 'XX000') && starts(mine, 'XX000'),
  },
  {
    reason:
      'PostgreSQL looks for the comparison of elements before it looks at the elements, quern when it compares the first two',
    holds: (theirs) =>
      / could not identify an? (comparison function|equality operator|ordering operator) /.test(theirs),
  },
  {
    reason:
      'a text of a byte that is no UTF-8 has a meaning in quern, whose texts of the type "char" are checked by no function',
    holds: (theirs) => starts(theirs, '22021'),
  },
];

/** The reason, or undefined where the difference is a mistake. */
export const knownDifference = (theirs: Outcome, mine: Outcome): string | undefined =>
  known.find(({ holds }) => holds(theirs, mine))?.reason;

/** What PGlite, which is built for 32 bits, says of sizes, as a server says it. */
export const asServer = (outcome: Outcome): Outcome =>
  outcome.replace(/^(! 54000 array size exceeds the maximum allowed) \(\d+\)$/, '$1 (134217727)');
