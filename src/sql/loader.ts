/**
 * Loading what reads SQL, as the library offers it: PostgreSQL's parser, and beside it the analyser, which has no use without a parse tree. So neither is among what
 * a page loads first. It is apart from the parser's own modules, whose types are those of a package that no dependent needs.
 */
import { SqlError } from '../error.js';
import { loadPart } from '../platform/load-part.js';
import type { Schema } from './expression.js';
import type * as analysis from './index.js';
import type { LoadParserOptions } from './parse/parser-file.js';
import { loadParser as load } from './parse/parser-instance.js';

export type { LoadParserOptions, ParserFile } from './parse/parser-file.js';

let loaded: typeof analysis | undefined;

/** Loads the parser. Must have resolved before `parseSchema` is called; `predicate` and `expression` load it themselves. */
export async function loadParser(options: LoadParserOptions = {}): Promise<void> {
  [, loaded] = await Promise.all([load(options), loaded ?? loadPart('what analyses SQL', () => import('./index.js'))]);
}

/** A schema from its text; of the same text, the same schema. The parser must be loaded, else 55000 is raised. Raises 42601, 42701, 42704 or 0A000 with the position. */
export const parseSchema = (text: string): Schema => sqlAnalyser().parseSchema(text);

/** What analyses SQL. Raises 55000 when the parser is not loaded. */
export function sqlAnalyser(): typeof analysis {
  if (loaded === undefined)
    throw new SqlError('55000', 'the SQL parser is not loaded', { hint: 'Await prepare() or loadParser() first.' });
  return loaded;
}
