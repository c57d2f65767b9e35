/** The columns of a CSV file: those of a header, with the types that a schema declares or the first records suggest. */
import { SqlError } from '../error.js';
import { declared, guessed, type DeclaredColumn, type InputColumn } from './column-set.js';
import { escaped, unquoted, type CsvFields } from './csv-record.js';
import type { DateStyle } from './date-style.js';
import { TypeGuess } from './infer.js';
import type { NullWords } from './null-words.js';

/** The most records that types are inferred from; they also end with the first window. */
const sampledRows = 10_000;

export interface CsvColumns {
  readonly columns: readonly InputColumn[];
  /** What is wrong with the first record that is malformed. */
  readonly foreseen: SqlError | undefined;
}

interface HowInferred {
  readonly schema?: readonly DeclaredColumn[] | undefined;
  readonly nulls: NullWords | undefined;
  readonly sample?: number | undefined;
  readonly dateStyle?: DateStyle | undefined;
}

/** Raises 42703 when the schema names a column that is not there. */
export function csvColumns(
  names: readonly string[],
  records: Iterable<{ readonly bytes: Uint8Array; readonly fields: CsvFields } | SqlError>,
  { schema = [], nulls, sample: sampled = sampledRows, dateStyle }: HowInferred,
): CsvColumns {
  const byName = new Map(schema.map((column) => [column.name, column]));
  const present = new Set(names);
  for (const { name } of schema) if (!present.has(name)) throw missing(name, names);
  const guesses = names.map((name) => (byName.has(name) ? undefined : new TypeGuess(dateStyle)));
  const wanted = guesses.flatMap((guess, column) => (guess === undefined ? [] : [{ guess, column }]));
  let foreseen: SqlError | undefined;
  let rows = 0;
  if (wanted.length > 0)
    for (const record of records) {
      if (record instanceof SqlError) foreseen = record;
      else sample(record.bytes, record.fields, wanted, nulls);
      if (++rows >= sampled) break;
    }
  const columns = names.map((name, column) => {
    const known = byName.get(name);
    return known === undefined ? guessed(name, (guesses[column] ?? new TypeGuess()).guess) : declared(known);
  });
  return { columns, foreseen };
}

function sample(
  bytes: Uint8Array,
  { start, end, form, count }: CsvFields,
  wanted: readonly { readonly guess: TypeGuess; readonly column: number }[],
  nulls: NullWords | undefined,
): void {
  for (const { guess, column } of wanted) {
    if (column >= count) break;
    const [from, to] = [start[column] ?? 0, end[column] ?? 0];
    const plain = form[column] === unquoted;
    if (plain && (from === to || nulls?.has(bytes, from, to) === true)) continue;
    // What has escapes inside is spelled as nothing but a text.
    if (form[column] === escaped) guess.addText();
    else guess.add(bytes, from, to, nulls === undefined);
  }
}

function missing(name: string, names: readonly string[]): SqlError {
  const shown = names.slice(0, 20).join(', ');
  return new SqlError('42703', `column "${name}" of the schema is not in the header`, {
    hint: `The header has: ${shown}${names.length > 20 ? ` and ${names.length - 20} more` : ''}.`,
  });
}
