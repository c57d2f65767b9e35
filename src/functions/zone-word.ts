/** A word that a time zone has for an offset, and the one that an offset without a word has. */

export interface ZoneWord {
  readonly word: string;
  /** Seconds east of Greenwich. */
  readonly offset: number;
  /** From when on, in seconds from 1970; the first word of an offset holds from ever. */
  readonly from: number;
}

/** Before all times. */
export const fromEver = -(2 ** 62);

/** +03 or -0330, as the time zone database calls an offset that has no word. */
export function numericAbbreviation(offset: number): string {
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  return (offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join('');
}
