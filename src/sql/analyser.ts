/** What analyses SQL, imported beside the parser: it has no use without a parse tree, so it is not among what a page loads first. */
import { SqlError } from '../error.js';
import { loadPart } from '../platform/load-part.js';
import type * as analyser from './index.js';

let loaded: typeof analyser | undefined;

/** Loads it; a second time it is there already. Raises 58P01 when its file cannot be had. */
export async function loadAnalyser(): Promise<void> {
  loaded ??= await loadPart('what analyses SQL', () => import('./index.js'));
}

/** What analyses SQL. Raises 55000 when the parser is not loaded. */
export function sqlAnalyser(): typeof analyser {
  if (loaded === undefined)
    throw new SqlError('55000', 'the SQL parser is not loaded', { hint: 'Await prepare() or loadParser() first.' });
  return loaded;
}
