/** Splits a select list at its commas, and takes the names after AS off. */
import { SqlError } from '../../error.js';
import { scan } from './scan.js';

export interface SelectItem {
  /** The expression. */
  readonly sql: string;
  readonly alias: string | undefined;
  /** How many characters of the list come before the expression. */
  readonly start: number;
}

const brackets: Readonly<Record<string, number>> = { '(': 1, '[': 1, ')': -1, ']': -1 };

/** The items in order. Raises 42601 for an empty one, or for what is no name after AS. */
export function splitSelectList(text: string): SelectItem[] {
  const items: SelectItem[] = [];
  let from = 0;
  let nameAt: number | undefined;
  const end = (at: number): void => {
    items.push(item(text, from, at, nameAt));
    from = at + 1;
    nameAt = undefined;
  };
  let depth = 0;
  for (const { text: word, start } of scan(text)) {
    depth += brackets[word] ?? 0;
    if (depth > 0) continue;
    if (word === ',') end(start);
    else if (word.toLowerCase() === 'as') nameAt = start;
  }
  end(text.length);
  return items;
}

function item(text: string, from: number, to: number, nameAt: number | undefined): SelectItem {
  const whole = text.slice(from, nameAt ?? to);
  const sql = whole.trim();
  const start = [...text.slice(0, from + whole.length - whole.trimStart().length)].length;
  if (sql === '')
    throw new SqlError('42601', `"${text}" is not a list of columns`, { hint: 'Write them as in: --select a,b' });
  return { sql, start, alias: nameAt === undefined ? undefined : nameAfter(text.slice(nameAt + 2, to).trim()) };
}

/** Names are folded to lower case unless they are in quotes. */
function nameAfter(text: string): string {
  const [, quoted, plain] = /^(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))$/u.exec(text) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? plain?.toLowerCase();
  if (name !== undefined) return name;
  throw new SqlError('42601', `"${text}" after AS is not a name`, { hint: 'Put it in double quotes.' });
}
