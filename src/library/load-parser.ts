/** The SQL parser, as the library loads it: with what analyses SQL, and with what writes it, which is for predicates that have been analysed. */
import { SqlError } from '../error.js';
import { loadPart } from '../platform/load-part.js';
import { loadParser as loadParserAlone, type LoadParserOptions } from '../sql/loader.js';
import type * as asSql from './as-sql.js';

let writer: typeof asSql | undefined;

/** Loads the parser. Must have resolved before `parseSchema` is called; `predicate` and `expression` load it themselves. */
export async function loadParser(options: LoadParserOptions = {}): Promise<void> {
  await Promise.all([
    loadParserAlone(options),
    loadPart('what writes SQL', async () => {
      writer ??= await import('./as-sql.js');
    }),
  ]);
}

/** What writes predicates as SQL. Raises 55000 when it is not loaded, as there is then no predicate. */
export function sqlWriter(): typeof asSql {
  if (writer === undefined)
    throw new SqlError('55000', 'what writes SQL is not loaded', { hint: 'Await prepare() or loadParser() first.' });
  return writer;
}
