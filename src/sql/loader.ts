/** Loading the parser, as the library offers it: apart from the parser's own modules, whose types are those of a package that no dependent needs. */
import { loadParser as load, type LoadParserOptions } from './parse/parser-instance.js';

export type { LoadParserOptions } from './parse/parser-instance.js';
export type { ParserFile } from './parse/parser-source.js';

/** Loads the parser. Must have resolved before `parseSchema` is called; `predicate` and `expression` load it themselves. */
export function loadParser(options: LoadParserOptions = {}): Promise<void> {
  return load(options);
}
