/**
 * Loading the parser, as the library offers it, with the analyser beside it: apart from the modules of both, whose types are those of a package that no dependent
 * needs.
 */
import { loadAnalyser, sqlAnalyser } from './analyser.js';
import type { Schema } from './expression.js';
import type { LoadParserOptions } from './parse/parser-file.js';
import { loadParser as load } from './parse/parser-instance.js';

export type { LoadParserOptions, ParserFile } from './parse/parser-file.js';

/** Loads the parser, and what analyses its trees. */
export async function loadParser(options: LoadParserOptions = {}): Promise<void> {
  await Promise.all([load(options), loadAnalyser()]);
}

/** A schema from its text; of the same text, the same schema. The parser must be loaded, else 55000 is raised. Raises 42601, 42701, 42704 or 0A000 with the position. */
export const parseSchema = (text: string): Schema => sqlAnalyser().parseSchema(text);
