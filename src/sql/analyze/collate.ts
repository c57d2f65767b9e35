/** COLLATE: texts are compared bytewise, which is what these collations say; any other is refused (parser/parse_expr.c, transformCollateClause). */
import type { CollateClause } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import type { Context } from './context.js';
import type { Item } from './item.js';
import { nameParts } from '../parse/names.js';

/** Collations under which the order of texts is that of their bytes. */
const bytewise: ReadonlySet<string> = new Set(['C', 'POSIX', 'default', 'ucs_basic']);

export function analyzeCollate(context: Context, node: CollateClause): Item {
  const item = context.transform(node.arg);
  const location = context.at(node.location);
  const name = nameParts(node.collname).at(-1) ?? '';
  if (item.type !== 'unknown' && catalogType(item.type).category !== 'S')
    throw context.error('42804', `collations are not supported by type ${formatType(item.type)}`, location);
  if (bytewise.has(name)) return item;
  throw context.unsupported(`collation "${name}"`, location, 'Texts are compared by their bytes, as COLLATE "C" does.');
}
