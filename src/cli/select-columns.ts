/** The columns that `--select` names: as in SQL, a name without quotes may be written in any case. */
import type { BatchColumn } from '../index.js';
import { SqlError } from '../error.js';

const name = /\s*(?:"((?:[^"]|"")+)"|([^",]+?))\s*(?:,|$)/y;

/** Their places in the schema; undefined for all, when nothing is said. Raises 42601, 42703 or 42701. */
export function selectedColumns(schema: readonly BatchColumn[], text: string | undefined): number[] | undefined {
  if (text === undefined) return undefined;
  const columns = names(text).map((wanted) => place(schema, wanted));
  columns.forEach((column, index) => {
    if (columns.indexOf(column) !== index) throw new SqlError('42701', `column "${schema[column]?.name ?? ''}" is selected twice`);
  });
  return columns;
}

interface Name {
  readonly text: string;
  readonly quoted: boolean;
}

function names(text: string): Name[] {
  const found: Name[] = [];
  name.lastIndex = 0;
  while (name.lastIndex < text.length) {
    const match = name.exec(text);
    if (match === null) throw new SqlError('42601', `"${text}" is not a list of columns`, { hint: 'Write them as in: --select a,b' });
    const [, quoted, plain = ''] = match;
    found.push(quoted === undefined ? { text: plain, quoted: false } : { text: quoted.replaceAll('""', '"'), quoted: true });
  }
  if (found.length === 0 || /,\s*$/.test(text))
    throw new SqlError('42601', `"${text}" is not a list of columns`, { hint: 'Write them as in: --select a,b' });
  return found;
}

function place(schema: readonly BatchColumn[], { text, quoted }: Name): number {
  const exact = schema.findIndex((column) => column.name === text);
  const found = exact < 0 && !quoted ? schema.findIndex((column) => column.name === text.toLowerCase()) : exact;
  if (found >= 0) return found;
  throw new SqlError('42703', `column "${text}" of --select does not exist`, {
    hint: `The columns are: ${schema.map((column) => column.name).join(', ')}.`,
  });
}
