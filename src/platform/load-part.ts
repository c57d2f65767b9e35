/** Parts of the library that are imported when they are needed, and what to say when one cannot be had. */
import { reasonOf, SqlError } from '../error.js';

/** What to do about a fetch or an import that fails: a page that was opened from the disk may load nothing. */
export function loadingHint(otherwise: string): string {
  const { location } = globalThis as { location?: { readonly protocol?: string } };
  return location?.protocol === 'file:'
    ? 'The page was opened from a file; serve it over http, for example with `npx serve`.'
    : otherwise;
}

/** What the import gives. Raises 58P01 with the part's name when its file is not there, is cut short or may not be loaded. */
export async function loadPart<T>(part: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new SqlError('58P01', `${part} could not be loaded`, {
      detail: `A file of quern could not be imported: ${reasonOf(error)}`,
      hint: loadingHint('Look whether all files that the bundler wrote are there and served; or install quern anew.'),
    });
  }
}
