/** Loading beforehand what predicates would load when they are made, so that making them needs no network and waits for nothing. */
import { engineNamed, rowEngineOf, type EngineName } from '../engines/named.js';
import type { LoadParserOptions } from '../sql/loader.js';
import { loadParser } from './sql-writer.js';
import { loadFamily } from '../functions/registry.js';
import { sharedArena } from './options.js';

/** What an application is going to need. */
export interface PrepareOptions {
  /** The engines that predicates will name; `auto`, which they run on by default, unless given. */
  readonly engines?: readonly (EngineName | 'auto')[];
  /** The SQL parser's file, for those who host it (see `loadParser`). */
  readonly parser?: LoadParserOptions;
  /** The families of functions that predicates will use: `numeric`, `text` and others (`quern catalog` lists them); none unless given. */
  readonly families?: readonly string[];
}

/**
 * Loads the SQL parser and the engines; afterwards `predicate` and `expression` load nothing more for them, so that they work offline. Raises SqlError
 * when something cannot be loaded (58P01) or does not run here (0A000), and names it.
 *
 * @example
 * await prepare({ engines: ['auto', 'switch'] })
 */
export async function prepare({ engines = ['auto'], parser = {}, families = [] }: PrepareOptions = {}): Promise<void> {
  await Promise.all([
    loadParser(parser),
    ...families.map(loadFamily),
    ...engines.flatMap((name) => [engineNamed(name), rowEngineOf(name)]),
  ]);
  // The shared memory and the runtime functions in it.
  sharedArena();
}
