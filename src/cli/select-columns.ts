/** The columns that `--select` names: as in SQL, a name without quotes may be written in any case. */
import type { BatchColumn, HeapTable } from '../index.js';
import { SqlError } from '../error.js';
import { supportedTypesHint, unreadableColumn } from '../sql/analyze/context.js';

const name = /\s*(?:"((?:[^"]|"")+)"|([^",]+?))\s*(?:,|$)/y;

/**
 * Their places in the schema; undefined for all, when nothing is said. Raises 42601, 42703 or 42701, or 0A000 for a column of the table that has no
 * place in the schema because of its type.
 */
export function selectedColumns(
  schema: readonly BatchColumn[],
  text: string | undefined,
  table?: HeapTable,
): number[] | undefined {
  if (text === undefined) return undefined;
  const columns = names(text).map((wanted) => place(schema, wanted, table));
  columns.forEach((column, index) => {
    if (columns.indexOf(column) !== index)
      throw new SqlError('42701', `column "${schema[column]?.name ?? ''}" is selected twice`);
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
    if (match === null)
      throw new SqlError('42601', `"${text}" is not a list of columns`, { hint: 'Write them as in: --select a,b' });
    const [, quoted, plain = ''] = match;
    found.push(
      quoted === undefined ? { text: plain, quoted: false } : { text: quoted.replaceAll('""', '"'), quoted: true },
    );
  }
  if (found.length === 0 || /,\s*$/.test(text))
    throw new SqlError('42601', `"${text}" is not a list of columns`, { hint: 'Write them as in: --select a,b' });
  return found;
}

function place(schema: readonly BatchColumn[], wanted: Name, table: HeapTable | undefined): number {
  const found = named(schema, wanted);
  if (found >= 0) return found;
  const unreadable = table?.attributes[named(table.attributes, wanted)];
  if (unreadable !== undefined)
    throw new SqlError('0A000', unreadableColumn(unreadable.name, unreadable.type), { hint: supportedTypesHint });
  throw new SqlError('42703', `column "${wanted.text}" of --select does not exist`, {
    hint: `The columns are: ${schema.map((column) => column.name).join(', ')}.`,
  });
}

/** The place of the column of that name, or of the only one that differs from it in case alone; -1 for none. */
function named(columns: readonly { readonly name: string }[], { text, quoted }: Name): number {
  const exact = columns.findIndex((column) => column.name === text);
  if (exact >= 0 || quoted) return exact;
  const folded = text.toLowerCase();
  const lower = columns.findIndex((column) => column.name === folded);
  if (lower >= 0) return lower;
  const [index, ...others] = columns.flatMap(({ name }, place) => (name.toLowerCase() === folded ? [place] : []));
  return index === undefined || others.length > 0 ? -1 : index;
}
