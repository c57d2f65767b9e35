/** Columns named like a reserved word (`user`, `group`, `order`), which SQL reads as that word unless the name is quoted. */
import { isReserved, quoteIdentifier } from '../../catalog/quote-identifier.js';
import { SqlError } from '../../error.js';
import type { Schema } from '../expression.js';
import { unitOf } from '../parse/position.js';
import { scan } from '../parse/scan.js';

/** How to mean the column. */
export const quotingHint = (column: string): string =>
  `To reference the column "${column}", write its name in double quotes, because without them it is a word of SQL: ${quoteIdentifier(column)}.`;

/** Runs the parser; its syntax error at a reserved word that is a column's name, or right after one, says how to quote it. */
export function hintingAtQuotes<T>(sql: string, schema: Schema, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SqlError) || error.code !== '42601' || error.position === undefined) throw error;
    const at = unitOf(sql, error.position);
    const words = [...scan(sql)].filter(({ start }) => start <= at).slice(-2);
    for (const { text } of words.reverse()) {
      const word = text.toLowerCase();
      const column = schema.find(({ name }) => name.toLowerCase() === word);
      if (column !== undefined && isReserved(word)) throw error.with({ hint: quotingHint(column.name) });
    }
    throw error;
  }
}
