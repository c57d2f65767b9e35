/**
 * Named parameters: `:org` stands for a number of its own, `$1`. PostgreSQL's grammar has no colon before a word but in a slice, `a[1:n]`, so that a text
 * without names is what it was.
 */
import type { SqlError } from '../../error.js';
import { characterCount } from './position.js';
import { tokens, type Token } from './scan.js';

export interface Numbered {
  readonly sql: string;
  /** By number, from 1 at index 0; undefined for a parameter that was written as a number. */
  readonly names: readonly (string | undefined)[];
  /** An error in the numbered text, at its place in the given one. */
  readonly given: (error: SqlError) => SqlError;
}

/** The text with each name in the place of the number that follows the highest one written. */
export function numberedParameters(text: string): Numbered {
  const found = text.includes(':') ? namedParameters(text) : [];
  if (found.length === 0) return { sql: text, names: [], given: (error) => error };
  const highest = highestNumber(text);
  const names: (string | undefined)[] = Array.from({ length: highest });
  const shifts: { readonly from: number; readonly by: number }[] = [];
  let sql = '';
  let copied = 0;
  for (const { name, start, end } of found) {
    let number = names.indexOf(name) + 1;
    if (number === 0) number = names.push(name);
    sql += text.slice(copied, start);
    const written = `$${number}`.padEnd(end - start);
    const by = written.length - (end - start);
    sql += written;
    if (by > 0) shifts.push({ from: characterCount(sql), by });
    copied = end;
  }
  sql += text.slice(copied);
  const before = (position: number): number =>
    position - shifts.reduce((sum, { from, by }) => (position > from ? sum + by : sum), 0);
  return {
    sql,
    names,
    given: (error) =>
      shifts.length === 0 || error.position === undefined
        ? error
        : error.with({
            position: before(error.position),
            end: error.end === undefined ? undefined : before(error.end),
          }),
  };
}

/** The highest n of the `$n` in a text; 0 without any. */
export function highestNumber(text: string): number {
  let highest = 0;
  for (const { kind, start, end } of tokens(text))
    if (kind === 'parameter') highest = Math.max(highest, Number.parseInt(text.slice(start + 1, end), 10) || 0);
  return Math.min(highest, 65_535);
}

/** The text with `by` added to the number of each `$n`. */
export function renumbered(text: string, by: number): string {
  let made = '';
  for (const { kind, start, end } of tokens(text)) {
    const written = text.slice(start, end);
    made +=
      kind === 'parameter' ? written.replace(/^\$(\d+)/, (_, digits: string) => `$${Number(digits) + by}`) : written;
  }
  return made;
}

/** The names, with the colon before them. */
function namedParameters(text: string): { readonly name: string; readonly start: number; readonly end: number }[] {
  const found: { name: string; start: number; end: number }[] = [];
  /** The brackets that are open; in a subscript a colon divides the bounds of a slice. */
  const open: ('subscript' | 'other')[] = [];
  let colon: Token | undefined;
  let last: string | undefined;
  for (const token of tokens(text)) {
    const written = text.slice(token.start, token.end);
    if (token.kind === 'word' && colon?.end === token.start)
      found.push({ name: written, start: colon.start, end: token.end });
    colon = token.kind === 'other' && written === ':' && open.at(-1) !== 'subscript' ? token : undefined;
    if (['space', 'comment', 'line comment'].includes(token.kind)) continue;
    if (written === '[') open.push(isConstructor(last, open.at(-1)) ? 'other' : 'subscript');
    else if (written === '(') open.push('other');
    else if (written === ']' || written === ')') open.pop();
    last = written;
  }
  return found;
}

/** Whether a bracket begins a list of elements: after ARRAY, or within such a list. */
const isConstructor = (last: string | undefined, within: string | undefined): boolean =>
  last?.toLowerCase() === 'array' || (within === 'other' && (last === '[' || last === ','));
