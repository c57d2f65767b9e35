/** Values as fields of CSV, as COPY writes them (commands/copyto.c, CopyAttributeOutCSV). */
import type { Batch } from '../index.js';
import { formatValue } from '../functions/text-value.js';

/** Rows whose values can be read: a batch of either layout. */
export type RowValues = Pick<Batch, 'arena' | 'schema' | 'get'>;

/** A value of a batch; null is empty, an empty text is in quotes. */
export function csvField(batch: RowValues, column: number, row: number): string {
  const value = batch.get(column, row);
  const type = batch.schema[column]?.type;
  return value === null || type === undefined ? '' : quoted(formatValue(batch.arena, type, value), ',');
}

export function csvLine(texts: readonly string[], delimiter: string, lineEnd: string): string {
  return texts.map((text) => quoted(text, delimiter)).join(delimiter) + lineEnd;
}

function quoted(text: string, delimiter: string): string {
  return text === '' || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
