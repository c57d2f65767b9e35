/** `path '…'` in a schema: where a column's value is in rows that are nested objects. PostgreSQL has no such clause, so it is taken out before its parser reads the text. */

export interface WithoutPaths {
  /** The text with blanks in place of the clauses, so that positions stay what they were. */
  readonly text: string;
  /** The keys, from the outermost object inwards, by the column's place among the definitions. */
  readonly paths: ReadonlyMap<number, readonly string[]>;
}

/** Quoted names, texts, words, and the marks between definitions. */
const tokens = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[\p{L}_][\p{L}\d_$]*|[(),]/gu;

export function takePaths(text: string): WithoutPaths {
  const paths = new Map<number, readonly string[]>();
  if (!/path\s*'/i.test(text)) return { text, paths };
  let column = 0;
  let depth = 0;
  let word: { readonly at: number; readonly isPath: boolean } = { at: 0, isPath: false };
  let rest = text;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token === ',' && depth === 0) column++;
    if (token.startsWith("'") && word.isPath) {
      const end = index + token.length;
      rest = rest.slice(0, word.at) + ' '.repeat(end - word.at) + rest.slice(end);
      paths.set(column, token.slice(1, -1).replaceAll("''", "'").split('.'));
    }
    word = { at: index, isPath: token.toLowerCase() === 'path' };
  }
  return { text: rest, paths };
}
