/** Loading the parser, as the library offers it: apart from the parser's own modules, whose types are those of a package that no dependent needs. */
import type { LoadParserOptions } from './parse/parser-file.js';
import { loadParser as load } from './parse/parser-instance.js';

export type { LoadParserOptions, ParserFile } from './parse/parser-file.js';

/** Loads the parser. Must have resolved before `parseSchema` is called; `predicate` and `expression` load it themselves. */
export function loadParser(options: LoadParserOptions = {}): Promise<void> {
  return load(options);
}
