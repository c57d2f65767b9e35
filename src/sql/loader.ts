/** Loading the parser, as the library offers it: apart from the parser's own modules, whose types are those of a package that no dependent needs. */
import { loadParser as load } from './parse/parser-instance.js';

/** Loads the parser. Must have resolved before `parseSchema` is called; `predicate` and `expression` load it themselves. */
export function loadParser(): Promise<void> {
  return load();
}
