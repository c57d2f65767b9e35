/** The refusal of a construct that quern does not have: what it is called, where it is, and what there is instead. */
import type { Node } from 'libpg-query';
import type { Context } from './context.js';
import { quotingHint } from './reserved-column.js';

const names: Readonly<Record<string, string>> = {
  SubLink: 'a subquery',
  A_ArrayExpr: 'an array',
  RowExpr: 'a row',
  A_Indirection: 'a subscript or a field of a value',
  CollateClause: 'COLLATE',
  XmlExpr: 'XML',
  XmlSerialize: 'XML',
  GroupingFunc: 'GROUPING',
  NamedArgExpr: 'a named argument',
  CurrentOfExpr: 'CURRENT OF',
  MergeSupportFunc: 'MERGE_ACTION',
};

export function unsupportedNode(context: Context, node: Node): Error {
  const [[kind, body] = ['', undefined]] = Object.entries(node) as [string, unknown][];
  const location = locationIn(context, body);
  if (kind === 'SetToDefault') return context.error('42601', 'DEFAULT is not allowed in this context', location);
  const word = context.wordAt(location);
  const meansColumn = word !== '' && context.column(word, location) !== undefined;
  return context.unsupported(
    names[kind] ?? (kind.startsWith('Json') ? 'JSON' : kind),
    location,
    meansColumn
      ? quotingHint(word)
      : 'Expressions are made of columns, literals, parameters, operators, CASE, COALESCE, NULLIF, GREATEST, LEAST, casts and functions.',
  );
}

/** Where the node was written, or the first of its parts that knows. */
function locationIn(context: Context, body: unknown): number {
  if (typeof body !== 'object' || body === null) return -1;
  if ('location' in body && typeof body.location === 'number') return context.at(body.location);
  for (const part of Object.values(body)) {
    const location = locationIn(context, part);
    if (location >= 0) return location;
  }
  return -1;
}
