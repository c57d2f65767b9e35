/** What writes predicates as SQL, imported beside the parser: there is no predicate before that is loaded. */
import { SqlError } from '../error.js';
import { loadPart } from '../platform/load-part.js';
import { loadParser as loadParserAlone, type LoadParserOptions } from '../sql/loader.js';
import type * as asSql from './as-sql.js';

let loaded: typeof asSql | undefined;

/** Loads it; a second time it is there already. Raises 58P01 when its file cannot be had. */
export async function loadSqlWriter(): Promise<void> {
  loaded ??= await loadPart('what writes SQL', () => import('./as-sql.js'));
}

/** Loads the parser. Must have resolved before `parseSchema` is called; `predicate` and `expression` load it themselves. */
export async function loadParser(options: LoadParserOptions = {}): Promise<void> {
  await Promise.all([loadParserAlone(options), loadSqlWriter()]);
}

/** What writes predicates as SQL. Raises 55000 when it is not loaded. */
export function sqlWriter(): typeof asSql {
  if (loaded === undefined)
    throw new SqlError('55000', 'what writes SQL is not loaded', { hint: 'Await prepare() or loadParser() first.' });
  return loaded;
}
