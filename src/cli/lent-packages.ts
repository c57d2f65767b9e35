/** Packages that the site does not have and the server lends to the page where they are installed: Binaryen for the engine `optimizing`, PGlite to ask PostgreSQL. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The file of an installed package that a path of the site means; undefined for every other path, and where the package is not installed. */
export function lentFile(path: string, from: string): string | undefined {
  if (path === '/assets/binaryen.js') return entryOf('binaryen', from);
  // Only names in one folder: nothing leads out of it.
  const name = /^\/pglite\/([\w-]+\.(?:js|wasm|data))$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const entry = entryOf('@electric-sql/pglite', from);
  return entry === undefined ? undefined : join(dirname(entry), name);
}

/** Where a package is that is installed for a folder, or beside quern. */
function entryOf(name: string, from: string): string | undefined {
  for (const place of [join(from, 'package.json'), import.meta.url]) {
    try {
      return createRequire(place).resolve(name);
    } catch {
      // The next place may have it.
    }
  }
  return undefined;
}
